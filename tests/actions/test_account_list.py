"""Lists of accounts: written, read back, and everything that is wrong with one."""

import unicodedata
from collections.abc import Iterator
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from sqlalchemy import event

from dxkpi.actions import (
    GrantFault,
    ListFault,
    account_list,
    read_account_list,
    unknown_departments,
)
from dxkpi.plan import CityDepartment, Plan
from dxkpi.store import Account, Grant, Membership, Role, Store, writing
from dxkpi.wording.language import Language
from tests.support.databases import Prepared

CITY = "999997"
HEAD = "サインイン名,氏名,役割,団体コード,所属（課）,開始日,終了日"
REPORTER = Membership(
    Role.REPORTER, CITY, "人事課", date(2026, 4, 1), date(2027, 3, 31)
)


@pytest.fixture(scope="module")
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


def problems(store: Store, *rows: str) -> list[tuple[int, str, str]]:
    content = "\n".join([HEAD, *rows]).encode()
    read = read_account_list(store, content)
    return [(p.row, p.fault.value, p.value) for p in read.problems]


def one_line(text: str) -> str:
    return " ".join(text.split())


def is_kept(text: str) -> bool:
    """Whether a text is a name as names are kept."""
    return bool(text) and text == one_line(text)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
).filter(is_kept)
SUBJECTS = TEXTS.map(lambda text: unicodedata.normalize("NFKC", text)).filter(is_kept)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@st.composite
def memberships(draw: st.DrawFn) -> Membership:
    role = draw(st.sampled_from([role for role in Role if role is not Role.VISITOR]))
    is_reporter = role is Role.REPORTER
    city = CITY if is_reporter else draw(st.sampled_from([CITY, "012025", None]))
    department = draw(TEXTS if is_reporter else st.none() | TEXTS)
    since, until = sorted([draw(DAYS), draw(DAYS)])
    return Membership(
        role,
        city,
        department,
        draw(st.sampled_from([None, since])),
        draw(st.sampled_from([None, until])),
    )


@st.composite
def listed_accounts(draw: st.DrawFn) -> list[Account]:
    subjects = draw(st.lists(SUBJECTS, unique=True, max_size=4))
    several = st.lists(memberships(), max_size=3, unique_by=lambda one: one.place)
    return [Account(subject, draw(TEXTS), tuple(draw(several))) for subject in subjects]


@hypothesis_settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(listed_accounts(), st.sampled_from(Language))
def test_a_list_that_is_written_is_read_back_as_it_was(
    store: Store, accounts: list[Account], language: Language
) -> None:
    expected = [
        Grant(account.subject, account.name, membership)
        for account in accounts
        for membership in account.memberships
    ]
    read = read_account_list(store, account_list(accounts, language))
    assert list(read.grants) == expected
    if expected:
        assert read.problems == ()


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))
)
def test_whatever_a_file_holds_is_read_or_told(store: Store, content: bytes) -> None:
    read = read_account_list(store, content)
    assert read.problems or read.grants


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=5))
def test_whatever_stands_below_the_headings_is_read_or_told(
    store: Store, rows: list[list[str]]
) -> None:
    lines = [",".join(cell.replace('"', "") for cell in row) for row in rows]
    content = "\r\n".join([HEAD, *lines]).encode("utf-8", "replace")
    read = read_account_list(store, content)
    assert read.problems or read.grants


