"""The plan itself: edition, dates, source, what it does not state, and the notes about its data."""

import streamlit as st

from dxkpi.plan import Plan
from dxkpi.web.common.heading import period_text
from dxkpi.web.common.known_day import offer_known_days
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.plan.filters import PlanFilters
from dxkpi.web.plan.measure_text import field_title
from dxkpi.web.plan.stated_fields import MEASURE_FIELDS, stated_fields
from dxkpi.wording import glossary


def show_about_plan(view: View, chosen: PlanFilters) -> None:
    """The facts about the plan, and its notes, which stand open where everything does."""
    st.header(_("About this plan"), anchor=False)
    st.markdown(view.timeless.worded(_about_plan))
    show_plan_notes(view, WidgetKeys("plan"), opened=chosen.all_open)
    offer_known_days(view)


def _about_plan(view: View) -> str:
    about, unknown = view.plan.about, _("not stated")
    language = current_language()
    established = unknown
    if about.established:
        established = language.month(about.established)
    facts = {
        glossary.field_label("title", language): about.title,
        glossary.field_label("edition", language): about.edition or unknown,
        glossary.field_label("established", language): established,
        _("period"): period_text(view, with_year=False),
        glossary.field_label("source", language): about.source or unknown,
    }
    rows = [field_title(name) + SEPARATOR + plain(text) for name, text in facts.items()]
    if missing := _never_stated(view.plan):
        listed = language.listed(missing)
        rows.append(plain(_("The plan states nowhere: {fields}.", fields=listed)))
    return "  \n".join(rows)


def _never_stated(plan: Plan) -> list[str]:
    """The names of the fields that no measure fills; none of a plan without measures."""
    if not plan.measures:
        return []
    stated = stated_fields(plan)
    language = current_language()
    return [
        glossary.field_label(field, language)
        for field in MEASURE_FIELDS
        if field not in stated
    ]
