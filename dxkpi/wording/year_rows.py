"""An indicator year by year: figure, line to the target, the gap between them, and what
happened, in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.rules import Judgement, Reason
from dxkpi.rules.figure_course import FigureCourse, course_years
from dxkpi.rules.profiles import WAITING
from dxkpi.rules.survey_margin import Interval, figure_interval
from dxkpi.rules.survey_month import survey_month
from dxkpi.survey import IndicatorTrend, surveys_by_year
from dxkpi.text.rounding import round_half_up
from dxkpi.wording.figures import number_text
from dxkpi.wording.language import Language
from dxkpi.wording.year_figure import no_figure_text
from dxkpi.wording.year_notes import year_notes


@dataclass(frozen=True)
class YearRow:
    """A fiscal year. `judgement` is None where its verdict says nothing but that the year
    is still ahead; the figures are rounded as they are shown.
    """

    year: int
    actual: Decimal | None
    line: Decimal | None
    gap: Decimal | None
    judgement: Judgement | None
    remark: str


def year_rows(trend: IndicatorTrend, language: Language) -> tuple[YearRow, ...]:
    """A row for each year that has a figure, a line or a verdict."""
    years = course_years(trend.indicator, trend.judgements)
    course = FigureCourse(trend.indicator, trend.judgements, years)
    by_year = {judgement.fiscal_year: judgement for judgement in trend.judgements}
    notes = _notes(trend, language)
    rows: list[YearRow] = []
    for year in years:
        judgement = by_year.get(year)
        facts = _RowFacts(trend, course, year, judgement)
        remark = language.sentences((*_remarks(facts, language), notes.get(year, "")))
        rows.append(
            YearRow(
                year=year,
                actual=facts.actual,
                line=facts.line,
                gap=facts.gap,
                judgement=None if facts.is_ahead else judgement,
                remark=remark,
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class _RowFacts:
    trend: IndicatorTrend
    course: FigureCourse
    year: int
    judgement: Judgement | None

    @property
    def actual(self) -> Decimal | None:
        return self._shown(self.course.known.get(self.year))

    @property
    def line(self) -> Decimal | None:
        return self._shown(self.course.path.get(self.year))

    @property
    def gap(self) -> Decimal | None:
        """From the line to the figure as both are shown; none at the start."""
        if self.actual is None or self.line is None or self.year in self.course.start:
            return None
        return self.actual - self.line

    @property
    def interval(self) -> Interval | None:
        """The margin of the year's figure, where its survey is on record."""
        survey = surveys_by_year(self.trend.indicator).get(self.year)
        value = self.course.known.get(self.year)
        if survey is None or value is None:
            return None
        return figure_interval(survey, value)

    @property
    def is_ahead(self) -> bool:
        """Whether the year has no figure and none is due, and it is not the next."""
        if self.actual is not None or self.judgement is None:
            return False
        is_next = self.trend.lies_ahead and self.is_next
        return self.judgement.status in WAITING and not is_next

    @property
    def is_next(self) -> bool:
        """Whether the next survey is of this year."""
        coming = self.trend.coming
        return coming is not None and coming.fiscal_year == self.year

    @property
    def is_target_year(self) -> bool:
        return self.year in self.course.goal

    def _shown(self, value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        return round_half_up(value, self.trend.indicator.decimals)


def _remarks(facts: _RowFacts, language: Language) -> Iterator[str]:
    """What is to be known of a year beside its verdict, but for its own note."""
    if facts.actual is not None:
        yield _margin_remark(facts, language)
        return
    if facts.judgement is None or facts.judgement.status not in WAITING:
        return
    if facts.judgement.reason is Reason.NO_FIGURE_THIS_YEAR:
        yield language.gettext("No survey this year.")
        return
    if facts.judgement.reason is Reason.UNCONFIRMED:
        yield no_figure_text(facts.judgement, language)
        return
    yield _remark_ahead(facts, language)


def _remark_ahead(facts: _RowFacts, language: Language) -> str:
    """The next survey with its month, the target's year, or that the year is ahead."""
    _ = language.gettext
    month = survey_month(facts.trend.indicator, facts.year)
    when = "" if month is None else language.month(month)
    if facts.is_next and facts.trend.lies_ahead:
        return _("First survey {when}", when=when).strip()
    if facts.is_next:
        return _("Next survey {when}", when=when).strip()
    if facts.is_target_year:
        return _("The target's year")
    return _("Ahead")


def _margin_remark(facts: _RowFacts, language: Language) -> str:
    """Whether the gap is more than the margin; what is not known of it."""
    _ = language.gettext
    interval = facts.interval
    if interval is None:
        if not facts.trend.indicator.is_percentage:
            return ""
        return _("The number of answers is not on record, so no margin is known.")
    margin = number_text(facts.trend.indicator, interval.margin, language)
    line = facts.course.path.get(facts.year)
    if line is None or facts.gap is None:
        return _("Margin ±{margin}.", margin=margin)
    if interval.side_of(line) == 0:
        return _("Within the margin of ±{margin}.", margin=margin)
    return _("More than the margin of ±{margin}.", margin=margin)


def _notes(trend: IndicatorTrend, language: Language) -> dict[int, str]:
    """The numbered notes of all years."""
    until = trend.judgement.fiscal_year
    if trend.trajectory is not None:
        until = max(until, trend.trajectory.last)
    return {
        note.year: f"{note.number} {note.text}"
        for note in year_notes(trend.indicator, until, language)
    }
