"""What the tests of workbooks share."""

from collections.abc import Iterator

import pytest

from dxkpi.workbook.reader import WorkbookReader


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    """A reader with a process of its own, warm for the whole file."""
    with WorkbookReader() as opened:
        yield opened
