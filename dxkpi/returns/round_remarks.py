"""What was remarked in a round, and what came of each remark."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.plan.review import Remark, YearReview
from dxkpi.returns.round_record import RoundRecord


class RemarkResult(StrEnum):
    """What came of a remark; the value is a term of the glossary."""

    WAITING = "remark_waits"
    ANSWERED = "remark_answered"
    MENDED = "remark_mended"
    CONFIRMED = "remark_settled"


@dataclass(frozen=True)
class RecordedRemark:
    """A remark on a thing that is asked, whose it is, and what came of it."""

    remark: Remark
    name: str
    departments: tuple[str | None, ...]
    result: RemarkResult


def recorded_remarks(
    record: RoundRecord, review: YearReview
) -> tuple[RecordedRemark, ...]:
    """Every remark of a round, oldest first."""
    return tuple(_recorded(record, review))


def _recorded(record: RoundRecord, review: YearReview) -> Iterator[RecordedRemark]:
    named = record.named_items()
    years = {
        one.item.key: one.item.fiscal_year
        for department in record.departments
        for one in (*department.required, *department.voluntary)
    }
    for remark in review.remarks:
        last_line = remark.item.place.split("\n")[-1]
        name, whose = named.get(remark.item, (last_line, ()))
        result = _result(remark, years.get(remark.item), review)
        yield RecordedRemark(remark, name, whose, result)


def _result(
    remark: Remark, fiscal_year: int | None, review: YearReview
) -> RemarkResult:
    """What came of a remark; of a thing that is asked no more whether it was answered."""
    item = remark.item
    if fiscal_year is not None:
        if review.is_confirmed(item, fiscal_year):
            return RemarkResult.CONFIRMED
        if review.changed_in.get((item, fiscal_year), 0) > remark.revision:
            return RemarkResult.MENDED
    return RemarkResult.WAITING if remark.answer is None else RemarkResult.ANSWERED
