"""The interface's words in the reader's language: plain English in the source, Japanese
unless another is asked for.

A function that makes words takes the `Language` to make them in. The catalogues are the
`.po` files under `locale/`, read as they are: there is no compiled copy that could be
out of date.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from dxkpi.wording.catalogue import read_catalogue

LOCALE_FOLDER = Path(__file__).parent / "locale"


class Language(StrEnum):
    """A language that the interface speaks, by its ISO code."""

    JAPANESE = "ja"
    ENGLISH = "en"

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in this language, with its {placeholders} filled."""
        translated = _catalogue(self).get(message, message)
        return translated.format(**values) if values else translated

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for n things, with {n} and the other placeholders filled."""
        english = one if n == 1 else many
        return _catalogue(self).get(one, english).format(n=n, **values)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences in a row; Japanese sets no space between them. Empty ones are left out."""
        space = "" if self is Language.JAPANESE else " "
        return space.join(part for part in parts if part)

    def listed(self, items: Iterable[str]) -> str:
        """Things in a row, no "and" before the last: 総務課、税務課."""
        comma = "、" if self is Language.JAPANESE else ", "
        return comma.join(items)


DEFAULT_LANGUAGE = Language.JAPANESE
LANGUAGES = tuple(Language)


def language_named(code: str) -> Language:
    """The language of this code; Japanese where it is none of ours."""
    return Language(code) if code in LANGUAGES else DEFAULT_LANGUAGE


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: Language) -> dict[str, str]:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "dxkpi.po"
    return read_catalogue(path) if path.exists() else {}
