"""The figures of an indicator in the form: those of earlier years, and what is registered
in the cells to fill in.
"""

from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Actual, Aggregation, Baseline, Calendar, Indicator, ValueType
from dxkpi.returns import ReturnForm, vocabulary
from dxkpi.wording import figures, glossary
from dxkpi.wording.baselines import exact_baseline_number, special_time_text
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.judging_formula import SIGNIFICANT_DIGITS
from dxkpi.workbook.template.layout import NOTHING, ShownValue

_ = FORM_LANGUAGE.gettext


def past_figure(indicator: Indicator, year: int) -> ShownValue:
    """The figure of an earlier year, the baseline's where it is of that year, or why
    there is none.
    """
    entry = indicator.actual(year)
    if entry is None:
        return _figure_of_baseline(indicator, year)
    if entry.value is not None and entry.share_counts is not None:
        value = figures.exact_number_text(indicator, entry.value, FORM_LANGUAGE)
        value = figures.about_text(value, FORM_LANGUAGE, is_about=entry.approximate)
        return f"{value}\n{counts_in_brackets(entry)}"
    if entry.value is not None and entry.approximate:
        value = figures.exact_number_text(indicator, entry.value, FORM_LANGUAGE)
        return figures.about_text(value, FORM_LANGUAGE, is_about=True)
    if entry.value is not None:
        return _entered_figure(indicator, entry.value)
    if entry.missing:
        return glossary.term_label(entry.missing, FORM_LANGUAGE)
    return NOTHING


def _figure_of_baseline(indicator: Indicator, year: int) -> ShownValue:
    baseline = indicator.baseline
    if baseline is None or baseline.fiscal_year != year:
        return NOTHING
    special = special_time_text(baseline, FORM_LANGUAGE)
    counts = counts_in_brackets(baseline)
    if special or counts or baseline.approximate:
        value = exact_baseline_number(indicator, baseline, FORM_LANGUAGE)
        return "\n".join(filter(None, (value, counts, special)))
    return _entered_figure(indicator, baseline.value)


def counts_in_brackets(figure: Actual | Baseline) -> str:
    """The two counts of a share under its figure, without their unit: （163／182）."""
    counts = figures.share_counts_text(figure.share_counts, "", FORM_LANGUAGE)
    return _("({counts})", counts=counts) if counts else ""


def _entered_figure(indicator: Indicator, value: Decimal) -> str | Decimal:
    """A figure as it is filled in; one that a spreadsheet would round is written as text."""
    if indicator.value_type is ValueType.YES_NO:
        return vocabulary.YES if value == 1 else vocabulary.NO
    if indicator.has_stages:
        return indicator.stage(value)
    digits = value.normalize().as_tuple().digits
    if len(digits) > SIGNIFICANT_DIGITS:
        return format(value, "f")
    return value


def input_cells(form: ReturnForm, indicator: Indicator) -> list[ShownValue]:
    """Figure, month, reason, judgement, note and countermeasure; as far as they are
    registered for the year.
    """
    entry = indicator.actual(form.fiscal_year)
    if entry is None:
        month = _expected_month(form, indicator)
        return [None, _month_text(month), None, None, None, None]
    figure: str | Decimal | None = None
    missing = None
    if entry.share_counts is not None and indicator.counts is not None:
        figure = entry.share_counts.as_written()
    elif entry.value is not None:
        figure = _entered_figure(indicator, entry.value)
    if entry.missing:
        missing = glossary.term_label(entry.missing, FORM_LANGUAGE)
    texts = (entry.note, entry.countermeasure)
    return [figure, _month_text(entry.as_of), missing, None, *texts]


def _month_text(as_of: str | None) -> str | None:
    return fiscal.short_month(as_of) if as_of else None


def _expected_month(form: ReturnForm, indicator: Indicator) -> str | None:
    """The month to expect: that of the indicator's own day or year, else that of the
    last figure in this year; the year's last one for a state.
    """
    year = form.fiscal_year
    if indicator.counted_on is not None:
        return fiscal.day_in_year(indicator.counted_on, year)
    if indicator.calendar is Calendar.CALENDAR_YEAR:
        return f"{year}-12"
    latest = _latest_figure_before(indicator, year)
    if latest is not None and latest.as_of is not None:
        calendar_year = int(latest.as_of[:4]) + year - latest.fiscal_year
        month = latest.as_of[4:7]
        return f"{calendar_year}{month}"
    if indicator.aggregation is Aggregation.ANNUAL:
        return None
    return fiscal.last_month(year)


def _latest_figure_before(indicator: Indicator, year: int) -> Actual | Baseline | None:
    dated: list[Actual | Baseline] = list(indicator.actuals)
    if indicator.baseline:
        dated.append(indicator.baseline)
    earlier = [figure for figure in dated if figure.fiscal_year < year]
    return max(earlier, key=lambda figure: figure.fiscal_year, default=None)
