"""What a department has still to hand in of a year."""

from collections.abc import Mapping
from datetime import date

from dxkpi.plan import BarState, Missing, Plan, Progress
from dxkpi.plan.linked_indicator import SharedIndicator
from dxkpi.returns import ReturnForm
from dxkpi.returns.outstanding import Outstanding, outstanding_of
from dxkpi.rules import EntryKey, judge_plan, reportable_entries

MAY = date(2026, 5, 20)


def outstanding(
    plan: Plan,
    department: str | None,
    progress: Mapping[EntryKey, Progress] | None = None,
    year: int = 2025,
) -> Outstanding:
    form = ReturnForm(
        plan, year, department, 1, 2025, progress=progress or {}, today=MAY
    )
    judgements = [
        judgement
        for judgement in judge_plan(plan, year, 2025)
        if department is None or department in plan.departments_of(judgement.indicator)
    ]
    return outstanding_of(form, judgements)


def test_a_figure_that_somebody_called_not_handed_in_is_open(sample_plan: Plan) -> None:
    asked = outstanding(sample_plan, "人事課")
    (figure,) = asked.figures
    assert (figure.indicator.name, figure.fiscal_year, figure.reason) == (
        "デジタル人材の外部登用",
        2025,
        Missing.NOT_SUBMITTED,
    )
    assert (asked.counts.asked, asked.figures_done) == (5, 4)
    assert asked.is_due
    assert not asked.is_complete


def test_any_other_reason_answers_the_question(sample_plan: Plan) -> None:
    figure = outstanding(sample_plan, "人事課").figures[0].indicator
    actual = figure.actual(2025)
    assert actual is not None
    explained = actual.model_copy(update={"missing": Missing.NOT_APPLICABLE})
    answered = sample_plan.with_actuals({figure.code: explained})
    assert outstanding(answered, "人事課").figures == ()


def test_what_needs_attention_asks_for_its_reason_and_the_response(
    sample_plan: Plan,
) -> None:
    texts = outstanding(sample_plan, None).texts
    assert texts
    for each in texts:
        assert each.lacks_reason == (not each.judgement.note)
        assert each.lacks_countermeasure == (not each.judgement.countermeasure)
        assert each.lacks_reason or each.lacks_countermeasure


def test_an_entry_is_open_until_the_year_s_report_or_an_earlier_end(
    sample_plan: Plan,
) -> None:
    asked = outstanding(sample_plan, "人事課")
    first, second = asked.entries
    before = Progress(fiscal_year=2024, state=BarState.IN_PROGRESS)
    assert outstanding(sample_plan, "人事課", {first.key: before}).entries == (
        first,
        second,
    )
    done = Progress(fiscal_year=2024, state=BarState.DONE)
    now = Progress(fiscal_year=2025, state=BarState.LATE)
    settled = outstanding(sample_plan, "人事課", {first.key: done, second.key: now})
    assert (settled.entries, settled.entries_done) == ((), 2)


def test_what_has_not_begun_is_not_asked_for(sample_plan: Plan) -> None:
    begun = outstanding(sample_plan, None).entries
    ahead = [
        entry
        for entry in reportable_entries(sample_plan)
        if entry.item.start is not None and entry.item.start > 2025
    ]
    assert ahead
    assert not set(begun) & set(ahead)


def test_nothing_is_due_while_the_year_runs(sample_plan: Plan) -> None:
    assert not outstanding(sample_plan, "人事課", year=2026).is_due


def test_no_words_are_asked_for_of_what_another_plan_asks_for(
    sample_plan: Plan,
) -> None:
    texts = outstanding(sample_plan, None).texts
    first = texts[0].judgement.decisive.indicator
    shared = SharedIndicator(plan="other", code=first.code)
    elsewhere = [
        indicator.model_copy(update={"shares": shared})
        if indicator.code == first.code
        else indicator
        for indicator in sample_plan.indicators
    ]
    plan = sample_plan.model_copy(update={"indicators": tuple(elsewhere)})
    assert len(outstanding(plan, None).texts) == len(texts) - 1


def test_a_department_that_is_asked_for_nothing_has_nothing_to_complete(
    sample_plan: Plan,
) -> None:
    asked = outstanding(sample_plan, "どこにもない課")
    assert asked.is_nothing
    assert not outstanding(sample_plan, "人事課").is_nothing
