"""A table as a file for Excel."""

from decimal import Decimal

import pandas as pd

from dxkpi.text.formulas import may_begin_formula

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def csv_file(frame: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with BOM, figures with every digit they have.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers,
    negative ones too, stay as they are.
    """
    safe = frame.map(_safe_cell)
    safe.columns = pd.Index([_safe_cell(str(name)) for name in frame.columns])
    text = safe.to_csv(index=False, lineterminator="\r\n")
    return _BYTE_ORDER_MARK + text.encode()


def _safe_cell(cell: str | float | Decimal) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if may_begin_formula(cell) else cell
