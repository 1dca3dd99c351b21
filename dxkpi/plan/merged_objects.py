"""Objects of a document into which rows are put: found, ordered, taken away where blank."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_rows import DocumentRow, DocumentSection, value_at
from dxkpi.plan.row_matches import MatchedRows
from dxkpi.text.formulas import LONGEST_CELL
from dxkpi.text.rounding import padded_figure

Data = dict[str, Any]


def pad_numbers(data: Data, numbers: Iterable[Location]) -> None:
    """Give figures that a spreadsheet held as numbers the zeros that it lost."""
    for place in numbers:
        if place[0] != "indicators":
            continue
        whole: Data = data["indicators"][place[1]]
        measured = whole["parts"][place[3]] if place[2] == "parts" else whole
        decimals = measured.get("decimals")
        decimals = whole.get("decimals") if decimals is None else decimals
        holder = _holder_of(data, place)
        if str(decimals) in _DIGITS and place[-1] in holder:
            figure = holder[place[-1]]
            holder[place[-1]] = _padded(figure, int(str(decimals)))


def _padded(figure: Any, decimals: int) -> Any:
    """A figure with its zeros, also one in percent; what is none stays."""
    if isinstance(figure, Decimal):
        return padded_figure(figure, decimals)
    if isinstance(figure, str) and figure.endswith("%"):
        return f"{padded_figure(Decimal(figure.removesuffix('%')), decimals):f}%"
    return figure


_DIGITS = ("1", "2", "3", "4", "5", "6")


def _holder_of(data: Data, place: Location) -> dict[Any, Any]:
    """The object in which the last name of a place stands; an empty one where there is none."""
    holder: Any = data
    for name in place[:-1]:
        is_there = isinstance(holder, list) or (
            isinstance(holder, dict) and name in holder
        )
        if not is_there:
            return {}
        holder = holder[name]
    return holder if isinstance(holder, dict) else {}


def put_into_owners(matched: MatchedRows, owners: Iterable[Data], name: str) -> None:
    """Let each owner have its objects, in the order of the rows."""
    for owner in owners:
        items = matched.in_order(owner)
        if items or name in owner:
            owner[name] = items


def drop_what_is_blank(item: Data, row: DocumentRow) -> None:
    """Take a target or baseline away of which the row of the indicator says nothing."""
    if row.section is not DocumentSection.INDICATOR:
        return
    for name, fields in _WHOLE_OBJECTS.items():
        paths: list[Location] = [(name, each) for each in fields]
        if all(path in row.values and row.values[path] is None for path in paths):
            item.pop(name, None)


_WHOLE_OBJECTS = {"target": ("rule", "value"), "baseline": ("value", "fiscal_year")}


def write_years_as_text(indicators: Iterable[Data]) -> None:
    """Let the years of yearly targets be text, as rows have them."""
    for indicator in indicators:
        for measured in (indicator, *indicator.get("parts", ())):
            target = measured.get("target") or {}
            if target.get("yearly"):
                yearly = target["yearly"].items()
                target["yearly"] = {str(year): value for year, value in yearly}


def is_cut_short(value: Any, stored: Any) -> bool:
    """Whether a text is a stored one as far as a cell could hold it."""
    if not isinstance(value, str) or not isinstance(stored, str):
        return False
    is_full = len(value) == LONGEST_CELL < len(stored)
    return is_full and stored.startswith(value)


def home_of_indicator(item: Mapping[str, Any]) -> Any:
    """Where an indicator stands: its measure, else its policy."""
    return value_at(item, ("measure",)) or value_at(item, ("policy",))


def with_key(items: Iterable[Data], name: str, key: Any) -> Data | None:
    """The object of a list whose field has this value."""
    for item in items:
        if item.get(name) == key:
            return item
    return None


def objects_of(value: Any, place: Location) -> Iterator[tuple[Location, Data]]:
    """Every object of a document with its place."""
    if isinstance(value, dict):
        yield place, value
        for name, inner in value.items():
            yield from objects_of(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from objects_of(inner, (*place, number))
