"""What stands on the sheet of a plan and a year, worked out and cut to what a sheet can hold."""

from datetime import date, datetime

from dxkpi import fiscal
from dxkpi.plan import Municipality, Plan
from dxkpi.plan.linked_plans import PlanById, no_other_plan
from dxkpi.reports.brief import Brief, BriefList
from dxkpi.reports.contents.brief_year import SENTENCE, TITLE, BriefYear, cut_line
from dxkpi.reports.contents.concerns import concern_rows
from dxkpi.reports.contents.decisions import decided_list, earlier_list
from dxkpi.reports.contents.final import final_lists
from dxkpi.reports.contents.lead import lead_of_year
from dxkpi.reports.contents.own_marks import report_lists
from dxkpi.reports.contents.schedule import schedule_lists
from dxkpi.reports.contents.statuses import status_counts, status_strip, strip_title
from dxkpi.reports.contents.unjudged import plan_lists
from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules import Judgement, Profile, judge_plan
from dxkpi.rules.due_years import is_due
from dxkpi.rules.plan_summary import count_revised
from dxkpi.rules.scheduled_ends import ReportedProgress
from dxkpi.rules.year_changes import year_changes
from dxkpi.rules.year_review import worst_indicators
from dxkpi.wording.finality import year_finality_text
from dxkpi.wording.language import Language
from dxkpi.wording.ledger import revised_targets_text
from dxkpi.wording.municipality import (
    invented_label,
    invented_suffix,
    name_with_prefecture,
)
from dxkpi.wording.plan_sentence import plan_sentence
from dxkpi.wording.year_changes import year_changes_text
from dxkpi.wording.year_review import gauges_note, review_foot

_MOST_CONCERNS = 8
_PLACE = 40  # ems that the municipality may take


def make_brief(
    plan: Plan,
    fiscal_year: int,
    today: date,
    profile: Profile,
    progress: ReportedProgress,
    stamp: datetime | None,
    language: Language,
    plan_by_id: PlanById = no_other_plan,
    finality: PlanFinality = NO_REVIEW,
) -> Brief:
    """The sheet of a plan and one of its fiscal years.

    `progress` is how far the schedule had come in the year (`Store.progress`), `stamp`
    the moment of the plan's last change in the store; None where nobody knows it.
    `plan_by_id` gives the other plans of the city, `finality` says which figures are final.
    """
    last_closed = fiscal.last_closed_year(today)
    judgements = judge_plan(plan, fiscal_year, last_closed, profile, today)
    before: tuple[Judgement, ...] = ()
    if is_due(plan, fiscal_year - 1, last_closed):
        before = judge_plan(plan, fiscal_year - 1, last_closed, profile, today)
    year = BriefYear(
        plan,
        fiscal_year,
        today,
        judgements,
        before,
        language,
        plan_by_id,
        finality,
    )
    return _brief(year, profile, progress, stamp)


def _brief(
    year: BriefYear,
    profile: Profile,
    progress: ReportedProgress,
    stamp: datetime | None,
) -> Brief:
    language, judgements = year.language, year.judgements
    _ = language.gettext
    place = _place(year.plan.municipality, language)
    when = language.fiscal_year(year.fiscal_year)
    source = year.plan.about.source or year.plan.about.title
    worst = worst_indicators(judgements, _MOST_CONCERNS)
    counts = plan_figure_counts(year.plan, year.fiscal_year, year.today)
    return Brief(
        language=language,
        place=place,
        kind=_("Headquarters brief"),
        invented=invented_label(year.plan.municipality, language),
        title=_("{place}: DX promotion in {year}", place=place, year=when),
        plan=_plan_title(year),
        sentence=_sentence(year),
        lead=lead_of_year(year, profile),
        total=language.ngettext(
            "{n} indicator in all", "{n} indicators in all", len(judgements)
        ),
        counts=status_counts(year),
        strip_title=strip_title(year),
        strip=status_strip(year),
        concerns_title=_("Indicators that need attention"),
        headings=(
            _("Status"),
            _("Indicator"),
            _("Target"),
            _("Expected"),
            _("Actual"),
        ),
        concerns=concern_rows(year, worst.judgements),
        concerns_more=year.more_text(worst.more),
        lists=_lists(year, profile, progress),
        foot=review_foot(counts, year.fiscal_year, stamp, language),
        source=_("Source: {source}", source=cut_line(source, 2 * TITLE)),
        stamp=stamp,
        revised=revised_targets_text(count_revised(judgements), language),
        changes=_changes(year),
        concerns_note=gauges_note(language),
        decisions_title=_("Decided today"),
        earlier=earlier_list(year),
        decided=decided_list(year),
        finality=year_finality_text(year.finality_summary, language),
    )


def _plan_title(year: BriefYear) -> str:
    """The plan with its period."""
    _ = year.language.gettext
    about = year.plan.about
    period = year.language.fiscal_years(about.first_fiscal_year, about.last_fiscal_year)
    title = cut_line(about.title, TITLE)
    return _("{title} ({period})", title=title, period=period or _("period not stated"))


def _sentence(year: BriefYear) -> str:
    """How the plan stands."""
    sentence = plan_sentence(
        year.plan, year.judgements, year.fiscal_year, year.last_closed, year.language
    )
    return cut_line(sentence, SENTENCE)


def _changes(year: BriefYear) -> str:
    """What changed since the year before; empty where nothing can be compared."""
    changes = None
    if is_due(year.plan, year.fiscal_year, year.last_closed):
        changes = year_changes(year.judgements_before, year.judgements)
    return year_changes_text(changes, year.language)


def _lists(
    year: BriefYear, profile: Profile, progress: ReportedProgress
) -> tuple[BriefList, ...]:
    """The lists beneath the table, in their order."""
    return (
        *final_lists(year, profile, progress),
        *schedule_lists(year, progress),
        *report_lists(year),
        *plan_lists(year),
    )


def _place(municipality: Municipality, language: Language) -> str:
    """The municipality with its prefecture, marked where it is invented."""
    name = cut_line(name_with_prefecture(municipality), _PLACE)
    return name + invented_suffix(municipality, language)
