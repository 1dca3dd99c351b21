"""職員のDX推進実感率, the chart's numbers as a table, and how to read them: formulas, method, what is not known."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal, survey
from dxkpi.rules import Forecast, Reason
from dxkpi.rules.forecast import LEAST_FIGURES
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import badge, faint, plain, strong, unbroken
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.realisation import realisation
from dxkpi.wording import judgement
from dxkpi.wording.forecast import forecast_formula

_PIECES = re.compile(r"\s+|令和[元0-9]+|[!-~]+[～–]?|\S{1,2}")


def show(view: View) -> None:
    """The chart's numbers beside how to read them, and the way to everything else about the indicator."""
    title, table, remarks = view.worded(_figures)
    grid = st.grid(2, min_column_width=360, border=True)
    with grid.cell():
        st.markdown(title)
        if not table.empty:
            st.table(table, border="horizontal", hide_index=True, alt=_("Figures"))
        if remarks:
            st.caption(remarks)
        st.page_link(
            page_files.INDICATOR,
            label=_("More about this indicator"),
            icon=":material/monitoring:",
            query_params=link_query(kpi=realisation.trend(view).indicator.code),
        )
    with grid.cell():
        st.markdown(view.worded(_reading))


def _figures(view: View) -> tuple[str, pd.DataFrame, str]:
    """The title of the table, the table with the year looked at in bold, and what is to be known of the figures."""
    found = realisation.trend(view)
    title, unit, definition = (
        _("Figures"),
        found.indicator.unit,
        found.indicator.definition,
    )
    small = _("unit {unit}", unit=unit) if unit else ""
    frame = charts.trend_table(found.indicator, found.judgements, found.outlook)
    year, actual = frame.columns[:2]
    chosen = frame[year] == fiscal.wareki(view.year)
    shown = frame.map(_in_pieces)
    shown.loc[chosen, [year, actual]] = "**" + shown.loc[chosen, [year, actual]] + "**"
    remarks = [
        found.latest_judgement.actual.note if found.latest_judgement.actual else None
    ]
    if definition:
        remarks.append(_("Definition: {text}", text=definition))
    return (
        f"{strong(title)} {faint(small)}",
        shown.rename(columns=plain),
        "\n\n".join(plain(r) for r in remarks if r),
    )


def _in_pieces(cell: str) -> str:
    """A cell that breaks well where the screen is narrow: 令和7/年度, 65.2～/67.6, 概ね/順調. A status is its word alone."""
    word = cell.removeprefix(cell[:2]) if cell[1:2] == " " else cell
    return "".join(
        piece if piece.isspace() else unbroken(piece) for piece in _PIECES.findall(word)
    )


def _reading(view: View) -> str:
    """The judgement with its formulas, then where the trend leads and by which method, as a list; then the small print."""
    found = realisation.trend(view)
    title = _("How to read these figures")
    notes = [
        judgement.judgement_note(
            replace(found.latest_judgement, rates_disagree=False), current_language()
        )
    ]
    if found.latest_judgement.pace is not None:
        notes.append(judgement.grade_bands_text(view.profile, current_language()))
    small = faint(sentences(notes))
    return "\n\n".join(
        [
            f"{strong(title)} {badge(found.judgement.status)}",
            "\n".join(f"- {point}" for point in (*_rates(found), *_ahead(found))),
            f":small[{small}]" if small else "",
        ]
    )


def _rates(found: survey.IndicatorTrend) -> Iterator[str]:
    """The judgement with its formula and numbers, and that the achievement rate is no progress."""
    latest, steps = (
        found.latest_judgement,
        judgement.formula_steps(found.latest_judgement, current_language()),
    )
    if latest.fiscal_year != found.judgement.fiscal_year and latest.value is not None:
        yield plain(
            _(
                "Worked out from the figure of {year}.",
                year=fiscal.wareki(latest.fiscal_year),
            )
        )
    if (
        latest.progress_rate is None
        or latest.achievement_rate is None
        or not latest.rates_disagree
    ):
        yield from map(_step, steps)
        return
    *others, progress, achievement = steps
    starting = latest.reason is Reason.STARTING_POINT
    yield from map(_step, [progress] if starting else [*others, progress])
    warning = _(
        "{formula} = {rate} is not how far it has come.",
        formula=achievement.numbers,
        rate=achievement.result,
    )
    reason = _(
        "It includes the starting point. The progress rate is {rate}.",
        rate=progress.result,
    )
    yield f"{strong(warning)} {plain(reason)}"


def _step(found: judgement.FormulaStep) -> str:
    return "  \n  ".join(
        filter(
            None,
            [
                strong(f"{found.name} {found.result}".strip()),
                plain(found.rule),
                plain(found.numbers),
            ],
        )
    )


def _ahead(found: survey.IndicatorTrend) -> Iterator[str]:
    """Where the trend leads, by which method, and what that method does not know."""
    if found.outlook is not None:
        yield _step(
            forecast_formula(found.indicator, found.outlook, current_language())
        )
        yield plain(
            _what_is_not_known(found.outlook, surveyed=found.surveys is not None)
        )
    elif (
        found.surveys is not None
        and found.surveys.first_comparable_year is not None
        and found.trajectory is not None
    ):
        first = found.surveys.first_comparable_year
        if (
            not found.trajectory.over
            and sum(year >= first for year in found.surveys.surveys) < LEAST_FIGURES
        ):
            year = fiscal.wareki(first)
            yield plain(
                _(
                    "The survey was changed in {year}. Once there are {n} figures from then on, the chart shows where the trend leads.",
                    year=year,
                    n=LEAST_FIGURES,
                )
            )
    elif (
        found.trajectory is not None
        and len(found.trajectory.known) < LEAST_FIGURES
        and not found.trajectory.over
    ):
        yield plain(
            _(
                "Once there are {n} figures, the starting point included, the chart shows where this trend leads.",
                n=LEAST_FIGURES,
            )
        )


def _what_is_not_known(found: Forecast, *, surveyed: bool) -> str:
    width = (
        ""
        if found.has_width
        else _(
            "The figures so far lie exactly on a line; that does not make the outlook certain."
        )
    )
    margin = (
        _(
            "It assumes that things go on as before. The surveys' margins of error are in the range."
        )
        if surveyed
        else _(
            "It assumes that things go on as before; the survey's own margin of error is not in the range yet."
        )
    )
    return sentences([width, margin])
