"""The sheet 取組: what its rows say of initiatives, and what is told of them."""

from collections.abc import Mapping
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.plan import (
    About,
    Initiative,
    InitiativeState,
    Judge,
    Measure,
    Municipality,
    OwnMark,
    Plan,
    Policy,
    YearlyReport,
)
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    ReturnForm,
    WrittenCell,
)
from dxkpi.returns.checked_return import ReportMeanwhile
from dxkpi.returns.checking import NO_OVERTAKEN_REPORTS, OvertakenReports, check_return
from tests.support.checking import WHEN, YEAR, finding_of

STATE, DONE, RESULTS = FormColumn.REPORT_STATE, FormColumn.DONE, FormColumn.RESULTS
MARK = FormColumn.OWN_MARK
COLUMNS = {
    FormColumn.CODE: "A",
    STATE: "D",
    DONE: "E",
    RESULTS: "F",
    FormColumn.DIFFICULTIES: "G",
    FormColumn.NEXT_STEPS: "H",
    MARK: "I",
}
REGISTERED = YearlyReport(
    fiscal_year=YEAR,
    state=InitiativeState.UNDER_WAY,
    done="始めた。",
    results="短くなった。",
)
OWN = OwnMark(fiscal_year=YEAR, by=Judge.DEPARTMENT, mark="○")
KEY = ("1-1", "1")


def form_of(
    report: YearlyReport | None = None,
    mark: OwnMark | None = None,
    department: str | None = "市民課",
) -> ReturnForm:
    first = Initiative(
        number="1",
        name="窓口の予約",
        reports=(report,) if report else (),
        marks=(mark,) if mark else (),
    )
    measures = (
        Measure(
            number="1-1",
            name="窓口",
            departments=("市民課",),
            initiatives=(first, Initiative(number="2", name="書かない窓口")),
        ),
        Measure(number="1-2", name="研修", departments=("人事課",)),
        Measure(number="1-3", name="だれのものでもない施策"),
    )
    plan = Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(title="計画"),
        policies=(Policy(number="1", name="方針", measures=measures),),
    )
    return ReturnForm(plan, YEAR, department, 7, YEAR)


def row_of(code: str, n: int, values: Mapping[FormColumn, Any]) -> FilledRow:
    cells = {
        column: WrittenCell("取組", f"{letter}{n}", values.get(column))
        for column, letter in COLUMNS.items()
    }
    return FilledRow(code, cells)


def check(
    values: Mapping[FormColumn, Any],
    *confirmed: Confirmation,
    form: ReturnForm | None = None,
    code: str = "1-1(1)",
    overtaken: OvertakenReports = NO_OVERTAKEN_REPORTS,
) -> CheckedReturn:
    filled = FilledForm(report_rows=(row_of(code, 6, values),))
    return check_return(
        form or form_of(), filled, {}, confirmed, overtaken_reports=overtaken
    )


def test_a_department_is_asked_about_its_own_initiatives_only() -> None:
    assert [one.code for one in form_of().report_subjects] == ["1-1(1)", "1-1(2)"]
    everything = form_of(department=None).report_subjects
    assert [one.code for one in everything] == ["1-1(1)", "1-1(2)", "1-2", "1-3"]


