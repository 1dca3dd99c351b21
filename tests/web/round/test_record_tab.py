"""取りまとめの結果 on the page of the round: its tables, its files, for whom it is there."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from dxkpi.actions import Actor, Identification, NotPermitted
from dxkpi.plan import Plan, PlanKey
from dxkpi.reports.filed_record import make_filed_record
from dxkpi.reports.record_workbook import record_workbook
from dxkpi.store import Role
from dxkpi.web.common.markdown import SEPARATOR
from dxkpi.web.round.record import record_file
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.recorded_rounds import (
    ANSWER,
    CORRECTION,
    OWN,
    REMARK,
    recorded_round,
    run_round,
)
from tests.support.returned import opened

MIHON, RECORD = "999997", "record"
NAMED_NUMBER = re.compile(r"\*:gray\[[^]]+\] [0-9,]+\*")
TITLES = [
    "取りまとめの概況",
    "求めたものと届いたもの",
    "届いていないものと、その理由",
    "指摘したことと、その回答",
    "確定したもの",
    "訂正したものと、その理由",
    "昨年度からの変化",
    "取りまとめの経過",
]


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def ran(own_store: Path, key: PlanKey) -> Path:
    """The store after a round with something of everything."""
    with opened(own_store) as store:
        run_round(store, key)
    return own_store


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_the_tab_of_the_address_shows_every_table(
    ran: Path, visit: Open, locale: str
) -> None:
    at = visit("round", locale=locale, city=MIHON, year="2025", round_tab=RECORD)
    assert not at.exception
    assert len(at.table) == len(TITLES)
    assert all(table.value.shape[1] <= 3 for table in at.table)
    shown = words(at)
    if locale == "ja-JP":
        assert all(title in shown for title in TITLES)
    cells = [str(cell) for table in at.table for cell in table.value.to_numpy().ravel()]
    for text in (REMARK, ANSWER, CORRECTION):
        assert any(text in cell for cell in cells), text


def test_what_changed_stands_behind_an_arrow(ran: Path, visit: Open) -> None:
    at = visit("round", city=MIHON, year="2025", round_tab=RECORD)
    changes = at.table[TITLES.index("昨年度からの変化")].value
    [row] = [row for row in changes.to_numpy().tolist() if "K08" in row[0]]
    status, figure = (cell.translate({ord(c): None for c in "*\\"}) for cell in row[1:])
    assert status == "○ 概ね順調 → △ やや遅れ"
    assert figure.startswith("4,090時間 → 4,480時間")


def test_a_heading_stays_with_its_number_and_noughts_are_left_out(
    ran: Path, visit: Open
) -> None:
    at = visit("round", city=MIHON, year="2025", round_tab=RECORD)
    departments = at.table[TITLES.index("求めたものと届いたもの")].value
    counts, days = departments.columns[1:]
    parts = [part for cell in departments[counts] for part in cell.split(SEPARATOR)]
    assert parts
    assert all(NAMED_NUMBER.fullmatch(part) for part in parts)
    assert not [part for part in parts if part.endswith(" 0*")]
    assert any(":gray[期限] " in cell for cell in departments[days])


def test_without_the_word_of_the_address_the_round_itself_is_shown(
    ran: Path, visit: Open
) -> None:
    at = visit("round", city=MIHON, year="2025")
    assert "取りまとめの概況" not in words(at)
    assert [tab.label for tab in at.tabs] == ["進み具合", "取りまとめの結果", "公表"]
    assert at.query_params.get("round_tab") is None


def test_a_year_without_a_round_has_no_record(own_store: Path, visit: Open) -> None:
    at = visit("round", city=MIHON, year="2025", round_tab=RECORD)
    assert not at.exception
    assert [tab.label for tab in at.tabs] == ["進み具合", "公表"]
    assert at.header[0].value == "令和7年度の取りまとめはまだ始まっていません。"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUTHOR, Role.ADMIN])
def test_who_runs_no_round_is_shown_no_record(
    ran: Path, visit: Open, role: Role
) -> None:
    department = OWN if role is Role.REPORTER else None
    with opened(ran) as store:
        granted(store, "sato@city", role, MIHON, department)
    at = visit("round", city=MIHON, year="2025")
    at.user = {USER_KEY: header_text(Person("sato@city", "佐藤"))}
    at.query_params["round_tab"] = RECORD
    at.run()
    assert not at.exception
    assert not at.tabs
    assert REMARK not in words(at)
    assert not [table for table in at.table if REMARK in table.value.to_string()]


def test_a_visitor_is_shown_nothing(ran: Path, visit: Open) -> None:
    at = visit("round", city=MIHON, year="2025")
    at.user = {USER_KEY: header_text(NOBODY)}
    at.query_params["round_tab"] = RECORD
    at.run()
    assert not at.table
    assert not at.tabs


def test_a_file_is_made_for_who_may_run_rounds_at_that_moment(
    ran: Path, key: PlanKey
) -> None:
    with opened(ran) as store:
        record = make_filed_record(recorded_round(store, key))
        typed = Actor("鈴木", Identification.TYPED)
        content = record_file(store, typed, MIHON, record, record_workbook)
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "概況"
        for nobody in (
            Actor("", Identification.VISITOR),
            Actor("佐藤", Identification.SIGNED_IN, "stranger@city"),
        ):
            with pytest.raises(NotPermitted):
                record_file(store, nobody, MIHON, record, record_workbook)
