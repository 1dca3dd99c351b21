"""The 実感率 by section and year, and what has changed in a section by more than chance
explains.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Indicator
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import SurveyChange, SurveyCourse, differing_pairs
from dxkpi.text.rounding import rounded_text
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.realisation.recorded_surveys import recorded_surveys
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text
from dxkpi.wording.municipality import city_name


def show_sections(view: View) -> None:
    """The map of sections and years with what changed among them, and its files."""
    with st.container(border=True):
        title = _("By section and year")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            note = _(
                "the deeper the blue, the higher; "
                "dashed or ＊: counted together, because too few answered"
            )
            st.markdown(f"{strong(title)} {faint(note)}", width="stretch")
            as_table = show_table_toggle()
        section_map = view.worded(_section_map)
        if as_table:
            table = view.worded(_section_table)
            st.table(table, border="horizontal", hide_index=True, alt=title)
        else:
            show_chart(section_map)
        st.markdown(view.worded(_section_changes))
        name = view.followed_trend().indicator.name
        picture = Picture(_("{name} by section", name=name), section_map)
        offer_downloads(view, _("realisation-groups"), [picture], sections_csv)


def _section_map(view: View) -> dict[str, Any]:
    surveys = recorded_surveys(view)
    return charts.group_map(
        surveys.indicator, surveys.surveys, GroupKind.DEPARTMENT, current_language()
    )


def _section_table(view: View) -> pd.DataFrame:
    surveys = recorded_surveys(view)
    table = charts.group_table(
        surveys.indicator, surveys.surveys, GroupKind.DEPARTMENT, current_language()
    )
    return table.map(plain)


def sections_csv(view: View) -> bytes:
    """Every group of staff in every survey, as a file."""
    surveys = recorded_surveys(view)
    name = city_name(view.city, current_language())
    return charts.group_csv(
        surveys.indicator, surveys.surveys, name, current_language()
    )


def _section_changes(view: View) -> str:
    """The changes that chance does not explain, and that the others are none."""
    surveys = recorded_surveys(view)
    changes = surveys.group_changes(GroupKind.DEPARTMENT)
    if not changes:
        return faint(
            _("Two comparable surveys are needed to see what has changed in a section.")
        )
    since = fiscal.wareki(changes[0].earlier_year)
    title = strong(_("Changes since {year} that chance does not explain", year=since))
    items = _certain_change_items(surveys.indicator, changes)
    notes = faint(sentences(_notes_on_changes(surveys, changes)))
    return f"{title}\n\n{items}\n\n:small[{notes}]"


def _certain_change_items(indicator: Indicator, changes: Sequence[SurveyChange]) -> str:
    items = [
        f"- {strong(change.name)} {plain(_change_with_margin(indicator, change))}"
        for change in changes
        if change.is_certain
    ]
    if not items:
        none = _("None: every section's change is within its margin of error.")
        items = [f"- {plain(none)}"]
    return "\n".join(items)


def _change_with_margin(indicator: Indicator, change: SurveyChange) -> str:
    language = current_language()
    return _(
        "{step} (between {low} and {high})",
        step=change_text(indicator, change.points, language),
        low=figures.signed_text(indicator, change.interval.low, language),
        high=figures.signed_text(indicator, change.interval.high, language),
    )


def _notes_on_changes(
    surveys: SurveyCourse, changes: Sequence[SurveyChange]
) -> list[str]:
    """What keeps a reader from taking chance for change."""
    confidence = Decimal(100) - Decimal(5) / len(changes)
    notes = [
        _uncertain_changes_text(surveys.indicator, changes),
        _(
            "{n} sections are looked at at once, "
            "so each is held to a confidence of {level} (Bonferroni).",
            n=len(changes),
            level=rounded_text(confidence, 1) + "%",
        ),
        _("The order of the sections is no ranking."),
    ]
    sections = surveys.groups(GroupKind.DEPARTMENT, surveys.last_year)
    count = len(sections)
    if count > 1:
        pairs = count * (count - 1) // 2
        notes.append(differing_pairs_text(pairs, len(differing_pairs(sections))))
    return notes


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
        "The change of {n} other section is within the margin of error",
        "The changes of {n} other sections are within the margin of error",
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


def differing_pairs_text(pairs: int, differing: int) -> str:
    """How many of all pairs of groups differ for certain."""
    return _(
        "Of {n} pairs {k} differ by more than chance explains.", n=pairs, k=differing
    )
