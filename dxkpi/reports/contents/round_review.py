"""指摘と回答, 確定, 訂正, 経過: what was asked and answered, made final, corrected; how the
round itself was changed.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from dxkpi.plan import Indicator
from dxkpi.plan.review import ItemConfirmation
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.reports.round_history import dated_item, round_steps
from dxkpi.reports.version_text import versions_text
from dxkpi.returns.round_remarks import RecordedRemark
from dxkpi.store import HistoryStep
from dxkpi.wording.glossary import term_label
from dxkpi.wording.reviews import remark_text
from dxkpi.wording.rounds import round_in_short
from dxkpi.workbook.typed_table import TypedCell, TypedColumn, TypedTable


def remark_table(year: RecordedRound) -> TypedTable:
    """Every remark with its answer and what came of it, oldest first."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("Department"), 14),
        TypedColumn(_("about what"), 26),
        TypedColumn(_("remark"), 36, 1),
        TypedColumn(_("remarked by"), 14, 1),
        TypedColumn(_("remarked on"), 17, 1),
        TypedColumn(_("answer"), 34, 2),
        TypedColumn(_("answered by"), 14, 2),
        TypedColumn(_("answered on"), 17, 2),
        TypedColumn(_("what came of the remark"), 14, 2),
    )
    return TypedTable(
        _("Remarks and answers"),
        _("What was asked, and answered"),
        columns,
        tuple(_remark_row(year, recorded) for recorded in year.remarks),
        (_("about what"), _("remark"), _("answer")),
        nothing=_("Nothing was sent back."),
    )


def _remark_row(year: RecordedRound, recorded: RecordedRemark) -> tuple[TypedCell, ...]:
    remark = recorded.remark
    return (
        year.departments_text(recorded.departments),
        recorded.name,
        remark_text(remark.column, remark.text, year.language),
        remark.who,
        remark.at,
        remark.answer or "",
        remark.answered_by or "",
        remark.answered_at,
        term_label(recorded.result, year.language),
    )


def confirmation_table(year: RecordedRound) -> TypedTable:
    """A row for each time that somebody made things final which still are."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("confirmed on"), 17),
        TypedColumn(_("confirmed by"), 18),
        TypedColumn(_("number of things"), 8, 1),
        TypedColumn(_("what"), 90, 2),
    )
    return TypedTable(
        _("Confirmations"),
        _("What is final, and by whom"),
        columns,
        tuple(_confirmation_rows(year)),
        (_("confirmed on"), _("number of things"), _("what")),
        note=_("Only what is final as it stands."),
        nothing=_("Nothing is final yet."),
    )


def _confirmation_rows(year: RecordedRound) -> Iterator[tuple[TypedCell, ...]]:
    standing = sorted(_standing_confirmations(year), key=attrgetter("revision"))
    names = year.record.named_items()
    for _revision, group in groupby(standing, attrgetter("revision")):
        confirmations = list(group)
        first = confirmations[0]
        things = [names[confirmation.item][0] for confirmation in confirmations]
        what = year.language.listed(things)
        yield first.at, first.who, len(confirmations), what


def _standing_confirmations(year: RecordedRound) -> list[ItemConfirmation]:
    """The confirmation of each thing that is final as it stands."""
    confirmations: dict[object, ItemConfirmation] = {}
    for department in year.record.departments:
        for recorded in (*department.required, *department.voluntary):
            key, of_year = recorded.item.key, recorded.item.fiscal_year
            if not recorded.is_confirmed or key is None or of_year is None:
                continue
            confirmation = year.review.confirmation(key, of_year)
            if confirmation is not None:
                confirmations[key] = confirmation
    return list(confirmations.values())


def correction_table(year: RecordedRound) -> TypedTable:
    """What was changed for a reason after it was final, or after the plan was over."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("Department"), 18),
        TypedColumn(_("about what"), 32),
        TypedColumn(_("before"), 30, 1),
        TypedColumn(_("after"), 30, 1, is_next=True),
        TypedColumn(_("reason given"), 36, 2),
        TypedColumn(_("corrected by"), 16, 2),
        TypedColumn(_("corrected on"), 17, 2),
    )
    return TypedTable(
        _("Corrections"),
        _("What was corrected, and why"),
        columns,
        tuple(_correction_rows(year)),
        (_("about what"), _("before and after"), _("reason given")),
        note=_("What was final, or of a plan that is over, and was changed since."),
        nothing=_("Nothing was corrected."),
    )


def _correction_rows(year: RecordedRound) -> Iterator[tuple[TypedCell, ...]]:
    names = year.record.named_items()
    for step in year.corrections:
        item = dated_item(step)
        name, whose = names[item[0]] if item else (step.place, ())
        before, after = versions_text(step, _indicator(year, step), year.language)
        yield (
            year.departments_text(whose),
            name,
            before,
            after,
            step.correction or "",
            step.who,
            step.at,
        )


def _indicator(year: RecordedRound, step: HistoryStep) -> Indicator | None:
    return year.plan.indicator(step.indicator) if step.indicator else None


def course_table(year: RecordedRound) -> TypedTable:
    """How the round was opened and changed: deadlines, extensions, who answers."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("changed on"), 17),
        TypedColumn(_("changed by"), 18, 1),
        TypedColumn(_("the round since then"), 90, 2),
    )
    rows = []
    for step in round_steps(year.steps, year.fiscal_year):
        changed = step.after.round if step.after else None
        text = round_in_short(changed, year.language) if changed else ""
        rows.append((step.at, step.who, text))
    return TypedTable(
        _("Course"),
        _("How the round was opened and changed"),
        columns,
        tuple(rows),
        (_("changed on"), _("changed by"), _("the round since then")),
    )
