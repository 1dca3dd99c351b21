"""The process that opens workbooks loads little, and no plan."""

import subprocess
import sys


def test_the_process_that_opens_files_loads_little() -> None:
    """It starts in a moment and stays small: neither the plan's values nor the store nor the screens are in it."""
    script = "import sys, dxkpi.workbook.worker; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "sqlmodel", "sqlalchemy", "streamlit", "pandas"} & set(
        loaded
    )


def test_the_process_that_opens_workbooks_loads_no_plan() -> None:
    known = "import sys, dxkpi.workbook.marking; print(*sorted(m for m in sys.modules if m.startswith(('dxkpi.', 'sqlmodel', 'babel'))))"
    found = subprocess.run(
        [sys.executable, "-c", known], capture_output=True, text=True, check=True
    ).stdout.split()
    assert found == [
        f"dxkpi.{name}"
        for name in (
            "text",
            "text.folding",
            "text.formulas",
            "text.width",
            "workbook",
            "workbook.aid_writing",
            "workbook.cells",
            "workbook.disarming",
            "workbook.form_place",
            "workbook.marking",
            "workbook.messages",
            "workbook.refusals",
            "workbook.sheet_parser",
            "workbook.styling",
        )
    ]
