"""A present figure and an aim on lines of their own: 現状値（R6）58%, 目標値（R12）70%."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.drafting.blocks import Block, Heading, Table
from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.change_line import ChangeLine, change_line
from dxkpi.drafting.departments_line import is_departments_line
from dxkpi.drafting.figure_cell import parts_of_change, read_figure_cell
from dxkpi.drafting.indicator_row import indicator_of_row
from dxkpi.drafting.numbering import clean_title, marked
from dxkpi.drafting.row_figures import DatedCell, FiguresOfRow, IndicatorDraft
from dxkpi.drafting.section_words import section_of
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.drafting.tidy_text import tidy
from dxkpi.drafting.written_years import without_years, years_in
from dxkpi.fiscal import ParsedYear
from dxkpi.text.folding import usual_width

_PRESENT = r"(?:現状値?|現在値?|基準値?|当初値|実績値?|計画策定時|策定時)"
_AIM = r"(?:最終目標値?|数値目標|目標数値|目標値?|到達目標)"
_WHEN = r"(?:\s*[(](?P<when>[^()]{1,40}(?:[(][^()]{1,30}[)][^()]{0,20})?)[)])?"
_SIGN = r"\s*(?:[:=⇒→➡]|は|\s)\s*"
_LINE = re.compile(
    rf"[○●・■◆◇□\-\s]*(?P<label>{_PRESENT}|{_AIM})"
    rf"{_WHEN}(?:{_SIGN}|(?<=[)])\s*)(?P<figure>[^\s].{{0,60}})$"
)
_ALL_ON_ONE = re.compile(
    rf"[○●・■◆◇□\-\s]*(?P<name>[^。:]{{2,60}}?)"
    rf"(?:[\s:、,]+|(?={_PRESENT}\s*[(]))"  # a PDF loses the space between kanji
    rf"(?P<present>{_PRESENT}.*?)[\s→⇒➡、,/]*(?P<aim>{_AIM}.+)$"
)
_BOTH = re.compile(rf"(?P<first>.+?)\s*(?:→|⇒|➡|、|,|／|/|\s)\s*(?P<second>{_AIM}.+)$")
_NAME_LINE = re.compile(
    r"[○●・■◆◇□\-\s]*(?P<open>[【\[(〔<])?"
    r"(?:(?:成果|評価|数値|活動|目標|重要業績評価)?(?:指標|KPI|KGI)|数値目標)"
    r"(?:名|\(KPI\)|項目)?\s?[0-9①-⑳]{0,2}"
    r"(?(open)[】\])〕>]\s*[:：]?|\s*[:：\s])\s*(?P<name>\S.{1,120})$"
)
_DEFINITION = re.compile(
    r"[○●・■◆◇□\-\s※]*(?:定義|算出方法|算定式|説明)\s*[:：]\s*(?P<text>\S.{1,200})$"
)
_CHANGE_LINE = re.compile(
    r"(?P<name>[^0-9:：]{2,60}?)[\s:：]*(?<![A-Za-z])(?P<change>[▲△-]?[0-9][^→⇒➡]{0,40}(?:→|⇒|➡).{1,60})$"
)
_OWN_NAME = re.compile(
    r"[^0-9。]{2,90}[^0-9。間]?(?:を|が|は|の)\s*[^0-9。]{0,12}[0-9]"
)
"""Begins a sentence that says what its figure is of: 受講率を毎年度100%とする."""

_LOOK_BACK = 6
_LONGEST_NAME = 60
_LONGEST_LINE = 200


@dataclass(frozen=True)
class PairedIndicator:
    """An indicator of several lines: the positions of its blocks, and its figures' texts."""

    name: str
    draft: IndicatorDraft
    blocks: tuple[int, ...]
    figures: tuple[str, ...]


_DatedText = tuple[str | None, str]
"""When, as it is written, and the figure."""


@dataclass(frozen=True)
class _FigureLines:
    """What the lines of an indicator say, as texts."""

    name: str
    present: _DatedText | None
    aim: _DatedText | None


def paired_indicators(
    blocks: Sequence[Block], plan: PlanYears
) -> list[PairedIndicator]:
    """All indicators of a paper whose aim stands on a line of its own."""
    found = []
    for position in range(len(blocks)):
        indicator = _at(blocks, position, plan)
        if indicator is not None:
            found.append(indicator)
    return found


def _at(
    blocks: Sequence[Block], position: int, plan: PlanYears
) -> PairedIndicator | None:
    text = _text(blocks[position])
    whole = _on_one_line(text)
    if whole is not None:
        return _paired(whole, (position,), plan)
    aim = _labelled(text, _AIM)
    if aim is None:
        return _of_change(blocks, position, plan)
    places = [position]
    present = _labelled(text, _PRESENT)
    if present is None and position > 0:
        present = _labelled(_text(blocks[position - 1]), _PRESENT)
        places = [position - 1, position] if present is not None else places
    name, more, definition = _name_over(blocks, places[0])
    if name is None:
        return None
    paired = _paired(_FigureLines(name, present, aim), (*more, *places), plan)
    if paired is not None and definition is not None:
        paired.draft.data["definition"] = definition
    return paired


