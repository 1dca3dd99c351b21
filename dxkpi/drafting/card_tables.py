"""Tables that are a card of one measure: 取組名, 担当課, 内容, 指標, each beside its text.

A card becomes a heading and lines, so that it is read as if it were printed without lines.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from dxkpi.drafting.blocks import Block, Document, Heading, Paragraph, Table
from dxkpi.drafting.section_words import section_of
from dxkpi.drafting.tidy_text import tidy

_NAME_KEY = re.compile(
    r"(?:(?:具体的な?|主な|個別|重点)?(?:取組み?|取り組み|施策|事業|アクション|プロジェクト|計画)"
    r"(?:事項|項目)?(?:名|名称)?|名称|(?:取組|施策|事業)番号・?(?:取組|施策|事業)名)"
)
_OTHER_KEY = re.compile(
    r"(?:現状|現在|基準|目標|実績|最終目標|中間目標)(?:値|数値)?(?:[（(].{1,20}[)）])?|(?:成果)?指標(?:名)?|単位|KPI.{0,12}"
    r"|.{0,4}(?:内容|概要|目的|効果|課題|現状|担当|所管|部署|スケジュール|備考|対象|期間).{0,6}"
)
_LEAST_ROWS = 3
_LEAST_KEYS = 0.6
_LONGEST_KEY = 24


def with_cards_as_text(document: Document) -> Document:
    """The paper with its cards as headings and lines."""
    blocks = [line for block in document.blocks for line in _lines_of(block)]
    return replace(document, blocks=tuple(blocks))


def _lines_of(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table) or not _is_card(block):
        yield block
        return
    for number, row in _rows_name_first(block):
        line = block.line + number if block.line is not None else None
        for key, text in _pairs(row):
            yield from _lines_of_pair(key, text, block.page, line)


def _rows_name_first(card: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The rows with their numbers, the one with the name before a number or department."""
    rows = list(enumerate(card.rows))
    return sorted(rows, key=lambda row: _NAME_KEY.fullmatch(tidy(row[1][0])) is None)


def _is_card(table: Table) -> bool:
    """Whether most rows begin with a key, one of which has the name."""
    if len(table.rows) < _LEAST_ROWS or len(table.rows[0]) not in (2, 4):
        return False
    keys = [tidy(row[0]) for row in table.rows]
    known = sum(_is_key(key) for key in keys)
    has_name = any(_NAME_KEY.fullmatch(key) for key in keys[:2])
    return has_name and known >= _LEAST_KEYS * len(keys)


def _is_key(text: str) -> bool:
    if not text or len(text) > _LONGEST_KEY:
        return False
    is_known = _NAME_KEY.fullmatch(text) or _OTHER_KEY.fullmatch(text)
    return bool(is_known) or section_of(text) is not None


def _pairs(row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The keys of a row with their texts; a merged cell is one text."""
    key, *rest = row
    texts = list(dict.fromkeys(text for text in rest if text.strip()))
    if len(texts) == 3 and _is_key(tidy(texts[1])):
        yield key, texts[0]
        yield texts[1], texts[2]
        return
    yield key, "\n".join(texts)


def _lines_of_pair(
    key: str, text: str, page: int | None, line: int | None
) -> Iterator[Block]:
    label = tidy(key)
    lines = [part.strip() for part in text.split("\n") if part.strip()]
    if _NAME_KEY.fullmatch(label) and lines:
        yield Heading(" ".join(lines), None, page, line)
        return
    if len(lines) == 1:
        yield Paragraph(f"{label}：{lines[0]}", page, line)
        return
    yield Paragraph(label, page, line)
    for part in lines:
        yield Paragraph(part, page, line)
