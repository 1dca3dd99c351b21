"""What a plan's paper consists of, whatever kind of file it came in: headings, paragraphs
and tables, in their order and with their place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_BLOCKS = 50_000
MOST_TABLE_ROWS = 5_000
MOST_TABLE_COLUMNS = 200
LONGEST_BLOCK = 20_000
"""Letters of a paragraph or cell."""


@dataclass(frozen=True)
class Heading:
    """A heading. `level` is 1 for the highest, None where only its look says that it is
    one. Pages and lines count from 1; None where the file has none.
    """

    text: str
    level: int | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or an item of a list, as one line of text.

    `depth` is how deep an item stands in its list, 0 for the outermost; None where it was
    not marked as one. Signs that are part of the text (・, ○, ①) stay in it.
    """

    text: str
    page: int | None = None
    line: int | None = None
    depth: int | None = None


@dataclass(frozen=True)
class Table:
    """A table; all rows are equally long, a merged cell has its text in each of its cells.

    `page` and `line` are those of its first row. `caption` is what stands right above it.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    caption: str | None = None
    line: int | None = None


Block = Heading | Paragraph | Table


class PageProblemKind(StrEnum):
    """What of a file could not be read, or only in a doubtful way."""

    NO_TEXT = "no_text"
    """There is no text on the page: it is a picture, as a scanner makes it."""

    VERTICAL_TEXT = "vertical_text"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MUCH_TEXT = "too_much_text"


@dataclass(frozen=True)
class PageProblem:
    """A problem of a page, or of the whole file where `page` is None.

    `n` is how much was read where more was there: pages, rows or blocks.
    """

    kind: PageProblemKind
    page: int | None = None
    n: int | None = None


@dataclass(frozen=True)
class Document:
    """A paper as blocks. `pages` is how many it has, None where its file has none."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    problems: tuple[PageProblem, ...] = ()


@dataclass(frozen=True)
class BlockPlace:
    """Where a block stands: page or line, where the file has them, and the headings over
    it from the highest to the nearest.
    """

    page: int | None = None
    line: int | None = None
    headings: tuple[Heading, ...] = ()

    @property
    def heading(self) -> str | None:
        """The text of the nearest heading."""
        return self.headings[-1].text if self.headings else None


def placed_blocks(document: Document) -> Iterator[tuple[Block, BlockPlace]]:
    """The blocks with their places. A heading stands under those of higher levels; one
    without a level stands under all that have one.
    """
    over: list[Heading] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            over = _headings_over(block, over)
        yield block, BlockPlace(block.page, block.line, tuple(over))
        if isinstance(block, Heading):
            over.append(block)


def _headings_over(heading: Heading, before: list[Heading]) -> list[Heading]:
    over = []
    for earlier in before:
        if earlier.level is None:
            break
        if heading.level is not None and earlier.level >= heading.level:
            break
        over.append(earlier)
    return over


def equal_rows(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows filled up to one length, without rows and columns that are all empty."""
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    filled = [row for row in filled if any(cell.strip() for cell in row)]
    kept = [
        column for column in range(width) if any(row[column].strip() for row in filled)
    ]
    return tuple(tuple(row[column].strip() for column in kept) for row in filled)
