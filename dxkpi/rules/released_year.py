"""What is released of a plan's year: the plan without later figures, judged as it stands."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from dxkpi.plan import Plan, Progress
from dxkpi.plan.release import (
    ReleasedJudgement,
    ReleasedProgress,
    ReleasedText,
    ReleasedYear,
)
from dxkpi.plan.release_content import rounded_rate
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.judging import judge_plan
from dxkpi.rules.profiles import Profile, profile_of
from dxkpi.rules.schedule_entries import EntryKey

_TEXTS_OF_REPORT = ("done", "results", "difficulties", "next_steps")

_Fields = dict[str, Any]
_Texts = Collection[ReleasedText]


def released_year(
    plan: Plan,
    progress: Mapping[EntryKey, Progress],
    fiscal_year: int,
    texts: _Texts,
    default_profile: Profile,
    last_closed: int,
    day: date,
) -> ReleasedYear:
    """What is released of a year on a day. `plan` has the figures of its shared
    indicators, `progress` is that up to the year.
    """
    cut = plan_until(plan, fiscal_year, texts)
    profile = profile_of(cut, default_profile)
    judgements = judge_plan(cut, fiscal_year, last_closed, profile, day)
    return ReleasedYear(
        cut,
        default_profile.key,
        tuple(map(_released_judgement, judgements)),
        tuple(_released_progress(progress, texts)),
    )


def plan_until(plan: Plan, fiscal_year: int, texts: _Texts) -> Plan:
    """The plan without what is said of later years, and without texts that were not
    chosen.
    """
    data = plan.model_dump(mode="python", by_alias=True)
    for item in _objects(data):
        for name in ("actuals", "references", "reports", "marks", "decisions"):
            if name in item:
                item[name] = _entries_until(item[name], fiscal_year)
        if ReleasedText.REASONS not in texts:
            _leave_out_reasons(item)
        if ReleasedText.NOTES not in texts:
            _leave_out_notes(item)
    if ReleasedText.DECISIONS not in texts:
        data.pop("decisions", None)
    return Plan.model_validate(data)


def _objects(value: Any) -> Iterator[_Fields]:
    """Every object of a document."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _objects(item)
    if isinstance(value, list | tuple):
        for item in value:
            yield from _objects(item)


def _entries_until(entries: Collection[_Fields], fiscal_year: int) -> list[_Fields]:
    return [entry for entry in entries if entry["fiscal_year"] <= fiscal_year]


def _leave_out_reasons(item: _Fields) -> None:
    """Take 要因 and 対応 out of an indicator's figures."""
    for actual in item.get("actuals", ()):
        actual["note"] = None
        actual["countermeasure"] = None


def _leave_out_notes(item: _Fields) -> None:
    """Take what departments wrote out of reports and marks; what then says nothing goes."""
    if "reports" in item:
        states = [report for report in item["reports"] if report.get("state")]
        for report in states:
            report.update(dict.fromkeys(_TEXTS_OF_REPORT))
        item["reports"] = states
    if "marks" in item:
        marks = [mark for mark in item["marks"] if mark.get("mark")]
        for mark in marks:
            mark["text"] = None
        item["marks"] = marks


def _released_judgement(judgement: Judgement) -> ReleasedJudgement:
    return ReleasedJudgement(
        indicator=judgement.indicator.code,
        fiscal_year=judgement.fiscal_year,
        figure_year=judgement.figure_year,
        status=judgement.status,
        counted_status=judgement.counted_status,
        grade=judgement.grade,
        actual=judgement.value,
        expected=rounded_rate(judgement.expected),
        target=judgement.target_value,
        achievement_rate=rounded_rate(judgement.achievement_rate),
        progress_rate=rounded_rate(judgement.progress_rate),
        pace=rounded_rate(judgement.pace),
        parts=tuple(map(_released_judgement, judgement.parts)),
    )


def _released_progress(
    progress: Mapping[EntryKey, Progress], texts: _Texts
) -> Iterator[ReleasedProgress]:
    for (measure, label, nth), reported in sorted(progress.items()):
        released = reported
        if ReleasedText.NOTES not in texts:
            released = reported.model_copy(update={"comment": None})
        yield ReleasedProgress(measure=measure, label=label, nth=nth, progress=released)
