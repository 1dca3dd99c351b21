"""最終評価 in words: what was reached of what a plan promised, for screen, paper and file."""

from collections.abc import Callable, Mapping

from dxkpi.plan import Indicator
from dxkpi.rules.final_report import EntryResult, FinalOutcome, FinalReport, FinalResult
from dxkpi.rules.profiles import Status
from dxkpi.wording import figures
from dxkpi.wording.chart_captions import date_label, known_date_label
from dxkpi.wording.differences import difference_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.parts import listed_parts
from dxkpi.wording.why_unjudged import why_unjudged
from dxkpi.wording.year_figure import known_figure_text
from dxkpi.wording.year_review import NOTHING, goal_with_deadline

_MARKS = {
    FinalOutcome.REACHED: "◎",
    FinalOutcome.NOT_REACHED: "×",
    FinalOutcome.UNKNOWN: "？",
}


def outcome_text(outcome: FinalOutcome, language: Language) -> str:
    """達成, 未達成, 判断できない."""
    _ = language.gettext
    match outcome:
        case FinalOutcome.REACHED:
            return _("target reached")
        case FinalOutcome.NOT_REACHED:
            return _("target not reached")
        case FinalOutcome.UNKNOWN:
            return _("cannot be said")


def marked_outcome(outcome: FinalOutcome, language: Language) -> str:
    """◎ 達成: the word with its mark."""
    return f"{_MARKS[outcome]} {outcome_text(outcome, language)}"


def report_title(report: FinalReport, language: Language) -> str:
    """Of which plan's end the report is."""
    _ = language.gettext
    return _(
        "Final report: the plan to {year}",
        year=language.fiscal_year(report.fiscal_year),
    )


def method_text(language: Language) -> str:
    """How the report counts, which the judgements of the last year alone do not."""
    return language.gettext(
        "A target with a deadline is looked at in its year, one for every year in all "
        "years of the plan: so the counts can differ from the judgements of the last "
        "year alone."
    )


def counts_text(counts: Mapping[FinalOutcome, int], language: Language) -> str:
    """How many have which outcome; those of none are left out."""
    return language.listed(
        [f"{outcome_text(outcome, language)} {n}" for outcome, n in counts.items() if n]
    )


def report_sentence(report: FinalReport, language: Language) -> str:
    """How much of what the plan promised was reached."""
    return language.sentences(
        (_targets_sentence(report, language), _schedule_sentence(report, language))
    )


def _targets_sentence(report: FinalReport, language: Language) -> str:
    if not report.results:
        return language.gettext("The plan has no target.")
    return language.ngettext(
        "Of {n} target: {counts}.",
        "Of {n} targets: {counts}.",
        len(report.results),
        counts=counts_text(report.counts, language),
    )


def _schedule_sentence(report: FinalReport, language: Language) -> str:
    """How many entries of the schedule were finished; empty without a schedule."""
    if not report.entries:
        return ""
    _ = language.gettext
    counts = [_("done {n}", n=len(report.done_entries))]
    if report.open_entries:
        counts.append(_("not done {n}", n=len(report.open_entries)))
    if report.unconfirmed_entries:
        waits = term_label(Status.UNCONFIRMED, language)
        counts.append(f"{waits} {len(report.unconfirmed_entries)}")
    if report.unknown_entries:
        counts.append(_("not reported {n}", n=len(report.unknown_entries)))
    return language.ngettext(
        "Of {n} entry of the schedule: {counts}.",
        "Of {n} entries of the schedule: {counts}.",
        len(report.entries),
        counts=language.listed(counts),
    )


def baseline_text(result: FinalResult, language: Language) -> str:
    """Where the indicator started, with its year; － where the plan does not say."""
    if result.parts:
        return _of_parts(result, baseline_text, language)
    indicator = result.indicator
    baseline = indicator.baseline
    if baseline is None:
        return NOTHING
    figure = figures.recorded_value_text(
        indicator, baseline.value, language, approximate=baseline.approximate
    )
    return _with_date(figure, date_label(baseline, language), language)


def promise_text(result: FinalResult, language: Language) -> str:
    """What was promised, and until when."""
    return goal_with_deadline(result.indicator, language)


