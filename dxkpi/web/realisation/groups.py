"""The survey behind the 実感率: who answered, which groups of staff feel it, what changed for certain, how it was asked."""

from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal, survey
from dxkpi.plan import Indicator
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.text.rounding import rounded_text
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.realisation import realisation
from dxkpi.wording import figures
from dxkpi.wording.headline import change_text
from dxkpi.wording.municipality import city_name
from dxkpi.wording.survey import group_kind_title

_NAMED = 3


def _surveys(view: View) -> survey.SurveyCourse | None:
    trend = realisation.followed(view)
    return trend.surveys if trend else None


def _known(view: View) -> survey.SurveyCourse:
    found = _surveys(view)
    assert found is not None
    return found


def show(view: View) -> None:
    """Who answered, which groups of staff feel it, what has changed among them for certain, and how it was asked."""
    found = _surveys(view)
    if found is None:
        st.caption(plain(_no_survey()))
        return
    if found.latest_survey.departments:
        _sections(view, found)
    grid = st.grid(2, min_column_width=340, border=True)
    margins = _("{year}, with the 95% margin", year=fiscal.wareki(found.last_year))
    for kind in (GroupKind.POSITION, GroupKind.AGE):
        if found.groups(kind, found.last_year):
            with grid.cell():
                title = group_kind_title(kind, current_language())
                st.markdown(f"{strong(title)} {faint(margins)}")
                show_chart(view.worded(_margins, kind))
                st.caption(view.worded(_apart, kind))
    with grid.cell():
        title, small = _("Response rate"), _("share of the staff asked")
        st.markdown(f"{strong(title)} {faint(small)}")
        show_chart(view.worded(_responses))
    with grid.cell():
        st.markdown(view.worded(_asked))


def _no_survey() -> str:
    return _(
        "The counts of the survey are not recorded, so no margin of error is known. They come in by “Take in a survey”."
    )


