"""What the code of a number format makes of a value: nothing at all, a percentage, a
thousandth, a unit behind it.
"""

import re
from functools import lru_cache

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
"""What in the code of a number format does not concern the number."""

_SECTION_END = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)')
_THOUSANDS = re.compile(r"[0#?.](,+)(?![0#?,])")
_FIRST_PLACE = re.compile(r"[0#?]")
_LAST_PLACE = re.compile(r"(?s).*[0#?]")
_SHOWS_ZERO = re.compile(r"[0?@]|general|[ymdhs]", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")

_MOST_SECTIONS = 4


def shows_percent(code: str) -> bool:
    """Whether a format shows a number as a percentage."""
    return "%" in NOT_SHOWN.sub("", code)


def shows_nothing(code: str, value: object) -> bool:
    """Whether a value cannot be seen in its cell: every one under ;;;, zero under 0;-0;."""
    if not code or _CONDITION.search(code):
        return False
    section = _section_for(code, value)
    if section is None:
        return False
    if not _visible_text(section):
        return True
    is_zero = isinstance(value, int | float) and value == 0
    return is_zero and "#" in section and not _can_show_zero(section)


def _can_show_zero(section: str) -> bool:
    has_place = _SHOWS_ZERO.search(NOT_SHOWN.sub("", section)) is not None
    return has_place or bool(_visible_text(section.replace("#", "").strip(",.")))


def _visible_text(section: str) -> str:
    """A section without colours and empty texts."""
    plain = re.sub(r'\[[^\]]*\]|""|[_*].', "", section)
    return plain.strip()


def shown_power(code: str, value: object) -> int:
    """The power of ten by which a number is shown smaller or larger: −3 for #,##0,"""
    if isinstance(value, str | bool) or _CONDITION.search(code):
        return 0
    section = _section_for(code, value) or ""
    match = _THOUSANDS.search(NOT_SHOWN.sub("", section))
    return -3 * len(match[1]) if match else 0


def shown_unit(code: str, value: object) -> str:
    """The words that a format puts behind a number: 万人 for 0.0"万人"."""
    if isinstance(value, str | bool) or _CONDITION.search(code):
        return ""
    section = _section_for(code, value) or ""
    behind = _LAST_PLACE.sub("", _without_literal_places(section))
    literals = _LITERAL.findall(behind)
    return "".join(quoted or escaped for quoted, escaped in literals).strip()


def shown_before(code: str, value: object) -> str:
    """The words that a format puts before a number: 約 for "約"0. Of a number below zero
    they are its sign and say nothing.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if value < 0 or _CONDITION.search(code):
        return ""
    section = _without_literal_places(_section_for(code, value) or "")
    before = _FIRST_PLACE.split(section, maxsplit=1)[0]
    literals = _LITERAL.findall(before)
    return "".join(quoted or escaped for quoted, escaped in literals).strip()


def _without_literal_places(section: str) -> str:
    """A section whose quoted digits and signs cannot be taken for places of digits."""
    return re.sub(r'("[^"]*"|\\.)', lambda m: re.sub("[0#?]", "", m[0]), section)


def _section_for(code: str, value: object) -> str | None:
    """The part of a format's code that a value is shown by; None for a text as it is."""
    sections = _sections(code)
    if isinstance(value, str):
        return sections[3] if len(sections) == _MOST_SECTIONS else None
    number = value if isinstance(value, int | float) else 1
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    sections: list[str] = []
    position = 0
    while position <= len(code) and len(sections) < _MOST_SECTIONS:
        match = _SECTION_END.match(code, position)
        if match is None:
            break
        sections.append(match[1])
        if not match[0].endswith(";"):
            break
        position = match.end()
    return tuple(sections) or ("",)
