"""Charts of an indicator: plan values → tidy frame → Altair → a plain Vega-Lite spec that names roles, never colours.

`form` says which picture suits an indicator; `detail` and `years` draw it opened, `small` draws it for the list, `trend`
draws the way to its target and beyond, `group_map`, `group_margins` and `responses` the survey behind it; `bullets` and `status_strip` draw one year of many; `table` and `csv` hold the
same numbers. Every spec carries its alternative text as `description`.
"""

from dxkpi.charts.bullet import bullets
from dxkpi.charts.gantt import gantt
from dxkpi.charts.line import detail
from dxkpi.charts.multiples import small
from dxkpi.charts.roles import ROLES
from dxkpi.charts.scale import axis_start
from dxkpi.charts.series import Form, SeriesKind, form, numbers
from dxkpi.charts.status_strip import status_strip
from dxkpi.charts.survey_groups import (
    group_csv,
    group_map,
    group_margins,
    group_table,
    responses,
)
from dxkpi.charts.tabular import csv, csv_file, table
from dxkpi.charts.tiles import years
from dxkpi.charts.trend import trend, trend_csv, trend_note, trend_start, trend_table

__all__ = [
    "ROLES",
    "Form",
    "SeriesKind",
    "axis_start",
    "bullets",
    "csv",
    "csv_file",
    "detail",
    "form",
    "gantt",
    "group_csv",
    "group_map",
    "group_margins",
    "group_table",
    "numbers",
    "responses",
    "small",
    "status_strip",
    "table",
    "trend",
    "trend_csv",
    "trend_note",
    "trend_start",
    "trend_table",
    "years",
]
