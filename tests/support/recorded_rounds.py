"""A round of 見本市's year 2025 with something of everything, and its record."""

from collections.abc import Iterable
from datetime import date

from dxkpi import actions
from dxkpi.actions import (
    AnswerRemark,
    ConfirmItems,
    ExaminedReturn,
    ExtendDeadline,
    RegisterReturn,
    ReturnItems,
)
from dxkpi.actions.recorded_rounds import read_recorded_round
from dxkpi.plan import BarState, PlanKey, Progress
from dxkpi.plan.review import figure_key
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.returns.round_items import ItemState, round_items
from dxkpi.store import NewRemark, SeenItem, Store
from dxkpi.wording.language import Language
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import answer, person, put_on_record

CITY, YEAR, OWN = "999997", 2025, "人事課"
DAY = date(2026, 5, 25)
LIKE_A_FORMULA = "=異動のため"
REMARK, ANSWER = "研修はいつ終わりますか。", "令和8年10月に終わる。"
CORRECTION = "転記の誤り"
SATO = person("人事 佐藤")


def recorded_round(
    store: Store,
    plan: PlanKey,
    today: date = DAY,
    language: Language = Language.JAPANESE,
) -> RecordedRound:
    year = read_recorded_round(store, plan, YEAR, today, SECRETARIAT, language)
    assert year is not None
    return year


def run_round(store: Store, plan: PlanKey) -> None:
    """人事課 has more time; of its figures K13 was sent back for its 要因, answered and
    confirmed, K16 confirmed and corrected.
    """
    open_round(store, plan, is_reviewed=True)
    more = ExtendDeadline(plan, YEAR, OWN, date(2026, 5, 22), LIKE_A_FORMULA)
    actions.extend_deadline(store, more, SECRETARIAT)
    remark = NewRemark(figure_key("K13"), REMARK, "note")
    returning = ReturnItems(plan, YEAR, (remark,), seen_figures(store, plan, ["K16"]))
    actions.return_items(store, returning, SECRETARIAT)
    reply = AnswerRemark(plan, YEAR, OWN, 1, ANSWER)
    actions.answer_remark(store, reply, SATO)
    confirming = ConfirmItems(plan, YEAR, seen_figures(store, plan, ["K13"]))
    actions.confirm_items(store, confirming, SECRETARIAT)
    checked = answer(store, CITY, YEAR, OWN, {"K16": 22})
    correcting = RegisterReturn(ExaminedReturn(None, checked, ()), CORRECTION)
    actions.register_return(store, correcting, SATO)


def seen_figures(
    store: Store, plan: PlanKey, codes: Iterable[str]
) -> tuple[SeenItem, ...]:
    """Figures as a reviewer sees them."""
    changes = store.review(plan, YEAR).changed_in
    return tuple(
        SeenItem(figure_key(code), YEAR, changes[figure_key(code), YEAR])
        for code in codes
    )


def confirm_everything(store: Store, plan: PlanKey) -> None:
    """Make final whatever is in."""
    progress = recorded_round(store, plan).progress
    items = {
        (item.key, item.fiscal_year)
        for one in progress.departments
        for item in one.items
    }
    changes = store.review(plan, YEAR).changed_in
    seen = tuple(
        SeenItem(key, of_year, changes[key, of_year])
        for key, of_year in items
        if key is not None and of_year is not None and (key, of_year) in changes
    )
    actions.confirm_items(store, ConfirmItems(plan, YEAR, seen), SECRETARIAT)


def hand_in_everything(store: Store, plan: PlanKey) -> None:
    """Hand in all that is missing, for each department by itself."""
    begun = Progress(fiscal_year=YEAR, state=BarState.IN_PROGRESS)
    for form in actions.return_forms(store, plan, YEAR, DAY):
        items = round_items(form)
        open_codes = {item.code for item in items if item.state is ItemState.OPEN}
        figures = {i.code: 1 for i in form.indicators if i.code in open_codes}
        entries = [e for e in form.schedule_entries if e.code in open_codes]
        progress = {entry.key: begun for entry in entries}
        if figures or progress:
            checked = answer(store, CITY, YEAR, form.department, figures, progress)
            put_on_record(store, checked, f"{form.department} 担当")
