"""What people write in the data of a document, in its standard form where it is understood."""

from copy import deepcopy
from typing import Any

from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.document_writings import read_writings


def standard_data(data: Any) -> Any:
    """The data with standard forms in place of every writing that is understood; what is
    not stays as it was written.
    """
    standard = deepcopy(data)
    source = DocumentSource("")
    read_writings(standard, source)
    for place in source.unread:
        _put(standard, place, _at(data, place))
    return standard


def _at(data: Any, place: Location) -> Any:
    for part in place:
        data = data[part]
    return data


def _put(data: Any, place: Location, value: Any) -> None:
    _at(data, place[:-1])[place[-1]] = value
