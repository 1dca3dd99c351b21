"""What the plan wants and holds, as long as nothing is judged."""

from collections.abc import Sequence

from dxkpi.plan import Indicator
from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import FIGURE, NAME, BriefYear, cut_line, joined
from dxkpi.reports.contents.lists import short_list
from dxkpi.rules import JUDGED, Judgement
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.plan_summary import leading_indicator
from dxkpi.rules.totals import running_total
from dxkpi.wording.chart_captions import known_date_label, target_label
from dxkpi.wording.judgement import verdict_text
from dxkpi.wording.parts import listed_parts, texts_of_part_indicators
from dxkpi.wording.year_figure import known_figure_text


def plan_lists(year: BriefYear) -> list[BriefList]:
    """What the plan wants and holds, as long as nothing is judged."""
    _ = year.language.gettext
    if any(judgement.status in JUDGED for judgement in year.judgements):
        return []
    leading = leading_indicator(year.plan, year.fiscal_year)
    others = _judgements_without(leading, year.judgements)
    lists: list[BriefList] = []
    if others:
        title = _("Other indicators") if leading else _("Indicators")
        lines = [_unjudged_line(year, judgement) for judgement in others]
        lists.append(short_list(year, title, lines))
    if year.plan.policies:
        holds = _("What the plan holds")
        lists.append(short_list(year, holds, _policy_lines(year)))
    return lists


def _unjudged_line(year: BriefYear, judgement: Judgement) -> tuple[str, str]:
    """An indicator, and beneath it its last figure and its target as far as there are any."""
    indicator = judgement.indicator
    target = cut_line(target_label(indicator, year.language), FIGURE)
    figures = _last_figures(year, indicator, judgement.fiscal_year)
    facts = joined((figures, target))
    verdict = verdict_text(judgement, year.language)
    return cut_line(indicator.name, NAME), facts or verdict


def _last_figures(year: BriefYear, indicator: Indicator, fiscal_year: int) -> str:
    """The last figure, or that of each part behind its short name."""
    if not indicator.parts:
        return _last_figure(year, indicator, fiscal_year)
    texts = texts_of_part_indicators(
        indicator, lambda part: _last_figure(year, part, fiscal_year)
    )
    return listed_parts(texts, year.language)


def _last_figure(year: BriefYear, indicator: Indicator, fiscal_year: int) -> str:
    """The last figure by a year after its date; empty where none is known."""
    indicator = running_total(indicator)
    known = last_known(indicator, fiscal_year)
    if known is None:
        return ""
    when = known_date_label(indicator, known, year.language)
    figure = cut_line(known_figure_text(indicator, known, year.language), FIGURE)
    return f"{when} {figure}".strip()


def _policy_lines(year: BriefYear) -> list[tuple[str, str]]:
    """The policies, and beneath each how many measures it has."""
    lines: list[tuple[str, str]] = []
    for policy in year.plan.policies:
        name = cut_line(f"{policy.number} {policy.name}", NAME)
        measures = year.language.ngettext(
            "{n} measure", "{n} measures", len(policy.measures)
        )
        lines.append((name, measures))
    return lines


def _judgements_without(
    leading: Indicator | None, judgements: Sequence[Judgement]
) -> Sequence[Judgement]:
    """The judgements of the other indicators."""
    if leading is None:
        return judgements
    return [each for each in judgements if each.indicator.code != leading.code]
