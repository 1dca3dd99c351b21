"""Everything that is on record of a round, read for whoever may run it.

Not among the names of `dxkpi.actions`: papers bring charts and typesetting, for which no
other action should wait.
"""

from datetime import date

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope
from dxkpi.actions.permission import require_right
from dxkpi.actions.return_forms import return_forms
from dxkpi.actions.rights import Right
from dxkpi.plan import PlanKey
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.returns.round_facts import round_departments
from dxkpi.rules import PROFILES, profile_of
from dxkpi.settings import settings
from dxkpi.store import Store
from dxkpi.wording.language import Language


def read_recorded_round(
    store: Store,
    plan: PlanKey,
    fiscal_year: int,
    today: date,
    actor: Actor,
    language: Language,
) -> RecordedRound | None:
    """A round as it stands in the store; None where none was opened for the year.

    Raises `NotPermitted` where the actor may not run the city's rounds.
    """
    require_right(store, actor, Right.RUN_ROUND, [CityScope(plan.city)])
    opened = store.round(plan, fiscal_year)
    shown = store.plan_with_shared_figures(plan)
    if opened is None or shown is None:
        return None
    forms = return_forms(store, plan, fiscal_year, today)
    review = store.review(plan, fiscal_year)
    progress = round_departments(
        forms,
        store.submissions(plan),
        store.taken_forms(plan, fiscal_year),
        opened,
        today,
        review,
    )
    return RecordedRound(
        shown,
        opened,
        forms,
        progress,
        review,
        store.history(plan),
        profile_of(shown, PROFILES[settings().profile]),
        today,
        forms[0].changed_at,
        language,
    )
