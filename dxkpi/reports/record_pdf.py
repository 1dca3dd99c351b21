"""The record of a round as PDF: A4 landscape, as many pages as it takes, the headings of a
table on each of them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dxkpi.charts import ROLES
from dxkpi.reports.filed_record import FiledRecord, cell_text
from dxkpi.reports.typesetting import light_theme, typeset
from dxkpi.wording.language import Language
from dxkpi.workbook.typed_table import TypedTable

_TEMPLATE = Path(__file__).with_name("record.typ")
_COLOURS = ("text", "border", "secondaryBackground")


def record_pdf(record: FiledRecord) -> bytes:
    """The record, dated with its stamp. May be called by several threads at once."""
    data = {
        "language": record.language,
        "place": record.place,
        "kind": record.kind,
        "invented": record.invented,
        "title": record.title,
        "plan": record.plan,
        "sentence": record.sentence,
        "foot": record.foot,
        "tables": [_table_data(table, record.language) for table in record.tables],
        "colours": _colours(),
    }
    return typeset(_TEMPLATE, data, record.stamp)


def _table_data(table: TypedTable, language: Language) -> dict[str, Any]:
    """What the template arranges: texts, without columns in which nothing stands."""
    shown = tuple(_shown_columns(table))
    return {
        "title": table.title,
        "note": table.note,
        "nothing": "" if table.rows else table.nothing,
        "headings": [table.columns[n].heading for n in shown],
        "widths": [table.columns[n].width for n in shown],
        "right": [table.is_of_numbers(n) for n in shown],
        "rows": [[cell_text(row[n], language) for n in shown] for row in table.rows],
        "totals": table.totals,
    }


def _shown_columns(table: TypedTable) -> Iterator[int]:
    for number, column in enumerate(table.columns):
        is_filled = any(row[number] not in (None, "") for row in table.rows)
        if is_filled and not column.for_reckoning:
            yield number


def _colours() -> dict[str, str]:
    theme = light_theme()
    colours = {name: theme[f"{name}Color"] for name in _COLOURS}
    muted: str = theme["chartCategoricalColors"][ROLES.index("muted")]
    return colours | {"muted": muted}
