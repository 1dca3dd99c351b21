"""The interface's words in the reader's language: plain English in the source, Japanese
unless another is asked for.

A function that makes words takes the `Language` to make them in. The catalogues are the
`.po` files under `locale/`, read as they are: there is no compiled copy that could be
out of date.
"""

import gettext
import io
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_FOLDER = Path(__file__).parent / "locale"


class Language(StrEnum):
    """A language that the interface speaks, by its ISO code."""

    JAPANESE = "ja"
    ENGLISH = "en"

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in this language, with its {placeholders} filled."""
        translated = _catalogue(self).gettext(message)
        return translated.format(**values) if values else translated

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for n things, with {n} and the other placeholders filled."""
        return _catalogue(self).ngettext(one, many, n).format(n=n, **values)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences in a row; Japanese sets no space between them. Empty ones are left out."""
        space = "" if self is Language.JAPANESE else " "
        return space.join(part for part in parts if part)

    def listed(self, items: Iterable[str]) -> str:
        """Things in a row, no "and" before the last: 総務課、税務課."""
        if self is Language.JAPANESE:
            return format_list(list(items), style="standard", locale="ja")
        return format_list(list(items), style="unit", locale="en")


DEFAULT_LANGUAGE = Language.JAPANESE
LANGUAGES = tuple(Language)


def language_named(code: str) -> Language:
    """The language of this code; Japanese where it is none of ours."""
    return Language(code) if code in LANGUAGES else DEFAULT_LANGUAGE


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "dxkpi.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
