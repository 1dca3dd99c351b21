"""Where an indicator leads if it goes on as it has gone so far, and how that is known."""

from typing import NamedTuple

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.forecast import forecast_formula
from dxkpi.wording.formula import FormulaStep
from dxkpi.wording.outlook import outlook_text

_KEYS = WidgetKeys("indicator")


class _Outlook(NamedTuple):
    """The outlook of an indicator, or of its part of a name."""

    part: str
    text: str
    formula: FormulaStep


def show_outlook(view: View, indicator: Indicator) -> None:
    """The outlook of the indicator or of each of its parts; nothing where there is none."""
    outlooks = view.worded(_outlooks, indicator.code)
    if not outlooks:
        return
    lines = [f"{faint(outlook.part)} {strong(outlook.text)}" for outlook in outlooks]
    st.markdown("  \n".join(line.strip() for line in lines))
    label = _("How this is worked out")
    with show_fold(_KEYS, "method", label, icon=":material/calculate:"):
        for outlook in outlooks:
            st.markdown(_formula_lines(outlook))


def _formula_lines(outlook: _Outlook) -> str:
    step = outlook.formula
    title = strong(f"{outlook.part} {step.name} {step.result}".strip())
    return "  \n".join([title, plain(step.rule), plain(step.numbers)])


def _outlooks(view: View, code: str) -> tuple[_Outlook, ...]:
    indicator = view.indicator(code)
    shown = [("", indicator)]
    if indicator.parts:
        names = [part.name for part in indicator.parts]
        shown = list(zip(names, indicator.part_indicators, strict=True))
    language = current_language()
    outlooks = []
    for name, each in shown:
        trend = view.trend(each)
        if trend.outlook is not None:
            formula = forecast_formula(trend.indicator, trend.outlook, language)
            outlooks.append(_Outlook(name, outlook_text(trend, language), formula))
    return tuple(outlooks)
