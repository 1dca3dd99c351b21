"""The record of a round as a workbook."""

from dxkpi.reports.round_sheet import RoundSheet
from dxkpi.workbook.table_book import table_book


def round_book(sheet: RoundSheet) -> bytes:
    """A sheet for each of its tables."""
    subtitle = "　".join((sheet.plan, sheet.sentence, sheet.foot))
    return table_book(sheet.title, subtitle, sheet.tables)
