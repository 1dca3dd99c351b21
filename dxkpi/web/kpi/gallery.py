"""The gallery: a card for each indicator with its status and small chart; those without
any figure yet in a list.
"""

from collections.abc import Sequence

import streamlit as st

from dxkpi import charts
from dxkpi.rules import Judgement
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.profiles import WAITING
from dxkpi.rules.year_on_year import year_on_year
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_drawing
from dxkpi.web.common.downloads import Picture
from dxkpi.web.common.finality import finality_mark
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.web.kpi.order import IndicatorGroup
from dxkpi.web.kpi.waiting_list import show_waiting_list
from dxkpi.wording import judgement as wording
from dxkpi.wording.differences import change_text

_CARD_WIDTH = 210
"""As wide as a card is inside on a desk screen; elsewhere the drawing grows with its card."""


def show_gallery(view: View, groups: Sequence[IndicatorGroup]) -> None:
    """The cards of each group beneath its title, then the list of what has no figure yet."""
    with st.container(key="gallery"):
        _show_groups(view, groups)


def _show_groups(view: View, groups: Sequence[IndicatorGroup]) -> None:
    for title, judgements in groups:
        if title:
            count = ngettext("{n} indicator", "{n} indicators", len(judgements))
            st.header(f"{plain(title)} :small[{count}]", anchor=False)
        _show_group(view, judgements)


def _show_group(view: View, judgements: Sequence[Judgement]) -> None:
    """A card each; what waits for its first figure as a list."""
    waiting = [j for j in judgements if waits_for_first_figure(j)]
    drawn = [j for j in judgements if j not in waiting]
    if drawn:
        _show_cards(view, drawn)
    if waiting:
        show_waiting_list(view, waiting)


def _show_cards(view: View, judgements: Sequence[Judgement]) -> None:
    grid = st.grid(4, min_column_width=240, border=True)
    for judgement in judgements:
        with grid.cell():
            _show_card(view, judgement)


def waits_for_first_figure(judgement: Judgement) -> bool:
    """Whether nothing is due yet and nothing known, so that a chart would be empty."""
    if judgement.status not in WAITING:
        return False
    return not any(
        known_figures(part.indicator, judgement.fiscal_year)
        for part in judgement.measured
    )


def _show_card(view: View, judgement: Judgement) -> None:
    indicator = judgement.indicator
    show_indicator_link(indicator)
    st.markdown(_figure_text(view, judgement))
    drawing = view.worded(_indicator_drawing, indicator.code)
    if drawing is None:
        st.caption(nothing_to_draw_text(indicator))
    else:
        show_drawing(drawing)


def _figure_text(view: View, judgement: Judgement) -> str:
    """The figure, its status, and what else there is to say: a paragraph each, as many
    elements would make the browser wait. `page.css` lays them out.
    """
    texts = (_actual_text(judgement), _verdict(view, judgement), _remarks(judgement))
    return "\n\n".join(filter(None, texts))


def _verdict(view: View, judgement: Judgement) -> str:
    """The status, and beside it the grade where the city has grades of its own."""
    grade = faint(wording.own_grade_text(judgement, current_language()))
    badge = verdict_badge(judgement) + finality_mark(view, judgement)
    return f"{badge} {grade}".rstrip()


def _revised_text(original: Judgement) -> str:
    """That the target was revised, and what the first one would say."""
    status = wording.verdict_text(original, current_language())
    return _("target revised; by the first one {status}", status=status)


def _actual_text(judgement: Judgement) -> str:
    """The figure in bold; why there is none, in plain."""
    actual = wording.actual_text(judgement, current_language())
    if judgement.decisive.value is None:
        return plain(actual)
    return strong(actual)


def _remarks(judgement: Judgement) -> str:
    """The change since the year before, and what the first target would say; a line each."""
    lines = [_change_since_last_year(judgement)]
    if judgement.by_original is not None:
        lines.append(_revised_text(judgement.by_original))
    return "  \n".join(f":small[{faint(line)}]" for line in lines if line)


def _change_since_last_year(judgement: Judgement) -> str:
    """What was added since the year before; empty where it is not known."""
    indicator = judgement.indicator
    change = year_on_year(judgement).change
    can_be_told = indicator.is_number or indicator.has_stages
    if change is None or not can_be_told:
        return ""
    return _(
        "{change} on the year before",
        change=change_text(indicator, change, current_language()),
    )


def indicator_picture(view: View, code: str) -> Picture | None:
    """The chart of an indicator on the years that all share, the view's year marked.

    None where there is nothing to draw.
    """
    return view.worded(_indicator_picture, code)


def _indicator_drawing(view: View, code: str) -> str | None:
    picture = indicator_picture(view, code)
    return None if picture is None else charts.drawn_svg(picture.spec, _CARD_WIDTH)


def _indicator_picture(view: View, code: str) -> Picture | None:
    indicator = view.indicator(code)
    form = charts.chart_form(indicator)
    if form == "nothing":
        return None
    spec = charts.small_multiple(
        indicator,
        view.course(indicator),
        current_language(),
        first_year=view.years[0],
        last_year=view.years[-1],
        selected_year=view.year,
    )
    note = ""
    if form in ("line", "parts") and indicator.is_number:
        note = _("the vertical axis does not start at zero")
    return Picture(indicator.name, spec, note)
