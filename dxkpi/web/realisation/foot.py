"""The foot of the page: who answered, what the figure is, where it comes from."""

import streamlit as st

from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording.year_review import response_sentence


def show_foot(view: View) -> None:
    """The small print, and the way to the indicator."""
    st.caption(view.worded(_small_print))
    st.page_link(
        page_files.INDICATOR,
        label=_("More about this indicator"),
        icon=":material/monitoring:",
        query_params=link_query(kpi=view.followed_trend().indicator.code),
    )


def _small_print(view: View) -> str:
    trend = view.followed_trend()
    texts: list[str] = []
    if trend.surveys is None:
        texts.append(
            _(
                "The counts of the survey are not recorded, so no margin of error is known. "
                "They come in by “Take in a survey”."
            )
        )
    elif response := response_sentence(trend, current_language()):
        texts.append(_("{sentence}.", sentence=response))
    if definition := trend.indicator.definition:
        texts.append(_("Definition: {text}", text=definition))
    return plain(sentences(texts))
