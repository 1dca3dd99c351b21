"""Several texts in one, as people write them (A、B、C), so that each comes back as it was."""

from collections.abc import Iterable

_QUOTE = '"'


def joined_texts(texts: Iterable[str], separators: str) -> str:
    """The texts with the first separator between them.

    One that holds a separator, or begins with a quote or a space, stands in quotes.
    """
    return separators[0].join(_in_quotes(text, separators) for text in texts)


def _in_quotes(text: str, separators: str) -> str:
    is_plain = text == text.strip() and not text.startswith(_QUOTE)
    if text and is_plain and not any(sign in text for sign in separators):
        return text
    return _QUOTE + text.replace(_QUOTE, _QUOTE * 2) + _QUOTE


def parted_texts(text: str, separators: str) -> list[str]:
    """The texts that stand in one; what is blank between two separators is none."""
    texts: list[str] = []
    position = 0
    while position < len(text):
        part, position = _next_text(text, position, separators)
        if part is not None:
            texts.append(part)
    return texts


def _next_text(text: str, start: int, separators: str) -> tuple[str | None, int]:
    """The text that begins here, and where the next one does."""
    while start < len(text) and text[start] in " \u3000":
        start += 1
    quoted = _quoted_text(text, start, separators)
    if quoted is not None:
        return quoted
    end = start
    while end < len(text) and text[end] not in separators:
        end += 1
    return text[start:end].strip() or None, end + 1


def _quoted_text(text: str, start: int, separators: str) -> tuple[str, int] | None:
    """The text in quotes that begins here; None where it is not closed before a separator."""
    if not text.startswith(_QUOTE, start):
        return None
    parts: list[str] = []
    position = start + 1
    while (end := text.find(_QUOTE, position)) >= 0:
        parts.append(text[position:end])
        if text.startswith(_QUOTE, end + 1):
            parts.append(_QUOTE)
            position = end + 2
            continue
        after = end + 1
        is_closed = after == len(text) or text[after] in separators
        return ("".join(parts), after + 1) if is_closed else None
    return None
