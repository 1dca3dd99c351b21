"""The 実感率 of the groups of one kind: which differ from the whole for certain, what
changed since the survey before, and the years as a map.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.plan import Indicator, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.settings import settings
from dxkpi.survey import SurveyChange, SurveyCourse
from dxkpi.survey.group_differences import GroupsApart, groups_apart
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong, titled
from dxkpi.web.common.view import View
from dxkpi.web.realisation.recorded_surveys import recorded_surveys
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text
from dxkpi.wording.municipality import city_name
from dxkpi.wording.survey import group_kind_name, group_kind_title


def show_group_tab(view: View, kind: GroupKind) -> None:
    """The groups of the last survey, then the years beneath."""
    with st.container(border=True):
        st.markdown(view.worded(_heading, kind))
        show_chart(view.worded(_dots, kind))
        st.markdown(view.worded(_findings, kind))
    _show_years(view, kind)


def _heading(view: View, kind: GroupKind) -> str:
    surveys, language = recorded_surveys(view), current_language()
    notes = [
        language.fiscal_year(surveys.last_year),
        _("dot: the rate, line: its margin"),
    ]
    if _earlier_groups(surveys, kind):
        year = surveys.comparable_previous_year or surveys.last_year
        before = language.fiscal_year(year)
        notes.append(_("small ring: {year}", year=before))
    notes.append(_("blue: surely different from the others"))
    kind_name = group_kind_name(kind, current_language())
    title = _("Rate by {kind}", kind=kind_name)
    return titled(title, current_language().listed(notes))


def _dots(view: View, kind: GroupKind) -> dict[str, Any]:
    surveys = recorded_surveys(view)
    groups = surveys.groups(kind, surveys.last_year)
    return charts.group_dots(
        surveys.indicator,
        surveys.latest_survey,
        groups,
        groups_apart(groups),
        _earlier_groups(surveys, kind),
        current_language(),
    )


def _earlier_groups(
    surveys: SurveyCourse, kind: GroupKind
) -> Mapping[str, SurveyGroup]:
    """The groups of the survey before by the names of today; none where the two cannot
    be compared.
    """
    pairs = surveys.pairs_of_groups(kind)
    return {later.name: earlier for earlier, later in pairs}


# --- what is certain -----------------------------------------------------------------


def _findings(view: View, kind: GroupKind) -> str:
    """Which groups stand apart, which changed, and which are not told apart."""
    surveys = recorded_surveys(view)
    groups = surveys.groups(kind, surveys.last_year)
    parts = [
        plain(_apart_sentence(groups_apart(groups))),
        _changes_text(surveys, kind),
        f":small[{faint(_notes(groups, kind))}]",
    ]
    return "\n\n".join(part for part in parts if part)


def _apart_sentence(apart: GroupsApart) -> str:
    """全体より高いのは市民課、低いのは福祉課です."""
    above, below = _names(apart.above), _names(apart.below)
    if above and below:
        return _(
            "Surely above the others: {above}; below: {below}.",
            above=above,
            below=below,
        )
    if above:
        return _("Surely above the others: {above}.", above=above)
    if below:
        return _("Surely below the others: {below}.", below=below)
    return _("No group can be said to differ from the others.")


def _names(groups: Sequence[SurveyGroup]) -> str:
    return current_language().listed(group.name for group in groups)


def _notes(groups: Sequence[SurveyGroup], kind: GroupKind) -> str:
    """How careful blue is, who is not told apart, and that this is no ranking."""
    name = group_kind_name(kind, current_language())
    notes = [
        _(
            "Blue is sure even though {n} are compared at once ({kind}).",
            n=len(groups),
            kind=name,
        ),
        _(
            "Fewer than {n} answers, or answers that are all alike, are counted together "
            "with others.",
            n=settings().smallest_group,
        ),
        _("The order is no ranking."),
    ]
    return sentences(notes)


def _changes_text(surveys: SurveyCourse, kind: GroupKind) -> str:
    """The changes that chance does not explain, as a list under their title."""
    changes = surveys.group_changes(kind)
    if not changes:
        return faint(_("Two comparable surveys are needed to see what has changed."))
    since = current_language().fiscal_year(changes[0].earlier_year)
    title = strong(_("Changes since {year} that chance does not explain", year=since))
    certain = [change for change in changes if change.is_certain]
    items = [_change_item(surveys.indicator, change) for change in certain]
    if not items:
        none = _("None: every change is within its margin of error.")
        items = [f"- {plain(none)}"]
    others = plain(_uncertain_changes_text(surveys.indicator, changes))
    return title + "\n\n" + "\n".join(items) + f"\n\n{others}"


def _change_item(indicator: Indicator, change: SurveyChange) -> str:
    language = current_language()
    text = _(
        "{step} (between {low} and {high})",
        step=change_text(indicator, change.points, language),
        low=figures.signed_text(indicator, change.interval.low, language),
        high=figures.signed_text(indicator, change.interval.high, language),
    )
    return f"- {strong(change.name)} {plain(text)}"


def _uncertain_changes_text(
    indicator: Indicator, changes: Sequence[SurveyChange]
) -> str:
    """How many changes chance may explain, and the largest of them by name."""
    uncertain = [change for change in changes if not change.is_certain]
    largest = _first_change_at_all(uncertain)
    points = ""
    if largest is not None:
        points = change_text(indicator, largest.points, current_language())

    all_are_uncertain = len(uncertain) == len(changes)
    if all_are_uncertain:
        if largest is None:
            return ""
        return _(
            "The largest is that of {name} ({points}).",
            name=largest.name,
            points=points,
        )
    if not uncertain:
        return ""
    others = ngettext(
        "The change of {n} other is within the margin of error",
        "The changes of {n} others are within the margin of error",
        len(uncertain),
    )
    if largest is None:
        return others + _(".")
    return others + _(
        ", also that of {name} ({points}).", name=largest.name, points=points
    )


def _first_change_at_all(changes: Sequence[SurveyChange]) -> SurveyChange | None:
    """The first that is a change: they come with the largest first."""
    for change in changes:
        if change.points != 0:
            return change
    return None


# --- the years -----------------------------------------------------------------------


def _show_years(view: View, kind: GroupKind) -> None:
    """The map of groups and years, or the same as a table, and its files."""
    title = _("Year by year")
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            note = _(
                "the clearer the blue, the higher; "
                "dashed or ＊: counted together, because too few answered"
            )
            st.markdown(titled(title, note), width="stretch")
            as_table = show_table_toggle()
        group_map = view.worded(_map, kind)
        if as_table:
            table = view.worded(_map_table, kind)
            st.table(table, border="horizontal", hide_index=True, alt=title)
        else:
            show_chart(group_map)
        name = view.followed_trend().indicator.name
        kind_title = group_kind_title(kind, current_language())
        picture = Picture(f"{name} {kind_title}", group_map)
        offer_downloads(view, _("realisation-groups"), [picture], groups_csv)


def _map(view: View, kind: GroupKind) -> dict[str, Any]:
    surveys = recorded_surveys(view)
    return charts.group_map(
        surveys.indicator, surveys.surveys, kind, current_language()
    )


def _map_table(view: View, kind: GroupKind) -> pd.DataFrame:
    surveys = recorded_surveys(view)
    table = charts.group_table(
        surveys.indicator, surveys.surveys, kind, current_language()
    )
    return table.map(plain)


def groups_csv(view: View) -> bytes:
    """Every group of staff in every survey, as a file."""
    surveys = recorded_surveys(view)
    name = city_name(view.city, current_language())
    return charts.group_csv(
        surveys.indicator, surveys.surveys, name, current_language()
    )
