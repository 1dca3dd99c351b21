"""What a survey that was superseded leaves behind: nothing that tells by subtraction.

Every other figure of the history stays for good. A survey's groups go with the write that
supersedes it; its counts, and the rate that they made, go where they would tell what a few
people answered (`dxkpi.plan.survey_versions`). A figure that went so is marked `withheld`.
The two counts of a share that stood in a survey's place go as its groups do.
The workbook that brought the counts of a survey goes too, once another one stands: its
sheet of totals holds them. Its name, size and SHA-256 stay on the receipt.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, delete, or_, select, update

from dxkpi.plan import Survey
from dxkpi.plan.survey_versions import differ_by_few, rate_tells_few, without_groups
from dxkpi.store.tables import FIGURE, ORIGINAL, SUBMISSION, FigureKind


class TakenAway(NamedTuple):
    """Of which figures and which originals (by their receipts) something was taken away."""

    figures: frozenset[int]
    originals: frozenset[int]


def protect_superseded_surveys(
    connection: Connection, smallest: int, revision: int | None = None
) -> TakenAway:
    """Take away what superseded surveys would tell beside those that stand; of which
    figures and originals something was.

    Of the indicators that a revision changed, or of all. `smallest` is the number of
    answers of which fewer are few.
    """
    figures: set[int] = set()
    originals: set[int] = set()
    for rows in _actuals_by_indicator(connection, revision).values():
        standing = [row for row in rows if row.superseded_in is None]
        superseded = [row for row in rows if row.superseded_in is not None]
        outdated = _revisions_of_outdated_totals(superseded, standing)
        for row in superseded:
            if _protect_row(connection, row, standing, smallest):
                figures.add(row.id)
        originals |= _remove_originals(connection, outdated)
    return TakenAway(frozenset(figures), frozenset(originals))


def forget_superseded_counts(
    connection: Connection, revision: int | None = None
) -> frozenset[int]:
    """Take away the counts of superseded shares where a survey stands: beside its own
    they would tell more exactly than the rate. Gives the numbers of these figures.

    Of the indicators that a revision changed, or of all.
    """
    f = FIGURE.c
    surveyed = select(f.indicator_id).where(f.survey.is_not(None))
    superseded = select(f.id).where(
        f.numerator.is_not(None),
        f.superseded_in.is_not(None),
        f.indicator_id.in_(surveyed),
    )
    if revision is not None:
        superseded = superseded.where(f.indicator_id.in_(_touched_by(revision)))
    numbers = frozenset(connection.execute(superseded).scalars())
    if numbers:
        without_counts = update(FIGURE).where(f.id.in_(numbers))
        connection.execute(without_counts.values(numerator=None, denominator=None))
    return numbers


def _touched_by(revision: int) -> Select[Any]:
    """The indicators whose figures a revision wrote or superseded."""
    f = FIGURE.c
    touched = or_(f.recorded_in == revision, f.superseded_in == revision)
    return select(f.indicator_id).where(touched)


def _revisions_of_outdated_totals(
    superseded: Sequence[Row[Any]], standing: Sequence[Row[Any]]
) -> list[int]:
    """The writes that brought the counts of a survey in whose place another stands."""
    surveys = {row.fiscal_year: row.survey for row in standing}
    followed = {(row.fiscal_year, row.superseded_in): row.survey for row in superseded}
    revisions = []
    for row in superseded:
        before = followed.get((row.fiscal_year, row.recorded_in))
        now = surveys.get(row.fiscal_year)
        is_outdated = now is not None and not _are_same_counts(row.survey, now)
        if is_outdated and not _are_same_counts(row.survey, before):
            revisions.append(row.recorded_in)
    return revisions


def _are_same_counts(survey: Survey | None, other: Survey | None) -> bool:
    """Whether two surveys have the same counts; those of groups only where both have any."""
    if survey is None:
        return True  # it brought no counts
    if other is None:
        return False
    if _has_groups(survey) and _has_groups(other) and survey != other:
        return False
    return without_groups(survey) == without_groups(other)


def _remove_originals(connection: Connection, revisions: Sequence[int]) -> set[int]:
    """Take away the files that these writes brought; their receipts."""
    if not revisions:
        return set()
    o, s = ORIGINAL.c, SUBMISSION.c
    kept = (
        select(o.submission)
        .join(SUBMISSION, s.number == o.submission)
        .where(s.recorded_in.in_(revisions))
    )
    numbers = set(connection.execute(kept).scalars())
    if numbers:
        connection.execute(delete(ORIGINAL).where(o.submission.in_(numbers)))
    return numbers


def _protect_row(
    connection: Connection, row: Row[Any], standing: Sequence[Row[Any]], smallest: int
) -> bool:
    """Take away what a superseded figure would tell; whether anything was."""
    surveys = [other.survey for other in standing if other.survey is not None]
    counts = _counts_to_keep(row.survey, surveys, smallest)
    if counts is not None:
        is_withheld = False
    else:
        beside = _surveys_beside(row, standing)
        is_withheld = _rate_tells(row, beside, smallest)

    fields: dict[str, Any] = {}
    if counts != row.survey or _has_groups(row.survey):
        fields["survey"] = counts
    if is_withheld:
        fields |= {"value": None, "withheld": True}
    if fields:
        connection.execute(update(FIGURE).where(FIGURE.c.id == row.id).values(**fields))
    return bool(fields)


def _counts_to_keep(
    superseded: Survey | None, standing: Iterable[Survey], smallest: int
) -> Survey | None:
    """The counts of a superseded survey as a whole; None where they would tell."""
    if superseded is None:
        return None
    for survey in standing:
        if differ_by_few(superseded, survey, smallest):
            return None
    return without_groups(superseded)


def _surveys_beside(row: Row[Any], standing: Sequence[Row[Any]]) -> list[Survey]:
    """The surveys that a superseded rate may be an earlier state of.

    Those of its own year. Where it was a survey, or nothing stands in its year any more,
    it may have been registered in the wrong year: then those of all years.
    """
    years = {other.fiscal_year for other in standing}
    may_be_of_another_year = row.survey is not None or row.fiscal_year not in years
    return [
        other.survey
        for other in standing
        if other.survey is not None
        and (may_be_of_another_year or other.fiscal_year == row.fiscal_year)
    ]


def _rate_tells(row: Row[Any], surveys: Iterable[Survey], smallest: int) -> bool:
    if row.value is None:
        return False
    return any(rate_tells_few(row.value, survey, smallest) for survey in surveys)


def _has_groups(survey: Survey | None) -> bool:
    return survey is not None and any(survey.groups_by_kind.values())


def _actuals_by_indicator(
    connection: Connection, revision: int | None
) -> Mapping[int, list[Row[Any]]]:
    """The actuals of indicators that ever had a survey, by the indicator's number."""
    f = FIGURE.c
    surveyed = select(f.indicator_id).where(f.survey.is_not(None))
    columns: tuple[Any, ...] = (
        f.id,
        f.indicator_id,
        f.fiscal_year,
        f.value,
        f.survey,
        f.recorded_in,
        f.superseded_in,
    )
    query = select(*columns).where(
        f.kind == FigureKind.ACTUAL, f.indicator_id.in_(surveyed)
    )
    if revision is not None:
        query = query.where(f.indicator_id.in_(_touched_by(revision)))
    by_indicator: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        by_indicator[row.indicator_id].append(row)
    return by_indicator
