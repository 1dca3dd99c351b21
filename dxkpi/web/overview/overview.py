"""概要: how a plan stands in a year, on one screen. Sentence, leading figure, statuses, what needs attention, what is due.

Everything is worked out once for a view and kept; a run only sends it. A card exists only where there is something in it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.charts import captions
from dxkpi.plan import Indicator
from dxkpi.rules import JUDGED, Judgement, Reason, Status, plan_summary
from dxkpi.rules.known_figures import last_known
from dxkpi.web.common import agenda, page_files
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import (
    SEPARATOR,
    badge,
    faint,
    item,
    listed,
    plain,
    strong,
)
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.realisation import realisation
from dxkpi.wording import figures, glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.headline import headline, known_figure_text
from dxkpi.wording.municipality import city_name
from dxkpi.wording.plan_summary import plan_sentence, policy_title, why_unjudged
from dxkpi.wording.survey_course import trend_text

_WORST = 8
_LISTED = 8
_NAMED = 3
_AS_HIGH_AS_LISTS = 5

Card = Callable[[], object]


@dataclass(frozen=True)
class OverviewLead:
    """The leading indicator as its card shows it."""

    indicator: Indicator
    label: str
    value: str
    goal: str
    words: str
    path: dict[str, Any]


@dataclass(frozen=True)
class OverviewConcern:
    """An indicator that needs attention, with its bullet chart or, where a bar would say nothing, its words."""

    indicator: Indicator
    line: str
    words: str
    bullet: dict[str, Any] | None


def answer(view: View) -> bool:
    """The page's sentence; whether the reader wants tables instead of charts."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(view.worded(_sentence)), anchor=False, width="stretch")
        return bool(view.plan.indicators) and show_table_toggle()


def cards(view: View, *, as_table: bool) -> None:
    """The cards, two abreast; what needs attention has two thirds beside two lists, or the row to itself."""
    worries, lead = view.worded(_worries), view.worded(_lead)
    first: list[Card] = []
    if lead:
        first.append(partial(_lead_card, view, lead, as_table=as_table))
    if view.plan.indicators:
        first.append(partial(_statuses_card, view, as_table=as_table))
    lists = _lists(view)
    if worries:
        _grid(first)
        fits = len(worries) >= max(
            _AS_HIGH_AS_LISTS, view.worded(agenda.lists).count("\n- ")
        )
        beside = lists if len(lists) == 2 and fits else []
        _attention(view, worries, beside, as_table=as_table)
        _grid(lists[len(beside) :])
    else:
        _grid([*first, *lists])
    if not view.plan.policies and not view.plan.indicators:
        st.info(_("Once the plan file holds measures or indicators, they stand here."))
    elif not any(judgement.status in JUDGED for judgement in view.judgements()):
        _grid(
            [partial(_contents_card, view, with_schedule=not view.worded(agenda.lists))]
        )


def _title(title: str, beside: str) -> str:
    return f"{strong(title)} {faint(beside)}".strip()


def _grid(cards_: Sequence[Card]) -> None:
    """Two abreast; an odd last one has the row to itself."""
    if not cards_:
        return
    grid = st.grid(2, min_column_width=300, border=True)
    for n, card in enumerate(cards_, 1):
        with grid.cell(column_span="all" if n == len(cards_) and n % 2 else 1):
            card()


def _sentence(view: View) -> str:
    return plan_sentence(
        view.plan,
        view.judgements(),
        view.year,
        view.last_closed,
        current_language(),
    )


# --- the leading indicator -----------------------------------------------------------------------------------------------


def _lead(view: View) -> OverviewLead | None:
    """The leading indicator with its last figure by the view's year; None where there is none to lead."""
    indicator = plan_summary.leading_indicator(view.plan, view.year)
    known = last_known(indicator, view.year) if indicator else None
    if indicator is None or known is None:
        return None
    judgement, years = view.judged(indicator), view.plan.fiscal_years_of(indicator)
    told_above = (
        plan_summary.leading_start(view.plan, view.judgements(), view.year) is not None
    )
    trend = realisation.followed(view)
    leads = (
        trend if trend is not None and trend.indicator.code == indicator.code else None
    )
    if told_above and not (leads is not None and leads.is_surveyed):
        said = why_unjudged(judgement, current_language())
    else:
        said = (
            headline(judgement, current_language())
            if leads is None
            else trend_text(leads, current_language())
        )
    return OverviewLead(
        indicator,
        label=plain(
            SEPARATOR.join(
                filter(None, (indicator.name, captions.when(known, short=False)))
            )
        ),
        value=plain(known_figure_text(indicator, known, current_language())),
        goal=plain(captions.target(indicator)),
        words=f"{badge(judgement.status)} {plain(said)}",
        path=charts.small(
            indicator, view.course(indicator), first_year=years[0], last_year=years[-1]
        ),
    )


