"""Roles and rights in words, and why somebody may not do something."""

from collections.abc import Sequence
from enum import StrEnum

from dxkpi.wording.language import Language, mark

_SENTENCES = {
    "switched_off": mark(
        "Registration is switched off on this dashboard. Please turn to the secretariat."
    ),
    "nameless": mark("Write your name first: it is kept with what you register."),
    "sign_in_first": mark("Please sign in first."),
    "no_account": mark("There is no account for you here yet."),
    "disabled": mark("Your account is disabled."),
    "no_role": mark("Your account has no role in this city."),
    "no_right": mark("Your account does not have the right for this."),
    "other_department": mark("Your account may do this for its own department only."),
    "more_than_own": mark("Nobody gives himself a role that may more than he may now."),
    "two_people": mark(
        "Whoever gives a role that may more than his own does not invite as well: another "
        "administrator does one of the two."
    ),
    "in_use": mark(
        "Somebody uses this account, and it may more than yours. First another "
        "administrator signs it out everywhere; then it can be invited anew."
    ),
}

_WITHOUT_RIGHT = ("switched_off", "nameless", "disabled")
"""Refusals that no right would help against."""

_TO_BE_ASKED = (
    "no_account",
    "disabled",
    "no_role",
    "no_right",
    "other_department",
    "more_than_own",
    "two_people",
    "in_use",
)
"""Refusals about which an administrator can do something."""

_ROLES = {
    "visitor": mark("visitor"),
    "viewer": mark("viewer"),
    "reporter": mark("reporter"),
    "reviewer": mark("reviewer"),
    "author": mark("plan author"),
    "admin": mark("administrator"),
}

_SUMMARIES = {
    "visitor": mark("Sees what was released."),
    "viewer": mark("Sees confirmed figures."),
    "reporter": mark(
        "Reports the figures of the own department and takes them back; sees what others "
        "reported."
    ),
    "reviewer": mark(
        "Runs the round, sends back and confirms, releases years, surveys, decisions: all "
        "departments."
    ),
    "author": mark("Changes the plan, its targets and its grades."),
    "admin": mark("Gives and takes away roles; restores backups."),
}

_RIGHTS = {
    "see_released": mark("see what was released"),
    "see_confirmed": mark("see confirmed figures"),
    "see_reported": mark("see reported figures"),
    "see_originals": mark("download the files that were handed in"),
    "see_history": mark("see who changed what"),
    "report": mark("report figures"),
    "withdraw": mark("withdraw returns"),
    "review": mark("send back and confirm"),
    "run_round": mark("run the yearly round"),
    "take_survey": mark("take in staff surveys"),
    "release": mark("release a year"),
    "decide": mark("record decisions"),
    "edit_plan": mark("change the plan and its targets"),
    "manage_accounts": mark("manage accounts"),
    "restore": mark("restore backups"),
}


def role_text(role: StrEnum, language: Language) -> str:
    """What a `store.Role` is called."""
    return language.gettext(_ROLES[role.value])


def role_summary(role: StrEnum, language: Language) -> str:
    """What a `store.Role` lets somebody do, in one line."""
    return language.gettext(_SUMMARIES[role.value])


def right_text(right: StrEnum, language: Language) -> str:
    """What an `actions.Right` lets somebody do."""
    return language.gettext(_RIGHTS[right.value])


def refusal_text(
    refusal: StrEnum,
    language: Language,
    right: StrEnum | None = None,
    whom: Sequence[str] = (),
) -> str:
    """Why somebody may not do something: the sentence of an `actions.Refusal`, the right
    that it takes, and whom to ask.
    """
    sentences = [language.gettext(_SENTENCES[refusal.value])]
    if right is not None and refusal.value not in _WITHOUT_RIGHT:
        sentences.append(_needed_right_text(right, language))
    if refusal.value in _TO_BE_ASKED:
        sentences.append(_whom_to_ask_text(whom, language))
    return language.sentences(sentences)


def _needed_right_text(right: StrEnum, language: Language) -> str:
    return language.gettext(
        "It takes the right: {right}.", right=right_text(right, language)
    )


def _whom_to_ask_text(whom: Sequence[str], language: Language) -> str:
    if not whom:
        return language.gettext("Please turn to the administrator.")
    return language.gettext("Please ask {names}.", names=language.listed(whom))
