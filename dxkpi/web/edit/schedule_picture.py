"""The bars of a measure as they will be, drawn from the draft as the schedule's page does."""

import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan.document_problem import Location
from dxkpi.plan.measure_excerpt import MeasureExcerpt, measure_excerpt
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.schedule.legend import meanings_of_bars


def drawn_measure(opened: OpenedDraft, location: Location) -> MeasureExcerpt | None:
    """A measure as it would be: of the whole plan, or on its own while something else in
    the draft is wrong. None where even that cannot be drawn.
    """
    number = str(location[-1])
    for measure in () if opened.plan is None else opened.plan.measures:
        if opened.plan is not None and measure.number == number:
            return MeasureExcerpt(opened.plan, measure, measure.schedule)
    return measure_excerpt(opened.data, location)


def show_picture(drawn: MeasureExcerpt | None) -> None:
    """The bars, what their marks mean, and how many are not drawn."""
    if drawn is None:
        st.info(
            _("This shows once everything is mended that “Check and register” lists.")
        )
        return
    today = fiscal.today()
    spec = charts.gantt_chart(
        drawn.plan,
        drawn.policy,
        (drawn.measure.number,),
        current_language(),
        today=today,
        selected_year=fiscal.last_closed_year(today),
    )
    if spec is None:
        st.caption(_("No bar is drawn yet: add an entry with its years."))
        return
    show_chart(spec)
    meanings = meanings_of_bars([drawn.measure])
    st.caption(SEPARATOR.join(map(plain, meanings)))
    if drawn.left_out:
        sentence = ngettext(
            "{n} entry is not drawn until it is mended.",
            "{n} entries are not drawn until they are mended.",
            drawn.left_out,
        )
        st.caption(f":material/error: {plain(sentence)}")