def _lead_card(view: View, lead: OverviewLead, *, as_table: bool) -> None:
    st.metric(lead.label, lead.value, lead.goal, delta_color="off", delta_arrow="off")
    st.markdown(lead.words)
    if as_table:
        st.table(
            view.timeless.worded(_path_table, lead.indicator.code),
            border="horizontal",
            hide_index=True,
            alt=lead.indicator.name,
        )
    else:
        show_chart(lead.path)
    leading = view.plan.realisation
    if leading is not None and lead.indicator.code == leading.code:
        _link(page_files.REALISATION, _("Trend and outlook"))
    else:
        show_indicator_link(lead.indicator, icon=":material/arrow_forward:")


def _path_table(view: View, code: str) -> pd.DataFrame:
    """The path's figures: year, actual, expected."""
    indicator = view.plan.indicator(code)
    assert indicator is not None
    frame = charts.table(indicator, view.course(indicator))
    return frame[[_("fiscal year"), _("actual value"), _("expected value")]].map(plain)


# --- statuses by policy --------------------------------------------------------------------------------------------------


def _strip(view: View) -> dict[str, Any]:
    groups = plan_summary.group_by_policy(view.plan, view.judgements())
    titled = {
        policy_title(view.plan, n, current_language()): members
        for n, members in groups.items()
    }
    return charts.status_strip(titled)


def _badges(judgements: Iterable[Judgement]) -> str:
    return " ".join(
        badge(status, len(found))
        for status, found in plan_summary.group_by_status(judgements).items()
    )


def _totals(view: View) -> str:
    n = len(view.plan.indicators)
    count = ngettext("{n} indicator in all", "{n} indicators in all", n)
    return f"{count} {_badges(view.judgements())}"


def _statuses_table(view: View) -> pd.DataFrame:
    groups = plan_summary.group_by_policy(view.plan, view.judgements())
    rows = [
        {
            _("Policy"): plain(policy_title(view.plan, number, current_language())),
            _("Status"): _badges(members),
        }
        for number, members in groups.items()
    ]
    return pd.DataFrame(rows)


def _statuses_card(view: View, *, as_table: bool) -> None:
    st.markdown(
        _title(
            _("Status by policy"),
            "" if as_table else _("the longer, the more indicators"),
        )
    )
    if as_table:
        st.table(
            view.worded(_statuses_table),
            border="horizontal",
            hide_index=True,
            alt=_("Status by policy"),
        )
    else:
        show_chart(view.worded(_strip))
    st.markdown(view.worded(_totals))


# --- what needs attention ------------------------------------------------------------------------------------------------


def _worries(view: View) -> tuple[OverviewConcern, ...]:
    worst = plan_summary.needing_attention(view.judgements())[:_WORST]

    def whose(judgement: Judgement) -> str:
        return _(", ").join(view.plan.departments_of(judgement.indicator))

    return tuple(
        OverviewConcern(
            judgement.indicator,
            line=f"{badge(judgement.status)} {faint(whose(judgement))}",
            words=plain(realisation.said(view, judgement)),
            bullet=bullet,
        )
        for judgement, bullet in zip(worst, charts.bullets(worst), strict=True)
    )


def _attention(
    view: View,
    worries: Sequence[OverviewConcern],
    beside: Sequence[Card],
    *,
    as_table: bool,
) -> None:
    """The worst with their bullets, two thirds wide, the lists beside them."""
    grid = st.grid(3, min_column_width=290, border=True)
    with grid.cell(column_span=2 if beside else "all", row_span=max(1, len(beside))):
        over_bullets, over_table = view.worded(_attention_titles)
        st.markdown(over_table if as_table else over_bullets)
        if as_table:
            st.table(
                view.worded(_worries_table),
                border="horizontal",
                hide_index=True,
                alt=_("Indicators that need attention"),
            )
        else:
            _bullets(worries)
        if view.worded(_further):
            _link(page_files.GALLERY, _("Open the list of indicators"))
    for card in beside:
        with grid.cell():
            card()


