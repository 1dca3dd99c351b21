"""The language of the command line: one for the whole process, as DXKPI_LANGUAGE says.

It is read from the environment and not from the settings, because help is worded while
the commands are defined, when a wrong setting could not be reported yet.
"""

import os
from contextvars import ContextVar

from dxkpi.wording.language import DEFAULT_LANGUAGE, Language, language_named

_process_language: ContextVar[Language] = ContextVar(
    "process_language", default=DEFAULT_LANGUAGE
)


def current_language() -> Language:
    """The language that this process speaks."""
    return _process_language.get()


def speak(language: Language) -> None:
    """Use this language from now on."""
    _process_language.set(language)


def _(message: str, /, **values: object) -> str:
    return current_language().gettext(message, **values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for n things."""
    return current_language().ngettext(one, many, n, **values)


speak(language_named(os.environ.get("DXKPI_LANGUAGE", DEFAULT_LANGUAGE)))
