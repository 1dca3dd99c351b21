"""Searching in what a plan says: width, case, spaces and kinds of hyphens make no difference."""

from dxkpi.comparison.national_items import folded


def searchable(*texts: str | None) -> str:
    """Texts, as `found` looks into them."""
    return "|".join(folded(text) for text in texts if text)


def found(typed: str, within: str) -> bool:
    """Whether all the words that were typed stand in searchable text, in any order; nothing typed is always found."""
    return all(folded(word) in within for word in typed.split())