def _bullets(worries: Sequence[OverviewConcern]) -> None:
    rows = st.grid(3, min_column_width=184, gap=(24, 16))
    for worry in worries:
        with rows.cell(), st.container(gap="xxsmall"):
            show_indicator_link(worry.indicator, 24)
            st.markdown(worry.line)
        with rows.cell(column_span=2):
            if worry.bullet is None:
                st.markdown(worry.words)
            else:
                show_chart(worry.bullet)


def _reading(view: View) -> str:
    """How the bullets are read."""
    return _(
        "left end: baseline or 0, right end: target, thick tick: expected by {year}",
        year=fiscal.wareki(view.year),
    )


def _further(view: View) -> int:
    return max(0, len(plan_summary.needing_attention(view.judgements())) - _WORST)


def _attention_titles(view: View) -> tuple[str, str]:
    """The title over the bullets, which says how to read them, and that over the table."""
    title, n = (
        _("Indicators that need attention"),
        len(plan_summary.needing_attention(view.judgements())),
    )
    if n <= _WORST:
        return _title(title, _reading(view)), _title(title, _("worst first"))
    order = _("the {most} worst of {n}", most=_WORST, n=n)
    return _title(
        title, _("{order}; {reading}", order=order, reading=_reading(view))
    ), _title(title, order)


def _worries_table(view: View) -> pd.DataFrame:
    """The bullets' figures; three columns, which fit a telephone."""
    rows = []
    for judgement in plan_summary.needing_attention(view.judgements())[:_WORST]:
        indicator, baseline, expected = (
            judgement.indicator,
            judgement.indicator.baseline,
            judgement.expected,
        )
        start = (
            figures.figure_text(indicator, baseline.value, current_language())
            if baseline
            else "－"
        )
        awaited = (
            wording.expected_text(indicator, expected, current_language(), unit=True)
            if expected is not None
            else "－"
        )
        verdict = f"{glossary.term_glyph(judgement.status)} {glossary.term_label(judgement.status, current_language())}"
        rows.append(
            {
                _("Indicator"): f"{strong(verdict)} {plain(indicator.name)}",
                _("Baseline → target"): plain(
                    f"{start} → {wording.goal_text(indicator, current_language())}"
                ),
                _("Expected / actual"): plain(
                    f"{awaited} / {wording.actual_text(judgement, current_language())}"
                ),
            }
        )
    return pd.DataFrame(rows)


# --- lists ---------------------------------------------------------------------------------------------------------------


def _lists(view: View) -> list[Card]:
    """What there is to list: what ends by the schedule, then what was not judged."""
    schedule, unjudged = view.worded(agenda.lists), view.worded(_unjudged)
    lists: list[Card] = []
    if schedule:
        lists.append(partial(_schedule_card, schedule))
    if unjudged:
        lists.append(partial(st.markdown, unjudged))
    return lists


def _schedule_card(text: str) -> None:
    st.markdown(text)
    _link(page_files.SCHEDULE, _("Open the schedule"))


def _link(page: Path, label: str) -> None:
    st.page_link(
        page,
        label=label,
        icon=":material/arrow_forward:",
        query_params=link_query(),
    )


def _unjudged(view: View) -> str:
    """What was not judged and why: each by its name, or where they are many, those of one reason together."""
    found = plan_summary.not_judged(view.judgements())
    groups: dict[Hashable, list[Judgement]] = {}
    for judgement in found:
        why = (
            judgement.status,
            why_unjudged(judgement, current_language()),
        )
        groups.setdefault(
            why if len(found) > _LISTED else judgement.indicator.code, []
        ).append(judgement)
    items = [
        item(f"{badge(group[0].status)} {_names(group)}", _why(group))
        for group in groups.values()
    ]
    return (
        listed(strong(_("Indicators that were not judged")), items, _LISTED)
        if items
        else ""
    )


def _why(group: Sequence[Judgement]) -> str:
    """The reason that a group shares; who stands alone without a figure or a target says its last figure too."""
    judgement = group[0]
    told = judgement.status is Status.MONITORED or judgement.reason is Reason.NO_FIGURE
    alone = len(group) == 1 and told and judgement.status is not Status.NOT_ASSESSABLE
    return (
        headline(judgement, current_language())
        if alone
        else why_unjudged(judgement, current_language())
    )


