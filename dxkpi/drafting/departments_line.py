"""Lines and cells that name the departments of a measure: 担当課：市民課、税務課."""

import re

from dxkpi.drafting.section_words import Section, section_of
from dxkpi.drafting.tidy_text import tidy

_LINE = re.compile(
    r"^[\s【〔\[［<〈《■●○◆◇□・]*(?P<head>[^：:】〕\]］>〉》\s]{2,12})[】〕\]］>〉》]?\s*[：:】〕\]］>〉》\s]\s*(?P<names>\S.*)$"
)
_PARTS = re.compile(r"[、，,・／/\s　]+|及び|および|並びに")
_DEPARTMENT = re.compile(
    r"[^\s、。（）()]{0,25}(?:課|室|局|部|係|署|センター|委員会|所|館|チーム|班|者|課等|担当|会議|本部)(?:等|ほか)?(?:[（(][^（）()]{1,30}[)）])?"
)
_SEVERAL = re.compile(
    r"(?:全|各|関係|関連|担当|所管|当該|庁内|主管)(?:する|の)?(?:各|全)?(?:担当|所管|関係)?(?:部署|部局|課局|部課|課室|庁|課|室|局|部|係|所属|機関|者)(?:等|ほか)?"
)
"""Words for departments that are not said by name: 全課, 関係各課, 担当者."""

_LONGEST = 200
_LONGEST_NAME = 40


def is_departments_line(text: str) -> bool:
    """Whether a line says whose a measure is."""
    return departments_of_line(text) != ()


def departments_of_line(text: str) -> tuple[str, ...]:
    """The departments of a line that begins with 担当課 or the like; none of other lines."""
    if len(text) > _LONGEST:
        return ()
    match = _LINE.match(text)
    if match is None or section_of(match["head"]) is not Section.DEPARTMENTS:
        return ()
    return departments_of(match["names"])


def departments_of(text: str) -> tuple[str, ...]:
    """The departments that a cell or the rest of a line names, each once.

    ・ parts names only where both sides are departments.
    """
    names: list[str] = []
    for part in _PARTS.split(text[:_LONGEST]):
        name = tidy(part).strip("。.：:")
        if name and len(name) <= _LONGEST_NAME and _DEPARTMENT.fullmatch(name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def is_named_department(name: str) -> bool:
    """Whether a name is that of one department, not a word for several or for whoever it is."""
    plain = name.split("（", maxsplit=1)[0].split("(", maxsplit=1)[0]
    return _SEVERAL.fullmatch(plain) is None
