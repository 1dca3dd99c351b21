"""Yearly reports that come with a return: stored, told in the history, taken back."""

import pytest

from dxkpi.plan import InitiativeState, Judge, OwnMark, Plan, YearlyReport
from dxkpi.returns import CheckedReturn
from dxkpi.returns.checked_return import return_changes
from dxkpi.rules import ReportedYear, report_subjects
from dxkpi.store import ChangedInStore, Store, Submission, writing
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of
from tests.support.stored import current_plan, form_of

YEAR = 2026
KEY = ("1-1", "1")


def report(done: str, **more: object) -> YearlyReport:
    fields = {"state": InitiativeState.UNDER_WAY, "done": done} | more
    return YearlyReport.model_validate({"fiscal_year": YEAR, **fields})


def own_mark(mark: str) -> OwnMark:
    return OwnMark(fiscal_year=YEAR, by=Judge.DEPARTMENT, mark=mark)


def checked(
    store: Store, city: str, done: str, mark: str | None = None
) -> CheckedReturn:
    form = form_of(store, city)
    marks = {KEY: own_mark(mark)} if mark else {}
    said = ReportedYear(YEAR, {KEY: report(done)}, marks)
    return CheckedReturn(
        form, (), tuple(return_changes(form, {}, {}, said)), {}, {}, said
    )


def register(store: Store, city: str, done: str, mark: str | None = None) -> Submission:
    return put_on_record(store, checked(store, city, done, mark), "佐藤")


def stored(store: Store, city: str) -> tuple[YearlyReport | None, OwnMark | None]:
    for subject in report_subjects(current_plan(store, city)):
        if subject.key == KEY:
            return subject.report(YEAR), subject.department_mark(YEAR)
    raise LookupError(KEY)


def test_a_report_is_stored_with_its_return(store: Store, city: str) -> None:
    before = current_plan(store, city)
    made = register(store, city, "始めた。", "○")
    assert made.figures == 1
    assert stored(store, city) == (report("始めた。"), own_mark("○"))
    after = current_plan(store, city)
    assert after.indicators == before.indicators
    assert store.plan(after.key) == after


def test_marks_of_others_are_left_alone(
    store: Store, city: str, sample_plan: Plan
) -> None:
    headquarters = OwnMark(fiscal_year=YEAR, by=Judge.HEADQUARTERS, mark="△")
    indicators = tuple(
        one.model_copy(update={"marks": (headquarters,)})
        for one in sample_plan.indicators
    )
    plan = sample_plan.model_copy(update={"indicators": indicators})
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    register(store, city, "始めた。", "○")
    for indicator in current_plan(store, city).indicators:
        assert indicator.marks == (headquarters,)


def test_what_was_reported_meanwhile_is_not_written_over(
    store: Store, city: str
) -> None:
    late = checked(store, city, "後から")
    register(store, city, "先に")
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "田中")
    assert stored(store, city)[0] == report("先に")


def test_a_withdrawal_takes_it_back(store: Store, city: str) -> None:
    first = register(store, city, "始めた。", "○")
    second = register(store, city, "広げた。")
    previews = store.preview_withdrawal(second.number)
    assert [(p.report_key, p.now, p.back) for p in previews] == [
        (KEY, report("広げた。"), report("始めた。"))
    ]
    writing.withdraw_return(store, second.number, "田中", "誤り")
    assert stored(store, city) == (report("始めた。"), own_mark("○"))
    writing.withdraw_return(store, first.number, "田中", "誤り")
    assert stored(store, city) == (None, None)


def test_what_a_later_return_says_stays(store: Store, city: str) -> None:
    first = register(store, city, "始めた。")
    register(store, city, "広げた。")
    [preview] = store.preview_withdrawal(first.number)
    assert preview.superseded
    writing.withdraw_return(store, first.number, "田中", "誤り")
    assert stored(store, city)[0] == report("広げた。")


def test_the_history_tells_each_report_and_mark(store: Store, city: str) -> None:
    register(store, city, "始めた。", "○")
    register(store, city, "広げた。", "◎")
    steps = [
        step
        for step in store.history(key_of(city))
        if step.fiscal_year == YEAR and (step.report_key or step.marked)
    ]
    told = [
        (
            step.place,
            step.before and step.before.report,
            step.after and step.after.report,
        )
        for step in steps
        if step.report_key
    ]
    assert told == [
        ("1-1(1)", None, report("始めた。")),
        ("1-1(1)", report("始めた。"), report("広げた。")),
    ]
    marks = [step.after.mark for step in steps if step.marked and step.after]
    assert marks == [own_mark("○"), own_mark("◎")]
    assert all(step.submission for step in steps)


def test_what_changed_since_a_revision_is_known(store: Store, city: str) -> None:
    seen = store.revision().number
    register(store, city, "始めた。", "○")
    [changed] = store.reports_changed_since(key_of(city), YEAR, seen).values()
    assert (changed.then, changed.who) == (None, "佐藤")
    assert store.marks_changed_since(key_of(city), YEAR, seen).keys() == {KEY}
    now = store.revision().number
    assert store.reports_changed_since(key_of(city), YEAR, now) == {}
