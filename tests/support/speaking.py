"""The language of a test: that of the pages and that of the command line together."""

from dxkpi.cli import language as command_line
from dxkpi.web.common import language as web
from dxkpi.wording.language import language_named


def speak(code: str) -> None:
    """Let pages and commands speak this language, by its ISO code, for the rest of the test."""
    language = language_named(code)
    web.speak(language)
    command_line.speak(language)
