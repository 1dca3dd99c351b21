"""What is released of a year: nothing later, only the texts that were chosen, judged."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import BarState, Plan, Progress
from dxkpi.plan.release import USUAL_TEXTS, ReleasedText
from dxkpi.plan.release_content import content_of, parse_content, sha256_of
from dxkpi.rules import PROFILES, judge_plan
from dxkpi.rules.profiles import STANDARD
from dxkpi.rules.released_year import plan_until, released_year
from tests.support.plan_strategies import plans

DAY = date(2026, 6, 20)
EVERY_TEXT = frozenset(ReleasedText)


def years_said(plan: Plan) -> set[int]:
    """Every year of which something is said."""
    years = {each.fiscal_year for each in plan.decisions}
    for indicator in plan.measured_indicators:
        for said in (indicator.actuals, indicator.references, indicator.marks):
            years |= {each.fiscal_year for each in said}
    for policy in plan.policies:
        years |= {mark.fiscal_year for mark in policy.marks}
    for measure in plan.measures:
        years |= {report.fiscal_year for report in measure.reports}
        years |= {mark.fiscal_year for mark in measure.marks}
        for initiative in measure.initiatives:
            years |= {report.fiscal_year for report in initiative.reports}
            years |= {mark.fiscal_year for mark in initiative.marks}
    return years


def reasons(plan: Plan) -> list[str]:
    actuals = [a for i in plan.measured_indicators for a in i.actuals]
    return [text for a in actuals for text in (a.note, a.countermeasure) if text]


@given(plans(), st.integers(2018, 2032), st.sets(st.sampled_from(ReleasedText)))
@settings(max_examples=60, deadline=None)
def test_of_any_plan_nothing_later_is_released_and_it_comes_back_exactly(
    plan: Plan, year: int, texts: set[ReleasedText]
) -> None:
    released = released_year(plan, {}, year, texts, STANDARD, 2025, DAY)
    assert all(said <= year for said in years_said(released.plan))
    again = parse_content(content_of(released))
    assert again == released
    assert content_of(again) == content_of(released)


def test_with_every_text_a_plan_up_to_its_last_year_is_the_plan(
    sample_plan: Plan,
) -> None:
    assert plan_until(sample_plan, 2030, EVERY_TEXT) == sample_plan


def test_texts_are_released_as_they_were_chosen(sample_plan: Plan) -> None:
    assert reasons(sample_plan)
    usual = plan_until(sample_plan, 2025, USUAL_TEXTS)
    assert reasons(usual)
    assert reasons(plan_until(sample_plan, 2025, ())) == []
    assert sample_plan.decisions
    assert usual.decisions == ()
    with_decisions = plan_until(sample_plan, 2030, {ReleasedText.DECISIONS})
    assert with_decisions.decisions
    reports = [r for m in usual.measures for i in m.initiatives for r in i.reports]
    assert all(report.state and not any(report.texts) for report in reports)
    assert all(mark.text is None for i in usual.indicators for mark in i.marks)


def test_comments_of_the_schedule_are_notes(sample_plan: Plan) -> None:
    said = Progress(fiscal_year=2025, state=BarState.DONE, comment="内部の覚え")
    progress = {("11", "整備", 0): said}
    for texts, comment in ((USUAL_TEXTS, None), (EVERY_TEXT, "内部の覚え")):
        released = released_year(
            sample_plan, progress, 2025, texts, STANDARD, 2025, DAY
        )
        [entry] = released.progress
        assert (entry.progress.comment, entry.progress.state) == (
            comment,
            BarState.DONE,
        )


def test_the_judgements_are_those_of_the_moment(sample_plan: Plan) -> None:
    profile = PROFILES["nagano"]
    ungraded = sample_plan.model_copy(
        update={"about": sample_plan.about.model_copy(update={"grading": None})}
    )
    released = released_year(ungraded, {}, 2024, USUAL_TEXTS, profile, 2025, DAY)
    cut = plan_until(ungraded, 2024, USUAL_TEXTS)
    judged = judge_plan(cut, 2024, 2025, profile, DAY)
    assert [each.status for each in released.judgements] == [j.status for j in judged]
    assert [each.grade for each in released.judgements] == [j.grade for j in judged]
    assert released.profile == profile.key
    rates = [each.pace for each in released.judgements if each.pace is not None]
    assert rates
    assert all(isinstance(rate, Decimal) for rate in rates)


def test_another_figure_is_another_hash(sample_plan: Plan) -> None:
    released = [
        content_of(released_year(sample_plan, {}, year, texts, STANDARD, 2025, DAY))
        for year, texts in ((2024, ()), (2025, ()), (2025, USUAL_TEXTS))
    ]
    assert len(set(map(sha256_of, released))) == 3