def test_a_row_is_a_report_and_the_departments_mark() -> None:
    answer = check({STATE: "実施中", DONE: "3か所で始めた。\r\n次は5か所。", MARK: "○"})
    assert answer.reported_year is not None
    assert answer.reported_year.reports == {
        KEY: YearlyReport(
            fiscal_year=YEAR,
            state=InitiativeState.UNDER_WAY,
            done="3か所で始めた。\n次は5か所。",
        )
    }
    assert answer.reported_year.marks == {KEY: OWN}
    assert {change.field for change in answer.changes} == {"state", "done", "mark"}
    assert answer.accepted


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("未着手", InitiativeState.NOT_BEGUN),
        ("継続実施", InitiativeState.UNDER_WAY),
        ("済", InitiativeState.COMPLETED),
        ("遅延", InitiativeState.DELAYED),
        ("見直し中", InitiativeState.REVISED),
        ("廃止", InitiativeState.CANCELLED),
    ],
)
def test_a_state_is_understood_in_other_words(
    written: str, state: InitiativeState
) -> None:
    answer = check({STATE: written})
    assert answer.reported_year is not None
    report = answer.reported_year.reports[KEY]
    assert report is not None
    assert report.state is state


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        ({STATE: "ばっちり"}, "unknown_state", "D6"),
        ({DONE: "始めた。"}, "report_state_missing", "D6"),
        ({STATE: "完了", DONE: "長" * 2001}, "too_long", "E6"),
        ({STATE: "完了", MARK: "計画どおりに進んでいる" * 5}, "too_long", "I6"),
        ({STATE: "完了", RESULTS: "#REF!"}, "error_in_text", "F6"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_cell(
    values: Mapping[FormColumn, Any], code: str, cell: str
) -> None:
    answer = check(values)
    finding = finding_of(answer, code)
    assert (finding.sheet, finding.cell, finding.place) == ("取組", cell, "1-1(1)")
    assert finding.severity is Severity.ERROR
    assert not answer.accepted


def test_a_blank_row_says_nothing_and_the_same_once_more_changes_nothing() -> None:
    form = form_of(REGISTERED, OWN)
    other = FilledForm(
        report_rows=(row_of("1-1(1)", 6, {}), row_of("1-1(2)", 7, {STATE: "完了"}))
    )
    said = check_return(form, other).reported_year
    assert said is not None
    assert said.reports.keys() == {("1-1", "2")}
    again = {STATE: "実施中", DONE: "始めた。", RESULTS: "短くなった。", MARK: "○"}
    assert check(again, form=form).reported_year is None


def test_a_text_and_a_mark_that_are_deleted_are_taken_away() -> None:
    answer = check({STATE: "実施中", DONE: "始めた。"}, form=form_of(REGISTERED, OWN))
    assert answer.reported_year is not None
    report = answer.reported_year.reports[KEY]
    assert report is not None
    assert report.results is None
    assert answer.reported_year.marks == {KEY: None}


def test_a_blank_state_leaves_the_registered_one() -> None:
    answer = check(
        {DONE: "広げた。", RESULTS: "短くなった。"}, form=form_of(REGISTERED)
    )
    assert answer.reported_year is not None
    report = answer.reported_year.reports[KEY]
    assert report is not None
    assert (report.state, report.done) == (InitiativeState.UNDER_WAY, "広げた。")


def test_how_many_are_left_is_told_unless_they_were_reported_before() -> None:
    answer = check({STATE: "完了"})
    assert finding_of(answer, "reports_blank").facts["n"] == 1
    only_second = FilledForm(report_rows=(row_of("1-1(2)", 7, {STATE: "完了"}),))
    codes = {f.code for f in check_return(form_of(REGISTERED), only_second).findings}
    assert "reports_blank" not in codes


def test_rows_of_others_and_unknown_codes_are_told() -> None:
    answer = check({STATE: "完了"}, code="1-2", form=form_of())
    assert [f.code for f in answer.findings] == ["nothing_of_this"]
    filled = FilledForm(
        report_rows=(
            row_of("1-1(1)", 6, {STATE: "完了"}),
            row_of("1-2", 7, {STATE: "完了"}),
            row_of("9-9(1)", 8, {STATE: "完了"}),
        )
    )
    codes = [f.code for f in check_return(form_of(), filled).findings]
    assert "other_departments_row" in codes
    assert "unknown_code" in codes


def test_a_code_is_known_however_it_is_written() -> None:
    answer = check({STATE: "完了"}, code="１－１（１）")
    assert answer.reported_year is not None
    assert KEY in answer.reported_year.reports


def meanwhile(then: YearlyReport | None) -> OvertakenReports:
    return OvertakenReports({KEY: ReportMeanwhile(then, "佐藤", WHEN)})


def test_what_only_others_changed_since_stays() -> None:
    then = REGISTERED.model_copy(update={"results": None})
    answer = check(
        {STATE: "実施中", DONE: "広げた。"},
        form=form_of(REGISTERED),
        overtaken=meanwhile(then),
    )
    assert answer.reported_year is not None
    report = answer.reported_year.reports[KEY]
    assert report is not None
    assert (report.done, report.results) == ("広げた。", "短くなった。")


def test_what_both_changed_is_asked_about() -> None:
    then = REGISTERED.model_copy(update={"done": "調べた。"})
    values = {STATE: "実施中", DONE: "広げた。", RESULTS: "短くなった。"}
    form, since = form_of(REGISTERED), meanwhile(then)
    held = check(values, form=form, overtaken=since)
    finding = finding_of(held, "changed_meanwhile")
    assert (finding.cell, [c.key for c in finding.choices]) == (
        "D6",
        ["file", "stored"],
    )
    assert held.reported_year is None

    own = Confirmation("changed_meanwhile", "D6", "file", "確認済み")
    chosen = check(values, own, form=form, overtaken=since)
    assert chosen.reported_year is not None
    report = chosen.reported_year.reports[KEY]
    assert report is not None
    assert report.done == "広げた。"
    stored = Confirmation("changed_meanwhile", "D6", "stored", "確認済み")
    assert check(values, stored, form=form, overtaken=since).reported_year is None
