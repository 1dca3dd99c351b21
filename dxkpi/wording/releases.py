"""公表 in words: what was released when, and why a year cannot be released."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.plan.release import Release, ReleasedText
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "year_not_of_plan": mark("The plan has nothing to release of that year."),
    "year_not_over": mark("The year is not over yet."),
    "still_preliminary": mark("Something of it is still preliminary (not confirmed)."),
    "note_too_long": mark("The note is longer than 200 characters."),
    "reason_too_long": mark("The reason is longer than 200 characters."),
    "unstorable": mark("Note or reason has a character that cannot be stored."),
}

_TEXTS = {
    ReleasedText.REASONS: mark("要因 and 対応 of the figures"),
    ReleasedText.NOTES: mark("What departments wrote beside schedule and reports"),
    ReleasedText.DECISIONS: mark("What the headquarters decided"),
}


@dataclass(frozen=True)
class ReleaseState:
    """How the release of a year stands: whether the year is over, the newest release,
    whether releasing now would say the same, how many things changed since, how many are
    not final.
    """

    is_over: bool
    former: Release | None
    is_same: bool
    changes: int
    preliminary: int


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


def year_release_sentences(
    state: ReleaseState, fiscal_year: int, language: Language
) -> list[str]:
    """How the release of a year stands: whether and when, what changed since, and what of
    it is not final.
    """
    texts = [_released_or_not(state, fiscal_year, language)]
    if state.former is not None:
        texts.append(_since_then(state, language))
    if not state.is_over:
        texts.append(language.gettext("The year still runs."))
    if state.preliminary:
        texts.append(preliminary_text(state.preliminary, language))
    return texts


def preliminary_text(number: int, language: Language) -> str:
    """That so many things of a release are 速報."""
    return language.ngettext(
        "{n} thing of it is still preliminary.",
        "{n} things of it are still preliminary.",
        number,
    )


def _released_or_not(state: ReleaseState, fiscal_year: int, language: Language) -> str:
    year, former = language.fiscal_year(fiscal_year), state.former
    if former is None:
        return language.gettext("{year} has not been released yet.", year=year)
    words = {
        "year": year,
        "day": language.month(fiscal.day_in_japan(former.at).isoformat()),
        "number": former.number,
    }
    if former.corrects is None:
        return language.gettext(
            "{year} was released on {day} (release {number}).", **words
        )
    return language.gettext(
        "{year} was released on {day} as a correction (release {number}).", **words
    )


def _since_then(state: ReleaseState, language: Language) -> str:
    if state.is_same:
        return language.gettext("Nothing of it has changed since the release.")
    if not state.changes:
        return language.gettext("Since the release only details have changed.")
    return language.ngettext(
        "Since the release {n} thing has changed.",
        "Since the release {n} things have changed.",
        state.changes,
    )


def released_text_label(text: ReleasedText, language: Language) -> str:
    """What is chosen with a tick to be released besides the figures."""
    return language.gettext(_TEXTS[text])


def release_receipt(release: Release, language: Language, *, is_new: bool) -> str:
    """What came of releasing a year; `is_new`: not one that said the same before."""
    words = {
        "year": language.fiscal_year(release.fiscal_year),
        "number": release.number,
        "sha256": release.sha256[:12],
    }
    if not is_new:
        return language.gettext(
            "Release {number} of {year} says the same already; nothing was changed.",
            **words,
        )
    return language.gettext(
        "{year} is released: release {number}, SHA-256 {sha256}.", **words
    )
