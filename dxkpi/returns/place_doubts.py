"""What the official list of places does not explain of a plan's municipality.

A merger or a new name since the list's date may: it is asked about, never refused.
"""

from dxkpi.findings import Finding, Month, make_finding
from dxkpi.plan import Municipality
from dxkpi.plan.document_place import PlaceDoubt, place_doubt
from dxkpi.plan.official_places import LIST_DATE, place_with_code, places_named


def finding_about_place(municipality: Municipality) -> Finding | None:
    """What to ask about code and name of a municipality; None where the list has them so."""
    doubt = place_doubt(municipality)
    if doubt is None:
        return None
    code, name = municipality.code, municipality.name
    date = Month(LIST_DATE.isoformat())
    match doubt:
        case PlaceDoubt.NAME:
            listed = place_with_code(code)
            listed_name = listed.name if listed else ""
            return make_finding(
                doubt, code=code, name=name, listed=listed_name, date=date
            )
        case PlaceDoubt.CODE:
            listed_code = places_named(name, municipality.prefecture)[0].code
            return make_finding(
                doubt, code=code, name=name, listed=listed_code, date=date
            )
        case PlaceDoubt.NEITHER:
            return make_finding(doubt, code=code, name=name, date=date)
