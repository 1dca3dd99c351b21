"""A heading, numbered item or listed name of a paper, and what stands under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field

from dxkpi.drafting.blocks import Block, Heading, Paragraph, Table
from dxkpi.drafting.listing_table import ColumnRole, ListingTable
from dxkpi.drafting.numbering import Marked, clean_title, marked
from dxkpi.drafting.section_words import Section, inline_section, section_of
from dxkpi.drafting.tidy_text import bare_key, name_key

ROOT = "root"
SECTION = "section"
HEADING = "heading"
MOST_SKIPPED = 3
"""Numbers that may be lost between two headings."""

_MOST_BESIDE = 60
"""Items of a list that are looked at."""

LONGEST_TITLE = 90
"""Letters; longer lines are paragraphs."""


@dataclass(eq=False)
class Node:
    """A heading, an item or a name in a table, with what stands under it.

    `source` is the block's position in the paper; `row` that in its table. `body` are the
    positions of the paragraphs and tables right under it.
    """

    marked: Marked
    text: str
    source: int
    parent: Node | None = None
    page: int | None = None
    line: int | None = None
    level: int | None = None
    section: Section | None = None
    listing: ListingTable | None = None
    role: ColumnRole | None = None
    row: int | None = None
    column: int | None = None
    is_heading: bool = False
    is_inline: bool = False
    """A heading that has what it announces behind it on its line."""

    is_part_of_line: bool = False
    """A name among others on one line: 実施内容：研修の開催、住宅の紹介."""

    children: list[Node] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    style: str = ROOT

    @property
    def title(self) -> str:
        return self.marked.title

    @property
    def key(self) -> str:
        return bare_key(self.title)

    @property
    def full_key(self) -> str:
        return name_key(self.title)

    @property
    def is_cell(self) -> bool:
        return self.row is not None

    def ancestors(self) -> Iterator[Node]:
        """The nodes over it, the nearest first, without the root."""
        node = self.parent
        while node is not None and node.style != ROOT:
            yield node
            node = node.parent


def node_of(
    position: int,
    block: Heading | Paragraph,
    numbered_sections: Set[str] = frozenset(),
) -> Node | None:
    """A block as a node; None for a paragraph that is none. `numbered_sections` are the
    titles of sections that stand behind a number: 3 主な取組.
    """
    is_heading = isinstance(block, Heading)
    if len(block.text) > 4 * LONGEST_TITLE:
        return None
    inline = inline_section(block.text)
    if inline is not None:
        return _section_node(position, block, inline[0])
    found = marked(block.text)
    is_untitled = not found.title and not found.is_labelled
    is_mere_sign = found.is_glyph and _OVER_MEASURES.fullmatch(found.title)
    if is_untitled or found.style == "glyph:※" or is_mere_sign:
        return None
    section = None
    if not found.is_numbered or found.title in numbered_sections:
        section = section_of(found.title)
    is_long = len(found.title) > LONGEST_TITLE
    if section is None and (is_long or found.style is None) and not is_heading:
        return None
    node = Node(found, block.text, position, page=block.page, line=block.line)
    node.is_heading = is_heading
    node.level = block.level if isinstance(block, Heading) else None
    node.section = section
    node.style = _style_of(node)
    return node


_OVER_MEASURES = re.compile("(?:具体的な)?施策の(?:方向性?|展開|内容)|具体的な施策")
"""Only says that measures follow: ◆施策の方向."""

_LONGEST_NUMBERED = 40
_LEAST_AGAIN = 2


def numbered_sections(blocks: Iterable[Block]) -> frozenset[str]:
    """The titles of sections that come again and again behind a number, in each measure."""
    counts: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Table) or len(block.text) > _LONGEST_NUMBERED:
            continue
        found = marked(block.text)
        is_chapter = (found.style or "").startswith("chapter:")
        if not found.is_numbered or found.is_labelled or is_chapter:
            continue
        if section_of(found.title) is not None:
            counts[found.title] += 1
    return frozenset(title for title, count in counts.items() if count >= _LEAST_AGAIN)


def _section_node(position: int, block: Heading | Paragraph, section: Section) -> Node:
    """A heading that stands on one line with what it announces."""
    node = Node(
        Marked(None, section.value),
        block.text,
        position,
        page=block.page,
        line=block.line,
    )
    node.section = section
    node.style = SECTION
    node.is_inline = True
    return node


def items_on_line(node: Node, text: str) -> list[Node]:
    """The initiatives that stand behind their heading on its line; none for a sentence."""
    inline = inline_section(text)
    if inline is None or inline[0] is not Section.INITIATIVES:
        return []
    names = [name.strip() for name in inline[1].split("、")]
    if len(names) < 2 or not all(map(_is_short_name, names)):
        return []
    items = []
    for name in names:
        item = Node(Marked("glyph:-", clean_title(name)), name, node.source, node)
        item.page, item.line = node.page, node.line
        item.style = "glyph:-"
        item.is_part_of_line = True
        items.append(item)
    return items


_LONGEST_SHORT_NAME = 25
_OF_A_SENTENCE = re.compile("[をはが。]|など|(?:する|ます|める|れる)$")


def _is_short_name(name: str) -> bool:
    is_short = 2 <= len(name) <= _LONGEST_SHORT_NAME
    return is_short and _OF_A_SENTENCE.search(name) is None


def list_item(position: int, block: Paragraph, over: Node) -> Node | None:
    """An unmarked item of a list of initiatives; None for other paragraphs."""
    is_list = over.section is Section.INITIATIVES and not over.is_inline
    is_beside = (
        over.style == "glyph:-"
        and over.parent is not None
        and over.parent.section is Section.INITIATIVES
    )
    is_name = len(block.text) <= LONGEST_TITLE and not block.text.endswith("。")
    if block.depth is None or not is_name or not (is_list or is_beside):
        return None
    node = Node(
        Marked("glyph:-", clean_title(block.text)),
        block.text,
        position,
        page=block.page,
        line=block.line,
    )
    node.style = "glyph:-"
    return node


def _style_of(node: Node) -> str:
    if node.section is not None:
        return SECTION
    return node.marked.style or f"{HEADING}:{node.level}"


def may_begin(node: Node) -> bool:
    """Whether a plain number may begin a list of headings: 1, or a heading after lost ones."""
    ordinal = node.marked.ordinal or 0
    return ordinal == 1 or (node.is_heading and ordinal <= 1 + MOST_SKIPPED)


def is_frame(node: Node) -> bool:
    """What a labelled heading never ends: chapters, numbered parts, other labels."""
    return node.style.startswith(("chapter:", "decimal:", "label:"))


def is_part(node: Node) -> bool:
    return node.style.startswith(("chapter:", "decimal:"))


def is_sign(node: Node) -> bool:
    return node.style.startswith(("glyph:", "bracket:", SECTION))


def is_beside(other: Node, node: Node) -> bool:
    """Whether another is a heading without a number that is not marked as a higher one."""
    if not other.style.startswith(HEADING) or node.level is None or other.level is None:
        return False
    return other.level >= node.level


def holds_no_numbers(other: Node) -> bool:
    """A section that has what it announces already; a number behind it is of its parent."""
    is_of_figures = other.section in (
        Section.INDICATORS,
        Section.DEPARTMENTS,
        Section.SCHEDULE,
        Section.EFFECTS,
    )
    return is_of_figures and (other.is_inline or bool(other.body))


def is_bullet(node: Node) -> bool:
    return node.style in ("glyph:・", "glyph:-")


def is_mere_item(node: Node) -> bool:
    """An item of a list that has nothing but its items: none of them has a part of its own."""
    if is_bullet(node):
        return True
    siblings = node.parent.children if node.parent is not None else []
    is_list = (
        sum(sibling.style == node.style for sibling in siblings[-_MOST_BESIDE:]) > 1
    )
    return is_list and not node.is_heading and is_bare_list(node)


def is_bare_list(last: Node) -> bool:
    """Whether a list has nothing but its items."""
    parent = last.parent
    if parent is None:
        return False
    return not any(
        child.body or child.children
        for child in parent.children[-_MOST_BESIDE:]
        if child.style == last.style
    )
