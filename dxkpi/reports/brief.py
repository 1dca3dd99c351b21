"""What stands on the sheet for the 本部会議: sentences, figures and charts, the same for screen and PDF.

Everything is worked out here and cut to what a sheet can hold, so that both show the same; they only arrange it. Texts
are plain: whatever somebody wrote comes in one line, without control characters or marks that turn the writing round.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from dxkpi import charts, fiscal, survey
from dxkpi.charts import captions
from dxkpi.plan import Indicator, Municipality, Plan, Policy
from dxkpi.rules import (
    JUDGED,
    Judgement,
    Profile,
    Status,
    judge_plan,
    judge_years,
    plan_summary,
)
from dxkpi.rules.agenda import ReportedProgress, plan_agenda
from dxkpi.rules.known_figures import last_known
from dxkpi.text.lines import one_line
from dxkpi.text.rounding import percent_text
from dxkpi.text.width import cut_to_width
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.agenda import AgendaItem, worded_agenda
from dxkpi.wording.headline import known_figure_text
from dxkpi.wording.language import _, current_language, ngettext, sentences
from dxkpi.wording.plan_sentence import plan_sentence
from dxkpi.wording.policies import policy_title
from dxkpi.wording.survey import rate_with_margin
from dxkpi.wording.survey_course import trend_text
from dxkpi.wording.targets import expected_text, goal_text
from dxkpi.wording.why_unjudged import why_unjudged

_WORRIES, _LISTED, _POLICIES = 6, 5, 12
_NAME, _PLACE, _TITLE, _WHOSE, _FIGURE, _SENTENCE = 44, 40, 60, 24, 28, 300
_SPACE = "\u3000"


@dataclass(frozen=True)
class Count:
    """How many indicators have a status."""

    status: Status
    n: int

    @property
    def text(self) -> str:
        return f"{verdict(self.status)} {self.n}"


@dataclass(frozen=True)
class BriefLead:
    """The leading indicator: its last figure, what that means, and its trend as a Vega-Lite spec.

    `response` says how many answered, where a survey is behind the figure; `note` how the chart is read.
    """

    name: str
    when: str
    figure: str
    goal: str
    status: Status
    words: str
    response: str
    chart: dict[str, Any]
    note: str


@dataclass(frozen=True)
class BriefConcern:
    """An indicator that needs attention, a row of the table."""

    status: Status
    name: str
    whose: str
    goal: str
    expected: str
    actual: str


@dataclass(frozen=True)
class Listing:
    """A short list: what, and beneath it whose and since when. `more` says how many there are besides."""

    title: str
    items: tuple[tuple[str, str], ...]
    more: str = ""


@dataclass(frozen=True)
class Brief:
    """Everything that stands on the sheet. What a plan has nothing for is None or empty and has no place on it."""

    language: str
    place: str
    kind: str
    invented: str
    title: str
    plan: str
    sentence: str
    lead: BriefLead | None
    total: str
    counts: tuple[Count, ...]
    strip_title: str
    strip: dict[str, Any] | None
    worries_title: str
    worries: tuple[BriefConcern, ...]
    worries_more: str
    lists: tuple[Listing, ...]
    foot: str
    source: str
    stamp: datetime | None

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the sheet, in its order, without those inside the charts."""
        return tuple(filter(None, self._texts()))

    def _texts(self) -> Iterator[str]:
        yield from (
            self.place,
            self.kind,
            self.invented,
            self.title,
            self.plan,
            self.sentence,
        )
        if self.lead is not None:
            one = self.lead
            yield from (
                one.name,
                one.when,
                one.figure,
                one.goal,
                verdict(one.status),
                one.words,
                one.response,
                one.note,
            )
        if self.counts:
            yield from (
                self.strip_title,
                self.total,
                *(count.text for count in self.counts),
            )
        if self.worries:
            yield from (self.worries_title, *headings(), self.worries_more)
        for worry in self.worries:
            yield from (
                verdict(worry.status),
                worry.name,
                worry.whose,
                worry.goal,
                worry.expected,
                worry.actual,
            )
        for listing in self.lists:
            yield from (
                listing.title,
                *chain.from_iterable(listing.items),
                listing.more,
            )
        yield from (self.foot, self.source)


def verdict(status: Status) -> str:
    """A status as mark and word: △ やや遅れ."""
    return f"{glossary.term_glyph(status)} {glossary.term_label(status, current_language())}"


def headings() -> tuple[str, ...]:
    """The columns of the table of indicators that need attention."""
    return (_("Status"), _("Indicator"), _("Target"), _("Expected"), _("Actual"))


