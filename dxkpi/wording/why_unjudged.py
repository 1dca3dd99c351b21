"""Why an indicator was not judged, and why nothing can be asked for in a year yet."""

from dxkpi.plan import Baseline, Plan
from dxkpi.rules.due_years import is_due
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import Status
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import judgement_note
from dxkpi.wording.language import Language
from dxkpi.wording.parts import of_deciding_part
from dxkpi.wording.year_figure import no_figure_text


def why_unjudged(judgement: Judgement, language: Language) -> str:
    """Why an indicator was not judged, in a sentence that others of the same kind share."""
    _ = language.gettext
    if judgement.parts:
        return of_deciding_part(
            judgement, lambda j: why_unjudged(j, language), language
        )
    if judgement.status is Status.MONITORED:
        return _("A figure for reference, without a target.")
    baseline = judgement.indicator.baseline
    if judgement.reason is Reason.STARTING_POINT and baseline is not None:
        return _starting_point_text(baseline, language)
    if _waits_for_figure(judgement):
        return no_figure_text(judgement, language)
    return judgement_note(judgement, language) or headline(judgement, language)


def _starting_point_text(baseline: Baseline, language: Language) -> str:
    _ = language.gettext
    if baseline.year_unknown:
        return _("The baseline is the starting point; judged once the plan has begun.")
    year = language.fiscal_year(baseline.fiscal_year)
    return _("{year} is the starting point; judged from the year after it.", year=year)


def _waits_for_figure(judgement: Judgement) -> bool:
    """Whether the year's figure is still to come; not where nobody can give one."""
    if judgement.reason is Reason.NO_FIGURE:
        return judgement.status is not Status.NOT_ASSESSABLE
    return judgement.reason in (
        Reason.UNCONFIRMED,
        Reason.AWAITING_PUBLICATION,
        Reason.NO_FIGURE_THIS_YEAR,
    )


def why_not_due(
    plan: Plan, fiscal_year: int, last_closed: int, language: Language
) -> str:
    """Why nothing can be asked for in a year yet; empty where figures are due."""
    _ = language.gettext
    if is_due(plan, fiscal_year, last_closed):
        return ""
    first = plan.about.first_fiscal_year
    if first is not None and fiscal_year < first:
        if first <= last_closed + 1:
            return _("The plan began with {year}.", year=language.fiscal_year(first))
        return _("The plan begins with {year}.", year=language.fiscal_year(first))
    if fiscal_year > last_closed:
        year = language.fiscal_year(fiscal_year)
        return _(
            "{year} is not over yet; its figures are asked for afterwards.", year=year
        )
    month = language.month(plan.about.established or "")
    return _(
        "The plan is of {month}; figures are asked for from the next fiscal year on.",
        month=month,
    )
