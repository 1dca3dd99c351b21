"""A passage of a paper in Markdown, with what of it was taken on a colour."""

from collections.abc import Iterator

from dxkpi.drafting.proposal import Passage
from dxkpi.web.common.markdown import plain

_TAKEN, _DOUBTFUL = "blue", "orange"


def passage_text(passage: Passage) -> str:
    """The passage, its letters as they stand; what was taken is blue, what is doubtful
    orange.
    """
    return "".join(_pieces(passage))


def _pieces(passage: Passage) -> Iterator[str]:
    """The pieces of the passage in their order, the marked ones on their colour."""
    marks = sorted(
        [
            *((start, end, _DOUBTFUL) for start, end in passage.doubtful),
            *((start, end, _TAKEN) for start, end in passage.taken),
        ]
    )
    position = 0
    for start, end, colour in marks:
        begin = max(start, position)
        if end <= begin:
            continue
        yield _escaped(passage.text[position:begin])
        yield f":{colour}-background[{_escaped(passage.text[begin:end])}]"
        position = end
    yield _escaped(passage.text[position:])


def _escaped(text: str) -> str:
    """A piece as it stands, its blanks at both ends kept."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{plain(text)}{tail}"