def test_no_cell_is_run_as_a_formula(store: Store) -> None:
    hostile = Account("=1+1", "@SUM(A1)", (Membership(Role.VIEWER, CITY, "'+x"),))
    written = account_list([hostile], Language.JAPANESE).decode("utf-8-sig")
    assert written.splitlines()[1] == "'=1+1,'@SUM(A1),閲覧者,999997,''+x,,"
    [grant] = read_account_list(store, written.encode()).grants
    assert (grant.subject, grant.name) == ("=1+1", "@SUM(A1)")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_list_is_read_as_excel_and_people_write_it(
    store: Store, encoding: str, delimiter: str
) -> None:
    rows = [
        [
            "役割",
            " 氏名 ",
            "サインイン名",
            "団体コード",
            "所属（課）",
            "終了日",
            "備考",
            "開始日",
        ],
        [
            "報告者",
            "佐藤　花子",
            "ｓａｔｏ",
            "999997",
            "人事課",
            "R9.3",
            "x",
            "令和8年4月1日",
        ],
        [""],
        ["ADMIN", "", "sato", "すべての市", "", "", ""],
        ["viewer", "鈴木", "suzuki", "12025", "", "2027/3/31", "", "2026/4/1"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    read = read_account_list(store, text.encode(encoding))
    assert read.problems == ()
    in_hakodate = Membership(
        Role.VIEWER, "012025", None, date(2026, 4, 1), date(2027, 3, 31)
    )
    assert read.grants == (
        Grant("sato", "佐藤 花子", REPORTER),
        Grant("sato", "佐藤 花子", Membership(Role.ADMIN, None)),
        Grant("suzuki", "鈴木", in_hakodate),
    )


def test_every_problem_is_told_with_its_row(store: Store) -> None:
    assert problems(
        store,
        "sato,佐藤,報告者,999997,人事課,,",
        "sato,田中,閲覧者,999997,,,",
        "",
        "sato,,報告者,999997,人事課,2026-04-01,",
        "suzuki,,王様,,,明日,昨日",
        "kato,加藤,報告者,すべての市,,2026-04-02,2026-04-01",
        "ito,,閲覧者,999998,,,",
    ) == [
        (3, ListFault.TWO_NAMES, "佐藤"),
        (5, ListFault.ROLE_TWICE, ""),
        (6, ListFault.UNKNOWN_ROLE_WORD, "王様"),
        (6, ListFault.CITY_NOT_SAID, ""),
        (6, ListFault.UNREADABLE_DAY, "明日"),
        (6, ListFault.UNREADABLE_DAY, "昨日"),
        (7, GrantFault.NO_CITY, ""),
        (7, GrantFault.NO_DEPARTMENT, ""),
        (7, GrantFault.DAYS_NOT_IN_ORDER, ""),
        (8, GrantFault.NO_NAME, ""),
        (8, GrantFault.NO_SUCH_CITY, ""),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xff\xff", [(1, ListFault.NOT_A_CSV, "")]),
        (b'subject,role,city\n"open', [(1, ListFault.NOT_A_CSV, "")]),
        (HEAD.encode(), [(1, ListFault.NO_ROWS, "")]),
        (
            "氏名,役割\n佐藤,報告者".encode(),
            [(1, ListFault.NO_COLUMN, "subject"), (1, ListFault.NO_COLUMN, "city")],
        ),
    ],
)
def test_what_is_no_list_is_told(
    store: Store, content: bytes, expected: list[tuple[int, ListFault, str]]
) -> None:
    read = read_account_list(store, content)
    assert [(p.row, p.fault, p.value) for p in read.problems] == expected


def test_departments_that_nobody_asks_are_told(
    sqlite_stores: Prepared, sample_plan: Plan
) -> None:
    register = (
        CityDepartment(name="DX課", since="2026-04-01"),
        CityDepartment(name="旧DX室", until="2026-03-31", became=("DX課",)),
    )
    municipality = sample_plan.municipality.model_copy(update={"departments": register})
    store = Store(sqlite_stores.store())
    plan = sample_plan.model_copy(update={"municipality": municipality})
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    grants = [
        Grant("a", "a", Membership(Role.REPORTER, city, department))
        for city, department in [
            (CITY, "人事課"),
            (CITY, "DX課"),
            (CITY, "人事果"),
            (CITY, "旧DX室"),
            ("472123", "どこか課"),
        ]
    ]
    assert unknown_departments(store, grants) == ("人事果",)
    store.close()


def test_the_accounts_of_a_list_are_read_in_one_go(
    sqlite_stores: Prepared, sample_plan: Plan
) -> None:
    store = Store(sqlite_stores.store([sample_plan]))
    rows = [f"s{n},職員{n},閲覧者,{CITY},,," for n in range(600)]
    statements: list[str] = []

    def note(
        _connection: object, _cursor: object, statement: str, *_rest: object
    ) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    assert problems(store, *rows) == []
    assert len([s for s in statements if "FROM account" in s]) == 1
    store.close()
