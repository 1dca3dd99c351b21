"""A process that walks a year's cycle over and over until it is killed: a round opened or
changed, figures registered, one sent back and answered, all confirmed, the year
released, a role given.

A job is the address of a store. The worker prints "cycle 0" when it begins, and after
each step its name and the number of its revision.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    AnswerRemark,
    ChangeRound,
    ConfirmItems,
    ExaminedReturn,
    GrantRole,
    Identification,
    OpenRound,
    RegisterReturn,
    ReleaseYear,
    ReturnItems,
)
from dxkpi.plan.review import figure_key
from dxkpi.store import TYPED, Membership, NewRemark, Role, SeenItem, Store
from tests.support.forking import fork_for_each_line, report
from tests.support.returned import answer
from tests.support.shipped_cities import MIHON, key_of

KEY, YEAR = key_of(MIHON), 2025
CODES = ("K01", "K02", "K03")
_DEPARTMENT = "市民課"
_DEADLINES = (date(2026, 5, 15), date(2026, 5, 22))
_OPERATOR = Actor("operator", Identification.COMMAND_LINE)


class Step(StrEnum):
    """A write of the cycle; each is the source of its revision."""

    ROUND = "round"
    REGISTER = TYPED
    SEND_BACK = "send_back"
    ANSWER = "answer"
    CONFIRM = "confirm"
    RELEASE = "release"
    GRANT = "grant"


def _change_round(store: Store) -> None:
    opened = store.round(KEY, YEAR)
    if opened is None:
        opening = OpenRound(KEY, YEAR, _DEADLINES[0], None, True, Step.ROUND)
        actions.open_round(store, opening, _OPERATOR)
        return
    [other] = [day for day in _DEADLINES if day != opened.deadline]
    change = ChangeRound(KEY, YEAR, other, None, True, Step.ROUND)
    actions.change_round(store, change, _OPERATOR)


def _register(store: Store) -> None:
    """Figures that say the revision before them."""
    figures = dict.fromkeys(CODES, store.revision().number)
    checked = answer(store, MIHON, YEAR, None, figures)
    examined = ExaminedReturn(None, checked, checked.findings)
    command = RegisterReturn(examined, "すでに確定しているため")
    actions.register_return(store, command, _OPERATOR)


def _send_back(store: Store) -> None:
    """One is sent back, the others become final, in one write."""
    sent_back, *others = _seen(store)
    remark = NewRemark(sent_back.item, "分母は何ですか")
    command = ReturnItems(KEY, YEAR, (remark,), tuple(others), Step.SEND_BACK)
    actions.return_items(store, command, _OPERATOR)


def _answer(store: Store) -> None:
    last = store.review(KEY, YEAR).remarks[-1].number
    command = AnswerRemark(KEY, YEAR, _DEPARTMENT, last, "全手続です", Step.ANSWER)
    actions.answer_remark(store, command, _OPERATOR)


def _confirm(store: Store) -> None:
    command = ConfirmItems(KEY, YEAR, _seen(store), Step.CONFIRM)
    actions.confirm_items(store, command, _OPERATOR)


def _release(store: Store) -> None:
    reason = "訂正" if store.releases(KEY) else ""
    command = ReleaseYear(
        KEY, YEAR, reason=reason, although_preliminary=True, source=Step.RELEASE
    )
    actions.release_year(store, command, _OPERATOR)


def _grant(store: Store) -> None:
    subject = f"s{store.revision().number}"
    membership = Membership(Role.VIEWER, MIHON)
    command = GrantRole(subject, subject, membership, Step.GRANT)
    actions.grant_role(store, command, _OPERATOR)


_STEPS: dict[Step, Callable[[Store], None]] = {
    Step.ROUND: _change_round,
    Step.REGISTER: _register,
    Step.SEND_BACK: _send_back,
    Step.ANSWER: _answer,
    Step.CONFIRM: _confirm,
    Step.RELEASE: _release,
    Step.GRANT: _grant,
}


def _seen(store: Store) -> tuple[SeenItem, ...]:
    """The figures as they stand."""
    changes = store.review(KEY, YEAR).changed_in
    items = [figure_key(code) for code in CODES]
    return tuple(SeenItem(item, YEAR, changes[item, YEAR]) for item in items)


def write_cycles(url: str) -> None:
    """Walk the cycle until the process is killed."""
    store = Store(url)
    report("cycle", 0)
    while True:
        for step, write in _STEPS.items():
            write(store)
            report(step.name, store.revision().number)


if __name__ == "__main__":
    fork_for_each_line(lambda line: write_cycles(line.strip()))
