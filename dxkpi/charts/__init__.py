"""Charts of an indicator: plan values → tidy frame → Altair → a plain Vega-Lite spec that names roles, never colours.

`form` says which picture suits an indicator; `detail` and `years` draw it opened, `small` draws it for the list; `table`
and `csv` hold the same numbers. Every spec carries its alternative text as `description`.
"""

from dxkpi.charts.line import detail
from dxkpi.charts.multiples import small
from dxkpi.charts.roles import ROLES
from dxkpi.charts.scale import axis_start
from dxkpi.charts.series import Form, Kind, form, numbers
from dxkpi.charts.tabular import csv, table
from dxkpi.charts.tiles import years

__all__ = [
    "ROLES", "Form", "Kind", "axis_start", "csv", "detail", "form", "numbers", "small", "table", "years",
]  # fmt: skip
