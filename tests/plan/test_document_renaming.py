"""References in a document follow what is renamed, also where the document is unsound."""

from typing import Any

import pytest

from dxkpi.plan.document_changes import DocumentChange, with_changes
from dxkpi.plan.document_renaming import referring_changes

_INITIATIVE = ("policies", "1", "measures", "1-1", "initiatives", "1")
_RENUMBERED = DocumentChange((*_INITIATIVE, "number"), "1", "2")
_RECODED_MEASURE = DocumentChange((*_INITIATIVE[:4], "number"), "1-1", "1-9")
_RENAMED_DEPARTMENT = DocumentChange(
    ("municipality", "departments", "A", "name"), "A", "B"
)


def _document(**facts: Any) -> dict[str, Any]:
    measure = {"number": "1-1", "initiatives": [{"number": "1"}]}
    return {"policies": [{"number": "1", "measures": [measure]}], **facts}


@pytest.mark.parametrize("numbers", [("", ""), ("1", "1"), (1, 2), (None, "1")])
def test_decisions_follow_their_initiative_whatever_their_numbers(
    numbers: tuple[Any, Any],
) -> None:
    own, other = (
        {"number": number, "measure": measure, "initiative": "1"}
        for number, measure in zip(numbers, ("1-1", "1-2"), strict=True)
    )
    data = _document(decisions=[other, own])

    following = referring_changes(data, [_RENUMBERED])

    changed = with_changes(data, following)
    assert [each["initiative"] for each in changed["decisions"]] == ["1", "2"]


@pytest.mark.parametrize("field", ["also_in", "department", "departments"])
@pytest.mark.parametrize("change", [_RECODED_MEASURE, _RENAMED_DEPARTMENT])
def test_what_is_no_name_stays_as_it_is(change: DocumentChange, field: str) -> None:
    data = _document(indicators=[{"code": "K01", field: [["A"], {}]}])

    assert not referring_changes(data, [change])
