"""The staff survey by groups as a table on screen and as a file."""

from collections.abc import Mapping

import pandas as pd

from dxkpi.charts.excel_csv import csv_file
from dxkpi.charts.survey_groups import group_names
from dxkpi.charts.tables import NOTHING
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.rules.survey_margin import positive_rate, rate_interval
from dxkpi.wording.figures import figure_text
from dxkpi.wording.language import Language


def group_table(
    indicator: Indicator,
    surveys: Mapping[int, Survey],
    kind: GroupKind,
    language: Language,
) -> pd.DataFrame:
    """The map as text: a row for each group, a column for each year; what was counted
    together has its names and ＊.
    """
    title = language.gettext("Group")
    names = group_names(surveys, kind)
    columns: dict[str, list[str]] = {title: names}
    for year, survey in surveys.items():
        rates = _rates(indicator, survey, kind, language)
        cells = [rates.get(name, NOTHING) for name in names]
        columns[language.short_year(year)] = cells
    return pd.DataFrame(columns)


def group_csv(
    indicator: Indicator,
    surveys: Mapping[int, Survey],
    place: str,
    language: Language,
) -> bytes:
    """Every group of every year as a file for Excel: its answers, those that feel it,
    rate, margin, and staff asked.
    """
    _ = language.gettext
    rows: list[dict[str, object]] = []
    for year, survey in surveys.items():
        for kind, group in _groups_with_kind(survey, language):
            interval = rate_interval(group)
            rows.append(
                {
                    _("municipality"): place,
                    _("indicator"): indicator.name,
                    _("fiscal year"): language.fiscal_year_title(year),
                    _("kind of group"): kind,
                    _("Group"): group.name,
                    _("staff asked"): "" if group.invited is None else group.invited,
                    _("answers"): group.answers,
                    _("felt"): group.positive,
                    _("rate"): round(positive_rate(group), 2),
                    _("lower end (95%)"): round(interval.low, 2),
                    _("upper end (95%)"): round(interval.high, 2),
                }
            )
    return csv_file(pd.DataFrame(rows, dtype=object))


def _rates(
    indicator: Indicator, survey: Survey, kind: GroupKind, language: Language
) -> dict[str, str]:
    """The rate of each group by its name; those put together share theirs."""
    rates: dict[str, str] = {}
    for group in survey.groups(kind):
        rate = figure_text(indicator, positive_rate(group), language)
        if group.is_pool:
            rate = f"＊{rate}"
        rates |= dict.fromkeys(group.names, rate)
    return rates


def _groups_with_kind(
    survey: Survey, language: Language
) -> list[tuple[str, SurveyGroup]]:
    """The whole of a survey, then its groups, each with its kind in words."""
    _ = language.gettext
    everybody = SurveyGroup(
        names=(_("all"),),
        answers=survey.answers,
        positive=survey.positive,
        invited=survey.invited,
    )
    groups = [(_("all"), everybody)]
    groups += [(_("section"), group) for group in survey.departments]
    groups += [(_("position"), group) for group in survey.positions]
    groups += [(_("age"), group) for group in survey.ages]
    return groups