def _sections(view: View, found: survey.SurveyCourse) -> None:
    """The map of sections and years beside what changed among them."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            title = _("By section and year")
            note = _(
                "the deeper the blue, the higher; dashed or ＊: counted together, because too few answered"
            )
            st.markdown(f"{strong(title)} {faint(note)}", width="stretch")
            as_table = show_table_toggle()
        if as_table:
            st.table(
                view.worded(_section_table),
                border="horizontal",
                hide_index=True,
                alt=title,
            )
        else:
            show_chart(view.worded(_map))
        st.markdown(view.worded(_section_changes))
        name = _("realisation-groups")
        title = _("{name} by section", name=found.indicator.name)
        offer_downloads(view, name, [Picture(title, view.worded(_map))], _group_csv)


def _map(view: View) -> dict[str, Any]:
    found = _known(view)
    return charts.group_map(found.indicator, found.surveys, GroupKind.DEPARTMENT)


def _margins(view: View, kind: GroupKind) -> dict[str, Any]:
    found = _known(view)
    return charts.group_margins(found.indicator, found.groups(kind, found.last_year))


def _responses(view: View) -> dict[str, Any]:
    found = _known(view)
    return charts.responses(found.surveys)


def _section_table(view: View) -> pd.DataFrame:
    found = _known(view)
    return charts.group_table(found.indicator, found.surveys, GroupKind.DEPARTMENT).map(
        plain
    )


def _group_csv(view: View) -> bytes:
    found = _known(view)
    return charts.group_csv(
        found.indicator, found.surveys, city_name(view.city, current_language())
    )


def _section_changes(view: View) -> str:
    """The sections whose change is more than chance explains, and that all others are not to be read as changes."""
    found = _known(view)
    changes = found.group_changes(GroupKind.DEPARTMENT)
    if not changes:
        words = _(
            "Two comparable surveys are needed to see what has changed in a section."
        )
        return faint(words)
    before = fiscal.wareki(changes[0].earlier_year)
    certain = [change for change in changes if change.is_certain]
    lines = [
        f"- {strong(change.name)} {plain(_change_of(found.indicator, change))}"
        for change in certain
    ]
    title = strong(_("Changes since {year} that chance does not explain", year=before))
    if not lines:
        lines = [
            "- "
            + plain(_("None: every section's change is within its margin of error."))
        ]
    largest = next(
        (change for change in changes if not change.is_certain and change.points != 0),
        None,
    )
    sections = found.groups(GroupKind.DEPARTMENT, found.last_year)
    n = len(sections)
    named = (
        {
            "name": largest.name,
            "points": change_text(found.indicator, largest.points, current_language()),
        }
        if largest
        else {}
    )
    others = len(changes) - len(certain)
    rest = ngettext(
        "The change of {n} other section is within the margin of error",
        "The changes of {n} other sections are within the margin of error",
        others,
    )
    notes = [
        rest + (_(", also that of {name} ({points}).", **named) if largest else _("."))
        if certain and others
        else _("The largest is that of {name} ({points}).", **named)
        if largest
        else "",
        _(
            "{n} sections are looked at at once, so each is held to a confidence of {level} (Bonferroni).",
            n=len(changes),
            level=rounded_text(Decimal(100) - Decimal(5) / len(changes), 1) + "%",
        ),
        _("The order of the sections is no ranking."),
        _of_pairs(n * (n - 1) // 2, len(survey.differing_pairs(sections)))
        if n > 1
        else "",
    ]
    return f"{title}\n\n" + "\n".join(lines) + f"\n\n:small[{faint(sentences(notes))}]"


def _change_of(indicator: Indicator, change: survey.SurveyChange) -> str:
    low, high = (
        figures.signed_text(indicator, change.interval.low, current_language()),
        figures.signed_text(indicator, change.interval.high, current_language()),
    )
    return _(
        "{step} (between {low} and {high})",
        step=change_text(indicator, change.points, current_language()),
        low=low,
        high=high,
    )


def _apart(view: View, kind: GroupKind) -> str:
    """Which groups differ by more than chance explains, of all pairs looked at at once."""
    found = _known(view)
    groups = found.groups(kind, found.last_year)
    n, apart = len(groups) * (len(groups) - 1) // 2, survey.differing_pairs(groups)
    if not n:
        return ""
    pairs = [
        _("{higher} above {lower}", higher=one.name, lower=other.name)
        for one, other in apart
    ]
    said = (
        _("More than chance explains: {pairs}.", pairs=_(", ").join(pairs))
        if 0 < len(pairs) <= _NAMED
        else _of_pairs(n, len(pairs))
        if pairs
        else _("No group can be said to differ from another.")
    )
    return plain(
        sentences(
            (
                said,
                ngettext(
                    "{n} pair compared (Bonferroni).",
                    "{n} pairs compared at once (Bonferroni).",
                    n,
                ),
            )
        )
    )


def _of_pairs(n: int, apart: int) -> str:
    return _("Of {n} pairs {k} differ by more than chance explains.", n=n, k=apart)


def _asked(view: View) -> str:
    """The question and what counts as felt, of all years that were asked alike together; the last ones first."""
    found = _known(view)
    runs: list[list[int]] = []
    for year in found.surveys:
        if not runs or year in found.breaks:
            runs.append([])
        runs[-1].append(year)
    title, changed = _("How it was asked"), _("changed")
    lines = []
    for run in reversed(runs):
        one = found.surveys[run[-1]]
        mark = f" :orange-badge[{plain(changed)}]" if run[0] in found.breaks else ""
        counted = _("counted as felt: {choices}", choices=_(", ").join(one.counted))
        period = fiscal.year_span(run[0], run[-1]) or ""
        lines.append(
            f"- {strong(period)}{mark} {plain(one.question)}  \n  :small[{faint(counted)}]"
        )
    return f"{strong(title)}\n\n" + "\n".join(lines)
