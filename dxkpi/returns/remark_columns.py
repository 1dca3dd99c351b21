"""Which cells of the yearly form a remark can be about, and what they are kept under."""

from dxkpi.plan.review import ItemKind
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    INPUTS,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    FormColumn,
)

COLUMNS_TO_REMARK_ON: dict[ItemKind, tuple[FormColumn, ...]] = {
    ItemKind.FIGURE: INPUTS[ACTUALS_SHEET],
    ItemKind.ENTRY: INPUTS[SCHEDULE_SHEET],
    ItemKind.INITIATIVE: INPUTS[REPORTS_SHEET],
}
"""What a department fills in of each kind of thing, in the form's order."""

_BY_NAME = {
    column.value: column
    for columns in COLUMNS_TO_REMARK_ON.values()
    for column in columns
}


def remarked_column(name: str | None) -> FormColumn | None:
    """The column that a remark is about; None where it is about none, or about one that
    the form no longer has.
    """
    return None if name is None else _BY_NAME.get(name)
