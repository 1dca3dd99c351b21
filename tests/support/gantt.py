"""Gantt charts for tests: plans of a few measures, their specs, and what a spec draws."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dxkpi import charts
from dxkpi.plan import Measure, Plan, Policy, Progress, ScheduleItem
from dxkpi.rules import EntryKey, reportable_entries
from dxkpi.wording.language import Language

TODAY = date(2026, 11, 21)


THIN = 7


MARKUP_NAME = (
    '𠮷野家 <b onload="x">**太**</b> [a](http://b) `c` $d$ =1+1 | &amp; {e} ～ →'
)


def schedule_entry(
    kind: str = "bar", label: str = "検討", **fields: Any
) -> ScheduleItem:
    return ScheduleItem.model_validate({"kind": kind, "label": label, **fields})


def measure_with(
    *schedule: ScheduleItem,
    number: str = "1-1",
    name: str = "窓口の改革",
    **fields: Any,
) -> Measure:
    return Measure.model_validate(
        {"number": number, "name": name, "schedule": schedule, **fields}
    )


def plan_of_measures(sample: Plan, *measures: Measure, **period: int | None) -> Plan:
    """A plan of one policy with just these measures."""
    years = {"first_fiscal_year": 2024, "last_fiscal_year": 2028, **period}
    policy = Policy(number="1", name="行かない市役所", measures=measures)
    about = sample.about.model_copy(update=years)
    return sample.model_copy(
        update={"about": about, "policies": (policy,), "indicators": ()}
    )


def gantt_specs(
    plan: Plan,
    year: int = 2025,
    today: date = TODAY,
    progress: Mapping[EntryKey, Progress] | None = None,
    language: Language = Language.ENGLISH,
) -> list[dict[str, Any]]:
    numbers = [measure.number for measure in plan.measures]
    specs = [
        charts.gantt_chart(
            plan,
            policy,
            numbers,
            language,
            today=today,
            selected_year=year,
            progress=progress or {},
        )
        for policy in plan.policies
    ]
    return [spec for spec in specs if spec is not None]


def progress_report(
    state: str, percent: int | None = None, year: int = 2025, comment: str | None = None
) -> Progress:
    return Progress.model_validate(
        {"state": state, "percent": percent, "fiscal_year": year, "comment": comment}
    )


def reports_of_entries(
    plan: Plan, *reports: Progress | None
) -> dict[EntryKey, Progress]:
    """Reports of a plan's first bars, by key."""
    return {
        bar.key: report
        for bar, report in zip(reportable_entries(plan), reports, strict=False)
        if report
    }


def rows_of_mode(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    """The rows of data of one arrangement, each with its mark and what that mark is painted with."""
    found = []
    for spec in drawn if isinstance(drawn, list) else [drawn]:
        for layer in spec["layer"]:
            paint = {
                "mark": layer["mark"]["type"],
                "settings": layer["mark"],
                "encoding": layer.get("encoding"),
            }
            found += [
                {**row, **paint}
                for row in layer["data"]["values"]
                if row["mode"] == mode
            ]
    return found


def entry_tips(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    """What the entries say when pointed at, from top to bottom in each chart."""
    charts = drawn if isinstance(drawn, list) else [drawn]
    tips: list[dict[str, Any]] = []
    for chart in charts:
        rows = [row for row in rows_of_mode(chart, mode) if "when" in row]
        tips += sorted(rows, key=lambda row: row["y"])
    return tips


def entry_labels(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> dict[str, dict[str, Any]]:
    found = [
        row
        for row in rows_of_mode(drawn, mode)
        if row["mark"] == "text" and "side" in row
    ]
    return {row["text"]: row for row in found}


def entry_bars(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    return [
        row
        for row in rows_of_mode(drawn, mode)
        if "strength" in row and row["role"] == "bar"
    ]


def scheduled_entries(plan: Plan) -> Iterator[tuple[Measure, ScheduleItem]]:
    return ((measure, entry) for measure in plan.measures for entry in measure.schedule)
