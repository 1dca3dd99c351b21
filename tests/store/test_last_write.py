"""What is remembered of the last write, where several use a store at once."""

from datetime import UTC, datetime

from dxkpi.plan import Plan
from dxkpi.store import Revision
from dxkpi.store.last_write import LastWrite


def revision(number: int) -> Revision:
    return Revision(number, datetime(2026, 11, 30, tzinfo=UTC))


def test_an_answer_slower_than_a_write_takes_nothing_back() -> None:
    last = LastWrite()
    last.note_write(revision(6), 1.5, None)
    assert last.note_answer(revision(5), asked_at=1.0, now=2.0) == revision(6)
    assert last.known is not None
    assert last.known.revision == revision(6)


def test_an_answer_asked_for_after_a_write_counts_also_with_a_lower_number() -> None:
    """The file was replaced by an older copy meanwhile."""
    last = LastWrite()
    last.note_write(revision(6), 1.0, None)
    assert last.note_answer(revision(3), asked_at=2.0, now=2.1) == revision(3)


def test_of_two_writes_that_are_told_out_of_order_the_later_stands(
    sample_plan: Plan,
) -> None:
    last = LastWrite()
    last.note_write(revision(7), 1.0, None)
    last.note_write(revision(6), 1.1, sample_plan)
    assert last.known is not None
    assert last.known.revision == revision(7)
    assert last.after_return is not None
    assert last.after_return.last_change == revision(6)
