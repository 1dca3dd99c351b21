"""The 実感率 of a city that is made up: its figures, its outlook and its way."""

from typing import Any

from dxkpi.plan import Indicator
from dxkpi.rules import Forecast, Judgement, Trajectory, forecast, judge, trajectory
from tests.support.indicators import FALLING, TOMIGUSUKU, baseline, indicator, target

FIGURES: dict[int, object] = {2023: "60.5", 2024: "62.8", 2025: "64.1"}


MIHON: dict[str, Any] = {
    "unit": "%",
    "baseline": baseline("58.2", 2022),
    "target": target("reach", "70.0", 2027),
}


START: dict[str, Any] = {"unit": "%", **TOMIGUSUKU}


SUNK: dict[str, Any] = {"unit": "分", **FALLING}


AIMLESS: dict[str, Any] = {"unit": "%", "baseline": baseline("58.2", 2022)}


GROUNDLESS: dict[str, Any] = {"unit": "%", "target": target("reach", "70.0", 2027)}


def realisation_rate(
    actuals: dict[int, object] | None = None, **fields: Any
) -> Indicator:
    return indicator(FIGURES if actuals is None else actuals, **(fields or MIHON))


def outlook_of(found: Indicator, year: int = 2025, until: int = 2027) -> Forecast:
    seen = forecast(found, year, until)
    assert seen is not None
    return seen


def trajectory_of(found: Indicator, year: int, *, due: bool = True) -> Trajectory:
    seen = trajectory(judge(found, year, due=due))
    assert seen is not None
    return seen


def judged_course(found: Indicator, closed: int = 2025) -> list[Judgement]:
    last = max([*found.years, found.target.fiscal_year or 0 if found.target else 0])
    return [
        judge(found, year, due=year <= closed)
        for year in range(min(found.years), last + 1)
    ]
