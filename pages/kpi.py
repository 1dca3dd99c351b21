"""指標 (KPI): every indicator of a plan with its status and course."""

import streamlit as st

from dxkpi.web.common import choice, parts
from dxkpi.web.kpi import gallery
from dxkpi.wording.language import _

if "kpi" in st.query_params:
    st.switch_page(parts.INDICATOR, query_params=st.query_params.to_dict())

view = choice.opened()
parts.heading(view, _("Indicators (KPI)"), view.plan.about.title, parts.period(view))
gallery.show(view, gallery.filters(view))
