"""A city of whose plan something is in every table that cities have."""

from datetime import date

from dxkpi import actions
from dxkpi.actions import ReleaseYear
from dxkpi.plan import BarState, FormerTarget, Plan, YearlyReport
from dxkpi.plan.document_changes import DocumentChange
from dxkpi.plan.round import Round
from dxkpi.plan.yearly_report import Judge, OwnMark
from dxkpi.rules import ReportedYear, with_reported_year
from dxkpi.store import (
    NewDraft,
    NewRemark,
    NewStep,
    SeenItem,
    Store,
    draft_writing,
    writing,
)
from tests.support.decided import GUIDE
from tests.support.opened_rounds import SECRETARIAT
from tests.support.stored import entry_progress, register_figures

_OPENED = Round(2025, date(2026, 5, 15), date(2026, 5, 29), is_reviewed=True)
_WRITER = ("secretariat", "plan.yaml")


def plan_of_city(plan: Plan, of_city: Plan) -> Plan:
    """A plan as if it were of the city of another."""
    about = plan.about.model_copy(update={"id": of_city.about.id})
    municipality = of_city.municipality
    return plan.model_copy(update={"municipality": municipality, "about": about})


def use_city(store: Store, plan: Plan) -> None:
    """Load a plan and change its text, report, review, decide and release."""
    key = plan.key
    writing.save_plans(store, [plan], *_WRITER)
    writing.save_plans(store, [_revised(plan)], *_WRITER)
    writing.change_round(store, key, 2025, lambda _before: _OPENED, "鈴木", "typed")
    writing.note_taken_form(store, key, 2025, "人事課", "佐藤")
    bars = {0: entry_progress(BarState.DONE)}
    register_figures(store, plan.municipality.code, {"K01": 5}, bars)
    _review(store, plan)
    writing.change_decision(store, key, None, GUIDE, "鈴木", "typed")
    release = ReleaseYear(key, 2025, "議会に報告", although_preliminary=True)
    actions.release_year(store, release, SECRETARIAT)
    _draft(store, plan)


def _revised(plan: Plan) -> Plan:
    """The plan with another title, a report, a mark, and a target that was another."""
    place = ("1-1", "1")
    report = YearlyReport(fiscal_year=2025, done="窓口3か所で始めた。")
    mark = OwnMark(fiscal_year=2025, by=Judge.DEPARTMENT, mark="○")
    reported = ReportedYear(2025, {place: report}, {place: mark})
    about = plan.about.model_copy(update={"title": "改定した計画"})
    first, *others = plan.indicators
    former = FormerTarget(target=first.target, correction="転記の誤り")
    first = first.model_copy(update={"former_targets": (former,)})
    changed = {"about": about, "indicators": (first, *others)}
    return with_reported_year(plan, reported).model_copy(update=changed)


def _review(store: Store, plan: Plan) -> None:
    """Confirm one thing of the year, and remark on another."""
    changes = store.review(plan.key, 2025).changed_in.items()
    [(first, since), ((second, _year), _since), *_others] = changes
    confirmed = SeenItem(*first, since)
    remark = NewRemark(second, "単位は")
    place = (store, plan.key, 2025)
    writing.record_review(*place, [confirmed], [remark], "鈴木", "typed")


def _draft(store: Store, plan: Plan) -> None:
    """Begin a draft and change its title."""
    base = {"plan": {"title": plan.about.title}}
    draft = NewDraft(*plan.key, 1, base, base)
    number = draft_writing.start_draft(store, draft, "鈴木")
    title = DocumentChange(("plan", "title"), plan.about.title, "次の計画")
    step = NewStep((title,), {"plan": {"title": "次の計画"}})
    draft_writing.change_draft(store, number, lambda *_: step, "鈴木")
