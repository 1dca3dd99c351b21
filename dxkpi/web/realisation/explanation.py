"""How the figures of the 実感率 are read.

Formulas with their numbers, the method of the outlook, what is not known.
"""

from collections.abc import Iterator
from dataclasses import replace

from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules import Forecast, Judgement, Reason
from dxkpi.rules.forecast import LEAST_FIGURES
from dxkpi.survey import IndicatorTrend
from dxkpi.survey.course import SurveyCourse
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording import judgement as wording
from dxkpi.wording.forecast import forecast_formula
from dxkpi.wording.formula import FormulaStep, formula_steps
from dxkpi.wording.survey_course import survey_details_text


def explanation(view: View) -> str:
    """The judgement with its formulas, where the trend leads and how, the small print."""
    return view.worded(_explanation)


def _explanation(view: View) -> str:
    trend = view.followed_trend()
    title = strong(_("How to read these figures"))
    points = [*_judgement_points(trend), *_outlook_points(trend)]
    small_print = faint(_small_print(view, trend))
    return "\n\n".join(
        [
            f"{title} {verdict_badge(trend.judgement)}",
            "\n".join(f"- {point}" for point in points),
            f":small[{small_print}]" if small_print else "",
        ]
    )


def _small_print(view: View, trend: IndicatorTrend) -> str:
    language = current_language()
    latest = trend.latest_judgement
    rates_explained_above = replace(latest, rates_disagree=False)
    notes = [wording.judgement_note(rates_explained_above, language)]
    if latest.pace is not None or latest.graded_rate is not None:
        notes.append(wording.grade_bands_text(view.profile, language))
    return sentences(notes)


def _judgement_points(trend: IndicatorTrend) -> Iterator[str]:
    """The judgement with its formula and numbers, and that the achievement rate is no progress."""
    if trend.surveys is not None and trend.is_surveyed:
        yield plain(survey_details_text(trend.surveys, current_language()))
    latest = trend.latest_judgement
    is_of_earlier_year = latest.fiscal_year != trend.judgement.fiscal_year
    if is_of_earlier_year and latest.value is not None:
        year = current_language().fiscal_year(latest.fiscal_year)
        yield plain(_("Worked out from the figure of {year}.", year=year))

    steps = formula_steps(latest, current_language())
    if not _both_rates_disagree(latest):
        yield from map(_formula_point, steps)
        return
    *others, progress, achievement = steps
    if latest.reason is not Reason.STARTING_POINT:
        yield from map(_formula_point, others)
    yield _formula_point(progress)
    yield _achievement_warning(progress, achievement)


def _both_rates_disagree(judgement: Judgement) -> bool:
    both_known = (
        judgement.progress_rate is not None and judgement.achievement_rate is not None
    )
    is_by_pace = judgement.quantity is GradedQuantity.PACE
    return both_known and is_by_pace and judgement.rates_disagree


def _achievement_warning(progress: FormulaStep, achievement: FormulaStep) -> str:
    warning = _(
        "{formula} = {rate} is not how far it has come.",
        formula=achievement.numbers,
        rate=achievement.result,
    )
    reason = _(
        "It includes the starting point. The progress rate is {rate}.",
        rate=progress.result,
    )
    return f"{strong(warning)} {plain(reason)}"


def _formula_point(step: FormulaStep) -> str:
    lines = [
        strong(f"{step.name} {step.result}".strip()),
        plain(step.rule),
        plain(step.numbers),
    ]
    return "  \n  ".join(line for line in lines if line)


def _outlook_points(trend: IndicatorTrend) -> Iterator[str]:
    """Where the trend leads and by which method; else what an outlook waits for."""
    if trend.outlook is not None:
        formula = forecast_formula(trend.indicator, trend.outlook, current_language())
        yield _formula_point(formula)
        is_surveyed = trend.surveys is not None
        yield plain(_what_is_not_known(trend.outlook, is_surveyed=is_surveyed))
    elif waiting := _what_outlook_waits_for(trend):
        yield plain(waiting)


def _what_outlook_waits_for(trend: IndicatorTrend) -> str:
    """How many figures are needed before the chart shows an outlook.

    Empty where it will never have one.
    """
    if trend.trajectory is None or trend.trajectory.over:
        return ""
    changed_in = trend.surveys.first_comparable_year if trend.surveys else None
    if trend.surveys is not None and changed_in is not None:
        return _what_a_changed_survey_waits_for(trend.surveys, changed_in)
    if len(trend.trajectory.known) >= LEAST_FIGURES:
        return ""
    return _(
        "Once there are {n} figures, the starting point included, "
        "the chart shows where this trend leads.",
        n=LEAST_FIGURES,
    )


def _what_a_changed_survey_waits_for(surveys: SurveyCourse, changed_in: int) -> str:
    comparable = [year for year in surveys.surveys if year >= changed_in]
    if len(comparable) >= LEAST_FIGURES:
        return ""
    return _(
        "The survey was changed in {year}. Once there are {n} figures from then on, "
        "the chart shows where the trend leads.",
        year=current_language().fiscal_year(changed_in),
        n=LEAST_FIGURES,
    )


def _what_is_not_known(outlook: Forecast, *, is_surveyed: bool) -> str:
    limits = []
    if not outlook.has_width:
        limits.append(
            _(
                "The figures so far lie exactly on a line; that does not make the outlook certain."
            )
        )
    if is_surveyed:
        limits.append(
            _(
                "It assumes that things go on as before. "
                "The surveys' margins of error are in the range."
            )
        )
    else:
        limits.append(
            _(
                "It assumes that things go on as before; "
                "the survey's own margin of error is not in the range yet."
            )
        )
    return sentences(limits)
