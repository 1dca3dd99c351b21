"""Code, prefecture and name of a plan document against the official list of places.

Refused is what cannot be right whatever has changed since the list was made: the code
of one place with the name of another, a code of another prefecture. What a merger or a
new name can explain is asked about when the plan is loaded (`place_doubt`).
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeGuard

from dxkpi.findings import Month
from dxkpi.plan.document_problem import Location, ProblemCode, ProblemFact
from dxkpi.plan.document_source import DocumentSource, quoted_text
from dxkpi.plan.fields import municipal_check_digit
from dxkpi.plan.official_places import (
    LIST_DATE,
    OfficialPlace,
    is_association_code,
    is_name_of,
    is_same_name,
    meant_codes,
    meant_places,
    place_with_code,
    places_named,
    prefecture_of_code,
)
from dxkpi.plan.tree import Municipality

_CODE: Location = ("municipality", "code")
_MOST_MEANT = 3
"""Places that are named where several can be meant."""


class PlaceDoubt(StrEnum):
    """What the list does not explain, and a change since its date may."""

    NAME = "place_name"
    """The list has the code, with another name, and nowhere this name."""
    CODE = "place_code"
    """The list has the name, with another code, and not this code."""
    NEITHER = "place_unknown"
    """The list has neither the code nor the name."""


def report_place(data: Mapping[str, Any], source: DocumentSource) -> None:
    """Report code, prefecture and name that do not belong together."""
    municipality = data.get("municipality")
    if not isinstance(municipality, dict) or municipality.get("fictional") is True:
        return
    code = municipality.get("code")
    if not _is_code(code) or is_association_code(code):
        return
    right_prefecture = prefecture_of_code(code)
    if right_prefecture is None:
        source.report(_CODE, ProblemCode.NO_SUCH_PREFECTURE, code=code)
        return
    prefecture, name = municipality.get("prefecture"), municipality.get("name")
    other = _place_of_other_code(code, prefecture, name)
    if other is not None:
        _report_other_place(code, other, source)
    elif isinstance(prefecture, str) and not is_same_name(prefecture, right_prefecture):
        source.report(
            ("municipality", "prefecture"),
            ProblemCode.OTHER_PREFECTURE,
            input=quoted_text(prefecture),
            code=code,
            prefecture=right_prefecture,
        )


def _is_code(code: Any) -> TypeGuard[str]:
    """Whether this is a code with its right check digit; the field's own rule tells others."""
    if not isinstance(code, str) or not re.fullmatch("[0-9]{6}", code):
        return False
    return int(code[5]) == municipal_check_digit(code[:5])


def _place_of_other_code(code: str, prefecture: Any, name: Any) -> OfficialPlace | None:
    """The place that the list names so, where it has the code for another."""
    listed = place_with_code(code)
    if listed is None or not isinstance(name, str) or is_name_of(listed, name):
        return None
    near = places_named(name, prefecture) if isinstance(prefecture, str) else ()
    named = near or places_named(name)
    return named[0] if named else None


def _report_other_place(
    code: str, other: OfficialPlace, source: DocumentSource
) -> None:
    listed = place_with_code(code)
    if listed is None:
        return
    source.report(
        _CODE,
        ProblemCode.OTHER_PLACE,
        code=code,
        place=listed.full_name,
        name=other.full_name,
        right=other.code,
        date=Month(LIST_DATE.isoformat()),
    )


def place_doubt(municipality: Municipality) -> PlaceDoubt | None:
    """What the list does not explain of a plan's municipality; None for invented ones and
    associations, which it cannot know.
    """
    code = municipality.code
    if municipality.fictional or is_association_code(code):
        return None
    listed = place_with_code(code)
    if listed is not None:
        return None if is_name_of(listed, municipality.name) else PlaceDoubt.NAME
    if places_named(municipality.name, municipality.prefecture):
        return PlaceDoubt.CODE
    return PlaceDoubt.NEITHER


def malformed_code(written: Any) -> tuple[ProblemCode, dict[str, ProblemFact]]:
    """The problem of what stands in place of six digits, with the code that may be meant."""
    meant = meant_text(written) if isinstance(written, str) else ""
    if not meant:
        return ProblemCode.MUNICIPAL_CODE, {}
    return ProblemCode.MUNICIPAL_CODE_MEANT, {"meant": meant}


def meant_text(written: str) -> str:
    """The codes that may be meant, with the names of their places: 340006 広島県.

    Nothing where none may, and where a code itself stands there.
    """
    if _is_code(written):
        return ""
    places = meant_places(written)
    known = [f"{place.code} {place.full_name}" for place in places[:_MOST_MEANT]]
    return ", ".join(known or meant_codes(written))
