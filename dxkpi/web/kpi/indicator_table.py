"""All indicators as one table; a ticked row opens its indicator."""

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from dxkpi.rules import Judgement, differing_marks, year_marks
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording import judgement as wording
from dxkpi.wording.targets import goal_with_stretch
from dxkpi.wording.year_review import expected_or_nothing
from dxkpi.wording.yearly_reports import marks_text

_NOTHING = "－"


def show_indicator_table(
    view: View, shown: Sequence[Judgement], *, is_typed: bool
) -> None:
    """The table. It is kept, unless the indicators are what typed words have found."""
    codes = tuple(judgement.indicator.code for judgement in shown)
    st.caption(_("Tick a row to open the indicator."))
    if is_typed:
        table = _indicator_table(view, codes)
    else:
        table = view.worded(_indicator_table, codes)
    picked = st.dataframe(
        table,
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Indicators with their status"),
    )
    for row in picked["selection"]["rows"]:
        st.switch_page(page_files.INDICATOR, query_params=link_query(kpi=codes[row]))


def _indicator_table(view: View, codes: Collection[str]) -> pd.DataFrame:
    shown = [j for j in view.judgements() if j.indicator.code in codes]
    has_marks = any(year_marks(judgement) for judgement in shown)
    has_grades = any(judgement.own_grade for judgement in shown)
    rows = [_table_row(view, judgement, has_marks=has_marks) for judgement in shown]
    table = pd.DataFrame(rows)
    if has_grades:
        grades = [judgement.own_grade or _NOTHING for judgement in shown]
        table.insert(2, _("Grade"), grades)
    return table


def _table_row(view: View, judgement: Judgement, *, has_marks: bool) -> dict[str, str]:
    """A row; the city's own mark beside the status where the plan has any."""
    language = current_language()
    indicator = judgement.indicator
    own = {_("The city's own mark"): _marks_text(view, judgement)} if has_marks else {}
    return {
        _("Indicator"): indicator.name,
        _("Status"): wording.verdict_text(judgement, language),
        **own,
        **_first_target(view, judgement),
        _("Actual"): wording.actual_text(judgement, language),
        _("Expected"): expected_or_nothing(judgement, language),
        _("Target"): goal_with_stretch(indicator, language) or _NOTHING,
    }


def _first_target(view: View, judgement: Judgement) -> dict[str, str]:
    """What the first target would say, in a year in which any was revised."""
    if not any(other.by_original for other in view.judgements()):
        return {}
    original = judgement.by_original
    text = _NOTHING
    if original is not None:
        text = wording.verdict_text(original, current_language())
    return {_("By the first target"): text}


def _marks_text(view: View, judgement: Judgement) -> str:
    """The marks of the year; that one differs from the status is said with it."""
    language = current_language()
    text = marks_text(year_marks(judgement), language) or _NOTHING
    if differing_marks(view.plan, judgement):
        return _("{marks} (differs)", marks=text)
    return text
