"""Figures of the text with their day and no aim: the city's present, and others beside it.

They become indicators that are not official. National statistics alone are none: a table
or sentence must be about the city itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.figure_cell import read_figure_cell
from dxkpi.drafting.numbering import clean_title, without_footnote_marks
from dxkpi.drafting.passages import passage_of, spans_of
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.surroundings import Surroundings
from dxkpi.drafting.tidy_text import name_key, tidy
from dxkpi.drafting.written_years import WrittenYear, years_in
from dxkpi.text.folding import usual_width
from dxkpi.text.rounding import digits_after_point

_OWN = re.compile(r"本市|当市|本町|当町|本村|市調査|町調査|市民[^課]|市内")
_UNIT_LINE = re.compile(r"[（(]?単位\s?[:：]\s?(?P<unit>[^）)、,]{1,8})[）)]?")
_FIGURE = (
    r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?\s?"
    r"(?:%|パーセント|万?人|万?件|万?枚|世帯|台|施設|団体|校))"
)
_BEHIND_FIGURE = r"(?=に達し|とな|で(?:す|あ|し)|と?な|[、。)(]|$)"
_NAME = r"(?P<name>[^、。()0-9:：「」]{2,50}?(?:率|割合|数|額|量|件数|人口|枚数))"
_SENTENCE = re.compile(rf"{_NAME}\s?(?:は|が)?\s*{_FIGURE}{_BEHIND_FIGURE}")
_LEAD = re.compile(r"^(?:本市|当市|本町|当町|本村|当村)(?:の|における)")
_LATEST = re.compile(r"(?:直近|現在|現時点)の")
_LONGEST_SENTENCE = 400
_MOST_SERIES = 300
_SENTENCES = re.compile(r"[^。\n]+。?")


@dataclass
class _Series:
    """The figures of one thing, and the texts they stand in."""

    name: str
    unit: str | None
    position: int
    actuals: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def reference_proposals(
    paper: Surroundings, city: str | None, skipped: set[int]
) -> tuple[list[Proposal], set[int]]:
    """The city's figures without an aim. `skipped` are blocks that gave something else."""
    found: list[_Series] = []
    for position, block in enumerate(paper.document.blocks):
        if position in skipped:
            continue
        if isinstance(block, Table):
            found += _of_table(paper, position, block, city)
            texts = [cell for row in block.rows for cell in dict.fromkeys(row)]
        else:
            texts = [block.text]
        for text in texts:
            found += _of_text(text, position, city)
    series = _merged(found)
    proposals = [
        _proposal(paper, thing, number) for number, thing in enumerate(series, 1)
    ]
    return proposals, {thing.position for thing in series}


def _proposal(paper: Surroundings, series: _Series, number: int) -> Proposal:
    data: dict[str, Any] = {
        "name": series.name,
        "official": False,
        "unit": series.unit or "",
        "actuals": sorted(series.actuals, key=lambda figure: figure["fiscal_year"]),
        "quote": "\n".join(series.texts),
    }
    digits = max(digits_after_point(figure["value"]) for figure in series.actuals)
    if digits:
        data["decimals"] = digits
    if series.references:
        data["references"] = series.references
    if re.search("累計|累積|延べ", series.name):
        data["aggregation"] = "cumulative"
    place = passage_of(paper.document, paper.outline, series.position, series.texts)
    words = [series.name, *(str(figure["value"]) for figure in series.actuals)]
    passage = Passage(
        place.text, place.page, place.line, place.heading, spans_of(place.text, words)
    )
    doubts = () if series.unit else (Doubt(DoubtCode.NO_UNIT),)
    return Proposal(
        ProposalKind.REFERENCE,
        f"reference:{number}",
        data,
        passage,
        paper.parent_of(series.position),
        Sureness.CHECK if doubts else Sureness.SURE,
        doubts,
    )


def _merged(found: Sequence[_Series]) -> list[_Series]:
    """Series of one thing together: a sentence often names the last figure of a table."""
    result: list[_Series] = []
    for series in found[:_MOST_SERIES]:
        known = next((other for other in result if _is_same(series, other)), None)
        if known is None:
            result.append(series)
            continue
        years = {figure["fiscal_year"] for figure in known.actuals}
        known.actuals += [f for f in series.actuals if f["fiscal_year"] not in years]
        known.references = known.references or series.references
        known.texts += series.texts
        known.name = max(known.name, series.name, key=len)
        known.unit = known.unit or series.unit
    return result


def _is_same(one: _Series, other: _Series) -> bool:
    first, second = name_key(one.name), name_key(other.name)
    is_name_of = first.endswith(second) or second.endswith(first)
    mine = {figure["fiscal_year"]: figure["value"] for figure in one.actuals}
    its = {figure["fiscal_year"]: figure["value"] for figure in other.actuals}
    agrees = all(its[year] == value for year, value in mine.items() if year in its)
    return is_name_of and agrees


# Tables of years


