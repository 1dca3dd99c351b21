"""The record of a round: what came and when, what is missing and why; counts add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from dxkpi.plan import Actual, Missing, Plan
from dxkpi.plan.review import ItemConfirmation, ItemKind, Remark, YearReview, figure_key
from dxkpi.plan.round import Extension, ReportDeadlines, Round
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_items import RemarkOnRow, remarks_on_rows
from dxkpi.returns.round_record import (
    Arrivals,
    DatedItem,
    DepartmentRecord,
    RecordCounts,
    RoundRecord,
    round_record,
)
from dxkpi.returns.round_remarks import RemarkResult, recorded_remarks
from tests.support.standing_rounds import FIGURES, SCHEDULE, TODAY, noon

OWN, YEAR = "人事課", 2025
OPENED = noon(4, 1)
EXTENSION = Extension(department=OWN, until=date(2026, 5, 22), reason="異動のため")
NOTHING = YearReview()


def forms_of(
    plan: Plan, deadlines: ReportDeadlines, today: date = TODAY
) -> list[ReturnForm]:
    return [
        ReturnForm(plan, YEAR, name, 1, YEAR, today=today, deadlines=deadlines)
        for name in departments_asked(plan)
    ]


def record_of(
    plan: Plan,
    arrivals: Arrivals | None = None,
    *,
    extensions: tuple[Extension, ...] = (),
    review: YearReview = NOTHING,
    is_reviewed: bool = False,
    only: Sequence[str] = (),
    today: date = TODAY,
) -> RoundRecord:
    """The record on 20 May, or on `today`; `only` these departments are asked, if any are named."""
    opened = Round(YEAR, FIGURES, SCHEDULE, is_reviewed, extensions=extensions)
    forms = [
        form
        for form in forms_of(plan, opened.deadlines, today)
        if not only or form.department in only
    ]
    progress = round_departments(forms, (), (), opened, today, review)
    return round_record(forms, progress, arrivals or {}, review, OPENED, today)


def of_department(record: RoundRecord, name: str = OWN) -> DepartmentRecord:
    return next(one for one in record.departments if one.department == name)


def came(when: datetime, *codes: str) -> dict[DatedItem, datetime]:
    return {(figure_key(code), YEAR): when for code in codes}


def test_what_is_asked_came_has_a_reason_or_is_missing(sample_plan: Plan) -> None:
    record = record_of(sample_plan)
    for counts in (
        record.counts,
        record.counts_by_department,
        *(one.counts for one in record.departments),
    ):
        assert counts.asked == counts.came + counts.explained + counts.missing
    sums = record.counts_by_department
    assert sums.asked == sum(one.counts.asked for one in record.departments)


def test_what_several_departments_answer_for_is_one_thing(sample_plan: Plan) -> None:
    record = record_of(sample_plan)
    assert (record.counts.asked, record.counts_by_department.asked) == (40, 44)
    assert len(record.departments) == 9


def test_a_reason_instead_of_a_figure_is_kept_with_what_was_written(
    sample_plan: Plan,
) -> None:
    written = Actual(
        fiscal_year=YEAR, missing=Missing.CANNOT_BE_EVALUATED, note="隔年の調査"
    )
    plan = sample_plan.with_actuals({"K13": written})
    own = of_department(record_of(plan))
    [one] = [one for one in own.required if one.has_reason_instead]
    assert (one.item.code, one.reason, one.note) == (
        "K13",
        Missing.CANNOT_BE_EVALUATED,
        "隔年の調査",
    )
    assert own.counts.explained == 1


def test_a_figure_that_is_promised_is_missing_with_that_reason(
    sample_plan: Plan,
) -> None:
    own = of_department(record_of(sample_plan))
    [promised] = [one for one in own.required if one.item.code == "K18"]
    assert promised.is_missing
    assert promised.reason is Missing.NOT_SUBMITTED
    assert promised.days_late == (TODAY - FIGURES).days


@pytest.mark.parametrize(
    ("when", "days"), [(noon(5, 15), 0), (noon(5, 18), 3), (noon(3, 30), 0)]
)
def test_what_came_after_its_deadline_is_late_by_so_many_days(
    sample_plan: Plan, when: datetime, days: int
) -> None:
    own = of_department(record_of(sample_plan, came(when, "K13")))
    [one] = [one for one in own.required if one.item.code == "K13"]
    assert one.days_late == days


def test_nobody_is_late_within_an_extension(sample_plan: Plan) -> None:
    arrivals = came(noon(5, 18), "K13", "K16", "K17", "K19")
    record = record_of(sample_plan, arrivals, extensions=(EXTENSION,))
    own = of_department(record)
    assert own.days_late == 0
    assert own.deadline == EXTENSION.until
    assert own.standing.extension == EXTENSION


def test_the_days_late_count_from_the_deadline_that_is_shown(
    sample_plan: Plan,
) -> None:
    record = record_of(sample_plan, today=date(2026, 6, 3))
    only_schedule_open = of_department(record, "市民課")
    assert only_schedule_open.deadline == FIGURES
    assert only_schedule_open.decisive_deadline == SCHEDULE
    assert only_schedule_open.days_late == 5
    with_open_figure = of_department(record)
    assert with_open_figure.decisive_deadline == FIGURES
    assert with_open_figure.days_late == 19


def test_a_department_is_complete_on_the_day_of_its_last_thing(
    sample_plan: Plan,
) -> None:
    plan = without_schedule(sample_plan, "K13", "K16")
    arrivals = came(noon(5, 8), "K13") | came(noon(5, 12), "K16")
    record = record_of(plan, arrivals, only=[OWN])
    assert of_department(record).complete_on == date(2026, 5, 12)
    assert record.closed_at == noon(5, 12)


def test_a_reviewed_round_closes_with_its_last_confirmation(sample_plan: Plan) -> None:
    plan = without_schedule(sample_plan, "K13", "K16")
    arrivals = came(noon(5, 8), "K13", "K16")
    changes = {(figure_key(code), YEAR): 1 for code in ("K13", "K16")}
    first, last = (
        ItemConfirmation(figure_key(code), 1, number, noon(5, day), "鈴木")
        for code, number, day in (("K13", 2, 10), ("K16", 3, 19))
    )
    half = YearReview((), (first,), changes)
    whole = replace(half, confirmations=(first, last))
    record = record_of(plan, arrivals, review=half, is_reviewed=True, only=[OWN])
    assert record.closed_at is None
    assert record.counts.confirmed == 1
    record = record_of(plan, arrivals, review=whole, is_reviewed=True, only=[OWN])
    assert record.closed_at == noon(5, 19)
    assert record.counts == RecordCounts(2, 2, 0, 0, 0, 2)


def test_a_plan_that_asks_nobody_has_an_empty_record(sample_plan: Plan) -> None:
    record = round_record(
        [], round_departments([], (), (), None, TODAY), {}, NOTHING, OPENED, TODAY
    )
    assert record == RoundRecord((), None)
    assert record.counts == record.counts_by_department == RecordCounts()


@pytest.mark.parametrize(
    ("changed_in", "answer", "confirmed_in", "result"),
    [
        (1, None, None, RemarkResult.WAITING),
        (1, "10月", None, RemarkResult.ANSWERED),
        (6, None, None, RemarkResult.MENDED),
        (1, "10月", 7, RemarkResult.CONFIRMED),
    ],
)
def test_a_remark_waits_or_was_answered_mended_or_settled(
    sample_plan: Plan,
    changed_in: int,
    answer: str | None,
    confirmed_in: int | None,
    result: RemarkResult,
) -> None:
    key = figure_key("K13")
    remark = Remark(1, key, "いつですか", None, 5, noon(5, 11), "鈴木", answer)
    confirmations: tuple[ItemConfirmation, ...] = ()
    if confirmed_in is not None:
        confirmations = (
            ItemConfirmation(key, changed_in, confirmed_in, noon(5, 12), "鈴木"),
        )
    review = YearReview((remark,), confirmations, {(key, YEAR): changed_in})
    record = record_of(sample_plan, review=review, is_reviewed=True)
    [recorded] = recorded_remarks(record, review)
    assert recorded.result is result
    assert recorded.name == "情報セキュリティ研修の受講率"
    assert recorded.departments == (OWN,)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (None, None),
        ("countermeasure", FormColumn.COUNTERMEASURE),
        ("cause", None),
        ("code", None),
    ],
)
def test_a_remark_on_a_row_knows_the_column_that_the_form_has(
    sample_plan: Plan, name: str | None, column: FormColumn | None
) -> None:
    remark = Remark(1, figure_key("K13"), "いつですか", name, 5, noon(5, 11), "鈴木")
    review = YearReview((remark,), (), {(figure_key("K13"), YEAR): 1})
    forms = forms_of(sample_plan, ReportDeadlines())
    [form] = [form for form in forms if form.department == OWN]
    assert remarks_on_rows(form, review) == (
        RemarkOnRow(ItemKind.FIGURE, "K13", "いつですか", column),
    )


def without_schedule(plan: Plan, *codes: str) -> Plan:
    """The plan with these indicators alone, and nothing else that is reported."""
    indicators = tuple(i for i in plan.indicators if i.code in codes)
    policies = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    measure.model_copy(update={"schedule": (), "initiatives": ()})
                    for measure in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    return plan.model_copy(update={"indicators": indicators, "policies": policies})
