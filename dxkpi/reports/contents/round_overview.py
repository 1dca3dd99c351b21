"""概況: the round in a few facts, and how much came."""

from collections.abc import Iterator

from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.reports.contents.round_changes import changes_since_last_year
from dxkpi.returns.round_remarks import RemarkResult
from dxkpi.wording.glossary import term_label
from dxkpi.wording.rounds import assignments_text
from dxkpi.wording.year_changes import in_order_text, moves_text
from dxkpi.workbook.typed_table import TypedCell, TypedColumn, TypedTable

_Fact = tuple[str, TypedCell]


def overview_table(year: RecordedRound) -> TypedTable:
    """The facts, each under its name."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("fact"), 40),
        TypedColumn(_("what it is"), 60, 1),
    )
    facts = (
        *_round_facts(year),
        *_counts(year),
        *_review_counts(year),
        *_changes(year),
    )
    return TypedTable(
        _("In short"),
        _("The round in short"),
        columns,
        facts,
        (_("fact"), _("what it is")),
    )


def _round_facts(year: RecordedRound) -> Iterator[_Fact]:
    _, opened = year.language.gettext, year.opened
    opening = opened.opening
    if opening is not None:
        yield _("opened"), opening.at
        yield _("opened by"), opening.who
    yield _("deadline of figures"), opened.deadlines.of_figures()
    yield _("deadline of the schedule"), opened.deadlines.of_schedule()
    yield _("review"), _("with review") if opened.is_reviewed else _("without review")
    if opened.assignments:
        answering = assignments_text(opened.assignments, year.language)
        yield _("who answers for 全課"), answering
    yield _("extensions"), len(opened.extensions)
    closed_at = year.record.closed_at
    yield _("State"), _("is over") if closed_at else _("is running")
    if closed_at is not None:
        yield _("closed"), closed_at


def _counts(year: RecordedRound) -> Iterator[_Fact]:
    _, counts = year.language.gettext, year.record.counts
    yield _("departments asked"), len(year.record.departments)
    yield _("things asked for"), counts.asked
    yield _("came"), counts.came
    yield _("reason instead"), counts.explained
    yield _("missing"), counts.missing
    yield _("came late, or is overdue"), counts.late


def _review_counts(year: RecordedRound) -> Iterator[_Fact]:
    _ = year.language.gettext
    if year.opened.is_reviewed:
        yield _("final"), year.record.counts.confirmed
        yield _("remarks made"), len(year.remarks)
        for result in RemarkResult:
            count = sum(remark.result is result for remark in year.remarks)
            if count:
                label = term_label(result, year.language)
                yield _("of the remarks: {result}", result=label), count
    yield _("corrections"), len(year.corrections)


def _changes(year: RecordedRound) -> Iterator[_Fact]:
    changes = changes_since_last_year(year)
    if changes is None:
        return
    _ = year.language.gettext
    yield (
        _("since last year"),
        _(
            "{counts} ({moves})",
            counts=in_order_text(changes, year.language),
            moves=moves_text(changes, year.language),
        ),
    )
