"""Commands that look back: what the store knew at the end of a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import typer

from dxkpi import fiscal
from dxkpi.cli.console import fail, listed_plan, open_store, plan_of, say
from dxkpi.cli.language import _, current_language
from dxkpi.plan import Plan
from dxkpi.settings import settings
from dxkpi.store import KnownPlan
from dxkpi.survey import plan_with_pooled_groups

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help=_("As the store knew it at the end of a day: 2025-05-20.")
    ),
]


@dataclass(frozen=True)
class PlanOfDay:
    """A plan and the day on which it is looked at. `known` is None for today."""

    plan: Plan
    day: date
    known: KnownPlan | None = None


def plan_of_day(address: str, as_of: str | None) -> PlanOfDay:
    """The plan as it is, or as it was known on a day, which is said."""
    if as_of is None:
        return PlanOfDay(plan_of(address), fiscal.today())
    day = _day_of(as_of)
    with open_store() as store:
        listed = listed_plan(address, store.listed_plans())
        known = store.plan_on(listed.key, day)
    label = current_language().month(day.isoformat())
    if known is None:
        fail(_("The plan was not in the store yet on {day}.", day=label))
    say(_("As it was known on {day}.", day=label))
    if known.wording_of is not None:
        since = current_language().month(known.wording_of.isoformat())
        say(
            _(
                "The wording of that day was not kept; names and texts are those of {day}.",
                day=since,
            )
        )
    plan = plan_with_pooled_groups(known.plan, settings().smallest_group)
    return PlanOfDay(plan, day, replace(known, plan=plan))


def _day_of(text: str) -> date:
    try:
        as_of = fiscal.parse_year(text).as_of or ""
        day = date.fromisoformat(as_of)
    except (fiscal.NotAFiscalYear, ValueError):
        fail(
            _("“{text}” is not a day. Write 2025-05-20 or 令和7年5月20日.", text=text),
            code=2,
        )
    if day > fiscal.today():
        fail(_("“{text}” is still to come. Name a day that was.", text=text), code=2)
    return day
