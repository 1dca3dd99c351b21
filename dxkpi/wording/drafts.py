"""Drafts of plans, in words: why something cannot be done to one, what was changed in it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from dxkpi.plan import Indicator, Plan, PlanChange
from dxkpi.plan.document_changes import DocumentChange
from dxkpi.plan.document_facts import fact_path, told_changes
from dxkpi.plan.document_problem import Location
from dxkpi.wording.changed_values import (
    ChangedFact,
    indicator_of,
    place_text,
    short_value_text,
)
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "no_such_city": mark(
        "The official list has no municipality with this code. Choose it by its name."
    ),
    "no_title": mark("Write the title of the plan."),
    "no_such_plan": mark("The plan that it follows is not in the store any more."),
    "other_plan": mark(
        "This would make another plan of it: the municipality's code and the plan's id stay."
    ),
    "no_such_place": mark(
        "What you changed is not there any more. Look at how the draft stands now."
    ),
    "survey": mark(
        "Counts of a staff survey are registered on the page for surveys, not here."
    ),
    "too_large": mark("The draft would be too large. Divide the plan."),
    "no_such_step": mark("There is no such step any more."),
    "undone_already": mark("This step was taken back already."),
    "not_own_step": mark("Only the last step, or one of your own, can be taken back."),
    "plan_is_there": mark(
        "The municipality has a plan with this id or this title and period already. Say "
        "whether this one follows it or stands beside it."
    ),
    "cuts_links": mark(
        "Another plan of the municipality names an indicator that would be gone, or have "
        "another code or unit. Keep it as it is, change that plan first, or say that the "
        "link may lead nowhere."
    ),
    "loses_actuals": mark(
        "Figures or reports that were registered would be gone. Say that they may go, or "
        "bring back what held them."
    ),
    "nothing_changed": mark("The plan says all of this already."),
    "recoded": mark(
        "The draft gave an indicator another code, and that indicator was changed since. "
        "Give it the former code with another draft."
    ),
    "new_plan_in_use": mark(
        "This edit brought the plan in, and since then something was reported, asked for, "
        "released or changed in it. It stays; correct it with another draft."
    ),
    "new_plan_followed": mark(
        "This edit brought the plan in, and another plan of the municipality follows it or "
        "leads to its indicators. Change that plan first, then take this one back."
    ),
}


def draft_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.DraftFault`."""
    return language.gettext(_FAULTS[fault.value])


def draft_changes_told(
    changes: Iterable[DocumentChange], plan: Plan | None, language: Language
) -> tuple[ChangedFact, ...]:
    """Changes of a draft in words: which fact, what it was and what it is.

    `plan` is the stored one, which knows the unit and the stages of its indicators.
    """
    return tuple(
        ChangedFact(
            place_text(change, language, _indicator(change, plan)),
            short_value_text(change.old, language, _indicator(change, plan)),
            short_value_text(change.new, language, _indicator(change, plan)),
        )
        for change in told_changes(changes)
    )


def draft_place_text(location: Location, plan: Plan | None, language: Language) -> str:
    """Where something stands in a draft: K01 オンライン申請の利用率 / 目標値 / 値."""
    place = PlanChange(fact_path(location), None, None)
    return place_text(place, language, _indicator(place, plan))


def changed_by_text(
    change: DocumentChange,
    who: str,
    at: datetime,
    plan: Plan | None,
    language: Language,
) -> str:
    """What somebody changed in a draft, and when: for whoever wanted to change the same."""
    texts = [
        language.gettext(
            "{who} changed {place} on {when}: {before} → {after}.",
            who=who,
            place=fact.place,
            when=language.moment(at),
            before=fact.before,
            after=fact.after,
        )
        for fact in draft_changes_told([change], plan, language)
    ]
    return language.sentences(texts)


def conflict_text(
    mine: DocumentChange, theirs: DocumentChange, plan: Plan | None, language: Language
) -> str:
    """What a draft and the plan, which somebody else changed meanwhile, say otherwise."""
    return language.gettext(
        "This draft: {mine}. The plan meanwhile: {theirs}.",
        mine=_changes_text(mine, plan, language),
        theirs=_changes_text(theirs, plan, language),
    )


def _changes_text(change: DocumentChange, plan: Plan | None, language: Language) -> str:
    facts = draft_changes_told([change], plan, language)
    return language.listed(
        [f"{fact.place} {fact.before} → {fact.after}" for fact in facts]
    )


def _indicator(change: PlanChange, plan: Plan | None) -> Indicator | None:
    return None if plan is None else indicator_of(change, plan)
