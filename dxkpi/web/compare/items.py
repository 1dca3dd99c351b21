"""The items of the national plan × cities: who has a measure on it, with which KPI and
over which years.

First all items in a picture, then one of them opened in the plans' own words. What a
plan marks and what was only read from names looks different everywhere, and nothing
found is never called nothing done.
"""

from functools import partial

import streamlit as st

from dxkpi.comparison import national_items
from dxkpi.store import ListedPlan
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.compare.compared_plans import origin_of_cities
from dxkpi.web.compare.item_file import items_csv
from dxkpi.web.compare.item_matrix import (
    how_to_read,
    items_table,
    matrix_pictures,
    rows_of_items,
)
from dxkpi.wording.comparison import items_sentence
from dxkpi.wording.municipality import plain_city_name


def show_answer(view: View, compared: tuple[ListedPlan, ...]) -> None:
    """The page's sentence, and how to read what follows."""
    st.header(view.timeless.worded(_answer, compared), anchor=False)
    st.caption(view.timeless.worded(_legend, compared))


def show_items(view: View, compared: tuple[ListedPlan, ...], *, as_table: bool) -> None:
    """Items × cities, as pictures or as one table."""
    pictures = view.timeless.worded(matrix_pictures, compared)
    if as_table:
        st.dataframe(
            view.timeless.worded(items_table, compared),
            hide_index=True,
            height="content",
            alt=_("Items of the national plan by municipality"),
        )
    else:
        for picture in pictures:
            st.markdown(strong(picture.title))
            show_chart(picture.spec)
    csv = partial(items_csv, compared=compared)
    origin = origin_of_cities(compared)
    offer_downloads(view, "national-items", pictures, csv, several=origin)
    st.caption(_source())


def _answer(view: View, compared: tuple[ListedPlan, ...]) -> str:
    rows = rows_of_items(view, compared)
    return plain(items_sentence(rows, plain_city_name(view.city), current_language()))


def _legend(view: View, compared: tuple[ListedPlan, ...]) -> str:
    """How to read the picture, and whose plans have no measures at all."""
    coverages = rows_of_items(view, compared)[0].plans
    without = [each.city for each in coverages if not each.plan.measures]
    parts = [how_to_read()]
    if without:
        names = current_language().listed(without)
        parts.append(_("Plans without measures: {cities}.", cities=names))
    return plain(sentences(parts))


def _source() -> str:
    return plain(
        _(
            "National items: {plan} {edition}, eight priority "
            "items (★) and three companion items (◆).",
            plan="総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」",
            edition=national_items.EDITION,
        )
    )
