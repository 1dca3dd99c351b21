"""What stands in brackets at the end of a text: 12件(速報), 完了(一部).

The brackets are of the usual width, as NFKC leaves them.
"""

import re

_BEHIND = re.compile(r"(?<=.)\((?P<words>[^()]*)\)$")


def without_brackets_behind(text: str) -> str:
    """The text without its last brackets; as it is where nothing stands before them."""
    return _BEHIND.sub("", text)


def words_in_brackets_behind(text: str) -> str:
    """What the last brackets hold, "" where there are none."""
    match = _BEHIND.search(text)
    return match["words"] if match else ""
