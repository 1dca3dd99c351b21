"""The numbers of a chart as a table on screen and as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import count

import pandas as pd

from dxkpi import fiscal
from dxkpi.charts import captions, series
from dxkpi.charts.series import SeriesKind
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, Reason
from dxkpi.text.formulas import may_begin_formula
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import expected_text

NONE = "－"


def table(indicator: Indicator, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """The chart's numbers as text, one row a fiscal year.

    Columns: fiscal year, actual, as of, expected, each reference series in the plan's order, judgement (glyph and word).
    A missing figure is its reason in a word, anything else that is not there 「－」.
    """
    status = {j.fiscal_year: _verdict(j) for j in judgements}
    gaps = series.missing(indicator, judgements)

    def known(year: int, value: Decimal) -> str:
        entry = indicator.actual(year)
        if entry is not None and entry.value is not None:
            return captions.actual(indicator, entry)
        return figures.number_text(indicator, value, current_language())

    return _build(
        indicator,
        judgements,
        actual=lambda year, value: (
            gaps.get(year, NONE) if value is None else known(year, value)
        ),
        expected=lambda _year, value: (
            NONE
            if value is None
            else expected_text(indicator, value, current_language())
        ),
        reference=lambda _year, value: (
            NONE
            if value is None
            else figures.number_text(indicator, value, current_language())
        ),
        judgement=lambda year: status.get(year, NONE),
    ).replace("", NONE)


def csv(courses: Iterable[tuple[Indicator, Sequence[Judgement]]], place: str) -> bytes:
    """The figures of indicators as one file for Excel: unrounded, and whose and which indicator in front of each row.

    A column of remarks holds what a number cannot say: that it is approximate, and the note.
    """
    frames = [record(indicator, judgements, place) for indicator, judgements in courses]
    return csv_file(
        pd.concat(frames, ignore_index=True).fillna("") if frames else pd.DataFrame()
    )


def record(
    indicator: Indicator, judgements: Sequence[Judgement], place: str
) -> pd.DataFrame:
    """The rows of one indicator in such a file."""
    status = {j.fiscal_year: _word(j) for j in judgements}
    gaps = series.missing(indicator, judgements)
    frame = _build(
        indicator,
        judgements,
        actual=lambda year, value: gaps.get(year, "") if value is None else value,
        expected=lambda _year, value: "" if value is None else value,
        reference=lambda _year, value: "" if value is None else value,
        judgement=lambda year: status.get(year, ""),
    )
    whose = {
        _("municipality"): place,
        _("code"): indicator.code,
        _("indicator"): indicator.name,
        _("unit"): indicator.unit,
    }
    for position, (name, text) in enumerate(whose.items()):
        frame.insert(position, name, text)
    frame[_("remarks")] = [
        _remark(indicator, year) for year in series.span(indicator, judgements)
    ]
    return frame


def csv_file(frame: pd.DataFrame) -> bytes:
    """A table as a file for Excel: UTF-8 with BOM, figures with every digit they have.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers, negative ones too, stay as they
    are.
    """
    safe = frame.map(_cell)
    safe.columns = pd.Index([_cell(str(name)) for name in frame.columns])
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n").encode()


def _word(judgement: Judgement) -> str:
    start = judgement.indicator.baseline
    starts = (
        judgement.reason is Reason.STARTING_POINT
        and start
        and start.fiscal_year == judgement.fiscal_year
    )
    return (
        _("baseline")
        if starts
        else glossary.term_label(judgement.status, current_language())
    )


def _verdict(judgement: Judgement) -> str:
    word, label = (
        _word(judgement),
        glossary.term_label(judgement.status, current_language()),
    )
    return f"{glossary.term_glyph(judgement.status)} {label}" if word == label else word


_Cell = Callable[[int, Decimal | None], str | Decimal]


def _build(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    *,
    actual: _Cell,
    expected: _Cell,
    reference: _Cell,
    judgement: Callable[[int], str],
) -> pd.DataFrame:
    frame, years = (
        series.numbers(indicator, judgements),
        series.span(indicator, judgements),
    )
    known = series.by_year(frame, SeriesKind.ACTUAL, SeriesKind.BASELINE)
    way = series.by_year(frame, SeriesKind.EXPECTED)
    columns: dict[str, Sequence[str | Decimal]] = {
        _("fiscal year"): [fiscal.wareki(year) for year in years],
        _("actual value"): [actual(year, known.get(year)) for year in years],
        _("as of"): [_as_of(indicator, year) for year in years],
        _("expected value"): [expected(year, way.get(year)) for year in years],
    }
    for name in series.series_names(indicator):
        line = series.by_year(frame, SeriesKind.REFERENCE, series=name)
        columns[_free(name, columns)] = [
            reference(year, line.get(year)) for year in years
        ]
    columns[_("judgement")] = [judgement(year) for year in years]
    return pd.DataFrame(columns, dtype=object)


def _free(name: str, taken: Mapping[str, object]) -> str:
    """A column name of its own for a series that is called like another column; spaces make no difference."""
    used = {" ".join(column.split()) for column in (*taken, _("judgement"))}
    plain = " ".join(name.split())
    return next(
        free
        for n in count(1)
        if (free := plain if n == 1 else f"{plain} ({n})") not in used
    )


def _as_of(indicator: Indicator, year: int) -> str:
    entry, start = indicator.actual(year), indicator.baseline
    month = entry.as_of if entry is not None and entry.value is not None else None
    if month is None and start is not None and start.fiscal_year == year:
        month = start.as_of
    return fiscal.month_label(month) if month else ""


def _remark(indicator: Indicator, year: int) -> str:
    entry = indicator.actual(year)
    if entry is None:
        return ""
    return _(", ").join(
        filter(None, [_("approximate") if entry.approximate else "", entry.note])
    )


def _cell(cell: str | float | Decimal) -> str:
    if not isinstance(cell, str):
        return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return "'" + cell if may_begin_formula(cell) else cell