def _of_table(
    paper: Surroundings, position: int, table: Table, city: str | None
) -> Iterator[_Series]:
    times = {
        column: time
        for column, cell in enumerate(table.rows[0])
        if (time := _time_of(cell)) is not None
    }
    if len(times) < 2 or not 1 <= min(times) <= 2:
        return
    is_own_chapter = _is_about_city(paper, position, city)
    unit = _unit_over(paper, position)
    rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    above = ""
    for row in table.rows[1:]:
        above = row[0].strip() or above
        series = row[1].strip() if min(times) == 2 else ""
        rows.setdefault(above, []).append((series, row))
    for name, lines in rows.items():
        thing = _of_rows(
            clean_title(name), lines, times, city, unit, is_own_chapter=is_own_chapter
        )
        if thing is not None:
            thing.position = position
            thing.texts.insert(0, " ".join(" ".join(table.rows[0]).split()))
            yield thing


def _of_rows(
    name: str,
    lines: Sequence[tuple[str, tuple[str, ...]]],
    times: dict[int, WrittenYear],
    city: str | None,
    unit: str | None,
    *,
    is_own_chapter: bool,
) -> _Series | None:
    series = _Series(name, unit, 0)
    for label, row in lines:
        figures = _figures(row, times)
        if not figures:
            continue
        series.unit = series.unit or _unit_of(row, times)
        series.texts.append(" ".join(" ".join(row).split()))
        if _is_own(label, city) or (not label and is_own_chapter):
            series.actuals += figures
        else:
            series.references += [{"series": tidy(label), **f} for f in figures]
    return series if name and series.actuals else None


def _figures(
    row: tuple[str, ...], times: dict[int, WrittenYear]
) -> list[dict[str, Any]]:
    figures = []
    for column, time in times.items():
        cell = read_figure_cell(row[column])
        if cell.value is None or cell.is_unclear:
            continue
        figure: dict[str, Any] = {"fiscal_year": time.year.fiscal_year}
        if time.year.as_of is not None:
            figure["as_of"] = time.year.as_of
        figures.append(figure | {"value": cell.value})
    return figures


def _unit_of(row: tuple[str, ...], times: dict[int, WrittenYear]) -> str | None:
    units = [read_figure_cell(row[column]).unit for column in times]
    return next((unit for unit in units if unit), None)


def _time_of(cell: str) -> WrittenYear | None:
    """The time of a column's head; of 令和3年度(R4.3月末) the month."""
    if len(cell) > 40:
        return None
    years = years_in(tidy(cell))
    if not years:
        return None
    for written in years:
        is_same = written.year.fiscal_year == years[0].year.fiscal_year
        if written.year.as_of is not None and is_same:
            return written
    return years[0]


def _is_about_city(paper: Surroundings, position: int, city: str | None) -> bool:
    owner = paper.owner_of(position)
    titles = [owner.title, *(node.title for node in owner.ancestors())] if owner else []
    return any(_is_own(title, city) for title in titles)


def _is_own(text: str, city: str | None) -> bool:
    has_name = city is not None and city in tidy(text)
    return has_name or _OWN.search(text) is not None


def _unit_over(paper: Surroundings, position: int) -> str | None:
    """単位：件数 right over a table."""
    for place in range(max(position - 2, 0), position):
        match = _UNIT_LINE.search(paper.text_of(place))
        if match is not None:
            return tidy(match["unit"]).removesuffix("数") or None
    return None


# Sentences


def _of_text(text: str, position: int, city: str | None) -> Iterator[_Series]:
    if len(text) > 20 * _LONGEST_SENTENCE:
        return
    is_own = False
    for sentence in _SENTENCES.findall(text):
        is_own = _is_own(sentence, city) or (is_own and "市調査" in text)
        if is_own and len(sentence) <= _LONGEST_SENTENCE:
            series = _of_sentence(sentence, position)
            if series is not None:
                yield series


def _of_sentence(sentence: str, position: int) -> _Series | None:
    """The first figure of a sentence with the one time that it names."""
    plain = tidy(usual_width(without_footnote_marks(sentence)))
    years = [year for year in years_in(plain) if _is_time_of_figure(year)]
    if len({year.year for year in years}) != 1:
        return None
    bare = _without(plain, years)
    match = _SENTENCE.search(bare)
    if match is None:
        return None
    name = _LATEST.sub("", _LEAD.sub("", match["name"]))
    cell = read_figure_cell(match["figure"])
    if cell.value is None or len(name) < 3:
        return None
    time = years[0].year
    figure: dict[str, Any] = {"fiscal_year": time.fiscal_year}
    if time.as_of is not None:
        figure["as_of"] = time.as_of
    series = _Series(name, cell.unit, position, [figure | {"value": cell.value}])
    series.unit = "%" if series.unit == "パーセント" else series.unit
    series.texts.append(" ".join(sentence.split()))
    return series


def _is_time_of_figure(written: WrittenYear) -> bool:
    has_month = written.year.as_of is not None
    return has_month or any(word in written.words for word in ("末", "時点", "現在"))


def _without(text: str, years: Sequence[WrittenYear]) -> str:
    """The text without these years, the brackets around them, and で behind them."""
    for written in reversed(years):
        start, end = written.start, written.end
        if text[start - 1 : start] in ("(", "（"):
            start -= 1
            end += text[end : end + 1] in (")", "）")
        elif text[end : end + 1] == "で":
            end += 1
        text = text[:start] + text[end:]
    return text
