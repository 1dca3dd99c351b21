"""Text that the pages keep on one line."""

import re

_EMPHASIS = re.compile(r"(?<![\\*])\*(?!\*)|(?<=\*\*)\*|(?<!\\)\*(?=\*\*)")


def without_one_line(markdown: str) -> str:
    """Markdown without what keeps its words on one line."""
    return _EMPHASIS.sub("", markdown.replace("\u2060", ""))
