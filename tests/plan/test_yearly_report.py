"""Yearly reports and the city's own marks, as a document has them."""

import pytest

from dxkpi.plan import (
    InitiativeState,
    Judge,
    OwnMark,
    Plan,
    YearlyReport,
    changes_between,
    document_writing,
)
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.plan.yearly_report import marks_of_year
from tests.support.plan_documents import changed_plan, problems_of

INITIATIVE = '{number: "1", name: 手続}'
REPORTED = (
    '{number: "1", name: 手続, reports: [{fiscal_year: R8, state: 実施中, done: 始めた。}], '
    "marks: [{fiscal_year: R8, by: 本部評価, mark: ○, decided: 2027-05-20}]}"
)


def reported_plan(initiative: str = REPORTED) -> Plan:
    return parse_plan(changed_plan(INITIATIVE, initiative))


def test_a_document_says_what_was_done_and_how_it_was_marked() -> None:
    [initiative] = reported_plan().measures[0].initiatives
    assert initiative.reports == (
        YearlyReport(
            fiscal_year=2026, state=InitiativeState.UNDER_WAY, done="始めた。"
        ),
    )
    assert initiative.marks == (
        OwnMark(
            fiscal_year=2026, by=Judge.HEADQUARTERS, mark="○", decided="2027-05-20"
        ),
    )


def test_a_mark_may_be_a_number_or_a_text_alone() -> None:
    plan = reported_plan(
        '{number: "1", name: 手続, marks: [{fiscal_year: 2026, by: 担当課, mark: 5}, '
        "{fiscal_year: 2026, by: 外部有識者, text: 市民の声を聞くこと。}]}"
    )
    own, experts = plan.measures[0].initiatives[0].marks
    assert (own.by, own.mark) == (Judge.DEPARTMENT, "5")
    assert (experts.mark, experts.text) == (None, "市民の声を聞くこと。")


def test_several_may_judge_a_year_but_each_once() -> None:
    marks = (
        "[{fiscal_year: R8, by: 本部, mark: ○}, {fiscal_year: R8, by: 担当課, mark: ◎}]"
    )
    plan = parse_plan(changed_plan("decimals: 1", f"decimals: 1\n    marks: {marks}"))
    judges = [mark.by for mark in marks_of_year(plan.indicators[0].marks, 2026)]
    assert judges == [Judge.DEPARTMENT, Judge.HEADQUARTERS]
    twice = marks.replace("担当課", "本部")
    text = changed_plan("decimals: 1", f"decimals: 1\n    marks: {twice}")
    assert [code for _, code in problems_of(text)] == [ProblemCode.MARK_TWICE]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("reports: [{fiscal_year: R8}]", ProblemCode.REPORT_EMPTY),
        ("marks: [{fiscal_year: R8, by: 本部}]", ProblemCode.MARK_EMPTY),
        (
            "reports: [{fiscal_year: R8, done: 甲}, {fiscal_year: 2026, done: 乙}]",
            ProblemCode.REPORT_TWICE,
        ),
        ("reports: [{fiscal_year: R8, state: ばっちり}]", ProblemCode.ENUM),
        ("marks: [{fiscal_year: R8, by: 市長, mark: ○}]", ProblemCode.ENUM),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, code: ProblemCode) -> None:
    text = changed_plan(INITIATIVE, f'{{number: "1", name: 手続, {field}}}')
    assert code in [found for _, found in problems_of(text)]


def test_a_document_without_them_does_not_name_them() -> None:
    plain = document_writing.plan_as_yaml(
        parse_plan(changed_plan(INITIATIVE, INITIATIVE))
    )
    assert "reports" not in plain
    assert "marks" not in plain


def test_each_report_and_each_mark_is_one_fact_of_the_difference() -> None:
    new = reported_plan()
    old = parse_plan(changed_plan(INITIATIVE, INITIATIVE))
    added = {change.path[4:]: change for change in changes_between(old, new)}
    assert added.keys() == {("report", 2026), ("mark", 2026, "headquarters")}
    assert not any(change.loses_actual for change in added.values())
    assert all(change.loses_actual for change in changes_between(new, old))
