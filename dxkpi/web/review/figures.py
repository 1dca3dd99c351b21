"""A figure that was handed in beside that of the year before, in words."""

from dxkpi.returns.round_items import RoundItem
from dxkpi.rules import Judgement
from dxkpi.rules.year_on_year import year_on_year
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording.differences import change_text
from dxkpi.wording.figures import figure_text
from dxkpi.wording.judgement import actual_text
from dxkpi.wording.targets import goal_text


def judgement_of(view: View, item: RoundItem) -> Judgement:
    """The judgement of the year whose figure was asked for, which may be an earlier one."""
    indicator = view.indicator(item.code)
    earlier = _judged_in(view, item.code, item.fiscal_year)
    if item.fiscal_year == view.year or earlier is None:
        return view.judged(indicator)
    return earlier


def figure_line(judgement: Judgement) -> str:
    """前年度 4 → 17業務 (+13)."""
    language = current_language()
    now = strong(actual_text(judgement, language))
    if judgement.parts:
        return now
    beside = year_on_year(judgement)
    if beside.before is None:
        return now
    before = figure_text(judgement.indicator, beside.before, language)
    label = _("Year before {figure}", figure=before)
    line = f"{plain(label)} → {now}"
    if beside.change is None:
        return line
    change = change_text(judgement.indicator, beside.change, language)
    in_brackets = _("({text})", text=change)
    return f"{line} {plain(in_brackets)}"


def verdict_line(view: View, judgement: Judgement) -> str:
    """The status of the year before, where it was judged, and that of the year."""
    before = _judged_in(view, judgement.indicator.code, judgement.fiscal_year - 1)
    badge = verdict_badge(judgement)
    if before is None or before.actual is None:
        return badge
    return f"{verdict_badge(before)} → {badge}"


def goal_line(judgement: Judgement) -> str:
    """The target, or that there is none."""
    goal = goal_text(judgement.indicator, current_language())
    if goal is None:
        return faint(_("no target"))
    return faint(_("Target: {goal}", goal=goal))


def _judged_in(view: View, code: str, year: int | None) -> Judgement | None:
    """The judgement of one of the indicator's own years."""
    for judgement in view.course(view.indicator(code)):
        if judgement.fiscal_year == year:
            return judgement
    return None
