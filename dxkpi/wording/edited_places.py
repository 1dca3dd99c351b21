"""Places and values of a plan's document that is worked on, in words."""

from typing import Any

from dxkpi.plan.document_changes import ABSENT, ORDER
from dxkpi.plan.document_problem import Location
from dxkpi.text.lines import shortened
from dxkpi.wording.glossary import field_label
from dxkpi.wording.language import Language

_LONGEST_VALUE = 60
_NOTHING = "－"
_LISTS_OF_PARTS = ("indicators", "measures", "policies")
"""Lists whose items are named well enough by their code or number."""


def edited_place_text(location: Location, language: Language) -> str:
    """Where something stands: K01 / 目標 / 値."""
    _ = language.gettext
    names = [part for part in location if part not in _LISTS_OF_PARTS]
    texts = [
        _("order") if name == ORDER else field_label(name, language) for name in names
    ]
    return " / ".join(texts)


def edited_value_text(value: Any, language: Language) -> str:
    """What stands there, in a few words: of an object its name."""
    return shortened(_full_text(value, language), _LONGEST_VALUE)


def _full_text(value: Any, language: Language) -> str:
    _ = language.gettext
    if value is None or value is ABSENT or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return language.listed(_full_text(item, language) for item in value)
    if isinstance(value, dict):
        named = (value.get(name) for name in ("name", "label", "text", "value"))
        return str(next((name for name in named if name is not None), "…"))
    return str(value)
