"""The schedule as files: its charts, and every entry."""

from collections.abc import Collection, Sequence
from functools import partial

from dxkpi.charts import timetable_csv
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.schedule.gantt_charts import PolicyChart
from dxkpi.web.schedule.reports import reports_of_view
from dxkpi.wording.municipality import city_name


def offer_files(
    view: View, name: str, numbers: Collection[str], charts: Sequence[PolicyChart]
) -> None:
    """These measures' charts and entries; `name` is that of the files."""
    pictures = [chart.picture for chart in charts]
    offer_downloads(view, name, pictures, partial(schedule_csv, numbers=numbers))


def schedule_csv(view: View, numbers: Collection[str]) -> bytes:
    """Every entry of these measures."""
    name = city_name(view.city, current_language())
    return timetable_csv(
        view.plan,
        numbers,
        name,
        current_language(),
        reports=reports_of_view(view),
        finality=view.finality,
    )
