"""Charts: values → small typed marks → a plain Vega-Lite spec that names roles, never colours.

`chart_form` says which picture suits an indicator; `line_chart` and `year_tiles` draw
it opened, `small_multiple` draws it for the list, `trend_chart` the way to its target
and beyond, `group_map`, `group_dots` and `response_bars` the survey behind it;
`gauge` and `status_strip` draw one year of many, `gantt_chart` the schedule;
tables and files hold the same numbers. Every spec carries its alternative text as
`description`.
"""

from dxkpi.charts.drawing import drawn_svg, fitting_svgs
from dxkpi.charts.excel_csv import csv_file
from dxkpi.charts.figure_file import figures_csv
from dxkpi.charts.former_tables import former_table
from dxkpi.charts.former_years import former_values
from dxkpi.charts.forms import chart_form
from dxkpi.charts.gantt import gantt_chart
from dxkpi.charts.gauges import gauge, gauge_bar
from dxkpi.charts.group_dots import group_dots
from dxkpi.charts.line import line_chart
from dxkpi.charts.matrix import matrix_chart
from dxkpi.charts.multiples import small_multiple
from dxkpi.charts.parts import parts_axis_start, parts_chart
from dxkpi.charts.returns_grid import returns_chart
from dxkpi.charts.roles import ROLES
from dxkpi.charts.round_calendar import round_calendar
from dxkpi.charts.round_scale import RoundCalendar
from dxkpi.charts.schedule_tables import plan_timetable, timetable_csv
from dxkpi.charts.small_trend import small_trend
from dxkpi.charts.status_strip import status_strip
from dxkpi.charts.survey_groups import group_map
from dxkpi.charts.survey_responses import response_bars
from dxkpi.charts.survey_tables import group_csv, group_table
from dxkpi.charts.tables import figure_table
from dxkpi.charts.tiles import year_tiles
from dxkpi.charts.trend import (
    LOW_TREND_HEIGHT,
    trend_axis_start,
    trend_chart,
    way_axis_start,
)
from dxkpi.charts.trend_tables import trend_csv
from dxkpi.charts.value_axis import line_axis_start

__all__ = [
    "LOW_TREND_HEIGHT",
    "ROLES",
    "RoundCalendar",
    "chart_form",
    "csv_file",
    "drawn_svg",
    "figure_table",
    "figures_csv",
    "fitting_svgs",
    "former_table",
    "former_values",
    "gantt_chart",
    "gauge",
    "gauge_bar",
    "group_csv",
    "group_dots",
    "group_map",
    "group_table",
    "line_axis_start",
    "line_chart",
    "matrix_chart",
    "parts_axis_start",
    "parts_chart",
    "plan_timetable",
    "response_bars",
    "returns_chart",
    "round_calendar",
    "small_multiple",
    "small_trend",
    "status_strip",
    "timetable_csv",
    "trend_axis_start",
    "trend_chart",
    "trend_csv",
    "way_axis_start",
    "year_tiles",
]
