"""The record of a round as a workbook."""

from dxkpi.reports.filed_record import FiledRecord
from dxkpi.workbook.table_book import table_book


def record_workbook(record: FiledRecord) -> bytes:
    """A sheet for each of its tables."""
    subtitle = "　".join((record.plan, record.sentence, record.foot))
    return table_book(record.title, subtitle, record.tables)
