"""The bars of a measure as they will be, drawn from the draft as the schedule's page does."""

from datetime import date

import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.charts.spec import Spec
from dxkpi.plan.document_problem import Location
from dxkpi.plan.measure_excerpt import MeasureExcerpt, measure_excerpt
from dxkpi.store import Revision
from dxkpi.web.common import cached
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.schedule.legend import meanings_of_bars
from dxkpi.wording.language import Language

_MOST_KEPT = 32


def drawn_measure(opened: OpenedDraft, location: Location) -> MeasureExcerpt | None:
    """A measure as it would be: of the whole plan, or on its own while something else in
    the draft is wrong. None where even that cannot be drawn.
    """
    number = str(location[-1])
    for measure in () if opened.plan is None else opened.plan.measures:
        if opened.plan is not None and measure.number == number:
            return MeasureExcerpt(opened.plan, measure, measure.schedule)
    return measure_excerpt(opened.data, location)


def show_picture(opened: OpenedDraft, drawn: MeasureExcerpt | None) -> None:
    """The bars, what their marks mean, and how many are not drawn."""
    if drawn is None:
        st.info(
            _("This shows once everything is mended that “Check and register” lists.")
        )
        return
    spec = _spec(
        drawn,
        (opened.number, opened.step, cached.store().revision()),
        drawn.measure.number,
        current_language(),
        fiscal.today(),
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


@st.cache_resource(show_spinner=False, max_entries=_MOST_KEPT)
def _spec(
    _drawn: MeasureExcerpt,
    state: tuple[int, int, Revision],  # noqa: ARG001 (part of the key under which it is kept)
    number: str,
    language: Language,
    today: date,
) -> Spec | None:
    """The picture of a measure in a state of a draft: its number, step, and the last write."""
    return charts.gantt_chart(
        _drawn.plan,
        _drawn.policy,
        (number,),
        language,
        today=today,
        selected_year=fiscal.last_closed_year(today),
    )
