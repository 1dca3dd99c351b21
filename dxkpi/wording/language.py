"""The interface's words in the reader's language: plain English in the source, Japanese unless another is asked for.

`_("…")` translates at the moment of the call, in the language chosen by `use` for this thread or task. The catalogues
are the `.po` files under `locale/`, read as they are: there is no compiled copy that could be out of date.
"""

import gettext
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "ja"
LANGUAGES = ("ja", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def use(language: str) -> None:
    """Speak this language from now on in this thread or task; an unknown one falls back to Japanese."""
    _language.set(language if language in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for a while, whatever the reader's: the workbook is Japanese on an English screen too."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    return _language.get()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "dxkpi.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str, /, **values: object) -> str:
    """The message in the current language, with its {placeholders} filled."""
    translated = _catalogue(_language.get()).gettext(message)
    return translated.format(**values) if values else translated


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for n things, with {n} and the other placeholders filled."""
    return _catalogue(_language.get()).ngettext(one, many, n).format(n=n, **values)


def sentences(parts: Iterable[str]) -> str:
    """Sentences in a row: Japanese sets no space between them. Empty ones are left out."""
    return ("" if _language.get() == "ja" else " ").join(part for part in parts if part)


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message
