"""Somebody's text where it must be one line of what can be seen, and a text cut to a length."""

import unicodedata

_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")


def one_line(text: str) -> str:
    """A text in one line, without letters that cannot be seen, that no font has or that
    turn the writing round.
    """
    seen = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in _UNSEEN
    )
    return " ".join(seen.split())


def shortened(text: str, longest: int) -> str:
    """A text of at most so many letters, the last of them … where any were left out."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
