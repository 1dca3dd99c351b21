"""Findings in words: their sentences, their choices and the facts that fill them."""

from datetime import date, datetime
from enum import StrEnum

from dxkpi.findings import (
    Choice,
    ChoiceKind,
    EarlierFigure,
    EntryProgress,
    Fact,
    FactList,
    FileExcess,
    FileMeasure,
    Finding,
    FiscalPeriod,
    FiscalYear,
    IndicatorFigure,
    MarkedTerm,
    Month,
    Percentage,
    Phrase,
    PointsOfShare,
    Quantity,
    Quotation,
    quoted,
)
from dxkpi.plan.staff_survey import GroupKind, SurveyAspect
from dxkpi.survey.comparability import InvitedStaff
from dxkpi.text.rounding import digits_after_point, rounded_text
from dxkpi.wording import figures, glossary
from dxkpi.wording.finding_sentences import FINDING_SENTENCES
from dxkpi.wording.finding_sentences.book_sentences import GONE_WITH_ROWS
from dxkpi.wording.finding_sentences.figure_sentences import OF_WORDS_ALONE
from dxkpi.wording.language import Language, mark
from dxkpi.wording.survey import aspect_text, group_kind_title, invited_staff_text

_PHRASES: dict[Phrase, str] = {
    Phrase.NO_FIGURE: mark("no figure"),
    Phrase.NO_EARLIER_FIGURE: mark("There is no earlier figure."),
    Phrase.NO_NOTE: mark("no note"),
    Phrase.NO_UNIT: mark("a plain number"),
    Phrase.ALL_DEPARTMENTS: mark("all departments"),
    Phrase.ALL_STAFF: mark("all"),
    Phrase.THREEFOLD_OR_A_THIRD: mark("threefold or a third"),
    Phrase.EARLIER_IN_BATCH: mark("a file before this one"),
    Phrase.BLANK: mark("an empty cell"),
    Phrase.TAKEN_AWAY: mark("taken away"),
}

_EXCESSES: dict[FileMeasure, str] = {
    FileMeasure.PARTS: mark("{n} parts"),
    FileMeasure.SIZE: mark("{n} MB"),
    FileMeasure.MERGES: mark("{n} merged ranges"),
    FileMeasure.CELLS: mark("more than {n} cells"),
    FileMeasure.ROWS: mark("more than {n} rows"),
    FileMeasure.COLUMNS: mark("more than {n} columns"),
    FileMeasure.LETTERS: mark("more than {n} letters"),
}

_CHOICES: dict[ChoiceKind, str] = {
    ChoiceKind.REGISTER: mark("register {figure}"),
    ChoiceKind.REGISTER_FROM_FORM: mark("register {figure} of the form"),
    ChoiceKind.KEEP: mark("keep {figure}"),
    ChoiceKind.NEW_SECTION: mark("a section of its own"),
    ChoiceKind.WRITE_INTO_YEAR: mark("write into {year}"),
    ChoiceKind.READ_AS_YEAR: mark("read as {year}"),
    ChoiceKind.READ_FOR_DEPARTMENT: mark("return of {department}"),
    ChoiceKind.FOR_ALL_OF_THEM: mark("return of {departments}"),
    ChoiceKind.LEAVE_OUT_OTHERS: mark(
        "return of {department} alone; leave the other rows out"
    ),
    ChoiceKind.CORRECT: mark("correct it so"),
    ChoiceKind.ROW: mark("the row of “{title}”"),
    ChoiceKind.RENAME: mark("renamed"),
    ChoiceKind.ADD_AS_NEW: mark("a new one, with a code of its own"),
    ChoiceKind.KEEP_CODE: mark("the same one, with the code of the store"),
    ChoiceKind.MOVE: mark("moved"),
    ChoiceKind.STAY: mark("stays where it is"),
    ChoiceKind.KEEP_ROWS: mark("they stay"),
    ChoiceKind.REMOVE_ROWS: mark("take them away"),
    ChoiceKind.REPLACE_CHANGES: mark("what the book says counts"),
    ChoiceKind.TAKE_BOOK: mark("{figure}, as the book says"),
    ChoiceKind.KEEP_STORED: mark("{figure}, as the plan says now"),
}
"""What a choice does; a known section is named by its subject alone."""

_SUBJECTS = ("figure", "year", "department", "departments", "title")
"""What the sentences call that of which they speak."""

_Measured = (
    Quantity
    | Percentage
    | IndicatorFigure
    | EarlierFigure
    | PointsOfShare
    | EntryProgress
    | FileExcess
)


