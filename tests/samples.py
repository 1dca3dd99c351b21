"""Files to try, in data/samples: `make samples` writes them anew.

Filled-in forms of 見本市, the return of a whole year that the dashboard starts with, and the answers to its staff survey of
令和7年度 as LoGoフォーム exports them, which count to what the plan file says of that year.
"""

from random import Random
from typing import Any

from dxkpi.plan import BarState, Plan, Survey, SurveyGroup, document
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.rules import ReportableEntry, Status, reportable_entries
from dxkpi.settings import PLANS, PROJECT
from dxkpi.workbook import template
from tests.support import exports, forms

FOLDER = PROJECT / "data" / "samples"
RIGHT: forms.Rows = {
    "K13": {FormColumn.VALUE: 99.4},
    "K16": {FormColumn.VALUE: 22},
    "K18": {FormColumn.VALUE: 5, FormColumn.MISSING: None},
    "3-1/1": {
        FormColumn.STATE: "実施中",
        FormColumn.PERCENT: 60,
        FormColumn.COMMENT: "22人を選任した。",
    },
    "3-1/2": {FormColumn.STATE: "実施中"},
}
WRONG: forms.Rows = {
    "K13": {FormColumn.VALUE: "１０１．２％"},
    "K16": {FormColumn.VALUE: 21, FormColumn.NOTE: None},
    "K17": {FormColumn.VALUE: 0.098},
    "K18": {FormColumn.VALUE: "集計中", FormColumn.MISSING: None},
    "K19": {FormColumn.VALUE: "17（うち採用4）"},
    "3-1/1": {FormColumn.PERCENT: 60},
}
CITIZENS: forms.Rows = {
    "K01": {FormColumn.VALUE: 30.1},
    "1-1/1": {FormColumn.STATE: "完了"},
}
SAMPLES = {"記入例": RIGHT, "直すところのある例": WRONG}
SURVEY = FOLDER / "職員アンケート-令和7年度-LoGoフォームの回答.csv"
LAST_YEAR = FOLDER / "実績様式-令和6年度-全体-提出済み.xlsx"
_STATES = {
    BarState.NOT_STARTED: "未着手",
    BarState.IN_PROGRESS: "実施中",
    BarState.DONE: "完了",
    BarState.LATE: "遅れ",
}
_LATE = {
    "1-2/1": "認証の方式が決まらず、3か月遅れている。",
    "2-3/1": "調達が不調となり、再度の公告を行った。",
}
_WRITTEN_OTHERWISE = {17: "デジタル推進", 44: "市民 課", 120: "会計"}
_BLANK, _TWICE = 9, (5, 230)


def filled_in(department: str, rows: forms.Rows) -> bytes:
    """見本市's form of a department for 令和7年度 with these cells filled in."""
    return forms.fill(template.form_workbook(_form(department)), rows)


def answers() -> bytes:
    """The answers behind 見本市's survey of 令和7年度, with blanks, two answers of one person, and names written otherwise."""
    indicator = _plan().realisation
    entry = indicator.actual(2025) if indicator else None
    assert entry is not None
    assert entry.survey is not None
    chance = Random(7)
    found = [
        *_people(entry.survey, chance, felt=True),
        *_people(entry.survey, chance, felt=False),
    ]
    chance.shuffle(found)
    found += [{**person, exports.QUESTION: ""} for person in found[:_BLANK]]
    numbers = [f"{n:04}" for n in range(1, len(found) + 1)]
    rows = [
        {"職員番号": number} | person
        for number, person in zip(numbers, found, strict=True)
    ]
    for n, name in _WRITTEN_OTHERWISE.items():
        same = next(row for row in rows[n:] if name.replace(" ", "") in row["所属"])
        same["所属"] = name
    first, second = _TWICE
    rows.insert(
        first, {**rows[second], exports.QUESTION: "どちらかといえばそう思わない"}
    )
    return exports.logo_csv(rows)


def _people(survey: Survey, chance: Random, *, felt: bool) -> list[dict[str, str]]:
    """Everybody who feels it, or does not: the groups of each kind are dealt out independently."""

    def dealt(groups: tuple[SurveyGroup, ...]) -> list[str]:
        names = [
            group.names[n % len(group.names)]
            for group in groups
            for n in range(group.positive if felt else group.answers - group.positive)
        ]
        chance.shuffle(names)
        return names

    said = [
        c
        for c, n in survey.tally.items()
        if (c in survey.counted) is felt
        for _ in range(n)
    ]
    chance.shuffle(said)
    kinds = (
        dealt(survey.departments),
        dealt(survey.positions),
        dealt(survey.ages),
        said,
    )
    return [
        {"所属": section, "職位": position, "年代": age, exports.QUESTION: choice}
        for section, position, age, choice in zip(*kinds, strict=True)
    ]


def last_year() -> bytes:
    """見本市's return of 令和6年度: the figures as they are on record, and how far each entry of the schedule had come."""
    form = ReturnForm(_plan(), 2024, None, 1, 2025)
    rows: dict[str, dict[FormColumn, Any]] = {
        bar.code: _progress(bar) for bar in reportable_entries(form.plan)
    }
    for indicator in form.indicators:
        entry = indicator.actual(2024)
        if entry is None:
            rows[indicator.code] = {
                FormColumn.MISSING: "対象外",
                FormColumn.NOTE: "令和7年度から調べる。",
            }
        elif not entry.note and form.judged(indicator).status in (
            Status.BEHIND,
            Status.FAR_BEHIND,
            Status.MISSED,
        ):
            rows[indicator.code] = {
                FormColumn.NOTE: "要因を確かめ、翌年度の進め方を見直す。"
            }
    return forms.fill(template.form_workbook(form), rows)


def _progress(bar: ReportableEntry) -> dict[FormColumn, Any]:
    start, end = bar.item.start or 2023, bar.item.end
    if bar.code in _LATE:
        return {
            FormColumn.STATE: _STATES[BarState.LATE],
            FormColumn.PERCENT: 40,
            FormColumn.COMMENT: _LATE[bar.code],
        }
    if start > 2024:
        return {FormColumn.STATE: _STATES[BarState.NOT_STARTED]}
    if end is not None and end <= 2024:
        return {FormColumn.STATE: _STATES[BarState.DONE], FormColumn.PERCENT: 100}
    whole = (end or 2027) - start + 1
    return {
        FormColumn.STATE: _STATES[BarState.IN_PROGRESS],
        FormColumn.PERCENT: round((2025 - start) / whole * 10) * 10,
    }


def _plan() -> Plan:
    return document.read_plan(PLANS / "999997-mihon.yaml")


def _form(department: str) -> ReturnForm:
    return ReturnForm(_plan(), 2025, department, 1, 2025)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, rows in SAMPLES.items():
        file = FOLDER / template.form_file_name(_form("人事課")).replace(
            ".xlsx", f"-{name}.xlsx"
        )
        file.write_bytes(filled_in("人事課", rows))
    SURVEY.write_bytes(answers())
    LAST_YEAR.write_bytes(last_year())


if __name__ == "__main__":
    main()