def brief(
    plan: Plan,
    fiscal_year: int,
    today: date,
    profile: Profile,
    progress: ReportedProgress,
    stamp: datetime | None,
) -> Brief:
    """The sheet of a plan and one of its fiscal years, in the language in use.

    `progress` is how far the schedule had come in the year (`Store.progress`), `stamp` the moment of the plan's last
    change in the store; None where nobody knows it.
    """
    last_closed = fiscal.last_closed_year(today)
    judgements = judge_plan(plan, fiscal_year, last_closed, profile)
    worst = plan_summary.needing_attention(judgements)
    year, place = fiscal.wareki(fiscal_year), _place(plan.municipality)
    return Brief(
        language=current_language(),
        place=place,
        kind=_("For the headquarters meeting"),
        invented=_("Invented data") if plan.municipality.fictional else "",
        title=_("{place}: DX promotion in {year}", place=place, year=year),
        plan=_plan(plan),
        sentence=cut_to_width(
            one_line(
                plan_sentence(
                    plan,
                    judgements,
                    fiscal_year,
                    last_closed,
                    current_language(),
                )
            ),
            _SENTENCE,
        ),
        lead=_lead(plan, judgements, fiscal_year, last_closed, profile),
        total=ngettext(
            "{n} indicator in all", "{n} indicators in all", len(judgements)
        ),
        counts=tuple(
            Count(status, len(found))
            for status, found in plan_summary.group_by_status(judgements).items()
        ),
        strip_title=_("Status by policy"),
        strip=_strip(plan, judgements),
        worries_title=_("Indicators that need attention"),
        worries=tuple(_worry(plan, judgement) for judgement in worst[:_WORRIES]),
        worries_more=_more(len(worst) - _WORRIES),
        lists=tuple(_lists(plan, judgements, fiscal_year, last_closed, progress)),
        foot=_foot(judgements, fiscal_year, stamp),
        source=_(
            "Source: {source}",
            source=cut_to_width(
                one_line(plan.about.source or plan.about.title), 2 * _TITLE
            ),
        ),
        stamp=stamp,
    )


def _place(where: Municipality) -> str:
    return cut_to_width(one_line(where.prefecture + where.name), _PLACE) + (
        _(" (invented)") if where.fictional else ""
    )


def _plan(plan: Plan) -> str:
    about = plan.about
    period = fiscal.year_span(about.first_fiscal_year, about.last_fiscal_year) or _(
        "period not stated"
    )
    return _(
        "{title} ({period})",
        title=cut_to_width(one_line(about.title), _TITLE),
        period=period,
    )


def _more(n: int) -> str:
    return ngettext("and {n} more", "and {n} more", n) if n > 0 else ""


# --- the leading indicator -----------------------------------------------------------------------------------------------


def _lead(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    last_closed: int,
    profile: Profile,
) -> BriefLead | None:
    indicator = plan_summary.leading_indicator(plan, fiscal_year)
    known = last_known(indicator, fiscal_year) if indicator else None
    if indicator is None or known is None:
        return None
    judgement = next(j for j in judgements if j.indicator.code == indicator.code)
    trend = survey.indicator_trend(
        plan, judgement, judge_years(plan, indicator, last_closed, profile)
    )
    if trend.trajectory is None:
        return None
    told_above = (
        plan_summary.leading_start(plan, judgements, fiscal_year) is not None
        and not trend.is_surveyed
    )
    return BriefLead(
        name=cut_to_width(one_line(indicator.name), _NAME),
        when=captions.when(known, short=False) or "",
        figure=_short(
            _figure(trend) or known_figure_text(indicator, known, current_language())
        ),
        goal=_short(captions.target(indicator)),
        status=judgement.status,
        words=cut_to_width(
            one_line(
                why_unjudged(judgement, current_language())
                if told_above
                else trend_text(trend, current_language())
            ),
            _SENTENCE,
        ),
        response=_response(trend),
        chart=charts.trend(trend.trajectory, trend.judgements, trend.outlook),
        note=one_line(charts.trend_note(trend)),
    )


def _figure(trend: survey.IndicatorTrend) -> str:
    """The last figure with its margin; empty where no survey is behind it."""
    if trend.surveys is None or not trend.is_surveyed:
        return ""
    value, found = (
        trend.surveys.published_rate(trend.surveys.last_year),
        survey.rate_interval(trend.surveys.latest_survey),
    )
    return rate_with_margin(trend.indicator, value, found, current_language())


def _response(trend: survey.IndicatorTrend) -> str:
    """How many answered, of how many asked as far as that is known."""
    if trend.surveys is None or not trend.is_surveyed:
        return ""
    latest = trend.surveys.latest_survey
    share = survey.response_rate(latest)
    if share is None or latest.invited is None:
        return _("{n} answers", n=latest.answers)
    said = _(
        "{n} of {asked} answered ({share})",
        n=latest.answered,
        asked=latest.invited,
        share=percent_text(share),
    )
    return (
        said
        if latest.answered == latest.answers
        else said + _(", {n} of them count", n=latest.answers)
    )


# --- indicators ----------------------------------------------------------------------------------------------------------


def _strip(plan: Plan, judgements: Sequence[Judgement]) -> dict[str, Any] | None:
    """The statuses by policy; a plan of many policies has one bar, or the sheet could not hold it."""
    groups = {
        one_line(policy_title(plan, number, current_language())): members
        for number, members in plan_summary.group_by_policy(plan, judgements).items()
    }
    if not groups:
        return None
    return charts.status_strip(
        groups
        if len(groups) <= _POLICIES
        else {_("The plan as a whole"): list(judgements)}
    )


