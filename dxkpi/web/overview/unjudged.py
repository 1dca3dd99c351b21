"""What was not judged, and why."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dxkpi.rules import JUDGED, Judgement, Reason, Status, plan_summary
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.totals import running_total
from dxkpi.text.width import cut_to_width
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import (
    SEPARATOR,
    faint,
    list_item,
    plain,
    status_badge,
    strong,
    titled_list,
)
from dxkpi.web.common.view import View
from dxkpi.wording.chart_captions import known_date_label
from dxkpi.wording.headline import headline
from dxkpi.wording.why_unjudged import why_unjudged
from dxkpi.wording.year_figure import known_figure_text

_MOST_ITEMS = 8
_MOST_NAMES = 3
_WHOSE_EMS = 24


def names_each(view: View) -> bool:
    """Whether the list names each indicator, which it does of a few."""
    return 0 < len(plan_summary.not_judged(view.judgements())) <= _MOST_ITEMS


def has_only_references_besides_lead(view: View) -> bool:
    """Whether nothing is judged yet, and all but the leading indicator is only observed."""
    others = [j for j in view.judgements() if j.status is not Status.MONITORED]
    if len(others) != 1 or others[0].status in JUDGED:
        return False
    leading = plan_summary.leading_indicator(view.plan, view.year)
    return leading is not None and leading.code == others[0].indicator.code


def show_unjudged(view: View) -> None:
    """The card with the reasons."""
    st.markdown(unjudged_list(view))


def show_unjudged_names(view: View, *, in_one_line: bool) -> None:
    """The card with names alone, and who has not reported."""
    st.markdown(
        view.worded(_unjudged_in_one_line if in_one_line else _unjudged_in_lines)
    )


def unjudged_list(view: View) -> str:
    """What was not judged, by its name; many are grouped by their reason.

    As Markdown; empty where there is none.
    """
    return view.worded(_unjudged_list)


def _unjudged_list(view: View) -> str:
    judgements = plan_summary.not_judged(view.judgements())
    if not judgements:
        return ""
    items = [_group_item(group) for group in _groups(judgements)]
    return titled_list(_title(judgements), items, _MOST_ITEMS)


def _title(judgements: Sequence[Judgement]) -> str:
    n = len(judgements)
    text = ngettext("{n} indicator was not judged", "{n} indicators were not judged", n)
    return strong(text)


def _unjudged_in_one_line(view: View) -> str:
    return SEPARATOR.join(_unjudged_names(view))


def _unjudged_in_lines(view: View) -> str:
    return "  \n".join(_unjudged_names(view))


def _unjudged_names(view: View) -> list[str]:
    """The title, each with its status, and whose figures are missing."""
    judgements = plan_summary.not_judged(view.judgements())
    lines = [
        f"{status_badge(group[0].status)} {_names(group)}"
        for group in _groups(judgements)
    ]
    whose = _departments_that_owe(view, judgements)
    owed = [f":small[{faint(whose)}]"] if whose else []
    return [_title(judgements), *lines, *owed]


def _departments_that_owe(view: View, judgements: Iterable[Judgement]) -> str:
    """Whose figures have not been reported; empty where all have."""
    names: dict[str, None] = {}
    for judgement in judgements:
        if judgement.status is Status.NOT_REPORTED:
            names |= dict.fromkeys(view.plan.departments_of(judgement.indicator))
    if not names:
        return ""
    shown = cut_to_width(current_language().listed(list(names)), _WHOSE_EMS)
    return _("not reported by: {departments}", departments=shown)


def _groups(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Each by itself; many by their reason."""
    if len(judgements) > _MOST_ITEMS:
        return _groups_of_one_reason(judgements)
    return [[judgement] for judgement in judgements]


def _groups_of_one_reason(judgements: Iterable[Judgement]) -> list[list[Judgement]]:
    groups: dict[tuple[Status, str], list[Judgement]] = {}
    for judgement in judgements:
        reason = why_unjudged(judgement, current_language())
        groups.setdefault((judgement.status, reason), []).append(judgement)
    return list(groups.values())


def _group_item(group: Sequence[Judgement]) -> str:
    return list_item(
        f"{status_badge(group[0].status)} {_names(group)}", _reason_text(group)
    )


def _reason_text(group: Sequence[Judgement]) -> str:
    """The reason that a group shares; of who stands alone its last figure."""
    judgement = group[0]
    stands_alone = len(group) == 1
    is_assessable = judgement.status is not Status.NOT_ASSESSABLE
    if stands_alone and judgement.status is Status.MONITORED:
        return _last_figure(judgement) or why_unjudged(judgement, current_language())
    if stands_alone and is_assessable and judgement.reason is Reason.NO_FIGURE:
        return headline(judgement, current_language())
    return why_unjudged(judgement, current_language())


def _last_figure(judgement: Judgement) -> str:
    """The last known figure with its time: R7末 85.4%."""
    language = current_language()
    indicator = running_total(judgement.indicator)
    known = last_known(indicator, judgement.fiscal_year)
    if known is None:
        return ""
    when = known_date_label(indicator, known, language)
    return f"{when} {known_figure_text(indicator, known, language)}".strip()


def last_figures_of_references(view: View) -> str:
    """The last figures of what is only observed, in a row."""
    texts = []
    for judgement in plan_summary.not_judged(view.judgements()):
        figure = _last_figure(judgement)
        if judgement.status is Status.MONITORED and figure:
            texts.append(f"{judgement.indicator.name} {figure}")
    return current_language().listed(texts)


def _names(group: Sequence[Judgement]) -> str:
    """The names of a few indicators, and how many more there are."""
    names = [judgement.indicator.name for judgement in group[:_MOST_NAMES]]
    if more := len(group) - len(names):
        names.append(ngettext("and {n} more", "and {n} more", more))
    return plain(current_language().listed(names))
