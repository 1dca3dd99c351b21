"""Searching in what a plan says: width, case, spaces and kinds of hyphens make no difference."""

from dxkpi.text.folding import folded_text


def search_text(*texts: str | None) -> str:
    """Texts as `holds_words` looks into them."""
    return "|".join(folded_text(text) for text in texts if text)


def holds_words(searched: str, typed: str) -> bool:
    """Whether all the words that were typed stand in a search text, in any order.

    Nothing typed always does.
    """
    return all(folded_text(word) in searched for word in typed.split())
