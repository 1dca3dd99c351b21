"""The plan's measures as a file."""

from collections.abc import Collection

import pandas as pd

from dxkpi import charts
from dxkpi.plan import Indicator, Initiative, Measure, Policy, YearlyReport
from dxkpi.plan.yearly_report import marks_of_year
from dxkpi.rules import ReportSubject, Status
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.web.plan.policy_branches import indicators_by_measure
from dxkpi.web.plan.year_reports import shows_years
from dxkpi.wording import glossary
from dxkpi.wording.glossary import term_label
from dxkpi.wording.municipality import city_name
from dxkpi.wording.yearly_reports import TEXT_FIELDS, marks_text


def plan_csv(view: View, numbers: Collection[str]) -> bytes:
    """The measures of these numbers: a row for each initiative, or for a measure that has none.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    by_measure = indicators_by_measure(view.plan.indicators)
    rows = []
    for policy in view.plan.policies:
        for measure in policy.measures:
            if measure.number not in numbers:
                continue
            indicators = by_measure.get(measure.number, ())
            columns = _measure_columns(view, policy, measure, indicators)
            rows += [
                columns
                | _initiative_columns(initiative)
                | _year_columns(view, measure, initiative)
                for initiative in measure.initiatives or (None,)
            ]
    return charts.csv_file(pd.DataFrame(rows))


def _measure_columns(
    view: View, policy: Policy, measure: Measure, indicators: Collection[Indicator]
) -> dict[str, str]:
    language = current_language()
    item = ""
    if measure.national_item:
        item = glossary.term_label(measure.national_item, language)
    cells = {
        "municipality": city_name(view.city, language),
        "policy": f"{policy.number} {policy.name}",
        "measure": f"{measure.number} {measure.name}",
        "description": measure.description or "",
        "national_item": item,
        "departments": language.listed(measure.departments),
        "expected_effects": "\n".join(measure.expected_effects),
        "indicators": "\n".join(
            _name_under(indicator, measure) for indicator in indicators
        ),
    }
    return {
        glossary.field_label(field, language): cell for field, cell in cells.items()
    }


def _initiative_columns(initiative: Initiative | None) -> dict[str, str]:
    name = description = ""
    if initiative is not None:
        name = f"{initiative.number} {initiative.name}"
        description = initiative.description or ""
    return {
        glossary.field_label("initiative", current_language()): name,
        _("initiative: description"): description,
    }


def _year_columns(
    view: View, measure: Measure, initiative: Initiative | None
) -> dict[str, str]:
    """What was reported of the year and how it was marked, of a plan that has such."""
    if not shows_years(view):
        return {}
    language = current_language()
    subject = ReportSubject(measure, initiative)
    report, standing = subject.report(view.year), subject.standing(view.year)
    state = _("not reported")
    if standing is not None:
        state = _state_cell(standing)
    texts = report.texts if report else ("",) * len(TEXT_FIELDS)
    marks = marks_of_year(subject.marks, view.year)
    columns = {
        _("fiscal year"): language.fiscal_year_title(view.year),
        _("state"): state,
    }
    for name, text in zip(TEXT_FIELDS, texts, strict=True):
        columns[glossary.field_label(name, language)] = text or ""
    columns[glossary.field_label("marks", language)] = marks_text(marks, language)
    return columns


def _state_cell(standing: YearlyReport) -> str:
    """The state of a report; 確認中 of one that is not final, empty where none was given."""
    language = current_language()
    if standing.is_unconfirmed:
        return term_label(Status.UNCONFIRMED, language)
    return term_label(standing.state, language) if standing.state else ""


def _name_under(indicator: Indicator, measure: Measure) -> str:
    """The indicator's name with its parts, and that it stands there once more."""
    remarks = ["・".join(part.name for part in indicator.parts)]
    if indicator.measure != measure.number:
        remarks.append(_("listed again"))
    remark = current_language().listed(filter(None, remarks))
    if not remark:
        return indicator.name
    return _("{name} ({place})", name=indicator.name, place=remark)
