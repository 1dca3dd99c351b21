"""The blocks of a paper as JSON, as they pass from the process that reads files."""

from collections.abc import Mapping
from typing import Any

from dxkpi.drafting.blocks import (
    Block,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
)


def document_to_json(document: Document) -> dict[str, Any]:
    """Blocks as lists that begin with their kind."""
    return {
        "blocks": [_block_to_json(block) for block in document.blocks],
        "pages": document.pages,
        "problems": [
            [problem.kind.value, problem.page, problem.n]
            for problem in document.problems
        ],
    }


def document_from_json(data: Mapping[str, Any]) -> Document:
    """The document that such JSON holds. Raises `ValueError` for any other."""
    problems = tuple(
        PageProblem(PageProblemKind(kind), page, n)
        for kind, page, n in data["problems"]
    )
    blocks = tuple(_block_from_json(block) for block in data["blocks"])
    return Document(blocks, data["pages"], problems)


def _block_to_json(block: Block) -> list[Any]:
    match block:
        case Heading(text, level, page, line):
            return ["heading", text, level, page, line]
        case Paragraph(text, page, line, depth):
            return ["paragraph", text, page, line, depth]
        case Table(rows, page, caption, line):
            return ["table", rows, page, caption, line]


def _block_from_json(data: list[Any]) -> Block:
    match data:
        case ["heading", str(text), level, page, line]:
            return Heading(text, level, page, line)
        case ["paragraph", str(text), page, line, depth]:
            return Paragraph(text, page, line, depth)
        case ["table", list(rows), page, caption, line]:
            return Table(tuple(map(tuple, rows)), page, caption, line)
    raise ValueError("a paper holds no such block")
