"""Beneath the sheet: what the meeting decides is typed, and all decisions are a file."""

import pandas as pd

from dxkpi import charts
from dxkpi.plan import Decision
from dxkpi.plan.decision import WHOLE_PLAN
from dxkpi.web.common.decision_form import offer_decision_form
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.wording.decisions import subject_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.municipality import city_name


def show_form_and_file(view: View) -> None:
    """The form for whoever may write, the latest decision first; the file where there is
    any.
    """
    latest_first = sorted(view.plan.decisions, key=lambda each: -each.fiscal_year)
    offer_decision_form(view, WHOLE_PLAN, latest_first)
    if latest_first:
        offer_downloads(view, "decisions", [], decisions_csv, with_year=False)


def decisions_csv(view: View) -> bytes:
    """A row for each decision of the plan."""
    rows = [_row(view, decision) for decision in view.plan.decisions]
    return charts.csv_file(pd.DataFrame(rows))


def _row(view: View, decision: Decision) -> dict[str, str]:
    language = current_language()
    return {
        _("municipality"): city_name(view.city, language),
        _("decision number"): decision.number,
        _("fiscal year"): language.fiscal_year_title(decision.fiscal_year),
        _("decided on"): decision.decided,
        _("about what"): subject_text(view.plan, decision.subject, language),
        _("decision"): decision.text,
        _("department"): decision.department or "",
        _("until when"): decision.until or "",
        _("how far"): term_label(decision.state, language),
        _("what came of it"): decision.outcome or "",
    }