def _worry(plan: Plan, judgement: Judgement) -> BriefConcern:
    indicator, expected = judgement.indicator, judgement.expected
    return BriefConcern(
        status=judgement.status,
        name=cut_to_width(one_line(indicator.name), _NAME),
        whose=_whose(plan.departments_of(indicator)),
        goal=_goal(indicator),
        expected="－"
        if expected is None
        else _short(expected_text(indicator, expected, current_language(), unit=True)),
        actual=_short(wording.actual_text(judgement, current_language())),
    )


def _goal(indicator: Indicator) -> str:
    target = indicator.target
    assert target is not None  # it was judged
    when = captions.when(target)
    goal = goal_text(indicator, current_language()) or ""
    return _short(_("{value} ({end})", value=goal, end=when) if when else goal)


def _short(figure: str) -> str:
    return cut_to_width(one_line(figure), _FIGURE)


def _whose(departments: Iterable[str]) -> str:
    return cut_to_width(one_line(_(", ").join(departments)), _WHOSE)


# --- the schedule --------------------------------------------------------------------------------------------------------


def _lists(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    last_closed: int,
    progress: ReportedProgress,
) -> Iterator[Listing]:
    """What is late and what ends in the year; where nothing is judged yet also what the plan wants and holds."""
    if any(measure.schedule for measure in plan.measures):
        facts = plan_agenda(plan, fiscal_year, last_closed, progress)
        this = worded_agenda(facts, current_language())
        nothing = (
            _("None is known to be late.")
            if progress
            else _("How far the schedule has come is not reported.")
        )
        yield _listing(_("Late schedule entries"), this.late, nothing)
        title = _("Ending in {year}", year=fiscal.wareki(fiscal_year))
        nothing = (
            _("Besides the late ones no schedule entry is stated to end.")
            if this.late_end_too
            else _("No schedule entry is stated to end.")
        )
        yield _listing(title, this.ending, nothing)
        if this.passed:
            yield _listing(_("Deadlines that have passed"), this.passed, "")
    if any(judgement.status in JUDGED for judgement in judgements):
        return
    first = plan_summary.leading_indicator(plan, fiscal_year)
    others = [
        judgement
        for judgement in judgements
        if first is None or judgement.indicator.code != first.code
    ]
    for title, items in (
        (
            _("Other indicators") if first else _("Indicators"),
            [_unjudged(judgement) for judgement in others],
        ),
        (_("What the plan holds"), [_policy(policy) for policy in plan.policies]),
    ):
        if items:
            yield Listing(title, tuple(items[:_LISTED]), _more(len(items) - _LISTED))


def _listing(title: str, items: Sequence[AgendaItem], nothing: str) -> Listing:
    """What there is with its number, or the sentence that there is nothing."""
    if not items:
        return Listing(title, ((nothing, ""),))
    counted = _("{title}: {n}", title=title, n=len(items))
    return Listing(
        counted,
        tuple(_scheduled(item) for item in items[:_LISTED]),
        _more(len(items) - _LISTED),
    )


def _scheduled(item: AgendaItem) -> tuple[str, str]:
    """What is late or ends, and beneath it whose, until when it was planned and how it stands as far as known."""
    facts = (
        _whose(item.departments),
        item.until,
        item.state,
        *item.uncertainties(current_language()),
    )
    return cut_to_width(one_line(item.name), _NAME), _SPACE.join(filter(None, facts))


def _unjudged(judgement: Judgement) -> tuple[str, str]:
    """An indicator, and beneath it its last figure and its target as far as there are any."""
    indicator = judgement.indicator
    known = last_known(indicator, judgement.fiscal_year)
    figure = (
        f"{captions.when(known, short=True) or ''} {_short(known_figure_text(indicator, known, current_language()))}".strip()
        if known
        else ""
    )
    facts = (figure, _short(captions.target(indicator)))
    return cut_to_width(one_line(indicator.name), _NAME), _SPACE.join(
        filter(None, facts)
    ) or verdict(judgement.status)


def _policy(policy: Policy) -> tuple[str, str]:
    measures = ngettext("{n} measure", "{n} measures", len(policy.measures))
    return cut_to_width(one_line(f"{policy.number} {policy.name}"), _NAME), measures


# --- foot ----------------------------------------------------------------------------------------------------------------


def _foot(
    judgements: Sequence[Judgement], fiscal_year: int, stamp: datetime | None
) -> str:
    """As of when, and how complete."""
    given, due = plan_summary.count_reported(judgements)
    year = fiscal.wareki(fiscal_year)
    return sentences(
        (
            _("As of {moment}.", moment=fiscal.moment_label(stamp)) if stamp else "",
            _(
                "Of {due} figures due for {year}, {n} are recorded.",
                due=due,
                n=given,
                year=year,
            )
            if due
            else "",
        )
    )
