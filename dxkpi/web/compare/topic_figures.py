"""The figures of the indicators on a topic: in order of time, as a table and as a CSV
file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

import pandas as pd

from dxkpi import charts
from dxkpi.comparison.topics import Topic
from dxkpi.plan import Actual, Baseline, Indicator
from dxkpi.plan.review import Finality
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.store import ListedPlan
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.web.compare.topic_choice import CityIndicator, indicators_on_topic
from dxkpi.wording import glossary
from dxkpi.wording.baselines import baseline_text
from dxkpi.wording.chart_captions import actual_label, with_special_time
from dxkpi.wording.figures import file_value
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text


class ComparedFigureKind(Enum):
    """What a figure is for its indicator, in the order of time."""

    BASELINE = auto()
    ACTUAL = auto()
    TARGET = auto()


@dataclass(frozen=True)
class ComparedFigure:
    """A figure of an indicator: its month or year, the number and the words for it.

    `value` is None for a target without a number.
    """

    kind: ComparedFigureKind
    as_of: str | None
    year: int | None
    value: Decimal | None
    words: str

    @property
    def date(self) -> str:
        """The month, else the fiscal year; empty where neither is stated."""
        if self.as_of:
            return current_language().month(self.as_of)
        if self.year:
            return current_language().fiscal_year(self.year)
        return ""

    @property
    def short_date(self) -> str:
        """The same with the month in its short form."""
        if self.as_of:
            return current_language().short_month(self.as_of)
        return self.date


def figure_kind_label(kind: ComparedFigureKind) -> str:
    """What figures of a kind are called."""
    match kind:
        case ComparedFigureKind.BASELINE:
            return _("Baseline")
        case ComparedFigureKind.ACTUAL:
            return _("Actual")
        case ComparedFigureKind.TARGET:
            return _("Target")


def compared_figures(
    indicator: Indicator, finality: PlanFinality = NO_REVIEW
) -> Iterator[ComparedFigure]:
    """The baseline, the actuals that have a value, and the target; `finality` is that of
    the indicator's plan.
    """
    language = current_language()
    baseline, target = indicator.baseline, indicator.target
    if baseline:
        yield ComparedFigure(
            ComparedFigureKind.BASELINE,
            baseline.as_of,
            None if baseline.year_unknown else baseline.fiscal_year,
            baseline.value,
            _baseline_words(indicator, baseline, language),
        )
    for actual in indicator.actuals:
        if actual.value is not None:
            yield ComparedFigure(
                ComparedFigureKind.ACTUAL,
                actual.as_of,
                actual.fiscal_year,
                actual.value,
                _actual_words(indicator, actual, language, finality),
            )
    if target:
        yield ComparedFigure(
            ComparedFigureKind.TARGET,
            target.as_of,
            target.fiscal_year,
            target.value,
            goal_text(indicator, language) or "",
        )


def _actual_words(
    indicator: Indicator, actual: Actual, language: Language, finality: PlanFinality
) -> str:
    """A reported figure, with the word 速報 where it is not final."""
    text = actual_label(indicator, actual, language, unit=True)
    year = actual.fiscal_year
    if finality.of_figure(indicator.code, year) is Finality.PRELIMINARY:
        return _("{figure} (preliminary)", figure=text)
    return text


def _baseline_words(
    indicator: Indicator, baseline: Baseline, language: Language
) -> str:
    """The baseline, with what it is of where that is no year."""
    text = baseline_text(indicator, baseline, language)
    return with_special_time(text, baseline, language)


def latest_actual(
    indicator: Indicator, finality: PlanFinality = NO_REVIEW
) -> ComparedFigure | None:
    """The actual of the latest year; None where there is none yet."""
    latest = None
    for figure in compared_figures(indicator, finality):
        if figure.kind is not ComparedFigureKind.ACTUAL:
            continue
        if latest is None or _time(figure) > _time(latest):
            latest = figure
    return latest


def _time(figure: ComparedFigure) -> tuple[int, str]:
    return figure.year or 0, figure.as_of or ""


# As a table and as a file


def figures_table(
    view: View, compared: tuple[ListedPlan, ...], topic: Topic
) -> pd.DataFrame:
    """The figures for people: without the codes, the numbers in words only."""
    return _figures_frame(view, compared, topic).drop(columns=[_("code"), _("value")])


def figures_csv(view: View, compared: tuple[ListedPlan, ...], topic: Topic) -> bytes:
    """The figures as a file."""
    return charts.csv_file(_figures_frame(view, compared, topic))


def _figures_frame(
    view: View, compared: tuple[ListedPlan, ...], topic: Topic
) -> pd.DataFrame:
    """Every figure on the topic, one a row; an indicator without figures has one row
    that says so.
    """
    headings = [
        _("code"),
        _("municipality"),
        _("indicator"),
        _("definition"),
        _("unit"),
        _("way of counting"),
        _("kind"),
        _("as of"),
        _("value"),
        _("in words"),
    ]
    rows: list[list[object]] = []
    for each in indicators_on_topic(view, compared, topic):
        rows.extend(_indicator_rows(each, view.beside(each.listed).finality))
    return pd.DataFrame(rows, columns=headings, dtype=object)


def _indicator_rows(
    on_topic: CityIndicator, finality: PlanFinality
) -> list[list[object]]:
    indicator = on_topic.indicator
    head = [
        on_topic.listed.city.code,
        on_topic.city_name,
        indicator.name,
        indicator.definition or "",
        indicator.scale,
        glossary.term_label(indicator.aggregation, current_language()),
    ]
    rows: list[list[object]] = []
    for figure in compared_figures(indicator, finality):
        value = "" if figure.value is None else file_value(indicator, figure.value)
        label = figure_kind_label(figure.kind)
        rows.append([*head, label, figure.date, value, figure.words])
    return rows or [[*head, _("no figures"), "", "", ""]]