def finding_text(finding: Finding, language: Language) -> str:
    """What was noticed, and what to do about it, in a sentence or two."""
    values = {
        "value": value_text(finding, language) or "",
        "cell": finding.cell or "",
        "sheet": finding.sheet or "",
    }
    for name, fact in finding.facts.items():
        values[name] = fact_text(fact, language)
    return language.gettext(_sentence_of(finding), **values)


def _sentence_of(finding: Finding) -> str:
    """The sentence of a finding's code; its own for words in the place of a number, and
    for what takes rows along.
    """
    if "heading" in finding.facts and finding.code in OF_WORDS_ALONE:
        return OF_WORDS_ALONE[finding.code]
    if "rows" in finding.facts and finding.code == "book_rows_gone":
        return GONE_WITH_ROWS
    return FINDING_SENTENCES[finding.code]


def value_text(finding: Finding, language: Language) -> str | None:
    """The value that a finding is about, as it is quoted; None where there is none."""
    if finding.value is None:
        return None
    return quoted(fact_text(finding.value, language))


def choice_text(choice: Choice, language: Language) -> str:
    """What a choice does: register 75%, keep 70%, or the section that is meant."""
    subject = fact_text(choice.subject, language)
    if choice.kind is ChoiceKind.KNOWN_SECTION:
        return subject
    subjects = dict.fromkeys(_SUBJECTS, subject)
    return language.gettext(_CHOICES[choice.kind], **subjects)


def fact_text(fact: Fact, language: Language) -> str:
    """A fact in words, by its kind."""
    match fact:
        case StrEnum() | MarkedTerm():
            return _term_text(fact, language)
        case str() | int():
            return str(fact)
        case date() | FiscalYear() | FiscalPeriod() | Month():
            return _time_text(fact, language)
        case Quotation(text):
            return language.gettext("“{note}”", note=quoted(text))
        case FactList():
            return _list_text(fact, language)
    return _measured_text(fact, language)


def _term_text(term: StrEnum | MarkedTerm, language: Language) -> str:
    match term:
        case Phrase():
            return language.gettext(_PHRASES[term])
        case SurveyAspect():
            return aspect_text(term, language)
        case GroupKind():
            return group_kind_title(term, language)
        case InvitedStaff():
            return invited_staff_text(term, language)
        case MarkedTerm(marked):
            return glossary.marked_label(marked, language)
    return glossary.term_label(term, language)


def _time_text(
    time: date | FiscalYear | FiscalPeriod | Month, language: Language
) -> str:
    match time:
        case datetime():
            return language.moment(time)
        case date():
            return language.day_within_year(time)
        case FiscalYear(year, era_only=True):
            return language.fiscal_year(year)
        case FiscalYear(year):
            return language.year_in_both_calendars(year)
        case FiscalPeriod(first, last):
            return language.fiscal_years(first, last) or ""
        case Month(as_of):
            return language.month(as_of)


def _measured_text(measured: _Measured, language: Language) -> str:
    """A number of something."""
    _ = language.gettext
    match measured:
        case Quantity(number):
            return f"{number:,}"
        case Percentage():
            return _percentage_text(measured)
        case IndicatorFigure():
            return _figure_text(measured, language)
        case EarlierFigure(figure):
            return _("Last time it was {last}.", last=_figure_text(figure, language))
        case PointsOfShare(number):
            return _("{n} points", n=number)
        case EntryProgress(state, percent):
            return figures.state_text(state, percent, language)
        case FileExcess(measure, number):
            return _(_EXCESSES[measure], n=f"{number:,}")


def _percentage_text(percentage: Percentage) -> str:
    if percentage.decimals is None:
        return f"{percentage.value:f}%"
    return rounded_text(percentage.value, percentage.decimals) + "%"


def _figure_text(figure: IndicatorFigure, language: Language) -> str:
    """A figure with its unit, every digit and its counts."""
    if figure.stage:
        text = figure.stage
    elif figure.is_yes_no:
        text = figures.yes_no_text(figure.value, language)
    else:
        decimals = max(figure.decimals, digits_after_point(figure.value))
        text = rounded_text(figure.value, decimals) + figure.unit
    text = figures.about_text(text, language, is_about=figure.approximate)
    counts = figures.share_counts_text(figure.counts, figure.counted_unit, language)
    return figures.beside_counts(text, counts, language)


def _list_text(facts: FactList, language: Language) -> str:
    text = language.listed(fact_text(fact, language) for fact in facts.items)
    return text + "…" if facts.shortened else text