def _paired(
    lines: _FigureLines, blocks: tuple[int, ...], plan: PlanYears
) -> PairedIndicator | None:
    """The indicator that lines say together; None where the aim is no figure."""
    target = _dated(lines.aim)
    row = FiguresOfRow(lines.name, baseline=_dated(lines.present), target=target)
    if target is None or not target.cell.has_figure:
        return None
    draft = indicator_of_row(row, plan)
    draft.data["name"] = lines.name
    figures = tuple(part[1] for part in (lines.present, lines.aim) if part is not None)
    return PairedIndicator(lines.name, draft, blocks, figures)


def is_indicator_line(text: str) -> bool:
    """Whether a line says all of an indicator: its name, its present figure and its aim."""
    if len(text) > _LONGEST_LINE:
        return False
    plain = _plain(text)
    return _on_one_line(plain) is not None or _change_of(plain) is not None


def _on_one_line(text: str) -> _FigureLines | None:
    """KPI 申請率 現状値（R8）21.4% 目標値（R13）60.0%."""
    named = _NAME_LINE.match(text)
    match = _ALL_ON_ONE.match(named["name"] if named is not None else text)
    if match is None:
        return None
    present = _labelled(match["present"], _PRESENT)
    aim = _labelled(match["aim"], _AIM)
    if present is None or aim is None:
        return None
    return _FigureLines(clean_title(match["name"]), present, aim)


def _text(block: Block) -> str:
    if isinstance(block, Table) or len(block.text) > _LONGEST_LINE:
        return ""
    return _plain(block.text)


def _plain(text: str) -> str:
    return usual_width(text).strip()


def _labelled(text: str, label: str) -> _DatedText | None:
    """When and the figure, where a line or its second half begins with such a label."""
    parts = [text]
    both = _BOTH.match(text)
    if both is not None:
        parts = [both["first"], both["second"]]
    for part in parts:
        match = _LINE.match(part)
        is_labelled = match is not None and re.fullmatch(label, match["label"])
        if match is not None and is_labelled and _is_figure(match["figure"]):
            return match["when"], match["figure"]
    return None


def _is_figure(text: str) -> bool:
    """Whether a text is a figure with little around it, or says that there is none; a
    sentence with a name of its own is read as a sentence.
    """
    bare = without_years(text)
    has_figure = re.search("[0-9]", bare) is not None
    is_sentence = _OWN_NAME.match(bare) is not None
    return (has_figure and not is_sentence) or read_figure_cell(text).is_empty


def _dated(part: _DatedText | None) -> DatedCell | None:
    if part is None:
        return None
    when, figure = part
    years = years_in(when or "")
    year: ParsedYear | None = years[0].year if years else None
    cell: CellFigure = read_figure_cell(figure)
    return DatedCell(cell, year)


def _of_change(
    blocks: Sequence[Block], position: int, plan: PlanYears
) -> PairedIndicator | None:
    """指標：申請率 58.2%（R4）→ 70%（R9） on one line."""
    change = _change_of(_text(blocks[position]))
    if change is None:
        return None
    sides = (change.present, change.aim)
    old, new = (DatedCell(read_figure_cell(side)) for side in sides)
    name = clean_title(change.name)
    row = FiguresOfRow(name, baseline=old, target=new)
    if not new.cell.has_figure:
        return None
    draft = indicator_of_row(row, plan)
    draft.data["name"] = name
    return PairedIndicator(name, draft, (position,), sides)


def _change_of(text: str) -> ChangeLine | None:
    """The parts of such a line; without a word for indicators it must name a year."""
    named = _NAME_LINE.match(text)
    change = change_line(named["name"] if named is not None else text)
    if change is not None and (named is not None or change.has_year):
        return change
    match = _CHANGE_LINE.match(named["name"]) if named is not None else None
    sides = parts_of_change(match["change"]) if match is not None else None
    if match is None or sides is None:
        return None
    return ChangeLine(match["name"], *sides)


def _name_over(
    blocks: Sequence[Block], position: int
) -> tuple[str | None, list[int], str | None]:
    """The name over the figures, the positions that were used, and a definition."""
    definition = None
    used: list[int] = []
    for place in range(position - 1, max(position - 1 - _LOOK_BACK, -1), -1):
        text = _text(blocks[place])
        defined = _DEFINITION.match(text)
        named = _NAME_LINE.match(text)
        if defined is not None:
            definition = tidy(defined["text"])
            used.insert(0, place)
            continue
        if named is not None:
            return clean_title(named["name"]), [place, *used], definition
        is_other = _labelled(text, _PRESENT) or _labelled(text, _AIM)
        if is_other or is_departments_line(text):
            return None, used, definition
        if _is_name(blocks[place], text):
            return marked(text).title, [place, *used], definition
    return None, used, definition


def _is_name(block: Block, text: str) -> bool:
    title = marked(text).title
    if not title or len(title) > _LONGEST_NAME or section_of(title) is not None:
        return False
    is_heading = isinstance(block, Heading)
    return is_heading or not text.endswith(("。", "、", "す", ":"))
