"""A baseline in words: its figure, and the years that it is of."""

from dxkpi.plan import Baseline, Indicator
from dxkpi.wording.figure_times import figure_year_text
from dxkpi.wording.figures import (
    about_text,
    exact_number_text,
    figure_text,
    number_text,
)
from dxkpi.wording.language import Language


def baseline_text(
    indicator: Indicator, baseline: Baseline, language: Language, *, unit: bool = True
) -> str:
    """The figure, called about so much where the plan does: 約18,000戸."""
    text = number_text(indicator, baseline.value, language)
    if unit:
        text = figure_text(indicator, baseline.value, language)
    return about_text(text, language, is_about=baseline.approximate)


def exact_baseline_number(
    indicator: Indicator, baseline: Baseline, language: Language
) -> str:
    """The same without its unit and with every digit it has."""
    text = exact_number_text(indicator, baseline.value, language)
    return about_text(text, language, is_about=baseline.approximate)


def special_time_text(baseline: Baseline, language: Language) -> str:
    """The years in the plan's words, or that it is unknown; empty where its own year is
    all there is to say.
    """
    if baseline.span is not None:
        return baseline.span
    return language.gettext("year unknown") if baseline.year_unknown else ""


def baseline_time_text(
    indicator: Indicator, baseline: Baseline, language: Language
) -> str:
    """What a baseline is of: H26～28平均, 年度不明, R8.1, 令和7年度."""
    special = special_time_text(baseline, language)
    if special:
        return special
    if baseline.as_of:
        return language.short_month(baseline.as_of)
    return figure_year_text(indicator, baseline.fiscal_year, language)
