"""The headings, numbered items and listed names of a paper as one tree.

Levels of headings are often lost or wrong where a text was taken out of a file; so the
tree follows the markers: an item stands beside the last one of its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dxkpi.drafting.blocks import Document, Heading, Paragraph, Table
from dxkpi.drafting.listing_table import ListingTable, listing_table
from dxkpi.drafting.numbering import Marked, marked
from dxkpi.drafting.outline_node import (
    HEADING,
    LONGEST_TITLE,
    MOST_SKIPPED,
    SECTION,
    Node,
    holds_no_numbers,
    is_bare_list,
    is_beside,
    is_bullet,
    is_frame,
    is_mere_item,
    is_part,
    is_sign,
    items_on_line,
    list_item,
    may_begin,
    node_of,
    numbered_sections,
)
from dxkpi.drafting.section_words import section_of

_CHAPTER_UNITS = "編部章節項条"
_DEEPEST = 16
"""No paper has more levels; a longer path is a list that begins anew and anew."""


@dataclass(frozen=True)
class Outline:
    """All nodes in the order of the paper, and the list tables by position."""

    nodes: tuple[Node, ...]
    listings: dict[int, ListingTable]
    owners: dict[int, Node]
    """The node under which each block stands."""


def outline_of(document: Document) -> Outline:
    """The tree of a paper. Linear in its length."""
    builder = _Builder(numbered_sections(document.blocks))
    for position, block in enumerate(document.blocks):
        if isinstance(block, Table):
            builder.add_table(position, block)
        else:
            builder.add_text(position, block)
    return Outline(tuple(builder.nodes), builder.listings, builder.owners)


class _Builder:
    """Keeps the path from the root to the last node."""

    def __init__(self, numbered: frozenset[str]) -> None:
        self._numbered_sections = numbered
        self._path = [Node(Marked(None, ""), "", -1)]
        self._last_listing: ListingTable | None = None
        self._blocks_since_listing = 0
        self._untitled: Node | None = None
        self._labelled: dict[tuple[str, str], Node] = {}
        self.nodes: list[Node] = []
        self.listings: dict[int, ListingTable] = {}
        self.owners: dict[int, Node] = {}

    def add_text(self, position: int, block: Heading | Paragraph) -> None:
        self._blocks_since_listing += 1
        if self._is_title_of_last(block):
            self.owners[position] = self._path[-1]
            return
        node = node_of(position, block, self._numbered_sections)
        if node is None and isinstance(block, Paragraph):
            node = list_item(position, block, self._path[-1])
        if node is not None and node.marked.over is not None:
            self._place_reference(node, node.marked.over)
        if node is None or not self._place(node):
            self._add_to_body(position)
            return
        for item in items_on_line(node, block.text) if node.is_inline else ():
            node.children.append(item)
            self.nodes.append(item)
        if node.marked.is_labelled:
            key = (node.style, node.marked.number or "")
            self._labelled.setdefault(key, node)
            self._untitled = None if node.title else node

    def _is_title_of_last(self, block: Heading | Paragraph) -> bool:
        """Whether a text is the title of the labelled number that stands alone over it."""
        node, self._untitled = self._untitled, None
        if node is None or len(block.text) > LONGEST_TITLE or block.text.endswith("。"):
            return False
        found = marked(block.text)
        if found.style is not None or section_of(found.title) is not None:
            return False
        node.marked = replace(node.marked, title=found.title)
        node.text = f"{node.text} {block.text}"
        return True

    def _place_reference(self, node: Node, over: tuple[str, str]) -> None:
        """Put what a heading says it stands under over it: 【方針1】 of 【方針1】施策1-2."""
        style, number = over
        meant = self._labelled.get((style, number))
        beside = self._find(style)
        if meant is None:
            return
        if beside is not None and self._path[beside].marked.number == number:
            return
        reference = Node(
            meant.marked, node.text, node.source, page=node.page, line=node.line
        )
        reference.style = style
        self._place(reference)

    def add_table(self, position: int, table: Table) -> None:
        self._add_to_body(position)
        before = self._last_listing if self._blocks_since_listing <= 1 else None
        listing = listing_table(table, before)
        self._last_listing = listing
        self._blocks_since_listing = 0
        if listing is None:
            return
        self.listings[position] = listing
        self._add_names(position, table, listing)

    def _add_names(self, position: int, table: Table, listing: ListingTable) -> None:
        top = self._path[-1]
        path: list[tuple[int, Node]] = []
        for name in listing.names:
            found = marked(name.text)
            is_part = name.depth == 0 and (found.style or "").startswith("bracket:")
            if is_part or not found.title:
                continue
            while path and path[-1][0] >= name.depth:
                path.pop()
            node = Node(
                found,
                name.text,
                position,
                path[-1][1] if path else top,
                table.page,
                table.line,
                listing=listing,
                role=name.role,
                row=name.row,
                column=name.column if name.depth else None,
                style=f"cell:{name.column if name.depth else 'group'}",
            )
            (node.parent or top).children.append(node)
            self.nodes.append(node)
            path.append((name.depth, node))

    def _add_to_body(self, position: int) -> None:
        self._path[-1].body.append(position)
        self.owners[position] = self._path[-1]

    def _place(self, node: Node) -> bool:
        """Put a node where it belongs; False where its number cannot be one of a heading."""
        depth = self._depth_for(node)
        if depth is None:
            return False
        del self._path[min(depth, _DEEPEST) :]
        node.parent = self._path[-1]
        self._path[-1].children.append(node)
        self._path.append(node)
        self.nodes.append(node)
        self.owners[node.source] = node
        return True

    def _depth_for(self, node: Node) -> int | None:
        """How much of the path stays over a node."""
        if node.style.startswith("chapter:"):
            return self._depth_for_chapter(node)
        if node.style == SECTION:
            return self._depth_for_section()
        if node.style.startswith("decimal:") and not node.style.startswith("decimal:0"):
            whole = self._depth_under_number(node)
            if whole is not None:
                return whole
        beside = self._find_sequence(node)
        if beside is not None and node.marked.is_numbered:
            return self._depth_in_sequence(node, beside)
        if node.style.startswith("decimal:0") and not may_begin(node):
            return None
        if beside is not None and not node.style.startswith(HEADING):
            return beside
        return self._depth_of_new_style(node)

    def _depth_for_chapter(self, node: Node) -> int:
        """Beside the last of its unit, under a higher one. A chapter ends all else; an
        article (第3条) may be quoted anywhere.
        """
        beside = self._find(node.style)
        if beside is not None:
            return beside
        unit = _CHAPTER_UNITS.index(node.style[-1])
        for depth in range(len(self._path) - 1, 0, -1):
            other = self._path[depth].style
            is_higher = other.startswith("chapter:") and (
                _CHAPTER_UNITS.index(other[-1]) < unit
            )
            if is_higher:
                return depth + 1
        is_article = node.style[-1] in "条項"
        return self._depth_over_lower(node) if is_article else 1

    def _depth_under_number(self, node: Node) -> int | None:
        """Under the part whose number begins this one's: 5.2 under 5 or 第5章."""
        number = node.marked.number or ""
        for depth in range(len(self._path) - 1, 0, -1):
            other = self._path[depth]
            is_part = other.style.startswith(("decimal:", "chapter:"))
            if is_part and number.rpartition("-")[0] == other.marked.number:
                return depth + 1
        return None

    def _depth_for_section(self) -> int:
        beside = self._find(SECTION)
        if beside is not None:
            return beside
        depth = len(self._path)
        while depth > 1 and is_mere_item(self._path[depth - 1]):
            depth -= 1
        return depth

    def _depth_in_sequence(self, node: Node, beside: int) -> int | None:
        """Beside the last of its kind, or in a list of its own where the count begins anew."""
        other = self._path[beside]
        mine, last = node.marked.ordinal, other.marked.ordinal
        if mine is None or last is None or node.marked.is_labelled:
            return beside
        if node.style.startswith("decimal:0"):
            skips_too_many = not last < mine <= last + MOST_SKIPPED
            if mine != 1 and (
                skips_too_many or (not node.is_heading and mine != last + 1)
            ):
                return None
        if 1 < mine <= last:
            return self._depth_over(lambda upper: not is_part(upper))
        if mine > 1 or is_bare_list(other):
            node.style = other.style
            return beside
        node.style = other.style + "'"
        return self._depth_over_lower(node)

    def _depth_of_new_style(self, node: Node) -> int:
        if node.marked.is_labelled:
            return self._depth_over(lambda other: not is_frame(other))
        if node.style.startswith(HEADING):
            return self._depth_of_heading(node)
        ordinal = node.marked.ordinal
        goes_on = ordinal is not None and ordinal > 1
        if node.style == "decimal:0" and node.is_heading:
            return self._depth_over(
                lambda other: is_sign(other) or is_beside(other, node)
            )
        if goes_on or node.style.startswith("bracket:"):
            return self._depth_over(is_sign)
        if node.marked.is_numbered:
            depth = self._depth_over_lower(node)
            if holds_no_numbers(self._path[depth - 1]):
                return depth - 1
            return depth
        return self._depth_over_lower(node)

    def _depth_over_lower(self, node: Node) -> int:
        """Over items of plain lists and over headings that are marked as lower ones."""

        def is_lower(other: Node) -> bool:
            if is_bullet(other):
                return not is_bullet(node)
            if node.level is None or other.level is None:
                return False
            is_unmarked = other.style.startswith(HEADING)
            return other.level > node.level or (
                is_unmarked and other.level == node.level
            )

        return self._depth_over(is_lower)

    def _depth_of_heading(self, node: Node) -> int:
        depth = len(self._path)
        while depth > 1 and self._ends_at_heading(self._path[depth - 1], node):
            depth -= 1
        return depth

    def _ends_at_heading(self, other: Node, node: Node) -> bool:
        if is_frame(other):
            return False
        if other.level is not None and node.level is not None:
            return other.level >= node.level
        return not other.is_heading or other.style == SECTION

    def _depth_over(self, ends: Callable[[Node], bool]) -> int:
        depth = len(self._path)
        while depth > 1 and ends(self._path[depth - 1]):
            depth -= 1
        return depth

    def _find_sequence(self, node: Node) -> int | None:
        """The innermost list of its kind that the number goes on; else the innermost."""
        ordinal = node.marked.ordinal
        first = None
        for depth in range(len(self._path) - 1, 0, -1):
            other = self._path[depth]
            if node.style.startswith("bracket:") and is_frame(other):
                return None
            if other.style.rstrip("'") != node.style:
                continue
            first = depth if first is None else first
            last = other.marked.ordinal
            if ordinal is None or last is None or ordinal == last + 1:
                return depth
        return first

    def _find(self, style: str) -> int | None:
        for depth in range(len(self._path) - 1, 0, -1):
            if self._path[depth].style == style:
                return depth
        return None
