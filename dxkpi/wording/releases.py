"""公表 in words: what was released when, and why a year cannot be released."""

from collections.abc import Mapping
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.plan.release import Release
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "year_not_of_plan": mark("The plan has nothing to release of that year."),
    "year_not_over": mark("The year is not over yet."),
    "still_preliminary": mark(
        "Something of it is not confirmed yet. Say that it is released although."
    ),
    "note_too_long": mark("The note is longer than 200 characters."),
    "reason_too_long": mark("The reason is longer than 200 characters."),
    "unstorable": mark("Note or reason has a character that cannot be stored."),
}


def release_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.ReleaseFault`."""
    return language.gettext(_FAULTS[fault.value])


def release_name(number: int, language: Language) -> str:
    """A release by its number: 公表 第2号."""
    return language.gettext("release {number}", number=number)


def release_text(release: Release, language: Language) -> str:
    """When it was released: 令和8年6月20日公表; of a correction that it is one."""
    day = fiscal.day_in_japan(release.at)
    when = language.month(day.isoformat())
    if release.corrects is None:
        return language.gettext("released on {day}", day=when)
    return language.gettext("released on {day} as a correction", day=when)


def shown_release_text(release: Release, language: Language) -> str:
    """That it is the released state which is shown, and of which day."""
    day = fiscal.day_in_japan(release.at)
    when = language.month(day.isoformat())
    if release.corrects is None:
        return language.gettext("This is what was released on {day}.", day=when)
    return language.gettext(
        "This is what was released on {day} as a correction.", day=when
    )


def waiting_text(waiting: Mapping[int, int], language: Language) -> str | None:
    """That newer returns wait to be made final, how many things by the year of the round;
    None where none does.
    """
    if not waiting:
        return None
    years = [
        language.ngettext(
            "{n} of {year}", "{n} of {year}", n, year=language.fiscal_year(year)
        )
        for year, n in sorted(waiting.items())
    ]
    return language.gettext(
        "This is what is final. Newer returns wait to be confirmed: {years}.",
        years=language.listed(years),
    )


def release_fields(release: Release) -> dict[str, str]:
    """What a release says beside its day, by field."""
    return {
        "release_reason": release.reason or "",
        "release_note": release.note or "",
    }


def release_in_short(release: Release, language: Language) -> str:
    """A release in one line, with why it corrects the former one, and its note."""
    texts = [release_text(release, language), *release_fields(release).values()]
    return " / ".join(text for text in texts if text)
