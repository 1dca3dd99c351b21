"""What of a paper looks as if it belonged to the plan and was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.passages import passage_of
from dxkpi.drafting.proposal import Passage
from dxkpi.drafting.section_words import is_elsewhere, is_of_indicators
from dxkpi.drafting.surroundings import Surroundings

_PROMISES = re.compile(
    r"(?:目標|現状値|基準値|指標|KPI|KGI|まで|以上|以下).{0,40}[0-9０-９]"
    r"|[0-9０-９].{0,12}(?:目標|以上とする|以上を|達成|を目指)"
)
_LONGEST_ROW = 400
_MOST_ROWS = 30


def unread_passages(paper: Surroundings, taken: set[int]) -> Iterator[Passage]:
    """Tables, items of lists of indicators and lines with figures to reach that gave
    nothing, in the order of the paper.
    """
    used = taken | _positions_of_structure(paper)
    for position, block in enumerate(paper.document.blocks):
        owner = paper.owner_of(position)
        if position in used or _is_of_something_else(paper, owner):
            continue
        if isinstance(block, Table):
            text = "\n".join(_row_text(row) for row in block.rows[:_MOST_ROWS])
            yield passage_of(paper.document, paper.outline, position, (text,))
        elif _looks_like_a_promise(paper, position, owner):
            text = paper.text_of(position)
            yield passage_of(paper.document, paper.outline, position, (text,))


def _positions_of_structure(paper: Surroundings) -> set[int]:
    return {node.source for node in paper.structure.by_node}


def _is_of_something_else(paper: Surroundings, owner: Node | None) -> bool:
    if owner is None or paper.structure.over(owner) is not None:
        return False
    chain = [owner, *owner.ancestors()]
    is_measured = any(is_of_indicators(node.title) for node in chain)
    return not is_measured and any(is_elsewhere(node.title) for node in chain)


def _row_text(row: tuple[str, ...]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in row)[:_LONGEST_ROW]


def _looks_like_a_promise(
    paper: Surroundings, position: int, owner: Node | None
) -> bool:
    text = paper.text_of(position)
    if _PROMISES.search(text) is not None:
        return True
    over = [owner, *owner.ancestors()] if owner is not None else []
    is_listed = any(is_of_indicators(node.title) for node in over[:3])
    is_heading_itself = owner is not None and is_of_indicators(owner.title)
    is_own_heading = (
        is_heading_itself and owner is not None and owner.source == position
    )
    return (
        is_listed and not is_own_heading and re.search("[0-9０-９]", text) is not None
    )
