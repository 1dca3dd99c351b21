"""指標 (KPI): every indicator of a plan with its status and course."""

import streamlit as st

from dxkpi.web.common import page_files
from dxkpi.web.common.finality import finality_badge
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.kpi import all_indicators, filters, sentence

if "kpi" in st.query_params:
    st.switch_page(page_files.INDICATOR, query_params=st.query_params.to_dict())

view = open_view()
show_heading(
    view,
    _("Indicators (KPI)"),
    view.plan.about.title,
    period_text(view),
    finality=finality_badge(view),
)
sentence.show_sentence(view)
chosen = filters.show_filters(view)
all_indicators.show_indicators(view, chosen)
