"""What stands on the sheet of a plan and a year, worked out and cut to what a sheet can hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dxkpi import charts, fiscal
from dxkpi.charts.spec import Spec
from dxkpi.plan import Indicator, Municipality, OwnMark, Plan
from dxkpi.plan.linked_plans import PlanById, no_other_plan
from dxkpi.reports.brief import Brief, BriefConcern, BriefLead, BriefList, StatusCount
from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.rules import (
    JUDGED,
    FollowedDecision,
    Judgement,
    Profile,
    count_decisions,
    count_marks,
    count_reports,
    decisions_of_year,
    differing_marks,
    earlier_decisions,
    has_reports,
    judge_plan,
    judge_years,
    report_subjects,
)
from dxkpi.rules.agenda import plan_agenda
from dxkpi.rules.decisions import is_open
from dxkpi.rules.final_report import FinalResult, final_report
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.plan_summary import (
    count_revised,
    group_by_policy,
    group_by_status,
    has_one_without_policy,
    leading_indicator,
)
from dxkpi.rules.scheduled_ends import ReportedProgress
from dxkpi.rules.totals import running_total
from dxkpi.rules.year_changes import changes_in_year
from dxkpi.rules.year_review import leading_figure, worst_indicators
from dxkpi.survey import indicator_trend
from dxkpi.text.lines import one_line
from dxkpi.text.width import cut_to_width
from dxkpi.wording.agenda import AgendaItem, worded_agenda
from dxkpi.wording.chart_captions import known_date_label, target_label
from dxkpi.wording.chart_notes import trend_note
from dxkpi.wording.decisions import (
    counted_states_text,
    earlier_title,
    followed_facts,
    state_with_delay,
    this_year_title,
)
from dxkpi.wording.department_words import department_words, nothing_written_text
from dxkpi.wording.final_report import (
    figure_text,
    promise_text,
    report_sentence,
    report_title,
    result_text,
)
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.headline import known_figure_text
from dxkpi.wording.judgement import actual_text, verdict_range_text, verdict_text
from dxkpi.wording.language import Language
from dxkpi.wording.ledger import revised_targets_text
from dxkpi.wording.municipality import (
    invented_label,
    invented_suffix,
    name_with_prefecture,
)
from dxkpi.wording.parts import listed_parts, texts_of_part_indicators
from dxkpi.wording.plan_sentence import plan_sentence
from dxkpi.wording.policies import policy_title
from dxkpi.wording.year_changes import year_changes_text
from dxkpi.wording.year_review import (
    expected_or_nothing,
    goal_with_deadline,
    leading_figure_text,
    leading_sentence,
    response_sentence,
    review_foot,
)
from dxkpi.wording.yearly_reports import (
    mark_count_text,
    mark_difference_text,
    report_count_text,
)

_MOST_CONCERNS, _MOST_LISTED, _MOST_POLICIES = 8, 5, 12
_TREND_HEIGHT = 168
_MOST_DECISIONS = 6
# How many ems the texts may take
_NAME, _PLACE, _TITLE, _WHOSE, _FIGURE, _SENTENCE = 44, 40, 60, 24, 28, 300
_REASON, _WORDS = 90, 36
_DECISION, _FACTS = 60, 90
_SPACE = "\u3000"


def make_brief(
    plan: Plan,
    fiscal_year: int,
    today: date,
    profile: Profile,
    progress: ReportedProgress,
    stamp: datetime | None,
    language: Language,
    plan_by_id: PlanById = no_other_plan,
) -> Brief:
    """The sheet of a plan and one of its fiscal years.

    `progress` is how far the schedule had come in the year (`Store.progress`), `stamp`
    the moment of the plan's last change in the store; None where nobody knows it.
    `plan_by_id` gives the other plans of the city.
    """
    last_closed = fiscal.last_closed_year(today)
    judgements = judge_plan(plan, fiscal_year, last_closed, profile, today)
    year = _BriefYear(plan, fiscal_year, today, judgements, language, plan_by_id)
    return year.brief(profile, progress, stamp)


@dataclass(frozen=True)
class _BriefYear:
    """A plan's year, and the language that the sheet speaks."""

    plan: Plan
    fiscal_year: int
    today: date
    judgements: tuple[Judgement, ...]
    language: Language
    plan_by_id: PlanById

    @property
    def last_closed(self) -> int:
        """The last fiscal year that is over."""
        return fiscal.last_closed_year(self.today)

    def brief(
        self, profile: Profile, progress: ReportedProgress, stamp: datetime | None
    ) -> Brief:
        _ = self.language.gettext
        plan, judgements = self.plan, self.judgements
        year = fiscal.wareki(self.fiscal_year)
        place = _place(plan.municipality, self.language)
        source = plan.about.source or plan.about.title
        worst = worst_indicators(judgements, _MOST_CONCERNS)
        counts = plan_figure_counts(plan, self.fiscal_year, self.today)
        return Brief(
            language=self.language,
            place=place,
            kind=_("Headquarters brief"),
            invented=invented_label(plan.municipality, self.language),
            title=_("{place}: DX promotion in {year}", place=place, year=year),
            plan=self.plan_title(),
            sentence=self.sentence(),
            lead=self.lead(profile),
            total=self.language.ngettext(
                "{n} indicator in all", "{n} indicators in all", len(judgements)
            ),
            counts=self.counts(),
            strip_title=self.strip_title(),
            strip=self.strip(),
            concerns_title=_("Indicators that need attention"),
            headings=(
                _("Status"),
                _("Indicator"),
                _("Target"),
                _("Expected"),
                _("Actual"),
            ),
            concerns=tuple(self.concern(judgement) for judgement in worst.judgements),
            concerns_more=self.more_text(worst.more),
            lists=(
                *self.final_lists(profile, progress),
                *self.schedule_lists(progress),
                *self.report_lists(),
                *self.plan_lists(),
            ),
            foot=review_foot(counts, self.fiscal_year, stamp, self.language),
            source=_("Source: {source}", source=_line(source, 2 * _TITLE)),
            stamp=stamp,
            revised=revised_targets_text(count_revised(judgements), self.language),
            changes=self.changes(profile),
            decisions_title=_("Decided today"),
            earlier=self.earlier_list(),
            decided=self.decided_list(),
        )

    def plan_title(self) -> str:
        """The plan with its period."""
        _ = self.language.gettext
        about = self.plan.about
        period = fiscal.year_span(about.first_fiscal_year, about.last_fiscal_year)
        title = _line(about.title, _TITLE)
        return _(
            "{title} ({period})", title=title, period=period or _("period not stated")
        )

    def sentence(self) -> str:
        """How the plan stands."""
        sentence = plan_sentence(
            self.plan,
            self.judgements,
            self.fiscal_year,
            self.last_closed,
            self.language,
        )
        return _line(sentence, _SENTENCE)

    def changes(self, profile: Profile) -> str:
        """What changed since the year before; empty where nothing can be compared."""
        changes = changes_in_year(
            self.plan, self.fiscal_year, self.last_closed, profile, self.today
        )
        return year_changes_text(changes, self.language)

    def lead(self, profile: Profile) -> BriefLead | None:
        """The leading indicator; None where there is no figure to lead."""
        leading = leading_figure(self.plan, self.judgements, self.fiscal_year)
        if leading is None:
            return None
        indicator, language = leading.indicator, self.language
        course = judge_years(
            self.plan, indicator, self.last_closed, profile, self.today
        )
        trend = indicator_trend(self.plan, leading.judgement, course)
        if trend.trajectory is None:
            return None
        axis_start = charts.trend_axis_start(indicator, trend.outlook)
        return BriefLead(
            name=_line(indicator.name, _NAME),
            when=known_date_label(indicator, leading.figure, language, short=False),
            figure=_line(leading_figure_text(leading, trend, language), _FIGURE),
            goal=_line(target_label(leading.judgement.indicator, language), _FIGURE),
            status=leading.judgement.status,
            verdict=marked_label(leading.judgement.status, language),
            range=verdict_range_text(leading.judgement, language),
            is_undecided=leading.judgement.is_undecided,
            words=_line(leading_sentence(leading, trend, language), _SENTENCE),
            response=response_sentence(trend, language),
            chart=charts.trend_chart(
                trend.trajectory,
                trend.judgements,
                trend.outlook,
                language,
                height=_TREND_HEIGHT,
            ),
            note=one_line(trend_note(trend, axis_start, language)),
        )

    def counts(self) -> tuple[StatusCount, ...]:
        """How many indicators have which status, best first."""
        counts: list[StatusCount] = []
        for status, members in group_by_status(self.judgements).items():
            n = len(members)
            text = f"{marked_label(status, self.language)} {n}"
            counts.append(StatusCount(status, n, text))
        return tuple(counts)

    def strip_title(self) -> str:
        _ = self.language.gettext
        title = _("Status by policy")
        if not has_one_without_policy(self.plan, self.judgements):
            return title
        besides = _("besides: 1 of the plan as a whole")
        return _("{title} ({besides})", title=title, besides=besides)

    def strip(self) -> Spec | None:
        """The statuses by policy, without a single indicator of no policy; a plan of many
        policies has one bar, or the sheet could not hold it.
        """
        groups: dict[str, Sequence[Judgement]] = {}
        for number, members in group_by_policy(self.plan, self.judgements).items():
            title = one_line(policy_title(self.plan, number, self.language))
            groups[title] = members
        if has_one_without_policy(self.plan, self.judgements):
            del groups[policy_title(self.plan, None, self.language)]
        if not groups:
            return None
        if len(groups) > _MOST_POLICIES:
            whole = self.language.gettext("The plan as a whole")
            groups = {whole: self.judgements}
        return charts.status_strip(groups, self.language)

    def concern(self, judgement: Judgement) -> BriefConcern:
        """A row of the table; of an indicator that consists of parts the one that decides."""
        judgement = judgement.decisive
        indicator, language = judgement.indicator, self.language
        return BriefConcern(
            status=judgement.status,
            verdict=verdict_text(judgement, language),
            name=_line(indicator.name, _NAME),
            whose=self.departments_text(self.plan.departments_of(indicator)),
            goal=_line(goal_with_deadline(indicator, language), _FIGURE),
            expected=_line(expected_or_nothing(judgement, language), _FIGURE),
            actual=_line(actual_text(judgement, language), _FIGURE),
            words=self.department_words(judgement),
        )

    def department_words(self, judgement: Judgement) -> tuple[tuple[str, str], ...]:
        """Why it is so and what is done about it, as the department wrote it."""
        nothing = nothing_written_text(self.language)
        return tuple(
            (name, _line(text, _WORDS) or nothing)
            for name, text in department_words(judgement, self.language)
        )

    def departments_text(self, departments: Iterable[str]) -> str:
        return _line(self.language.listed(departments), _WHOSE)

    def more_text(self, n: int) -> str:
        """How many there are besides; empty for none."""
        if n <= 0:
            return ""
        return self.language.ngettext("and {n} more", "and {n} more", n)

    # --- what was decided

    def earlier_list(self) -> BriefList | None:
        """What was decided last time, and what came of it."""
        followed = earlier_decisions(self.plan, self.fiscal_year, self.plan_by_id)
        return self.decision_list(earlier_title(self.language), followed)

    def decided_list(self) -> BriefList | None:
        """What was decided about this year."""
        decisions = decisions_of_year(self.plan, self.fiscal_year)
        followed = [FollowedDecision(decision) for decision in decisions]
        title = this_year_title(self.fiscal_year, self.language)
        return self.decision_list(title, followed)

    def decision_list(
        self, title: str, followed: Sequence[FollowedDecision]
    ) -> BriefList | None:
        """Decisions under their count, open ones first; None where there are none."""
        if not followed:
            return None
        decisions = [each.decision for each in followed]
        count = count_decisions(decisions, self.today)
        counted = counted_states_text(count, self.language)
        open_first = sorted(followed, key=lambda each: not is_open(each.decision))
        lines = [self.decision_line(each) for each in open_first]
        return self.short_list(_joined((title, counted)), lines, _MOST_DECISIONS)

    def decision_line(self, followed: FollowedDecision) -> tuple[str, str]:
        """How far a decision is and what was decided; beneath it whose and what came of it."""
        decision = followed.decision
        state = state_with_delay(decision, self.today, self.language)
        facts = _line(followed_facts(followed, self.language), _FACTS)
        return f"{state} {_line(decision.text, _DECISION)}", facts

    # --- the plan's end

    def final_lists(
        self, profile: Profile, progress: ReportedProgress
    ) -> list[BriefList]:
        """The final report, in the plan's last year and after it."""
        report = final_report(self.plan, self.last_closed, progress, profile)
        if report is None or self.fiscal_year < report.fiscal_year:
            return []
        language = self.language
        title = report_title(report, language)
        lines = [(_line(report_sentence(report, language), _SENTENCE), "")]
        lines += [self.final_line(result) for result in report.not_reached]
        return [self.short_list(title, lines)]

    def final_line(self, result: FinalResult) -> tuple[str, str]:
        """A target that was not reached, and beneath it how far it came."""
        language = self.language
        facts = (
            promise_text(result, language),
            figure_text(result, language),
            result_text(result, language),
        )
        name = _line(result.indicator.name, _NAME)
        return name, _line(_joined(facts), 2 * _TITLE)

    # --- the schedule

    def schedule_lists(self, progress: ReportedProgress) -> list[BriefList]:
        """What is late, what ended unreported, what ends in the year, and which deadlines
        have passed; none without a schedule.
        """
        _ = self.language.gettext
        if not any(measure.schedule for measure in self.plan.measures):
            return []
        agenda = plan_agenda(self.plan, self.fiscal_year, self.last_closed, progress)
        worded = worded_agenda(agenda, self.language)
        none_late = _("How far the schedule has come is not reported.")
        years = [report.fiscal_year for report in progress.values()]
        if self.fiscal_year in years:
            none_late = _("None is known to be late.")
        elif years:
            year = fiscal.wareki(self.fiscal_year)
            none_late = _("No reports of {year} yet.", year=year)
        none_ends = _("No schedule entry is stated to end.")
        if worded.late_end_too:
            none_ends = _("No other schedule entry is stated to end.")

        unreported = _("Past its end, not reported whether finished")
        ending = _("Ending in {year}", year=fiscal.wareki(self.fiscal_year))
        passed = _("Deadlines that have passed")
        lists = (
            (_("Late schedule entries"), worded.late, none_late),
            (_("Late when last reported"), worded.late_before, ""),
            (unreported, worded.unreported, ""),
            (ending, worded.ending, none_ends),
            (passed, worded.passed, ""),
        )
        return [
            self.agenda_list(title, items, nothing)
            for title, items, nothing in lists
            if items or nothing
        ]

    def agenda_list(
        self, title: str, items: Sequence[AgendaItem], nothing: str
    ) -> BriefList:
        """What there is with its number, or the sentence that there is nothing."""
        _ = self.language.gettext
        if not items:
            return BriefList(title, ((nothing, ""),))
        counted = _("{title}: {n}", title=title, n=len(items))
        return self.short_list(counted, [self.agenda_line(item) for item in items])

    def agenda_line(self, item: AgendaItem) -> tuple[str, str]:
        """What is late or ends, and beneath it whose, until when it was planned and how
        it stands as far as known.
        """
        facts = (
            self.departments_text(item.departments),
            item.until,
            item.state,
            *item.uncertainties(self.language),
        )
        return _line(item.name, _NAME), _joined(facts)

    # --- what the city itself said

    def report_lists(self) -> list[BriefList]:
        """How the initiatives stand and how the city marked; where a mark differs from
        what was worked out. None of a plan that has neither.
        """
        _ = self.language.gettext
        lines = self.report_lines()
        lists: list[BriefList] = []
        if lines:
            title = _("Initiatives and the city's own marks")
            lists.append(self.short_list(title, lines))
        differences = [
            (
                _line(judgement.indicator.name, _NAME),
                self.difference_line(mark, judgement),
            )
            for judgement in self.judgements
            for mark in differing_marks(self.plan, judgement)
        ]
        if differences:
            title = _("Own marks that differ from the calculation")
            lists.append(self.short_list(title, differences))
        return lists

    def report_lines(self) -> list[tuple[str, str]]:
        """The counts of states, then those of each judge's marks."""
        lines: list[tuple[str, str]] = []
        if has_reports(self.plan):
            counts = count_reports(report_subjects(self.plan), self.fiscal_year)
            lines.append((report_count_text(counts, self.language), ""))
        for count in count_marks(self.plan, self.fiscal_year):
            lines.append((_line(mark_count_text(count, self.language), _TITLE), ""))
        return lines

    def difference_line(self, mark: OwnMark, judgement: Judgement) -> str:
        """The mark and the status that it differs from, and why, in one line."""
        text = mark_difference_text(mark, judgement.status, self.language)
        return _line(text, _REASON)

    # --- where nothing is judged yet

    def plan_lists(self) -> list[BriefList]:
        """What the plan wants and holds, as long as nothing is judged."""
        _ = self.language.gettext
        if any(judgement.status in JUDGED for judgement in self.judgements):
            return []
        leading = leading_indicator(self.plan, self.fiscal_year)
        others = _judgements_without(leading, self.judgements)
        lists: list[BriefList] = []
        if others:
            title = _("Other indicators") if leading else _("Indicators")
            lines = [self.unjudged_line(judgement) for judgement in others]
            lists.append(self.short_list(title, lines))
        if self.plan.policies:
            holds = _("What the plan holds")
            lists.append(self.short_list(holds, self.policy_lines()))
        return lists

    def unjudged_line(self, judgement: Judgement) -> tuple[str, str]:
        """An indicator, and beneath it its last figure and its target as far as there are any."""
        indicator = judgement.indicator
        target = _line(target_label(indicator, self.language), _FIGURE)
        figures = self.last_figures(indicator, judgement.fiscal_year)
        facts = _joined((figures, target))
        verdict = verdict_text(judgement, self.language)
        return _line(indicator.name, _NAME), facts or verdict

    def last_figures(self, indicator: Indicator, fiscal_year: int) -> str:
        """The last figure, or that of each part behind its short name."""
        if not indicator.parts:
            return self.last_figure(indicator, fiscal_year)
        texts = texts_of_part_indicators(
            indicator, lambda part: self.last_figure(part, fiscal_year)
        )
        return listed_parts(texts, self.language)

    def last_figure(self, indicator: Indicator, fiscal_year: int) -> str:
        """The last figure by a year after its date; empty where none is known."""
        indicator = running_total(indicator)
        known = last_known(indicator, fiscal_year)
        if known is None:
            return ""
        when = known_date_label(indicator, known, self.language)
        figure = _line(known_figure_text(indicator, known, self.language), _FIGURE)
        return f"{when} {figure}".strip()

    def policy_lines(self) -> list[tuple[str, str]]:
        """The policies, and beneath each how many measures it has."""
        lines: list[tuple[str, str]] = []
        for policy in self.plan.policies:
            name = _line(f"{policy.number} {policy.name}", _NAME)
            measures = self.language.ngettext(
                "{n} measure", "{n} measures", len(policy.measures)
            )
            lines.append((name, measures))
        return lines

    def short_list(
        self,
        title: str,
        items: Sequence[tuple[str, str]],
        most: int = _MOST_LISTED,
    ) -> BriefList:
        """The first few items, and the rest for where there is room."""
        rest = tuple(items[most:])
        more = tuple(self.more_text(n + 1) for n in range(len(items)))
        return BriefList(title, tuple(items[:most]), rest, more)


def _judgements_without(
    leading: Indicator | None, judgements: Sequence[Judgement]
) -> Sequence[Judgement]:
    """The judgements of the other indicators."""
    if leading is None:
        return judgements
    return [each for each in judgements if each.indicator.code != leading.code]


def _place(municipality: Municipality, language: Language) -> str:
    """The municipality with its prefecture, marked where it is invented."""
    name = _line(name_with_prefecture(municipality), _PLACE)
    return name + invented_suffix(municipality, language)


def _line(text: str, ems: float) -> str:
    """Somebody's text in one line of at most so many ems."""
    return cut_to_width(one_line(text), ems)


def _joined(facts: Iterable[str]) -> str:
    return _SPACE.join(fact for fact in facts if fact)