def figure_text(result: FinalResult, language: Language) -> str:
    """The last figure that is known, with its year; － where there is none."""
    if result.parts:
        return _of_parts(result, figure_text, language)
    figure = result.figure
    if figure is None:
        return NOTHING
    judged = result.judgement.indicator
    text = known_figure_text(judged, figure, language)
    return _with_date(text, known_date_label(judged, figure, language), language)


def _with_date(figure: str, when: str, language: Language) -> str:
    if not when:
        return figure
    return language.gettext("{value} ({end})", value=figure, end=when)


def result_text(result: FinalResult, language: Language) -> str:
    """By how much the target was reached or not, or why that cannot be said; and what
    the first target would say, where it was revised.
    """
    text = _text_of_result(result, language)
    if result.by_original is None:
        return text
    original = language.gettext(
        "by the first target {outcome}",
        outcome=outcome_text(result.by_original, language),
    )
    return language.listed([text, original] if text else [original])


def _of_parts(
    result: FinalResult,
    text: Callable[[FinalResult, Language], str],
    language: Language,
) -> str:
    """What is said of each part, behind its short name."""
    names = [part.name for part in result.indicator.parts]
    texts = [text(part, language) for part in result.parts]
    return listed_parts(zip(names, texts, strict=True), language)


def _outcome_of_part(result: FinalResult, language: Language) -> str:
    outcome = outcome_text(result.outcome, language)
    text = _text_of_result(result, language)
    return _with_date(outcome, text, language)


def _text_of_result(result: FinalResult, language: Language) -> str:
    if result.parts:
        return _of_parts(result, _outcome_of_part, language)
    if result.outcome is FinalOutcome.UNKNOWN:
        return _why_unknown(result, language)
    if result.judged_years:
        return _years_text(result, language)
    if result.gap is None:
        return ""
    return _gap_text(result, language)


def _why_unknown(result: FinalResult, language: Language) -> str:
    _ = language.gettext
    target = result.indicator.target
    if result.ends_later and target is not None and target.fiscal_year is not None:
        year = language.fiscal_year(target.fiscal_year)
        return _("The target is for {year}, after the plan's end.", year=year)
    return why_unjudged(result.judgement, language)


def _gap_text(result: FinalResult, language: Language) -> str:
    _ = language.gettext
    gap = result.gap
    assert gap is not None
    if gap == 0:
        return _("exactly the target")
    size = difference_text(result.judgement.indicator, gap, language)
    if gap > 0:
        text = _("better than the target by {gap}", gap=size)
    else:
        text = _("short of the target by {gap}", gap=size)
    if result.judgement.is_sure:
        return text
    return _("{gap}, within the margin", gap=text)


def _years_text(result: FinalResult, language: Language) -> str:
    """In how many of the years the target was met, and which were missed."""
    _ = language.gettext
    judged, missed = result.judged_years, result.missed_years
    if not missed:
        return language.ngettext(
            "kept in {n} year", "kept in each of {n} years", len(judged)
        )
    text = language.ngettext(
        "missed in {missed} of {n} year ({years})",
        "missed in {missed} of {n} years ({years})",
        len(judged),
        missed=len(missed),
        years=language.listed([language.fiscal_year(year) for year in missed]),
    )
    if result.gap is None:
        return text
    return language.listed([text, _gap_of_year(result, language)])


def _gap_of_year(result: FinalResult, language: Language) -> str:
    """How far the last of the missed years fell short."""
    assert result.gap is not None
    indicator: Indicator = result.judgement.indicator
    return language.gettext(
        "short by {gap} in {year}",
        gap=difference_text(indicator, result.gap, language),
        year=language.fiscal_year(result.judgement.fiscal_year),
    )


def progress_of(result: EntryResult, language: Language) -> str:
    """How far an entry of the schedule had come; empty where nobody said so."""
    if result.progress is None:
        return ""
    state = figures.progress_text(result.progress, language)
    if result.is_known:
        return state
    year = language.short_year(result.progress.fiscal_year)
    return language.gettext("{year} report: {state}", year=year, state=state)


def entry_text(result: EntryResult, language: Language) -> str:
    """An entry of the schedule with how far it had come."""
    item = result.entry.item
    state = progress_of(result, language)
    if not state:
        return item.label
    return language.gettext("{value} ({end})", value=item.label, end=state)
