"""A card for each thing that is in: what it was and is, its picture, the department's
words, what was remarked before, and the reviewer's choice.
"""

from collections.abc import Sequence

import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan.review import ItemConfirmation, ItemKind, Remark
from dxkpi.returns.round_items import RoundItem
from dxkpi.rules import Judgement
from dxkpi.web.common.chart_block import show_drawing
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.review.choices import show_choice
from dxkpi.web.review.figures import figure_line, goal_line, judgement_of, verdict_line
from dxkpi.web.review.schedule_words import reported_lines
from dxkpi.web.review.shown_review import ReviewedItem, ShownReview
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.reviews import remark_text

_NARROWEST = 205
_DRAWN_WIDTH = 300
_LINK_COLUMNS = 30


def show_cards(view: View, shown: ShownReview, *, may_decide: bool) -> None:
    """The cards in the form's order, then what is still to come, and what may."""
    for reviewed in shown.items:
        with st.container(border=True):
            _show_card(view, reviewed, may_decide=may_decide)
    if shown.open_items:
        st.markdown(f"{strong(_('Still to come'))} {_names(shown.open_items)}")
    if shown.optional_items:
        label = strong(_("May be left out"))
        st.markdown(f"{label} {_names(shown.optional_items)}")


def _names(items: Sequence[RoundItem]) -> str:
    return plain(current_language().listed([item.name for item in items]))


def _show_card(view: View, reviewed: ReviewedItem, *, may_decide: bool) -> None:
    is_figure = reviewed.item.kind is ItemKind.FIGURE
    grid = st.grid(3 if is_figure else 2, min_column_width=_NARROWEST)
    if is_figure:
        judgement = judgement_of(view, reviewed.item)
        with grid.cell():
            _show_figure(view, judgement)
        with grid.cell():
            show_drawing(
                view.worded(_drawing, reviewed.item.code, judgement.fiscal_year)
            )
    else:
        with grid.cell():
            st.markdown(strong(reviewed.item.name))
            st.markdown("  \n".join(view.worded(reported_lines, reviewed.item)))
    with grid.cell():
        if is_figure:
            st.markdown("  \n".join(_words_of(judgement)))
        _show_remarks(reviewed)
        if may_decide:
            show_choice(view, reviewed)


def _show_figure(view: View, judgement: Judgement) -> None:
    """Its name, the year before and the year, the statuses of both."""
    show_indicator_link(view.indicator(judgement.indicator.code), _LINK_COLUMNS)
    verdict = f"{verdict_line(view, judgement)} {goal_line(judgement)}"
    st.markdown(f"{figure_line(judgement)}\n\n{verdict}")


def _drawing(view: View, code: str, year: int) -> str:
    """The indicator's small chart, the figure that was handed in ringed."""
    indicator = view.indicator(code)
    spec = charts.small_multiple(
        indicator,
        view.course(indicator),
        current_language(),
        first_year=view.years[0],
        last_year=max(year, view.years[-1]),
        ring=year,
    )
    return charts.drawn_svg(spec, _DRAWN_WIDTH)


def _words_of(judgement: Judgement) -> list[str]:
    """要因 and 対応, as the department wrote them."""
    texts = (
        (_("Reason given"), judgement.note),
        (_("Response given"), judgement.countermeasure),
    )
    lines = [f"{strong(label)} {plain(text)}" for label, text in texts if text]
    return lines or [faint(_("The department wrote nothing."))]


def _show_remarks(reviewed: ReviewedItem) -> None:
    """What was remarked before, with what came of it, and whether it is final."""
    lines = [_remark_line(reviewed, remark) for remark in reviewed.remarks]
    if reviewed.confirmation is not None:
        label = marked_label(reviewed.item.state, current_language())
        by = _by_whom(reviewed.confirmation)
        lines.append(f":blue-badge[{label}] {faint(by)}")
    if lines:
        st.markdown("\n\n".join(lines))


def _by_whom(written: Remark | ItemConfirmation) -> str:
    day = current_language().day_within_year(fiscal.day_in_japan(written.at))
    return _("{who}, {day}", who=written.who, day=day)


def _remark_line(reviewed: ReviewedItem, remark: Remark) -> str:
    """The remark, who made it, and the answer, or that it waits for one."""
    if remark.answer is not None:
        outcome = _("Answer: {text}", text=remark.answer)
    elif remark in reviewed.waiting:
        outcome = _("The answer is still to come.")
    else:
        outcome = _("Handed in anew since, or let pass.")
    remarked = remark_text(remark.column, remark.text, current_language())
    text = _("“{text}”", text=remarked)
    by = faint(_by_whom(remark))
    label = _("Remark")
    return f"{strong(label)} {plain(text)} {by}  \n→ {plain(outcome)}"
