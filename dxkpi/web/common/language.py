"""The language that the reader of this run reads: the edge at which the web chooses one.

Everything below dxkpi.web takes its `Language` as an argument. A page says its words
with `_`, `ngettext` and `sentences`, and hands `current_language()` on. What is made
outside the page's run, such as a file that is asked for later, is given the language of
the page when it is offered.
"""

from collections.abc import Iterable
from contextvars import ContextVar

from dxkpi.wording.language import DEFAULT_LANGUAGE, Language

_reader_language: ContextVar[Language] = ContextVar(
    "reader_language", default=DEFAULT_LANGUAGE
)


def current_language() -> Language:
    """The language of this run's reader."""
    return _reader_language.get()


def speak(language: Language) -> None:
    """Use this language for the rest of the run."""
    _reader_language.set(language)


def _(message: str, /, **values: object) -> str:
    return current_language().gettext(message, **values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for n things in the reader's language."""
    return current_language().ngettext(one, many, n, **values)


def sentences(parts: Iterable[str]) -> str:
    """Sentences in a row, as the reader's language spaces them."""
    return current_language().sentences(parts)
