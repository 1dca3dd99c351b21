"""The steps of a plan's history as a table."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from rich.table import Table

from dxkpi import fiscal
from dxkpi.cli.console import new_table
from dxkpi.cli.language import _, current_language
from dxkpi.plan import Decision, Indicator, OwnMark, Plan, YearlyReport
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.store import HistoryEntry, HistoryStep, ReviewAct
from dxkpi.wording import figures, glossary
from dxkpi.wording.changed_values import value_text
from dxkpi.wording.decisions import decision_in_short
from dxkpi.wording.history import text_field, text_owner, topic_text
from dxkpi.wording.ledger import change_text, former_text
from dxkpi.wording.releases import release_in_short
from dxkpi.wording.reviews import review_act_text
from dxkpi.wording.rounds import round_in_short
from dxkpi.wording.store import source_text
from dxkpi.wording.yearly_reports import mark_in_short, report_in_short


def steps_table(steps: Iterable[HistoryStep], plan: Plan) -> Table:
    """A row for each step of a plan: when and by whom which figure became which."""
    table = new_table(
        _("Revision"),
        _("When"),
        _("Who"),
        _("From"),
        _("Code"),
        _("Figure"),
        _("Old"),
        _("New"),
    )
    for step in steps:
        table.add_row(
            str(step.revision),
            f"{fiscal.time_in_japan(step.at):%Y-%m-%d %H:%M}",
            step.who,
            _source_text(step),
            step.place,
            _figure_name(step),
            _text_before(step, plan),
            _text_after(step, plan),
        )
    return table


def _source_text(step: HistoryStep) -> str:
    """The file a write came from, and the return it belongs to or took back."""
    source = source_text(step.source, current_language())
    if step.correction is not None and not step.withdrawal:
        source = _("{source} (correction: {why})", source=source, why=step.correction)
    if step.submission is None:
        return source
    if step.withdrawal:
        return _("{source} (receipt {n} withdrawn)", source=source, n=step.submission)
    return _("{source} (receipt {n})", source=source, n=step.submission)


def _figure_name(step: HistoryStep) -> str:
    """What was written: 実績値 令和7年度, or an entry of the schedule."""
    language = current_language()
    if step.former is not None:
        return change_text(step.former, language)
    if step.wording is not None:
        field = text_field(step.wording, language)
        owner = "" if step.place else text_owner(step.wording, language)
        return f"{owner} {field}".strip()
    year = language.fiscal_year(step.fiscal_year) if step.fiscal_year else ""
    parts = (topic_text(step.topic, language), step.series, year)
    return " ".join(part for part in parts if part)


def _text_before(step: HistoryStep, plan: Plan) -> str:
    """What was on record; of a changed promise what it was."""
    indicator = plan.indicator(step.indicator or "")
    if step.review is not None:
        return _remark_answered(step)
    if step.wording is not None:
        return value_text(step.wording.old, current_language(), indicator)
    if step.former is None:
        return _entry_text(step.before, step.after, indicator)
    return former_text(step.former, indicator, current_language())


def _remark_answered(step: HistoryStep) -> str:
    if step.before is None:
        return "－"
    remark, column = step.before.note, step.before.column
    return review_act_text(ReviewAct.REMARKED, remark, current_language(), column)


def _text_after(step: HistoryStep, plan: Plan) -> str:
    """What is on record since; of a review what was done."""
    if step.review is not None:
        written = step.after or HistoryEntry(None)
        words, column = written.note, written.column
        return review_act_text(step.review, words, current_language(), column)
    indicator = plan.indicator(step.indicator or "")
    if step.wording is not None:
        return value_text(step.wording.new, current_language(), indicator)
    return _entry_text(step.after, step.before, indicator)


def _entry_text(
    entry: HistoryEntry | None,
    other: HistoryEntry | None,
    indicator: Indicator | None,
) -> str:
    """What was on record, with its month, counts and texts where the other side of the
    step has different ones.
    """
    if entry is None:
        return "－"
    if entry.whole is not None:
        return _whole_text(entry.whole)
    other = other or HistoryEntry(None)
    words = [_value_text(entry, indicator)]
    if entry.percent is not None:
        words.append(f"{entry.percent}%")
    if entry.as_of and entry.as_of != other.as_of:
        words.append(f"({current_language().month(entry.as_of)})")
    if entry.counts and entry.counts != other.counts:
        counts = figures.share_counts_text(entry.counts, "", current_language())
        words.append(f"({counts})")
    if entry.survey and entry.survey != other.survey:
        label = glossary.field_label("survey", current_language())
        words.append(f"({label} {figures.counts_text(entry.survey)})")
    words += _changed_texts(entry, other)
    return " ".join(words)


def _whole_text(whole: YearlyReport | OwnMark | Decision | Round | Release) -> str:
    """What is told as a whole: a report, a mark, a decision, a round or a release."""
    language = current_language()
    match whole:
        case YearlyReport():
            return report_in_short(whole, language)
        case OwnMark():
            return mark_in_short(whole)
        case Decision():
            return decision_in_short(whole, language)
        case Release():
            return release_in_short(whole, language)
        case Round():
            return round_in_short(whole, language)


def _changed_texts(entry: HistoryEntry, other: HistoryEntry) -> Iterator[str]:
    """What was written of the figure, where the other side of the step says otherwise."""
    if entry.note and entry.note != other.note:
        yield entry.note
    if entry.countermeasure and entry.countermeasure != other.countermeasure:
        label = glossary.field_label("countermeasure", current_language())
        yield f"({label} {entry.countermeasure})"


def _value_text(entry: HistoryEntry, indicator: Indicator | None) -> str:
    if isinstance(entry.value, StrEnum):
        text = glossary.term_label(entry.value, current_language())
    elif entry.withheld:
        text = _("withheld")
    elif entry.value is None:
        text = "－"
    else:
        text = value_text(entry.value, current_language(), indicator)
    return _("about {value}", value=text) if entry.approximate else text
