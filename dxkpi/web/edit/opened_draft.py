"""The draft that the address asks for, beside the plan as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from dxkpi import fiscal
from dxkpi.actions import (
    ComparedDraft,
    DraftFinding,
    TargetDecision,
    compare_draft,
    plan_with_ledger,
)
from dxkpi.plan import Indicator, Plan, PlanKey
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.store import DraftStep, ListedDraft, PlanDraftState, Revision, Store
from dxkpi.web.common import cached

_MOST_KEPT = 32
_PARAMETER = "draft"
_UNSAID = "－"
"""In place of a reason that is still to be written."""


@dataclass(frozen=True)
class OpenedDraft:
    """An open draft as the page shows it: its document, and what registering it would do."""

    listed: ListedDraft
    compared: ComparedDraft
    steps: Sequence[DraftStep]

    @property
    def number(self) -> int:
        return self.listed.number

    @property
    def step(self) -> int:
        """The last step that is shown."""
        return self.listed.step

    @property
    def data(self) -> Any:
        """The document, whatever is still wrong in it."""
        return self.compared.data

    @property
    def document(self) -> IndexedDocument:
        """The document, in which many places are looked up."""
        return self.compared.indexed

    @property
    def plan(self) -> Plan | None:
        """The plan that it would be; None while something is wrong in it."""
        placed = self.compared.placed
        return None if placed is None else placed.plan

    @cached_property
    def plan_as_decided_today(self) -> Plan | None:
        """The plan that it would be, were the targets that change without a word decided
        today.
        """
        if self.plan is None:
            return None
        decision = TargetDecision(fiscal.today().isoformat(), _UNSAID)
        return plan_with_ledger(self.plan, self.stored, decision)

    @property
    def stored(self) -> Plan | None:
        """The plan as it stands; None of a plan to be."""
        return self.compared.before

    @property
    def findings(self) -> tuple[DraftFinding, ...]:
        """What is wrong or to be told of it."""
        return (*self.compared.problems, *self.compared.remarks)

    def value(self, location: Location) -> Any:
        """What stands at a place; None for nothing."""
        value = self.document.value_at(location)
        return None if value is ABSENT else value

    def items(self, location: Location) -> list[dict[str, Any]]:
        """The items of a list; none where there is no list."""
        value = self.value(location)
        return value if isinstance(value, list) else []

    def findings_within(self, location: Location) -> list[DraftFinding]:
        """What is wrong or to be told at a place, or in it."""
        return [
            finding
            for finding in self.findings
            if finding.location[: len(location)] == location
        ]

    def edited_indicator(self, code: str) -> Indicator | None:
        """An indicator as it would be; None while the draft is no plan."""
        plan = self.plan_as_decided_today
        return None if plan is None else plan.indicator(code)

    def lacks_word(self, code: str) -> bool:
        """Whether an indicator's target changes and nothing says why."""
        return any(change.after.code == code for change in self.compared.unexplained)

    def stored_indicator(self, code: str) -> Indicator | None:
        """An indicator as it stands."""
        return None if self.stored is None else self.stored.indicator(code)

    @cached_property
    def departments(self) -> list[str]:
        """The names of departments that the plan or the register mentions, in order."""
        names: dict[str, None] = {}
        for holder in _objects(self.data):
            for department in _departments_in(holder):
                name = (
                    department.get("name")
                    if isinstance(department, dict)
                    else department
                )
                if isinstance(name, str):
                    names[name] = None
        return sorted(names)


def _departments_in(holder: dict[str, Any]) -> list[Any]:
    """The departments that an object names, one or several."""
    one = holder.get("department")
    return [*([one] if one else []), *(holder.get("departments") or ())]


def _objects(value: Any) -> list[dict[str, Any]]:
    """Every object in a document."""
    if isinstance(value, list):
        return [found for item in value for found in _objects(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for inner in value.values() for found in _objects(inner))]


def draft_in_address() -> int | None:
    """The number of the draft that the address names; None where it names none."""
    text = st.query_params.get(_PARAMETER, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def name_draft(number: int) -> None:
    """Write into the address which draft is opened."""
    st.query_params[_PARAMETER] = str(number)


def leave_draft(plan: PlanKey | None = None) -> None:
    """Take the draft out of the address, which names its plan then (None: as before)."""
    st.query_params.pop(_PARAMETER, None)
    if plan is not None:
        st.query_params["city"], st.query_params["plan"] = plan.city, plan.id


def open_draft(number: int) -> OpenedDraft | None:
    """An open draft within the reader's reach; None where there is none."""
    store = cached.store()
    listed = store.listed_draft(number)
    if listed is None or listed.state is not PlanDraftState.OPEN:
        return None
    compared = _compared(store, number, listed.step, store.revision())
    return OpenedDraft(listed, compared, store.draft_steps(number))


def draft_of_plan(key: PlanKey) -> ListedDraft | None:
    """The open draft of a stored plan."""
    drafts = cached.store().drafts(key.city)
    return next((draft for draft in drafts if draft.key == key), None)


@st.cache_resource(show_spinner=False, max_entries=_MOST_KEPT)
def _compared(
    _store: Store,
    number: int,
    step: int,  # noqa: ARG001 (part of the key under which it is kept)
    revision: Revision,
) -> ComparedDraft:
    """A draft as it is after a step, beside the plans as of a write."""
    return compare_draft(
        _store, number, plan_of=lambda key: _stored_plan(_store, key, revision)
    )


@st.cache_resource(show_spinner=False, max_entries=_MOST_KEPT)
def _stored_plan(
    _store: Store,
    key: PlanKey,
    revision: Revision,  # noqa: ARG001 (part of the key under which it is kept)
) -> Plan | None:
    """A plan as of a write, which is not read again for each step of its draft."""
    return _store.plan(key)
