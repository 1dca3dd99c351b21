"""What the tests of workbooks share."""

from collections.abc import Iterator

import pytest

from dxkpi.workbook.reader import WorkbookReader


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    """A reader with a process of its own, warm for the whole file.

    It has long enough for the largest file on a busy machine.
    """
    with WorkbookReader(seconds=120) as opened:
        yield opened
