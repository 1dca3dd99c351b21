"""Figures of an indicator as text, with the unit as plans print it; rounded only here."""

from decimal import Decimal
from enum import StrEnum

from dxkpi.plan import Actual, Progress, Survey
from dxkpi.plan.dated_figure import CountedFigure
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_terms import ValueType
from dxkpi.text.rounding import digits_after_point, round_half_up, rounded_text
from dxkpi.wording import glossary
from dxkpi.wording.language import Language

_MOST_TELLING_DIGITS = 6


def number_text(
    indicator: Indicator, value: Decimal, language: Language, extra: int = 0
) -> str:
    """A figure of an indicator without its unit, `extra` digits finer than the plan prints it."""
    if indicator.value_type is ValueType.YES_NO:
        return yes_no_text(value, language)
    if indicator.has_stages:
        return indicator.stage(value)
    return rounded_text(value, indicator.decimals + extra)


def yes_no_text(value: Decimal, language: Language) -> str:
    """実施 or 未実施: the figure of an indicator that asks only whether."""
    _ = language.gettext
    return _("yes") if value == 1 else _("no")


def figure_text(
    indicator: Indicator, value: Decimal, language: Language, extra: int = 0
) -> str:
    """A figure of an indicator with its unit: 73.4%, 4,200件; 実施, 試行 have none."""
    number = number_text(indicator, value, language, extra)
    return number + indicator.unit if indicator.is_number else number


def file_value(indicator: Indicator, value: Decimal) -> Decimal | str:
    """A figure for a file: a number that can be reckoned with, or the name of a stage."""
    return indicator.stage(value) if indicator.has_stages else value


def worked_out_file_value(indicator: Indicator, value: Decimal) -> Decimal | str:
    """A figure that the rules worked out, for a file: two digits finer than the plan's."""
    most = indicator.decimals + 2
    if digits_after_point(value) > most:
        value = round_half_up(value, most)
    return file_value(indicator, value)


def exact_number_text(indicator: Indicator, value: Decimal, language: Language) -> str:
    """A figure without its unit, with every digit it has: what was compared, where
    79.96 would look like 80.0.
    """
    return number_text(indicator, value, language, indicator.finer_digits(value))


def exact_figure_text(indicator: Indicator, value: Decimal, language: Language) -> str:
    """A figure with its unit and every digit it has."""
    return figure_text(indicator, value, language, indicator.finer_digits(value))


def signed_text(indicator: Indicator, change: Decimal, language: Language) -> str:
    """A change without its unit: +2.1, −0.4, ±0.0; a small one with the digits that
    tell it from none.
    """
    if indicator.has_stages:
        return _sign(change) + stages_text(change, language)
    extra = telling_digits(indicator, change)
    return _sign(change) + number_text(indicator, abs(change), language, extra)


def stages_text(change: Decimal, language: Language) -> str:
    """How many stages lie between two of them: 2段階."""
    return language.ngettext("{n} stage", "{n} stages", int(abs(change)))


def points_number_text(indicator: Indicator, gap: Decimal, extra: int = 0) -> str:
    """The size of a difference of shares in percentage points, without the word: 2.1; 1割 is 10."""
    points = indicator.percentage_points(abs(gap))
    shifted = indicator.percentage_points(Decimal(1)).adjusted()
    return rounded_text(points, max(0, indicator.decimals + extra - shifted))


def signed_points_text(indicator: Indicator, change: Decimal) -> str:
    """A change of a share in percentage points, as `signed_text` gives other changes: +2.1."""
    extra = telling_digits(indicator, change)
    return _sign(change) + points_number_text(indicator, change, extra)


def _sign(change: Decimal) -> str:
    if change > 0:
        return "+"
    if change < 0:
        return "−"
    return "±"


def telling_digits(indicator: Indicator, gap: Decimal) -> int:
    """The `extra` digits that keep a small difference from being printed as zero."""
    if gap == 0:
        return 0
    extra = 0
    while extra < _MOST_TELLING_DIGITS:
        if round_half_up(gap, indicator.decimals + extra) != 0:
            break
        extra += 1
    return extra


def state_text(state: StrEnum, percent: Decimal | None, language: Language) -> str:
    """How far an entry of the schedule has come: 実施中 40%."""
    label = glossary.term_label(state, language)
    if percent is None:
        return label
    return f"{label} {percent.normalize():f}%"


def progress_text(progress: Progress, language: Language) -> str:
    """What was reported of an entry of the schedule: 実施中 40%."""
    return state_text(progress.state, progress.percent, language)


def counts_text(survey: Survey) -> str:
    """What a survey comes to, and nothing of its groups: 152 / 212, positive answers of all."""
    return f"{survey.positive:,} / {survey.answers:,}"


def share_counts_text(
    counts: tuple[Decimal, Decimal] | None, unit: str, language: Language
) -> str:
    """The two counts of a share: 163／182手続; empty where there are none."""
    if counts is None:
        return ""
    numerator, denominator = (
        rounded_text(count, digits_after_point(count)) for count in counts
    )
    return language.gettext(
        "{n}/{of} {unit}", n=numerator, of=denominator, unit=unit
    ).strip()


def counts_of_figure(
    indicator: Indicator, figure: CountedFigure | None, language: Language
) -> str:
    """The two counts of an indicator's figure: 163／182手続; empty where there are none."""
    if figure is None:
        return ""
    unit = indicator.counts.unit if indicator.counts else None
    return share_counts_text(figure.share_counts, unit or "", language)


def counts_heading(indicator: Indicator, language: Language) -> str:
    """What the two counts of a share are of: オンライン化した手続／全手続; empty where it
    has none.
    """
    things = indicator.counts
    if things is None:
        return ""
    return language.gettext("{n}/{of}", n=things.numerator, of=things.denominator)


def with_counts(
    text: str, indicator: Indicator, figure: CountedFigure, language: Language
) -> str:
    """A figure in words, followed by its two counts where it has any:
    89.6%（163／182手続）.
    """
    return beside_counts(text, counts_of_figure(indicator, figure, language), language)


def beside_counts(text: str, counts: str, language: Language) -> str:
    """A figure in words, followed by its counts in words."""
    if not counts:
        return text
    return language.gettext("{value} ({counts})", value=text, counts=counts)


def recorded_figure_text(
    indicator: Indicator, entry: Actual | None, language: Language
) -> str:
    """A figure as it was or is to be recorded, with every digit and its counts; else the
    reason why there is none.
    """
    _ = language.gettext
    if entry is None:
        return _("none")
    if entry.value is not None:
        text = recorded_value_text(
            indicator, entry.value, language, approximate=entry.approximate
        )
        return with_counts(text, indicator, entry, language)
    if entry.missing is not None:
        return glossary.term_label(entry.missing, language)
    return _("none")


def recorded_value_text(
    indicator: Indicator, value: Decimal, language: Language, *, approximate: bool
) -> str:
    """A figure with its unit and every digit it has, said to be about so much where it is."""
    text = exact_figure_text(indicator, value, language)
    return about_text(text, language, is_about=approximate)


def about_text(text: str, language: Language, *, is_about: bool) -> str:
    """A figure in words, said to be about so much where the source says so."""
    return language.gettext("about {value}", value=text) if is_about else text


def recorded_progress_text(entry: Progress | None, language: Language) -> str:
    """What was or is to be recorded of an entry of the schedule, or none."""
    if entry is None:
        return language.gettext("none")
    return progress_text(entry, language)
