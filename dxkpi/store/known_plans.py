"""A plan as the store knew it at the end of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from dxkpi import fiscal
from dxkpi.plan import Plan, PlanKey
from dxkpi.store.load import PlanAtRevision, is_plan, read_plan_at
from dxkpi.store.parts import each_measured
from dxkpi.store.plan_texts import PlanText, text_in_force
from dxkpi.store.revisions import Revision, last_revision_before, moment_of_revision
from dxkpi.store.rows import Fields
from dxkpi.store.tables import PLAN

_PROMISE = ("baseline", "target", "references", "former_targets")


@dataclass(frozen=True)
class KnownPlan:
    """A plan at the end of `day`; `revision` was the last write until then.

    `wording_of` is the day from which on its wording is kept, where that is later: names
    and texts then are of that day, the figures of the day that was asked for.
    """

    plan: Plan
    day: date
    revision: Revision
    wording_of: date | None = None


def read_known_plan(
    connection: Connection, key: PlanKey, day: date
) -> KnownPlan | None:
    """The plan as it was known at the end of a day; None where it was not there yet."""
    revision = last_revision_before(connection, fiscal.end_of_day(day))
    if revision is None:
        return None
    return read_plan_known_at(connection, key, revision, day)


def read_plan_known_at(
    connection: Connection, key: PlanKey, revision: Revision, day: date
) -> KnownPlan | None:
    """The plan as it was known after a write of a day; None where it was not there yet."""
    head = connection.execute(
        select(PLAN.c.id, PLAN.c.added_in, PLAN.c.worded_in, PLAN.c.withdrawn_in).where(
            is_plan(key)
        )
    ).first()
    if head is None or revision.number < head.added_in:
        return None
    if head.withdrawn_in is not None and revision.number >= head.withdrawn_in:
        return None
    stored = read_plan_at(connection, key, revision.number)
    if revision.number >= head.worded_in:
        return KnownPlan(Plan.model_validate(stored.fields), day, revision)

    text = text_in_force(connection, head.id, revision.number)
    if text is None:
        plan = Plan.model_validate(stored.fields)
        return KnownPlan(plan, day, revision, _day_of(connection, head.worded_in))
    if text.since <= revision.number:
        return KnownPlan(_plan_of_text(text, stored), day, revision)
    plan = _plan_of_later_text(text, stored)
    return KnownPlan(plan, day, revision, _day_of(connection, text.since))


def _plan_of_text(text: PlanText, stored: PlanAtRevision) -> Plan:
    """The plan with a wording and what was said of its years."""
    data = _with_reports(text.data, stored)
    recorded = each_measured(stored.fields["indicators"])
    actuals = {each["code"]: {"actuals": each["actuals"]} for each in recorded}
    indicators = [
        _merged(indicator, actuals, {"actuals": ()}) for indicator in data["indicators"]
    ]
    return Plan.model_validate(data | {"indicators": indicators})


def _plan_of_later_text(text: PlanText, stored: PlanAtRevision) -> Plan:
    """The same with the promises that were recorded then, where they fit the wording."""
    plan = _plan_of_text(text, stored)
    recorded = each_measured(stored.fields["indicators"])
    promises = {
        each["code"]: {name: each[name] for name in _PROMISE} for each in recorded
    }
    data = plan.model_dump(by_alias=True)
    data["indicators"] = [_merged(each, promises, {}) for each in data["indicators"]]
    try:
        return Plan.model_validate(data)
    except ValidationError:  # the rule was another then, which is not kept
        return plan


def _merged(
    indicator: Fields, recorded: Mapping[str, Fields], others: Fields
) -> Fields:
    """An indicator with what was recorded of it, else with `others`; one of parts has
    that in them.
    """
    parts = indicator.get("parts")
    if parts:
        return indicator | {"parts": [_merged(one, recorded, others) for one in parts]}
    return indicator | recorded.get(indicator["code"], others)


def _with_reports(data: Mapping[str, Any], stored: PlanAtRevision) -> Fields:
    """The wording with the yearly reports, marks and decisions that stood beside it."""
    reports = stored.reports
    policies = []
    for policy in data["policies"]:
        measures = []
        for measure in policy["measures"]:
            number = measure["number"]
            initiatives = [
                each | reports.of_initiative(number, each["number"])
                for each in measure["initiatives"]
            ]
            changed = reports.of_measure(number) | {"initiatives": initiatives}
            measures.append(measure | changed)
        changed = reports.of_policy(policy["number"]) | {"measures": measures}
        policies.append(policy | changed)
    indicators = [
        indicator | reports.of_indicator(indicator["code"])
        for indicator in data["indicators"]
    ]
    said = {"policies": policies, "indicators": indicators}
    return {**data, **said, "decisions": stored.fields["decisions"]}


def _day_of(connection: Connection, revision: int) -> date | None:
    at = moment_of_revision(connection, revision)
    return None if at is None else fiscal.day_in_japan(at)
