"""Where a finding of a return is, in a line."""

import pytest

from dxkpi.findings import make_finding
from dxkpi.web.common.finding_lines import finding_line, finding_place


@pytest.mark.parametrize(
    ("sheet", "cell", "place", "expected"),
    [
        ("実績", "C7", "K16", "C7"),
        ("工程", "D9", "1-2/1", "工程!D9"),
        (None, "C7", None, "C7"),
        (None, None, "K16", "K16"),
        ("工程", None, None, "工程"),
        (None, None, None, "－"),
    ],
)
def test_the_sheet_of_figures_goes_without_its_name(
    sheet: str | None, cell: str | None, place: str | None, expected: str
) -> None:
    finding = make_finding("blank", sheet=sheet, cell=cell, place=place)
    assert finding_place(finding) == expected


def test_a_finding_of_the_whole_file_names_no_place() -> None:
    whole = finding_line(make_finding("empty_file"))
    in_cell = finding_line(make_finding("blank", cell="C7"))
    assert not whole.startswith("**")
    assert in_cell.startswith("**C7** ")
