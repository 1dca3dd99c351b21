"""Searching in what a plan says: width, case, spaces, kinds of hyphens and of kana make
no difference, and the usual words of offices are found by their reading.
"""

from dxkpi.text.folding import folded_text
from dxkpi.text.readings import has_kana, hiragana, in_kana


def search_text(*texts: str | None) -> str:
    """Texts as `holds_words` looks into them: as they are written, and as they are read."""
    written = "|".join(folded_text(text) for text in texts if text)
    return f"{hiragana(written)}|{in_kana(written)}"


def holds_words(searched: str, typed: str) -> bool:
    """Whether all the words that were typed stand in a search text, in any order.

    Nothing typed always does.
    """
    for word in typed.split():
        if not _holds_word(searched, folded_text(word)):
            return False
    return True


def _holds_word(searched: str, word: str) -> bool:
    """Whether it is written there, or read so where it was typed in kana (じんじ課):
    otherwise 障害 would find 生涯.
    """
    if hiragana(word) in searched:
        return True
    return has_kana(word) and in_kana(word) in searched
