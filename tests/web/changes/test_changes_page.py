"""変更履歴: what each write changed, with its filters, its pages and its file."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import (
    About,
    Actual,
    BarState,
    Indicator,
    Missing,
    Municipality,
    Plan,
    Progress,
)
from dxkpi.returns import reportable_entries
from dxkpi.web.changes.file import changes_csv
from dxkpi.web.changes.history import ChangeOrigin, read_history
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.wording import figures
from tests.support.apptest import CITIES, HOSTILE, Open, save, words
from tests.support.returned import TODAY, register, withdraw
from tests.support.speaking import speak

MARKUP = re.compile(r"(?<!\\)(\*\*太字|<img|\[x\])")
MIHON, TOMIGUSUKU, URESHINO = "999997", "472123", "412091"


def tables(at: AppTest) -> list[list[list[str]]]:
    return [table.value.astype(str).to_numpy().tolist() for table in at.table]


def lines(at: AppTest) -> list[str]:
    """The line of each write on the page."""
    return [m.value for m in at.markdown if str(m.value).startswith("**令和")]


def narrow(at: AppTest, name: str, value: object) -> AppTest:
    return at.selectbox(key=f"changes_{name}").set_value(value).run()


@pytest.fixture
def code(sample_plan: Plan) -> str:
    """A figure of 人事課."""
    return next(
        i.code
        for i in sample_plan.indicators
        if "人事課" in sample_plan.departments_of(i) and i.unit == "%"
    )


def test_the_newest_write_comes_first_with_when_who_from_where_and_how_many(
    visit: Open, own_store: Path, code: str
) -> None:
    made = register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("55.5")},
        who="人事 佐藤",
        file="様式-人事課.xlsx",
    )
    at = visit("changes", city=MIHON)
    assert not at.exception
    newest, oldest = lines(at)
    assert "人事 佐藤" in newest
    assert "様式\\-人事課\\.xlsx" in newest
    assert f"[受付番号{made.number}](returns?" in newest
    assert f"submission={made.number}" in newest
    assert "1件" in newest
    assert "計画の読込み" in oldest


def test_a_change_is_shown_as_old_and_new_with_the_link_to_its_indicator(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")}, file=None)
    later = Actual(
        fiscal_year=2026, as_of="2027-03", value=Decimal("56.75"), note="研修を増やした"
    )
    register(own_store, MIHON, 2026, "人事課", {code: later}, file=None)
    (name, change), *_ = tables(visit("changes", city=MIHON))[0]
    assert f"](indicator?city={MIHON}&kpi={code})" in name
    assert change.startswith(":gray[令和8年度 実績値] 55\\.5\\% → **56\\.75\\%**")
    assert "時点: なし → 令和9年3月" in change.replace("\\", "")
    assert "要因・今後の対応: なし → 研修を増やした" in change.replace("\\", "")


def test_other_counts_behind_the_same_figure_are_told(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    one = sample_plan.realisation
    assert one is not None
    last = one.actual(2025)
    assert last is not None
    assert last.survey is not None
    more = last.survey.model_copy(
        update={
            "departments": (),
            "positions": (),
            "ages": (),
            "tally": {choice: 2 * n for choice, n in last.survey.tally.items()},
            "invited": None,
        }
    )
    again = last.model_copy(update={"survey": more})
    register(
        own_store,
        MIHON,
        2025,
        sample_plan.departments_of(one)[0],
        {one.code: again},
        file=None,
    )
    (_name, change), *_ = tables(visit("changes", city=MIHON))[0]
    assert (
        f"{figures.counts_text(last.survey)} → {figures.counts_text(more)}"
        in change.replace("\\", "")
    )


def test_a_reason_for_a_missing_figure_is_a_change_too(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Missing.NOT_PUBLISHED}, file=None)
    at = visit("changes", city=MIHON)
    assert " なし → **未公表**" in tables(at)[0][0][1]
    assert "画面で入力" in lines(at)[0]


def test_progress_of_the_schedule_stands_in_the_history(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    bar = reportable_entries(sample_plan)[0]
    progress = {
        bar.key: Progress(
            fiscal_year=2025,
            state=BarState.IN_PROGRESS,
            percent=Decimal(40),
            comment="順調",
        )
    }
    department = bar.measure.departments[0]
    register(own_store, MIHON, 2025, department, {}, progress=progress)
    name, change = tables(visit("changes", city=MIHON))[0][0]
    assert name.startswith(bar.code.replace("-", "\\-").replace("/", "\\/"))
    assert (
        change
        == ":gray[令和7年度] なし → **実施中 40\\%** :gray[コメント\\: なし → 順調]"
    )


def test_a_withdrawal_says_why_and_what_went_back(
    visit: Open, own_store: Path, code: str
) -> None:
    made = register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")})
    withdraw(own_store, made.number, "年度を間違えた")
    at = visit("changes", city=MIHON)
    assert "取下げ：年度を間違えた" in lines(at)[0]
    assert " 55\\.5\\% → **なし**" in tables(at)[0][0][1]


def test_filters_leave_what_fits_and_can_be_combined(
    visit: Open, own_store: Path, sample_plan: Plan, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")}, who="人事 佐藤")
    register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("56")},
        who="人事 田中",
        file=None,
    )
    at = visit("changes", city=MIHON)
    assert len(lines(at)) == 3
    assert len(lines(narrow(at, "who", "人事 佐藤"))) == 1
    assert len(lines(narrow(at, "origin", ChangeOrigin.TYPED))) == 0
    assert "この条件に合う変更はありません" in words(at)
    at = narrow(at, "who", None)
    assert len(lines(at)) == 1
    at = narrow(narrow(at, "origin", None), "place", code)
    assert len(lines(at)) == 3
    at = narrow(at, "year", 2026)
    assert len(lines(at)) == 2
    at = narrow(narrow(at, "year", None), "department", "人事課")
    assert all(
        sample_plan.indicator(code) is not None and row
        for table in tables(at)
        for row in table
    )


def test_a_search_looks_into_names_people_files_and_notes(
    visit: Open, own_store: Path, code: str
) -> None:
    register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("55.5")},
        who="ｻﾄｳ",
        file="ＡＢＣ様式.xlsx",
    )
    at = visit("changes", city=MIHON)
    for typed in ("サトウ", "abc様式"):
        assert (
            len(lines(at.text_input(key="changes_search").set_value(typed).run())) == 1
        )
    at = at.text_input(key="changes_search").set_value("どこにもない").run()
    assert "この条件に合う変更はありません" in words(at)


def test_a_large_write_shows_few_values_and_all_when_asked(visit: Open) -> None:
    at = visit("changes", city=MIHON)
    assert len(tables(at)[0]) == 8
    button = next(b for b in at.button if str(b.key).startswith("changes-"))
    assert button.label.startswith("ほか")
    at = button.click().run()
    assert not at.table
    assert len(at.dataframe[0].value) > 100


def test_many_writes_come_a_page_at_a_time(
    visit: Open, own_store: Path, code: str
) -> None:
    for n in range(25):
        register(own_store, MIHON, 2026, "人事課", {code: Decimal(n)}, file=None)
    at = visit("changes", city=MIHON)
    assert len(lines(at)) == 20
    at.session_state["changes_page_2"] = 2
    at = at.run()
    assert len(lines(at)) == 6
    at = narrow(at, "origin", ChangeOrigin.LOAD)
    assert len(lines(at)) == 1, "other filters begin at their first page"


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_plan_has_the_page_in_both_languages(
    visit: Open, city: str, locale: str
) -> None:
    at = visit("changes", locale=locale, city=city)
    assert not at.exception
    assert at.header[0].value


def test_a_plan_without_figures_says_so_and_what_comes_next(
    visit: Open, own_store: Path
) -> None:
    bare = Plan(
        municipality=Municipality(code="011002", prefecture="北海道", name="無数値市"),
        about=About(title="計画"),
        indicators=(Indicator(code="1", name="指標"),),
    )
    save(own_store, bare)
    at = visit("changes", city="011002")
    assert not at.exception
    assert at.header[0].value == "まだ値の記録がありません。"
    assert "最初の値が記録されます" in words(at)
    assert not at.get("download_button")


def test_what_a_retired_indicator_said_stays_in_the_history(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    gone, *others = sample_plan.indicators
    save(own_store, sample_plan.model_copy(update={"indicators": tuple(others)}))
    at = visit("changes", city=MIHON)
    assert not at.exception
    assert {row[0] for row in tables(at)[0]} == {gone.code.replace("-", "\\-")}


def test_other_peoples_text_is_shown_letter_by_letter(
    visit: Open, own_store: Path, code: str
) -> None:
    told = Actual(fiscal_year=2026, value=Decimal(5), note=HOSTILE)
    made = register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: told},
        who=HOSTILE,
        file=HOSTILE + ".xlsx",
    )
    withdraw(own_store, made.number, HOSTILE)
    at = visit("changes", city=MIHON)
    assert not at.exception
    shown = [
        *lines(at),
        *(cell for table in tables(at) for row in table for cell in row),
    ]
    assert len([text for text in shown if "太字" in text]) >= 3
    assert not [text for text in shown if MARKUP.search(text)]


def view_of(path: Path, city: str) -> View:
    known = cached.cities()[city]
    return View(known, cached.plan(known), 2025, (2025,), TODAY)


def test_the_file_holds_every_field_that_changed_and_is_safe_in_excel(
    visit: Open, own_store: Path, code: str
) -> None:
    told = Actual(fiscal_year=2026, value=Decimal("-5.25"), note="=1+1")
    register(
        own_store, MIHON, 2026, "人事課", {code: told}, who="@佐藤", file="+様式.xlsx"
    )
    visit("changes", city=MIHON)
    speak("ja")
    view = view_of(own_store, MIHON)
    steps = [
        step for step in read_history(view).changes if step.recorded.who == "@佐藤"
    ]
    rows = list(
        csv.DictReader(io.StringIO(changes_csv(view, steps).decode("utf-8-sig")))
    )
    assert [row["項目"] for row in rows] == ["値", "要因・今後の対応"]
    assert [row["変更後"] for row in rows] == ["−5.25%", "'=1+1"]
    assert (rows[0]["だれ"], rows[0]["ファイル"]) == ("'@佐藤", "'+様式.xlsx")


def test_of_ten_thousand_changes_only_a_page_is_sent(
    own_store: Path, visit: Open
) -> None:
    years = range(1990, 2090)

    def plan(shift: int) -> Plan:
        members = tuple(
            Indicator(
                code=f"K{n}",
                name=f"指標{n}",
                department=f"{n % 10}課",
                actuals=tuple(
                    Actual(fiscal_year=y, value=Decimal(n * y + shift)) for y in years
                ),
            )
            for n in range(50)
        )
        return Plan(
            municipality=Municipality(
                code="011002", prefecture="北海道", name="多数値市"
            ),
            about=About(title="計画"),
            indicators=members,
        )

    save(own_store, plan(0))
    save(own_store, plan(1))
    visit("help")
    view = view_of(own_store, "011002")
    history = read_history(view)
    assert len(history.changes) == 10_000
    at = visit("changes", city="011002")
    at = narrow(at, "place", "K7")
    assert [len(table) for table in tables(at)] == [8, 8]
    elements = len(at.markdown) + len(at.table) + len(at.button) + len(at.caption)
    assert elements < 60
