"""What somebody else changed of a decision while a reader was writing about it."""

from collections.abc import Iterator

from dxkpi.actions import TypedDecision
from dxkpi.plan import Decision, Plan, PlanKey
from dxkpi.store import HistoryStep
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.seen_changes import change_line
from dxkpi.wording.decisions import subject_text
from dxkpi.wording.glossary import term_label

_NOTHING = "－"


def as_in_form(decision: Decision) -> TypedDecision:
    """A decision as the form shows it: its days as they can be typed."""
    typed, language = TypedDecision.of(decision), current_language()
    until = language.day_to_type(decision.until) if decision.until else ""
    decided = language.day_to_type(decision.decided)
    return TypedDecision(**{**vars(typed), "until": until, "decided": decided})


def decision_changes(
    plan: Plan, seen: Decision, now: Decision | None, own: TypedDecision | None
) -> tuple[str, ...]:
    """Each field of a decision that is not as it was seen, with what the reader has
    written there; `now` is None where the decision was taken out, `own` where the reader
    wanted that.
    """
    step = _last_step(plan.key, seen.number)
    if step is None or now == seen:
        return ()
    if now is None:
        return (_taken_out_line(seen, step),)
    return tuple(_changed_fields(plan, seen, now, own, step))


def _last_step(plan: PlanKey, number: str) -> HistoryStep | None:
    steps = [step for step in cached.store().history(plan) if step.decision == number]
    return max(steps, key=lambda step: step.revision, default=None)


def _taken_out_line(seen: Decision, step: HistoryStep) -> str:
    return _(
        "“{decision}” was taken out ({who}, {when}). If you register it, it is a new one.",
        decision=seen.text,
        who=step.who,
        when=current_language().moment(step.at),
    )


def _changed_fields(
    plan: Plan,
    seen: Decision,
    now: Decision,
    own: TypedDecision | None,
    step: HistoryStep,
) -> Iterator[str]:
    before, after = _fields(plan, as_in_form(seen)), _fields(plan, as_in_form(now))
    written = _fields(plan, own) if own is not None else {}
    for name, text in after.items():
        if text == before[name]:
            continue
        line = change_line(name, before[name], text, step.who, step.at)
        if written.get(name, text) != text:
            line = _(
                "{change}. You have written: {text}", change=line, text=written[name]
            )
        yield line


def _fields(plan: Plan, decision: TypedDecision) -> dict[str, str]:
    """What stands in each field of the form, under its label."""
    language = current_language()
    texts = {
        _("What was decided"): decision.text,
        _("About what"): subject_text(plan, decision.subject, language),
        _("Department in charge"): decision.department,
        _("Until when"): decision.until,
        _("How far"): term_label(decision.state, language),
        _("Decided on"): decision.decided,
        _("About which fiscal year"): language.fiscal_year_title(decision.fiscal_year),
        _("What came of it"): decision.outcome,
    }
    return {label: text.strip() or _NOTHING for label, text in texts.items()}
