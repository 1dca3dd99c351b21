"""提出状況: its sentence, the departments of the year, one opened with its originals, withdrawing, and the years."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.charts import returns_chart
from dxkpi.plan import Actual, Missing, Plan
from dxkpi.returns.status import return_statuses
from dxkpi.settings import settings
from dxkpi.store import SubmissionState
from dxkpi.web.common import cached
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import returns_csv
from dxkpi.web.returns.receipt import original_file_name
from dxkpi.web.returns.sentence import time_left_text
from dxkpi.web.returns.submissions import read_submissions
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of, save, words
from tests.support.handed_in import Handed, State
from tests.support.returned import TODAY, leave, opened, register, withdraw
from tests.support.speaking import speak
from tests.support.specs import read_back, rows, svg

MARKUP = re.compile(r"(?<!\\)(\*\*太字|<img|\[x\])")
TOMIGUSUKU, MIHON, TSUSHIMA, KATAGAMI = "472123", "999997", "422096", "052116"


def tables(at: AppTest) -> list[list[list[str]]]:
    """The cells of each table on the page, row by row."""
    return [
        table.value.reset_index(drop=True).astype(str).to_numpy().tolist()
        for table in at.table
    ]


def row_of(at: AppTest, department: str) -> list[str]:
    return next(row for row in tables(at)[0] if bare(row[0]) == department)


def bare(text: str) -> str:
    """A cell as it reads: without what keeps its letters on one line."""
    return text.replace("\u2060", "").replace("\\", "")


@pytest.fixture
def deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXKPI_SUBMISSION_DEADLINE", "05-15")
    settings.cache_clear()


@pytest.fixture
def asked(own_store: Path, sample_plan: Plan) -> Plan:
    """見本市 with nothing reported for 令和7年度 yet."""
    open_ = tuple(
        i.model_copy(
            update={"actuals": tuple(a for a in i.actuals if a.fiscal_year < 2025)}
        )
        for i in sample_plan.indicators
    )
    plan = sample_plan.model_copy(update={"indicators": open_})
    save(own_store, plan)
    return plan


def codes_of(plan: Plan, department: str) -> list[str]:
    return [i.code for i in plan.indicators if department in plan.departments_of(i)]


# --- The sentence and the table ---------------------------------------------------------------------------------------


def test_the_sentence_says_how_many_are_in_and_whose_are_not(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    leave(own_store, MIHON, 2025, "市民課")
    at = visit("returns", city=MIHON, year="2025")
    assert at.header[0].value == "11課のうち1課が登録済みです。"
    assert "未提出の9課は、" in words(at)
    assert "ほか4課です。" in words(at)
    assert "確認待ちの1課は、市民課です。" in words(at)
    assert "期限" not in words(at)


def test_the_years_asked_for_now_are_opened_first(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    assert visit("returns", city=MIHON).selectbox(key="select_year").value == 2025


def test_what_needs_somebody_comes_first_with_glyph_and_word(
    visit: Open, own_store: Path, asked: Plan, deadline: None
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    leave(own_store, MIHON, 2025, "市民課")
    at = visit("returns", city=MIHON, year="2025")
    listed = tables(at)[0]
    assert listed[0][1].strip() == ":orange-badge[－ 未提出] :orange[期限超過]"
    assert [row[1].split("]")[0] for row in listed[-2:]] == [
        ":yellow-badge[△ 確認待ち",
        ":blue-badge[◎ 登録済",
    ]
    assert [bare(row[0]) for row in listed[-2:]] == ["市民課", "人事課"]
    assert "提出期限（令和8年5月15日）を190日過ぎています。" in at.header[
        0
    ].value.replace("\\", "")


def test_a_row_says_how_many_figures_are_in_and_why_others_are_not(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *others = codes_of(asked, "人事課")
    register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {one: Decimal("5.5"), two: Missing.NOT_PUBLISHED},
        who="人事 佐藤",
    )
    _name, state, figures = row_of(visit("returns", city=MIHON, year="2025"), "人事課")
    assert state.startswith(":blue-badge[◎ 登録済] R8.")
    gaps = "未公表 1件" + (f"、未記入 {len(others)}件" if others else "")
    assert (
        bare(figures)
        .replace("\u00a0", " ")
        .startswith(f"**1**/{2 + len(others)}、{gaps}")
    )
    assert "人事 佐藤" in state
    assert "値2件を変更" in state


def test_a_return_of_the_whole_city_counts_for_every_department_and_says_so(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, None, {asked.indicators[0].code: 5})
    at = visit("returns", city=MIHON, year="2025")
    assert at.header[0].value == "11課すべてが令和7年度の実績を登録済みです。"
    assert all("全課の様式で提出" in row[1] for row in tables(at)[0])


def test_figures_that_came_with_the_plan_are_not_called_late(
    visit: Open, own_store: Path, deadline: None
) -> None:
    at = visit("returns", city=MIHON, year="2024")
    assert "11課のうち0課が登録済みです。" in at.header[0].value
    assert "値は、すでに入っています" in words(at)
    assert not [
        row
        for row in tables(at)[0]
        if "期限超過" in row[1] and "未記入" not in bare(row[2])
    ]


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_plan_has_the_page_in_both_languages(
    visit: Open, code: str, locale: str
) -> None:
    at = visit("returns", locale=locale, city=code)
    assert not at.exception
    assert at.header[0].value
    assert len(at.table[0].value) >= 1


def test_a_plan_that_names_no_department_has_one_row_that_is_open_at_once(
    visit: Open, own_store: Path
) -> None:
    register(own_store, TSUSHIMA, 2025, None, {})
    at = visit("returns", city=TSUSHIMA, year="2025")
    assert [bare(row[0]) for row in tables(at)[0]] == ["全体"]
    assert at.header[0].value.startswith("令和7年度の実績は登録済です。")
    assert "実績様式" in tables(at)[1][0][2]


def test_a_year_that_is_not_over_asks_for_nothing(visit: Open) -> None:
    at = visit("returns", city=MIHON, year="2027")
    assert "令和9年度" in at.header[0].value
    assert {row[1].strip() for row in tables(at)[0]} == {":gray-badge[… 期間前]"}


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (12, "提出期限（令和8年5月15日）まであと3日です。"),
        (15, "提出期限は本日（令和8年5月15日）です。"),
        (16, "提出期限（令和8年5月15日）を1日過ぎています。"),
    ],
)
def test_the_deadline_is_told_before_on_and_after_the_day(
    today: int, said: str
) -> None:
    speak("ja")
    assert time_left_text(date(2026, 5, 15), date(2026, 5, today)) == said


# --- One department -----------------------------------------------------------------------------------------------------


def open_department(at: AppTest, name: str) -> AppTest:
    return at.selectbox(key="returns_department").set_value(name).run()


def test_a_department_opens_with_its_submissions_newest_first(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    first = register(own_store, MIHON, 2025, "人事課", {one: 5}, file="一回目.xlsx")
    second = register(own_store, MIHON, 2025, "人事課", {two: 6}, file=None)
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    listed = tables(at)[1]
    assert [row[0] for row in listed] == [str(second.number), str(first.number)]
    assert [row[2] for row in listed] == ["画面で入力", "一回目\\.xlsx"]
    assert not at.get("download_button")[1:], "typed figures have no original"


def test_a_department_without_a_return_says_so_and_leads_to_the_form(
    visit: Open, asked: Plan
) -> None:
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    assert "この年度の提出はまだありません。" in words(at)


def test_the_facts_of_a_submission_hold_its_digest_reasons_and_size(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    made = register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {one: 5, two: Missing.NOT_PUBLISHED},
        content=b"x" * 3000,
    )
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    facts = " ".join(cell for row in tables(at)[2] for cell in row)
    assert made.sha256 is not None
    assert made.sha256[:12] in facts
    assert "3 KB" in facts
    assert "未公表 1件" in facts


def test_the_address_opens_the_submission_that_it_names(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert at.selectbox(key="returns_department").value == "人事課"
    assert "submission" not in at.query_params


@pytest.mark.parametrize("wrong", ["9999", "abc", "１２３", "9" * 5000, HOSTILE])
def test_an_address_that_names_no_submission_is_told_and_harms_nothing(
    visit: Open, wrong: str
) -> None:
    at = visit("returns", city=MIHON, submission=wrong)
    assert not at.exception
    assert "の提出はありません。" in at.warning[0].value


# --- Withdrawing ---------------------------------------------------------------------------------------------------------


def begin(at: AppTest, number: int) -> AppTest:
    return at.button(key=f"withdraw-{number}").click().run()


def press(at: AppTest, reason: str | None = "年度を間違えた") -> AppTest:
    if reason is not None:
        at.text_input(key="withdrawal_reason").set_value(reason)
    return next(b for b in at.button if b.label == "取り下げる").click().run()


def state_of(path: Path, number: int) -> SubmissionState:
    with opened(path) as store:
        found = store.submission(number)
    assert found is not None
    return found.state


def test_withdrawing_shows_first_what_goes_back_and_what_stays(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    first = register(own_store, MIHON, 2025, "人事課", {one: 5, two: 6})
    register(own_store, MIHON, 2025, "人事課", {two: 7}, file=None)
    at = visit("returns", city=MIHON, year="2025", submission=str(first.number))
    at = begin(at, first.number)
    preview = " ".join(cell for row in tables(at)[3] for cell in row)
    assert "→" in preview
    assert "そのまま" in preview
    assert state_of(own_store, first.number) is SubmissionState.REGISTERED
    at = press(at)
    assert "取り下げました" in at.success[0].value
    assert state_of(own_store, first.number) is SubmissionState.WITHDRAWN
    with opened(own_store) as store:
        plan = store.plan(MIHON)
    assert plan is not None
    values = [
        (i.code, entry.value)
        for i in plan.indicators
        if i.code in (one, two) and (entry := i.actual(2025))
    ]
    assert values == [(two, Decimal(7))]


def test_a_reason_and_a_name_are_required(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    at = press(at, reason=None)
    assert "理由" in at.error[0].value
    at = press(at, reason="　 ")
    assert "理由" in at.error[0].value
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    at.user = {}
    at = press(at.run())
    assert "名前" in at.error[0].value
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    at.text_input(key="who").set_value("事務局 田中")
    assert press(at).success
    assert state_of(own_store, made.number) is SubmissionState.WITHDRAWN


def test_nobody_withdraws_where_registration_is_switched_off(
    visit: Open, own_store: Path, asked: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = press(at)
    assert at.error
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert not [b for b in at.button if str(b.key).startswith("withdraw-")]


def test_somebody_who_withdraws_what_another_has_just_withdrawn_is_told(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    withdraw(own_store, made.number)
    at = press(at)
    assert at.error
    assert not at.exception


def test_a_return_that_waits_is_withdrawn_without_a_change(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = leave(own_store, MIHON, 2025, "人事課")
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    at = begin(at, made.number)
    assert "まだ登録されていないので、値は変わりません。" in words(at)
    at = press(at)
    assert at.success[0].value == f"受付番号{made.number}を取り下げました。"
    assert state_of(own_store, made.number) is SubmissionState.WITHDRAWN


def test_withdrawing_can_be_left(visit: Open, own_store: Path, asked: Plan) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = begin(
        visit("returns", city=MIHON, year="2025", submission=str(made.number)),
        made.number,
    )
    at = next(b for b in at.button if b.label == "やめる").click().run()
    assert not [t for t in at.text_input if t.key == "withdrawal_reason"]
    assert state_of(own_store, made.number) is SubmissionState.REGISTERED


# --- Years, files, and other people's text -------------------------------------------------------------------------------


def test_the_picture_of_the_years_says_in_words_what_it_shows(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = visit("returns", city=MIHON, year="2025")
    said = at.get("vega_lite_chart")[0].proto.alt
    assert "令和7年度: 未提出 10、登録済 1" in said
    assert "令和9年度: 期間前 11" in said
    assert len(charts_of(at)) == 1
    at.toggle(key="as_table").set_value(True).run()
    table = at.dataframe[0].value
    assert list(table.columns) == [
        "担当課",
        "令和5年度",
        "令和6年度",
        "令和7年度",
        "令和8年度",
        "令和9年度",
    ]
    assert (
        dict(zip(table["担当課"], table["令和7年度"], strict=True))["人事課"]
        == "◎ 登録済"
    )


def test_the_picture_gives_each_stage_its_box_its_glyph_and_its_word(
    sample_plan: Plan,
) -> None:
    handed = [
        Handed(1, "人事課"),
        Handed(2, "市民課", State.WAITING),
        Handed(3, "総務課", State.WITHDRAWN),
    ]
    open_ = sample_plan.with_actuals(
        {
            i.code: Actual(fiscal_year=2025, note="？")
            for i in sample_plan.indicators
            if i.actual(2025)
        }
    )
    years = {
        year: return_statuses(open_, handed, year, date(2026, 5, 20), date(2026, 5, 15))
        for year in (2025, 2026)
    }
    lines = [
        (one.department or "", (one, next_))
        for one, next_ in zip(years[2025], years[2026], strict=True)
    ]
    spec = returns_chart([*lines, (HOSTILE, lines[0][1])], 2025, current_language())
    alt.LayerChart.validate(spec)
    assert spec["height"] == 26 + 27 * 12
    drawn = {(row["top"], row["column"]): row for row in rows(spec, "rect")}
    tops = {name: 26 + 27 * n for n, (name, _of) in enumerate(lines)}
    assert drawn[tops["人事課"], 0]["role"] == "achieved"
    assert drawn[tops["市民課"], 0]["role"] == "behind"
    assert drawn[tops["総務課"], 0]["role"] == "far_behind", (
        "withdrawn, and the deadline is past"
    )
    assert {drawn[top, 1]["role"] for top in tops.values()} == {"not_due"}
    in_boxes = [row for row in rows(spec, "text") if "long" in row and row["y"] > 26]
    shown = {(row["short"], row["long"]) for row in in_boxes}
    assert shown == {
        ("－", "－ not submitted"),
        ("×", "× withdrawn"),
        ("△", "△ waiting"),
        ("◎", "◎ on record"),
        ("…", "… not due yet"),
    }
    for width in (340, 900):
        assert "<svg" in svg(spec, width)


def test_the_file_holds_every_department_in_every_year(
    visit: Open, own_store: Path, asked: Plan, deadline: None
) -> None:
    register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {codes_of(asked, "人事課")[0]: 5},
        who="=佐藤",
        file="@様式.xlsx",
    )
    visit("returns", city=MIHON, year="2025")
    speak("ja")
    city = cached.cities()[MIHON]
    view = View(city, cached.plan(city), 2025, (2025,), TODAY)
    frame = read_back(returns_csv(view, read_submissions(view)))
    assert len(frame) == 11 * 5
    own = frame[(frame["担当課"] == "人事課") & (frame["年度"] == "令和7年度")].iloc[0]
    assert (own["状況"], own["期限"], own["だれ"], own["ファイル"]) == (
        "登録済",
        "2026-05-15",
        "'=佐藤",
        "'@様式.xlsx",
    )
    assert (own["報告のある指標の数"], own["変わった値の数"]) == ("1", "1")
    late = frame[(frame["担当課"] == "市民課") & (frame["年度"] == "令和7年度")].iloc[0]
    assert late["状況"] == "未提出、期限超過"


@pytest.mark.parametrize(
    ("uploaded", "kept"),
    [
        ("実績様式-令和7年度-人事課.xlsx", "実績様式-令和7年度-人事課.xlsx"),
        ("../../etc/passwd", "／..／etc／passwd.xlsx"),
        ("a\u202exslx.exe", "axslx.exe.xlsx"),
        ("=1+1.xlsx", "=1+1.xlsx"),
        ("長" * 300 + ".xlsx", "長" * 60 + ".xlsx"),
        (".xlsx", "original.xlsx"),
    ],
)
def test_an_original_is_downloaded_under_its_name_made_safe(
    uploaded: str, kept: str
) -> None:
    assert original_file_name(uploaded) == kept


def test_other_peoples_text_is_shown_letter_by_letter(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {codes_of(asked, "人事課")[0]: 5},
        file=HOSTILE + ".xlsx",
        who=HOSTILE,
    )
    withdraw(own_store, made.number, HOSTILE)
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert not at.exception
    shown = [
        cell for table in tables(at) for row in table for cell in row if "太字" in cell
    ]
    assert len(shown) >= 4
    assert not [cell for cell in shown if MARKUP.search(cell)]
