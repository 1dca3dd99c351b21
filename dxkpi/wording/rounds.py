"""Rounds in words: what is wrong with one, how far a department is, what changed."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import Assignment, Extension, Round
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "year_not_of_plan": mark("The plan has no report of that year."),
    "deadline_out_of_place": mark(
        "A deadline lies between the last month of the year and two years after it."
    ),
    "not_collective": mark("The plan does not name several departments by that word."),
    "wrong_department": mark("Name departments, each in 60 characters at most."),
    "no_such_department": mark("The plan asks that department for nothing."),
    "no_reason_of_extension": mark("Write why the department has more time."),
    "reason_too_long": mark("The reason is longer than 200 characters."),
    "extension_not_later": mark("An extension is later than the deadline."),
}

_KINDS = {
    ItemKind.FIGURE: mark("figure of the year"),
    ItemKind.ENTRY: mark("entry of the schedule"),
    ItemKind.INITIATIVE: mark("report of an initiative"),
}

ROUND_FIELDS = ("schedule_deadline", "review", "assignments", "extensions")
"""What a round says beside its deadline."""

_FIELD_LABELS = {
    "schedule_deadline": mark("deadline of the schedule"),
    "review": mark("review"),
    "assignments": mark("who answers for 全課"),
    "extensions": mark("extensions"),
}


def round_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.RoundFault`."""
    return language.gettext(_FAULTS[fault.value])


def item_kind_name(kind: ItemKind, language: Language) -> str:
    """What kind of thing is reported: 実績, 工程, 取組."""
    return language.gettext(_KINDS[kind])


def round_in_short(opened: Round, language: Language) -> str:
    """A round in one line: its deadline, and what it says besides."""
    fields = round_fields(opened, language)
    texts = [until_text(opened, language)]
    texts += [
        f"{round_field_label(name, language)}: {text}"
        for name, text in fields.items()
        if text
    ]
    return " / ".join(texts)


def until_text(opened: Round, language: Language) -> str:
    """Its deadline in short: R8.5.15まで."""
    day = language.month(opened.deadline.isoformat())
    return language.gettext("until {when}", when=day)


def round_field_label(name: str, language: Language) -> str:
    return language.gettext(_FIELD_LABELS[name])


def round_fields(opened: Round | None, language: Language) -> dict[str, str]:
    """What a round says beside its deadline, by field; all empty where there is none."""
    if opened is None:
        return dict.fromkeys(ROUND_FIELDS, "")
    _ = language.gettext
    schedule = opened.deadlines.of_schedule()
    return {
        "schedule_deadline": _day(schedule, language),
        "review": _("with review") if opened.is_reviewed else _("without review"),
        "assignments": assignments_text(opened.assignments, language),
        "extensions": _extensions_text(opened.extensions, language),
    }


def assignments_text(assignments: Sequence[Assignment], language: Language) -> str:
    """Who answers for which name: 全課: 企画課、総務課."""
    return language.gettext("; ").join(
        f"{assignment.named}: {language.listed(assignment.departments)}"
        for assignment in assignments
    )


def extension_text(extension: Extension, language: Language) -> str:
    """Until when a department has, and why: 人事課 5月22日まで（異動のため）."""
    return language.gettext(
        "{department} until {day} ({reason})",
        department=extension.department,
        day=language.day_within_year(extension.until),
        reason=extension.reason,
    )


def _extensions_text(extensions: Sequence[Extension], language: Language) -> str:
    return language.gettext("; ").join(
        extension_text(extension, language) for extension in extensions
    )


def _day(day: date | None, language: Language) -> str:
    return language.month(day.isoformat()) if day else ""
