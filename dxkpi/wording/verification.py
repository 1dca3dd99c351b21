"""What verifying a store found wrong, in words: where it is, and what to do."""

import json
from enum import StrEnum
from typing import Any, Protocol

from dxkpi.text.lines import shortened
from dxkpi.wording.glossary import field_label
from dxkpi.wording.language import Language, mark

_LONGEST_VALUE = 60

_SENTENCES = {
    "database": mark("The database is damaged: {detail}. Restore a backup."),
    "reference": mark(
        "Rows of the table {detail} belong to something that is no longer there."
    ),
    "unsealed": mark("Change {number} has no hash: this program did not write it."),
    "change_altered": mark(
        "Change {number} is not as it was recorded: its writer, moment or source was "
        "altered, or something that it recorded was taken out."
    ),
    "changes_missing": mark("The changes {number} to {last} are missing."),
    "last_missing": mark(
        "The last changes, {number} to {last}, are missing: they were deleted past the "
        "program."
    ),
    "entry_altered": mark("{place}: what change {number} recorded was altered."),
    "entry_emptied": mark("{place}: what its last change recorded was taken away."),
    "hash_unknown": mark(
        "No change has the hash {detail} that was noted before: the chain of changes was "
        "made anew or goes back to an older backup."
    ),
    "altered": mark(
        "{place}: {field} is {now}, but {recorded} was recorded. It was changed past the "
        "program."
    ),
    "added": mark("{place}: no change recorded it. It was added past the program."),
    "deleted": mark("{place}: it was deleted past the program."),
    "unreadable": mark(
        "{place}: {field} cannot be read. Register it again, or restore a backup."
    ),
    "plan_unreadable": mark("{place}: the plan cannot be read. Restore a backup."),
    "original_altered": mark(
        "{place}: the file {detail} is not the one that was handed in. It is not given "
        "out; take it from a backup."
    ),
    "original_missing": mark(
        "{place}: the file {detail} is missing. Take it from a backup."
    ),
    "release_altered": mark(
        "{place}: it is not what was released, and is not shown. Restore a backup."
    ),
}
_TEXT_ALTERED = mark("{place}: it is not as it was recorded.")

_TABLES = {
    "account": mark("account"),
    "account_change": mark("change of an account"),
    "decision": mark("decision"),
    "figure": mark("figure"),
    "former_target": mark("former target"),
    "indicator": mark("indicator"),
    "initiative": mark("initiative"),
    "item_confirmation": mark("confirmation"),
    "measure": mark("measure"),
    "membership": mark("role"),
    "municipality": mark("municipality"),
    "original": mark("original, receipt"),
    "own_mark": mark("own mark"),
    "password": mark("password of the account"),
    "plan": mark("plan"),
    "plan_text": mark("former wording of the plan"),
    "policy": mark("policy"),
    "progress": mark("entry of the schedule"),
    "release": mark("release"),
    "remark": mark("remark"),
    "removed_original": mark("original, receipt"),
    "round": mark("round of the year"),
    "schedule_item": mark("entry of the schedule"),
    "submission": mark("return, receipt"),
    "wording": mark("plan"),
    "yearly_report": mark("yearly report"),
}
_FIGURES = {
    "baseline": mark("baseline"),
    "target": mark("target"),
    "yearly_target": mark("target of the year"),
    "actual": mark("actual"),
    "reference": mark("reference"),
}
_COLUMNS = {
    "answer": mark("answer"),
    "deadline": mark("deadline"),
    "disabled_at": mark("disabled since"),
    "hash": mark("the hash kept of it"),
    "role": mark("role"),
    "text": mark("the words"),
    "who": mark("by whom"),
}


class Place(Protocol):
    """A `store.StoredPlace`, as far as its words need it."""

    @property
    def table(self) -> str: ...
    @property
    def city(self) -> str | None: ...
    @property
    def city_name(self) -> str | None: ...
    @property
    def plan(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def fiscal_year(self) -> int | None: ...
    @property
    def figure(self) -> str | None: ...


class Defect(Protocol):
    """A `store.StoreDefect`, as far as its sentence needs it."""

    @property
    def kind(self) -> StrEnum: ...
    @property
    def place(self) -> Place | None: ...
    @property
    def revision(self) -> int | None: ...
    @property
    def last(self) -> int | None: ...
    @property
    def column(self) -> str | None: ...
    @property
    def now(self) -> Any: ...
    @property
    def recorded(self) -> Any: ...
    @property
    def detail(self) -> str | None: ...


def defect_text(defect: Defect, language: Language) -> str:
    """What is wrong, where, and what to do."""
    sentence = _SENTENCES[defect.kind.value]
    if defect.kind.value == "altered" and defect.column is None:
        sentence = _TEXT_ALTERED
    return language.gettext(
        sentence,
        place=place_text(defect.place, language) if defect.place else "",
        number=defect.revision,
        last=defect.last,
        field=_column_text(defect.column, language) if defect.column else "",
        now=_value_text(defect.now, language),
        recorded=_value_text(defect.recorded, language),
        detail=defect.detail or "",
    )


def place_text(place: Place, language: Language) -> str:
    """Where something is kept: city / plan / what it is / year."""
    city = f"{place.city or ''} {place.city_name or ''}".strip()
    parts = [city, place.plan or "", _thing_text(place, language)]
    if place.fiscal_year is not None:
        parts.append(language.fiscal_year(place.fiscal_year))
    if place.figure is not None:
        parts.append(language.gettext(_FIGURES[place.figure]))
    return " / ".join(part for part in parts if part)


def _thing_text(place: Place, language: Language) -> str:
    """What stands there: an indicator by its code and name, else the kind of thing."""
    if place.figure is not None:
        return place.name or ""
    kind = language.gettext(_TABLES.get(place.table, place.table))
    return f"{kind} {place.name or ''}".strip()


def _column_text(column: str, language: Language) -> str:
    if column in _COLUMNS:
        return language.gettext(_COLUMNS[column])
    return field_label(column, language)


def _value_text(value: Any, language: Language) -> str:
    if value is None:
        return language.gettext("nothing")
    if not isinstance(value, str | int):
        value = json.dumps(value, ensure_ascii=False)
    return shortened(str(value), _LONGEST_VALUE)
