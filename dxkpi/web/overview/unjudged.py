"""What was not judged, and why."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dxkpi.rules import Judgement, Reason, Status, plan_summary
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import (
    list_item,
    plain,
    status_badge,
    strong,
    titled_list,
)
from dxkpi.web.common.view import View
from dxkpi.wording.headline import headline
from dxkpi.wording.why_unjudged import why_unjudged

_MOST_ITEMS = 8
_MOST_NAMES = 3


def show_unjudged(view: View) -> None:
    """The card."""
    st.markdown(unjudged_list(view))


def unjudged_list(view: View) -> str:
    """What was not judged, by its name; many are grouped by their reason.

    As Markdown; empty where there is none.
    """
    return view.worded(_unjudged_list)


def _unjudged_list(view: View) -> str:
    judgements = plan_summary.not_judged(view.judgements())
    if not judgements:
        return ""
    if len(judgements) > _MOST_ITEMS:
        items = [_group_item(group) for group in _groups_of_one_reason(judgements)]
    else:
        items = [_group_item([judgement]) for judgement in judgements]
    return titled_list(strong(_("Indicators that were not judged")), items, _MOST_ITEMS)


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
    """The reason that a group shares.

    Who stands alone without a figure or a target says its last figure too.
    """
    judgement = group[0]
    has_last_figure_to_say = (
        judgement.status is Status.MONITORED or judgement.reason is Reason.NO_FIGURE
    )
    stands_alone = len(group) == 1
    is_assessable = judgement.status is not Status.NOT_ASSESSABLE
    if stands_alone and is_assessable and has_last_figure_to_say:
        return headline(judgement, current_language())
    return why_unjudged(judgement, current_language())


def _names(group: Sequence[Judgement]) -> str:
    """The names of a few indicators, and how many more there are."""
    names = [judgement.indicator.name for judgement in group[:_MOST_NAMES]]
    if more := len(group) - len(names):
        names.append(ngettext("and {n} more", "and {n} more", more))
    return plain(current_language().listed(names))