def _names(group: Sequence[Judgement]) -> str:
    """The names of a few indicators, and how many more there are."""
    names = [judgement.indicator.name for judgement in group[:_NAMED]]
    if more := len(group) - len(names):
        names.append(ngettext("and {n} more", "and {n} more", more))
    return plain(_(", ").join(names))


# --- the plan's contents, files, footer ----------------------------------------------------------------------------------


def _contents(view: View) -> str:
    """What the plan holds, in numbers and by policy."""
    plan = view.plan
    counts = {
        _("policies"): len(plan.policies),
        _("measures"): len(plan.measures),
        _("initiatives"): sum(len(measure.initiatives) for measure in plan.measures),
        _("schedule"): sum(len(measure.schedule) for measure in plan.measures),
    }
    numbers = SEPARATOR.join(
        f"{plain(name)} **{n}**" for name, n in counts.items() if n
    )
    policies = [
        item(
            plain(f"{policy.number} {policy.name}"),
            _(", ").join(measure.name for measure in policy.measures),
        )
        for policy in plan.policies
    ]
    return "\n\n".join([strong(_("What the plan holds")), numbers, "\n".join(policies)])


def _contents_card(view: View, *, with_schedule: bool) -> None:
    st.markdown(view.timeless.worded(_contents))
    _link(page_files.PLAN, _("Open the plan"))
    if with_schedule and any(measure.schedule for measure in view.plan.measures):
        _link(page_files.SCHEDULE, _("Open the schedule"))


def files(view: View) -> None:
    """The page's charts and all judgements of the year to take away, where there are indicators."""
    if not view.plan.indicators:
        return
    offer_downloads(view, "overview", view.worded(_pictures), _csv)


def _pictures(view: View) -> tuple[Picture, ...]:
    lead = view.worded(_lead)
    found = [Picture(lead.indicator.name, lead.path)] if lead else []
    found.append(
        Picture(
            _("Status by policy"),
            view.worded(_strip),
            _("the longer, the more indicators"),
        )
    )
    found += [
        Picture(worry.indicator.name, worry.bullet, _reading(view))
        for worry in view.worded(_worries)
        if worry.bullet
    ]
    return tuple(found)


def _csv(view: View) -> bytes:
    """Every indicator as it was judged in the year, unrounded."""
    plan, judgements = view.plan, view.judgements()
    names = {policy.number: policy.name for policy in plan.policies}
    rows = [
        {
            _("municipality"): city_name(view.city, current_language()),
            _("fiscal year"): fiscal.wareki(view.year),
            _("code"): j.indicator.code,
            _("indicator"): j.indicator.name,
            _("policy"): names.get(j.indicator.policy or "", ""),
            _("department"): _(", ").join(plan.departments_of(j.indicator)),
            _("unit"): j.indicator.unit,
            _("baseline"): _cell(
                j.indicator.baseline.value if j.indicator.baseline else None
            ),
            _("expected value"): _cell(j.expected),
            _("actual value"): _cell(j.value),
            _("target"): wording.goal_text(j.indicator, current_language()) or "",
            _("judgement"): glossary.term_label(j.status, current_language()),
            _("Pace"): _cell(j.pace),
            _("Progress rate"): _cell(j.progress_rate),
            _("Achievement rate"): _cell(j.achievement_rate),
            _("remarks"): why_unjudged(j, current_language())
            if j.status not in JUDGED
            else wording.judgement_note(j, current_language()),
        }
        for j in judgements
    ]
    return charts.csv_file(pd.DataFrame(rows, dtype=object))


def _cell(value: Decimal | None) -> Decimal | str:
    return "" if value is None else value


def foot(view: View) -> None:
    """The same on one sheet; as of when, how complete, and from where."""
    if view.plan.indicators or view.plan.policies:
        _link(page_files.BRIEF, _("On one sheet for the headquarters meeting"))
    st.caption(view.worded(_foot))


def _foot(view: View) -> str:
    at, (given, due) = (
        view.city.revision.at,
        plan_summary.count_reported(view.judgements()),
    )
    said = [_("As of {moment}.", moment=fiscal.moment_label(at))] if at else []
    if due:
        said.append(
            _(
                "Of {due} figures due for {year}, {n} are recorded.",
                due=due,
                n=given,
                year=fiscal.wareki(view.year),
            )
        )
    return plain(
        sentences([*said, _("Source: {source}", source=view.plan.about.title)])
    )
