"""What the headquarters decided, in words."""

from datetime import date
from enum import StrEnum

from dxkpi.plan import Decision, DecisionSubject, Plan
from dxkpi.plan.decision import LONGEST_DECISION, LONGEST_DEPARTMENT
from dxkpi.rules.decisions import DecisionCount, FollowedDecision, is_overdue
from dxkpi.wording.glossary import field_label, marked_label, term_label
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "no_text": mark("Write what was decided."),
    "text_too_long": mark(
        "What was decided is longer than {longest} characters. Shorten it."
    ),
    "outcome_too_long": mark(
        "What came of it is longer than {longest} characters. Shorten it."
    ),
    "department_too_long": mark(
        "The department's name is longer than {longest_name} characters."
    ),
    "unstorable": mark("There is a character that cannot be kept. Type the text anew."),
    "no_decided": mark("Write on which day it was decided: 2026-05-27."),
    "decided_unreadable": mark(
        "The day of the decision cannot be read. Write 2026-05-27, 令和8年5月27日 or R8.5.27; "
        "the month alone will do (2026-05)."
    ),
    "decided_to_come": mark("The day of the decision is still to come."),
    "until_unreadable": mark(
        "“Until when” cannot be read. Write 2026-12, 令和8年12月, R8.12.20 or 令和8年度末."
    ),
    "until_earlier": mark(
        "“Until when” lies before the day of the decision. Look at both again."
    ),
    "no_such_subject": mark(
        "This plan has no such indicator, measure or initiative. Choose one of the plan."
    ),
}

_FIELDS = ("decision", "department", "until", "outcome", "decided")
"""What a decision says beside how far it is, in the order in which it is told."""


def fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.DecisionFault`."""
    return language.gettext(
        _FAULTS[fault.value],
        longest=LONGEST_DECISION,
        longest_name=LONGEST_DEPARTMENT,
    )


def counted_states_text(count: DecisionCount, language: Language) -> str:
    """How many are settled, and how the others stand: 5のうち3が済み、1が実施中、1がこれから."""
    _ = language.gettext
    texts = (
        _("{n} settled", n=count.carried_out) if count.carried_out else "",
        _("{n} being done", n=count.ongoing) if count.ongoing else "",
        _("{n} to do", n=count.to_do) if count.to_do else "",
        _("{n} given up", n=count.given_up) if count.given_up else "",
    )
    states = language.listed(text for text in texts if text)
    text = _("of {n}: {states}", n=count.total, states=states)
    if not count.overdue:
        return text
    return _("{states} ({n} of them overdue)", states=text, n=count.overdue)


def subject_text(plan: Plan, subject: DecisionSubject, language: Language) -> str:
    """What a decision is about, by its number and name as far as the plan has it."""
    if subject.indicator is not None:
        indicator = plan.indicator(subject.indicator)
        return indicator.name if indicator else subject.indicator
    if subject.measure is None:
        return language.gettext("the whole plan")
    measure = plan.measure(subject.measure)
    name = measure.name if measure else ""
    code = subject.measure
    if subject.initiative is not None:
        code = f"{code} ({subject.initiative})"
        name = (measure and measure.initiative_name(subject.initiative)) or name
    return f"{code} {name}".rstrip()


def short_day(day: str, language: Language) -> str:
    """R8.12 for a month, R8.12.20 for a day."""
    is_day = len(day) > len("2026-03")
    return language.short_day(day) if is_day else language.short_month(day)


def until_text(decision: Decision, language: Language) -> str:
    """Until when it is to be done: R8.12; － where nothing was said."""
    return short_day(decision.until, language) if decision.until else "－"


def state_text(decision: Decision, language: Language) -> str:
    """How far it is, with its mark: ◎ 済み."""
    return marked_label(decision.state, language)


def decision_in_short(decision: Decision, language: Language) -> str:
    """A decision in one line: what, who, until when, how far, and what came of it."""
    _ = language.gettext
    parts = [decision.text]
    if decision.department:
        parts.append(decision.department)
    if decision.until:
        parts.append(_("until {when}", when=language.month(decision.until)))
    parts.append(term_label(decision.state, language))
    if decision.outcome:
        parts.append(f"{field_label('outcome', language)}: {decision.outcome}")
    return " / ".join(parts)


def decision_fields(decision: Decision | None, language: Language) -> dict[str, str]:
    """What a decision says beside how far it is, by field; all empty where there is none."""
    if decision is None:
        return dict.fromkeys(_FIELDS, "")
    return {
        "decision": decision.text,
        "department": decision.department or "",
        "until": language.month(decision.until) if decision.until else "",
        "outcome": decision.outcome or "",
        "decided": language.month(decision.decided),
    }


def earlier_title(language: Language) -> str:
    """The title over what was decided last time."""
    return language.gettext("Decided at the last meeting")


def this_year_title(fiscal_year: int, language: Language) -> str:
    """The title over what was decided about a year."""
    year = language.fiscal_year(fiscal_year)
    return language.gettext("Decided about {year}", year=year)


def followed_facts(followed: FollowedDecision, language: Language) -> str:
    """Who does it and until when, the plan before that has it, and what came of it."""
    _ = language.gettext
    decision = followed.decision
    until = ""
    if decision.until:
        until = _("until {when}", when=short_day(decision.until, language))
    facts = [decision.department or "", until]
    if followed.of_plan is not None:
        facts.append(_("decided in “{plan}”", plan=followed.of_plan))
    if decision.outcome:
        facts.append(f"→ {decision.outcome}")
    return "\u3000".join(fact for fact in facts if fact)


def state_with_delay(decision: Decision, today: date, language: Language) -> str:
    """How far it is, with its mark; of one that is overdue that it is: … これから・期限超過."""
    text = state_text(decision, language)
    if not is_overdue(decision, today):
        return text
    return language.gettext("{state}, overdue", state=text)


def flag_text(decision: Decision, language: Language) -> str:
    """What a flag on a chart says: R8.5.27 本部決定：窓口で案内する（済み）."""
    return language.gettext(
        "{day} decided: {text} ({state})",
        day=short_day(decision.decided, language),
        text=decision.text,
        state=term_label(decision.state, language),
    )
