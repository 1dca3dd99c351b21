"""The process that opens workbooks loads little, and no plan."""

import subprocess
import sys

import pytest


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
            "drafting",
            "drafting.blocks",
            "text",
            "text.folding",
            "text.formulas",
            "text.width",
            "workbook",
            "workbook.aid_writing",
            "workbook.cell_colours",
            "workbook.cell_styles",
            "workbook.cells",
            "workbook.colour_legends",
            "workbook.comment_threads",
            "workbook.conditional_styles",
            "workbook.disarming",
            "workbook.file_kinds",
            "workbook.form_place",
            "workbook.marking",
            "workbook.messages",
            "workbook.number_formats",
            "workbook.refusals",
            "workbook.rule_formulas",
            "workbook.safety",
            "workbook.sheet_parser",
            "workbook.styling",
            "workbook.text_runs",
        )
    ]


_UNDER_LIMITS = """
import resource, sys
from dxkpi.workbook import worker
kind, hard = getattr(resource, sys.argv[1]), int(sys.argv[2])
resource.setrlimit(kind, (hard, hard))
getattr(worker, sys.argv[3])(int(sys.argv[4]))
print(*resource.getrlimit(kind))
"""


def limits_after(kind: str, hard: int, limiting: str, wanted: int) -> list[int]:
    """The soft and the hard limit of a process that lives under `hard` and limits itself."""
    arguments = [kind, str(hard), limiting, str(wanted)]
    told = subprocess.run(
        [sys.executable, "-c", _UNDER_LIMITS, *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [int(number) for number in told.split()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    ("kind", "limiting"),
    [("RLIMIT_AS", "_limit_memory"), ("RLIMIT_CPU", "_limit_time")],
)
def test_a_limit_that_the_process_lives_under_is_never_raised(
    kind: str, limiting: str
) -> None:
    """Only a privileged process may, and a container seldom is."""
    hard = 3_000_000_000
    assert limits_after(kind, hard, limiting, 2 * hard) == [hard, hard]
    soft, still = limits_after(kind, hard, limiting, 100)
    assert soft < still == hard


_READ_A_CSV = r"""
from dxkpi.workbook.reader import WorkbookReader
with WorkbookReader() as reader:
    print(len(reader.read_survey("実感\n思う\n".encode()).rows))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_files_are_read_under_the_limits_of_a_shell() -> None:
    limited = 'ulimit -v 1500000; ulimit -t 60; exec "$0" -c "$1"'
    told = subprocess.run(
        ["sh", "-c", limited, sys.executable, _READ_A_CSV],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.stdout, told.returncode) == ("1\n", 0), told.stderr
