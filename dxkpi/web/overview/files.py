"""The overview as files: its charts, and all judgements of the year."""

from decimal import Decimal

import pandas as pd

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.rules import JUDGED, Judgement, year_marks
from dxkpi.rules.readable_rates import (
    OutOfScale,
    ReadableRate,
    readable_achievement,
    readable_pace,
    readable_progress,
)
from dxkpi.text.rounding import round_half_up
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.web.overview.concerns import concerns
from dxkpi.web.overview.lead import overview_lead
from dxkpi.web.overview.statuses import status_strip, strip_note
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.department_words import cause_label, countermeasure_label
from dxkpi.wording.figures import file_value, worked_out_file_value
from dxkpi.wording.finality import finality_text
from dxkpi.wording.ledger import promise_text
from dxkpi.wording.municipality import city_name
from dxkpi.wording.parts import parts_sentence
from dxkpi.wording.rates import rate_text
from dxkpi.wording.targets import goal_with_stretch
from dxkpi.wording.why_unjudged import why_unjudged
from dxkpi.wording.year_review import gauges_note
from dxkpi.wording.yearly_reports import marks_text

_RATE_DIGITS = 4


def offer_files(view: View) -> None:
    """The files, where there are indicators."""
    if not view.plan.indicators:
        return
    offer_downloads(view, "overview", view.worded(_pictures), judgements_csv)


def _pictures(view: View) -> tuple[Picture, ...]:
    pictures = []
    lead = overview_lead(view)
    if lead is not None:
        pictures.append(Picture(lead.indicator.name, lead.path))
    pictures.append(Picture(_("Status by policy"), status_strip(view), strip_note()))
    reading = gauges_note(current_language())
    pictures += [
        Picture(concern.indicator.name, concern.gauge, reading)
        for concern in concerns(view)
        if concern.gauge is not None
    ]
    return tuple(pictures)


def judgements_csv(view: View) -> bytes:
    """Every indicator as it was judged in the year, behind one that consists of parts each
    of them: figures with the digits that were reported, what was worked out two digits
    finer, rates to the hundredth of a percent.
    """
    rows = [
        _csv_row(view, each)
        for judgement in view.judgements()
        for each in (judgement, *judgement.parts)
    ]
    return charts.csv_file(pd.DataFrame(rows, dtype=object))


def _csv_row(view: View, judgement: Judgement) -> dict[str, Decimal | str]:
    language = current_language()
    indicator = judgement.indicator
    policy = view.plan.policy(indicator.policy)
    baseline = indicator.baseline
    if judgement.parts:
        remarks = parts_sentence(judgement, language)
    elif judgement.status in JUDGED:
        remarks = wording.judgement_note(judgement, language)
    else:
        remarks = why_unjudged(judgement, language)
    own: dict[str, Decimal | str] = {}
    if any(year_marks(other) for other in view.judgements()):
        own[_("the city's own marks")] = marks_text(year_marks(judgement), language)
    return {
        _("municipality"): city_name(view.city, language),
        _("fiscal year"): language.fiscal_year_title(view.year),
        _("fiscal year (AD)"): Decimal(view.year),
        _("code"): indicator.code,
        _("indicator"): indicator.name,
        _("policy"): policy.name if policy else "",
        _("department"): language.listed(view.plan.departments_of(indicator)),
        _("unit"): indicator.scale,
        _("baseline"): _figure_cell(indicator, baseline.value if baseline else None),
        _("expected value"): _worked_out_cell(indicator, judgement.expected),
        _("actual value"): _figure_cell(indicator, judgement.value),
        **_finality_cell(view, judgement),
        **_target_cells(judgement.indicator),
        _("judgement"): glossary.term_label(judgement.status, language),
        **own,
        **_first_target(view, judgement),
        _("Pace"): _rate_cell(readable_pace(judgement)),
        _("Progress rate"): _rate_cell(readable_progress(judgement)),
        _("Achievement rate"): _rate_cell(readable_achievement(judgement)),
        cause_label(language): judgement.note,
        countermeasure_label(language): judgement.countermeasure,
        _("remarks"): remarks,
    }


def _finality_cell(view: View, judgement: Judgement) -> dict[str, Decimal | str]:
    """Whether its figure is final, where the plan is reviewed."""
    if not view.finality.is_reviewed:
        return {}
    finality = view.finality.of_judgement(judgement)
    text = finality_text(finality, current_language())
    return {_("preliminary or final"): text}


def _target_cells(indicator: Indicator) -> dict[str, Decimal | str]:
    """The target as a number with its condition, and as the plan states it."""
    language = current_language()
    target = indicator.target
    value = None if target is None else target.value
    condition = ""
    if target is not None and target.comparator is not None:
        condition = glossary.term_label(target.comparator, language)
    return {
        _("target"): _figure_cell(indicator, value),
        _("condition of the target"): condition,
        _("target in words"): goal_with_stretch(indicator, language) or "",
    }


def _first_target(view: View, judgement: Judgement) -> dict[str, Decimal | str]:
    """The first target and what it would say, in a year in which any was revised."""
    if not any(other.by_original for other in view.judgements()):
        return {}
    goal = status = ""
    original = judgement.by_original
    if original is not None:
        goal = promise_text(original.indicator, current_language())
        status = glossary.term_label(original.status, current_language())
    return {_("first target"): goal, _("judgement by the first target"): status}


def _rate_cell(rate: ReadableRate | None) -> Decimal | str:
    """The ratio, so that it can be reckoned with; words where it is no readable number."""
    if rate is None:
        return ""
    if isinstance(rate, OutOfScale):
        return rate_text(rate, current_language())
    return round_half_up(rate, _RATE_DIGITS)


def _worked_out_cell(indicator: Indicator, value: Decimal | None) -> Decimal | str:
    return "" if value is None else worked_out_file_value(indicator, value)


def _figure_cell(indicator: Indicator, value: Decimal | None) -> Decimal | str:
    return "" if value is None else file_value(indicator, value)
