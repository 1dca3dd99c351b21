"""Reading a catalogue of translations: a `.po` file as GNU gettext and Babel write it.

Each start of the server waits for it, so it knows only what our catalogues have: no
contexts, and one form for one thing and many, as Japanese has it.
"""

import json
import re
from pathlib import Path

_FIELD = re.compile(
    r'^(?P<name>msgid|msgid_plural|msgstr|msgstr\[0\]) (?P<quoted>".*"(?:\n".*")*)$',
    re.MULTILINE,
)


def read_catalogue(path: Path) -> dict[str, str]:
    """The translation of each message that has one; where things are counted, the
    message is the one for a single thing.
    """
    translations = {}
    message = ""
    for field in _FIELD.finditer(path.read_text(encoding="utf-8")):
        if field["name"] == "msgid":
            message = _unquoted(field["quoted"])
        elif field["name"] != "msgid_plural":
            translations[message] = _unquoted(field["quoted"])
    del translations[""]  # what is known of the file as a whole
    return {message: text for message, text in translations.items() if text}


def _unquoted(quoted: str) -> str:
    """The text of quoted lines, which escape as JSON does."""
    in_one_line = quoted.replace('"\n"', "")
    text: str = json.loads(in_one_line)
    return text
