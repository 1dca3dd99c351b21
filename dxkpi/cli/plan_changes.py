"""What loading a plan changes, told before it is loaded."""

from collections.abc import Sequence

from dxkpi.actions import PlacedPlan
from dxkpi.cli.console import say
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.plan import Plan, PlanChange
from dxkpi.plan.linked_plans import LinkFault
from dxkpi.wording.changed_values import changed_fact
from dxkpi.wording.language import mark
from dxkpi.wording.municipality import plain_city_name

MAX_CHANGES_SHOWN = 20

_BROKEN_LINKS = {
    LinkFault.NO_PLAN: mark(
        "{plan}: indicator {code} names “{other}”, which is no plan of the municipality "
        "here. Load that plan too, or mend the id."
    ),
    LinkFault.NO_INDICATOR: mark(
        "{plan}: indicator {code} names {other_code} of “{other}”, which has no such "
        "indicator. Mend the code."
    ),
    LinkFault.NOT_ALIKE: mark(
        "{plan}: indicator {code} and {other_code} of “{other}” differ in unit, kind of "
        "value or aggregation, so no figure goes from one to the other."
    ),
}


def say_new_plan(plan: Plan) -> None:
    """Say that a municipality gets a plan that it does not have yet."""
    say(
        _(
            "{plan}: new plan, {measures} measures, {indicators} indicators.",
            plan=_name_and_key(plan),
            measures=len(plan.measures),
            indicators=len(plan.indicators),
        )
    )


def say_missing_predecessor(plan: Plan) -> None:
    """Say that the plan which a plan follows is not there."""
    say(
        _(
            "{plan}: it follows “{former}”, which is no plan of the municipality here. "
            "Load that plan too, or mend “follows”.",
            plan=_name_and_key(plan),
            former=plan.about.follows,
        )
    )


def say_broken_links(placed: PlacedPlan) -> None:
    """Say which indicators name one of another plan that is not there, or no such one;
    also those of other plans that named one of this plan until now.
    """
    own_links = [(placed.plan, link) for link in placed.broken_links]
    for plan, link in [*own_links, *placed.cut_links]:
        say(
            _(
                _BROKEN_LINKS[link.fault],
                plan=_name_and_key(plan),
                code=link.indicator.code,
                other=link.plan_id,
                other_code=link.code,
            )
        )


def say_changes(plan: Plan, changes: Sequence[PlanChange]) -> None:
    """Say what changes in a plan; the actuals that would be lost come first."""
    named = _name_and_key(plan)
    if not changes:
        say(_("{plan}: no change.", plan=named))
        return
    say(
        ngettext(
            "{plan}: {n} change:", "{plan}: {n} changes:", len(changes), plan=named
        )
    )
    losses_first = sorted(changes, key=lambda change: not change.loses_actual)
    for change in losses_first[:MAX_CHANGES_SHOWN]:
        say(_change_line(change, plan))
    if len(changes) > MAX_CHANGES_SHOWN:
        say(_("  … and {n} more.", n=len(changes) - MAX_CHANGES_SHOWN))


def say_changes_of_city(placed: PlacedPlan) -> None:
    """Say that the other plans of the municipality change too, and of a new plan how."""
    if not placed.changes_of_city:
        return
    say(
        _(
            "{plan}: what it changes of the municipality is so for its other plans too.",
            plan=_name_and_key(placed.plan),
        )
    )
    if placed.replaced is None:
        for change in placed.changes_of_city:
            say(_change_line(change, placed.plan))


def _name_and_key(plan: Plan) -> str:
    return f"{plain_city_name(plan.municipality)} ({plan.key})"


def _change_line(change: PlanChange, plan: Plan) -> str:
    fact = changed_fact(change, plan, current_language())
    return f"  {fact.place}: {fact.before} → {fact.after}"
