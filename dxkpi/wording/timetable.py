"""The schedule in words: the years of an entry, how far it has come, what was changed,
and the whole for a listener.
"""

from collections.abc import Sequence

from dxkpi import fiscal
from dxkpi.plan import BarState, Certainty, Measure, Policy, ScheduleItem, ScheduleKind
from dxkpi.rules.profiles import Status
from dxkpi.rules.timetable import (
    NO_REPORTS,
    ScheduleReports,
    TimetableEntry,
    TimetableRow,
    timetable_rows,
)
from dxkpi.wording.figures import progress_text
from dxkpi.wording.glossary import term_glyph, term_label
from dxkpi.wording.language import Language


def entry_years_text(item: ScheduleItem, language: Language) -> str:
    """令和5～6年度, 令和3年度～ where no end is known, 令和7年度末 for a deadline;
    marked where it was inferred.
    """
    _ = language.gettext
    if item.kind is ScheduleKind.DEADLINE and item.end is not None:
        years = _("end of {year}", year=language.fiscal_year(item.end))
    else:
        years = language.fiscal_years(item.start, item.end) or _("no year stated")
    if item.certainty is Certainty.STATED:
        return years
    remark = term_label(item.certainty, language)
    return _("{value} ({remark})", value=years, remark=remark)


def due_text(item: ScheduleItem, language: Language) -> str:
    """A deadline in the plan's words (R7末), with its year where those do not say it to
    the reader.
    """
    _ = language.gettext
    assert item.end is not None
    if language is Language.JAPANESE and _names_its_year(item):
        return item.label
    year = _("end of {year}", year=language.short_year(item.end))
    return _("{value} ({remark})", value=item.label, remark=year)


def years_basis_text(item: ScheduleItem, language: Language) -> str:
    """How an entry's years were found: the note of whoever read the plan, else how
    certain they are.
    """
    return item.note or term_label(item.certainty, language)


def former_years_text(item: ScheduleItem, language: Language) -> str:
    """令和5～6年度: the years of an entry before the plan was changed; empty where they
    were not.
    """
    if item.before is None:
        return ""
    return language.fiscal_years(item.before.start, item.before.end) or ""


def former_period_text(item: ScheduleItem, language: Language) -> str:
    """The same as 変更前 令和5～6年度."""
    _ = language.gettext
    years = former_years_text(item, language)
    return _("before the change {years}", years=years) if years else ""


def entry_report_text(
    entry: TimetableEntry, language: Language, *, dated: bool = False
) -> str:
    """実施中 60%, 遅れ（実施中 60%） where only its end tells so; R6の報告 実施中 60%
    where `dated` or of an earlier year.

    Empty where nothing was reported.
    """
    _ = language.gettext
    progress = entry.progress
    if progress is None:
        return ""
    state = progress_text(progress, language)
    if entry.late and progress.state is not BarState.LATE:
        late = term_label(BarState.LATE, language)
        state = _("{value} ({remark})", value=late, remark=state)
    if dated or entry.earlier:
        year = language.short_year(progress.fiscal_year)
        state = _("{year} report: {state}", year=year, state=state)
    if entry.preliminary:
        state = _("{figure} (preliminary)", figure=state)
    if entry.confirmed:
        state = _("{figure} (final)", figure=state)
    return state


def entry_state_text(
    entry: TimetableEntry, language: Language, *, dated: bool = False
) -> str:
    """The same, or 完了したか未報告 where its end is past and nobody said; 確認中 where a
    newer report is not final.
    """
    _ = language.gettext
    report = entry_report_text(entry, language, dated=dated)
    what_is_missing = _missing_state(entry, language)
    if not what_is_missing:
        return report
    if not report:
        return what_is_missing
    return _("{value} ({remark})", value=what_is_missing, remark=report)


def _missing_state(entry: TimetableEntry, language: Language) -> str:
    """What its last report does not tell of an entry; empty where it tells all."""
    if entry.unconfirmed:
        return term_label(Status.UNCONFIRMED, language)
    if entry.unreported:
        return language.gettext("not reported whether finished")
    return ""


def marked_report(entry: TimetableEntry, language: Language) -> str:
    """What was reported after its mark: ● 実施中 60%, ▲ 遅れ; empty where nothing was."""
    if entry.progress is None:
        return ""
    return f"{_report_glyph(entry)} {entry_report_text(entry, language)}"


def marked_entry_state(
    entry: TimetableEntry, language: Language, *, dated: bool = False
) -> str:
    """An entry's state after the mark of its report: ● 実施中 60%, － 完了したか未報告, or
    ◇ 確認中.
    """
    state = entry_state_text(entry, language, dated=dated)
    if not state:
        return ""
    if entry.unconfirmed:
        return f"{term_glyph(Status.UNCONFIRMED)} {state}"
    return f"{_report_glyph(entry)} {state}"


def _report_glyph(entry: TimetableEntry) -> str:
    if entry.progress is None:
        return term_glyph(Status.NOT_REPORTED)
    return term_glyph(BarState.LATE if entry.late else entry.progress.state)


def marked_measure(measure: Measure) -> str:
    """A measure's number and name, after its mark in the national plan."""
    words = [measure.number, measure.name]
    if measure.national_item is not None:
        words.insert(0, term_glyph(measure.national_item))
    return " ".join(words)


def schedule_description(
    policy: Policy,
    measures: Sequence[Measure],
    years: range,
    language: Language,
    reports: ScheduleReports = NO_REPORTS,
) -> str:
    """The schedule of a policy's measures in words, for somebody who cannot see the chart."""
    _ = language.gettext
    sentences = [
        _(
            "Schedule of policy {number} {name}, {period}.",
            number=policy.number,
            name=policy.name,
            period=language.fiscal_years(years[0], years[-1]),
        )
    ]
    for measure in measures:
        facts: list[str] = []
        for row in timetable_rows(measure, reports):
            facts += _row_facts(row, language)
        title = _measure_title(measure, language)
        sentences.append(
            _("{title}: {facts}.", title=title, facts=language.listed(facts))
        )
    return " ".join(" ".join(sentences).split())


def _names_its_year(item: ScheduleItem) -> bool:
    """Whether the plan's own words say the year of a deadline."""
    try:
        return fiscal.parse_year(item.label).fiscal_year == item.end
    except fiscal.NotAFiscalYear:
        return False


def _measure_title(measure: Measure, language: Language) -> str:
    """A measure with its departments."""
    _ = language.gettext
    name = marked_measure(measure)
    if not measure.departments:
        return name
    departments = language.listed(measure.departments)
    return _("{value} ({remark})", value=name, remark=departments)


def _row_facts(row: TimetableRow, language: Language) -> list[str]:
    """The name of a row, then its entries with their years, state and former years."""
    facts = [row.initiative] if row.initiative else []
    for entry in row.entries:
        item = entry.item
        words = [
            item.label,
            entry_years_text(item, language),
            entry_state_text(entry, language),
            former_period_text(item, language),
        ]
        if item.kind is not ScheduleKind.BAR:
            words.insert(0, term_label(item.kind, language))
        facts.append(" ".join(filter(None, words)))
    return facts
