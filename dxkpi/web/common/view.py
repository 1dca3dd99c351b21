"""What a page shows: one plan of a municipality in one fiscal year.

Everything worked out from it is kept between runs.

A `View` is small to compare: the plan as it is listed, with its last change, and the
year. So whatever a function makes of a view alone (judgements, chart specs, tables,
sentences) can be kept for all visitors and is never stale: the next change of this plan
gives another view, a change of another plan does not. What tells of other plans beside it
is made by `View.worded_with_others`.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple, cast

from dxkpi import actions, fiscal
from dxkpi.plan import Indicator, Measure, Plan, PlanKey, Progress
from dxkpi.plan.linked_plans import former_courses
from dxkpi.plan.release import Release
from dxkpi.plan.review import ItemKey
from dxkpi.plan.round import ReportDeadlines, Round, report_deadlines
from dxkpi.plan.sight import SeenState
from dxkpi.returns import DepartmentRegister
from dxkpi.returns.departments import register_in_round
from dxkpi.returns.figure_counts import FigureCounts, plan_figure_counts
from dxkpi.returns.finality import PlanFinality, final_or_released
from dxkpi.rules import (
    PROFILES,
    EntryKey,
    Judgement,
    Profile,
    default_year,
    judge_last_year,
    judge_plan,
    judge_years,
    profile_of,
)
from dxkpi.rules.former_figures import FormerFigures, former_figures
from dxkpi.settings import settings
from dxkpi.store import City, ListedPlan, Revision, Store
from dxkpi.survey import IndicatorTrend, indicator_trend
from dxkpi.web.common import cached
from dxkpi.web.common.final_plans import final_plan
from dxkpi.web.common.language import current_language
from dxkpi.web.common.released import released_year
from dxkpi.wording.language import Language

_MOST_KEPT = 2048

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)
class View:
    """A plan in one fiscal year, as of its last change and of a day.

    `sight` is what its reader sees of other plans, also in a file that is made later;
    None: what the reader of this run does.
    """

    listed: ListedPlan
    plan: Plan = field(compare=False, repr=False)
    year: int
    years: tuple[int, ...]
    today: date
    sight: cached.Sight | None = field(default=None, compare=False, repr=False)

    def kept(self, make: Callable[["View", *Ts], T], *args: *Ts) -> T:
        """The facts that `make(view, *args)` gives, made once for all languages, then kept.

        They must not be changed. Nothing that readers type belongs into `args`: it
        would push out what everybody looks at.
        """
        return cast("T", make_once(make, self, None, settings().profile, (), args))

    def worded(self, make: Callable[["View", *Ts], T], *args: *Ts) -> T:
        """The words or charts that `make(view, *args)` gives, kept once for each language."""
        language = current_language()
        return cast("T", make_once(make, self, language, settings().profile, (), args))

    def worded_with_others(self, make: Callable[["View", *Ts], T], *args: *Ts) -> T:
        """The same of what also tells of other plans of the municipality: made anew once
        any of them has changed.
        """
        others = tuple(
            (listed.revision, listed.released)
            for listed in cached.plans_of_city(self.city.code, self.sight)
        )
        language, profile = current_language(), settings().profile
        return cast("T", make_once(make, self, language, profile, others, args))

    @property
    def store(self) -> Store:
        """The store as far as its reader reaches the plan, also in a file made later."""
        return cached.store_for(self.listed)

    @property
    def city(self) -> City:
        """The municipality whose plan it is."""
        return self.listed.city

    @property
    def shows_everything(self) -> bool:
        """Whether its reader sees everything that was reported, final or not."""
        return self.listed.state is SeenState.REPORTED

    def beside(self, listed: ListedPlan) -> "View":
        """Another plan on the same day, in the year that it is opened at."""
        if listed.key == self.listed.key:
            return self
        if self.listed.known_on is not None:
            listed = cached.listed_on(listed, self.listed.known_on) or listed
        plan = cached.plan(listed)
        years = years_shown(listed, plan, self.last_closed)
        year = min(default_year(plan, self.last_closed), years[-1])
        return View(listed, plan, year, years, self.today, self.sight)

    def plan_beside(self, plan_id: str) -> Plan | None:
        """Another plan of the municipality on the same day; None where it has none of this
        id.
        """
        listed = cached.listed_plans(self.sight).get(PlanKey(self.city.code, plan_id))
        if listed is not None and self.listed.known_on is not None:
            listed = cached.listed_on(listed, self.listed.known_on)
        return None if listed is None else cached.plan(listed)

    def plan_title(self, plan_id: str) -> str:
        """The title of a plan of the municipality; its id where it is not here."""
        listed = cached.listed_plans(self.sight).get(PlanKey(self.city.code, plan_id))
        return plan_id if listed is None else listed.title

    @property
    def file_stem(self) -> str:
        """How the names of its files begin: the municipality's code, and the plan's id
        where the municipality has several.
        """
        code = self.city.code
        if len(cached.plans_of_city(code, self.sight)) == 1:
            return code
        return f"{code}-{self.listed.id}"

    @property
    def timeless(self) -> "View":
        """The same view for what does not depend on the year that is looked at."""
        return replace(self, year=self.years[-1])

    @property
    def last_closed(self) -> int:
        """The last fiscal year that is over; of a release the one that was released, at
        most: what came later is not missing there.
        """
        last_closed = fiscal.last_closed_year(self.today)
        release = self.listed.released
        return last_closed if release is None else min(last_closed, release.fiscal_year)

    @property
    def profile(self) -> Profile:
        """The grading profile of the plan; where it has none the configured one, or that
        of the moment at which it was released.
        """
        default = settings().profile
        if self.listed.released is not None:
            default = released_year(self.store, self.listed).profile
        return profile_of(self.plan, PROFILES[default])

    @property
    def round(self) -> Round | None:
        """The round of the view's year; None where none was opened."""
        return self.kept(_round)

    @property
    def finality(self) -> PlanFinality:
        """How final everything is that was reported for the plan, 速報 or 確定."""
        return self.timeless.kept(_finality)

    @property
    def deadlines(self) -> ReportDeadlines:
        """By when the report of the view's year is to be in."""
        return report_deadlines(self.round, settings().deadline(self.year))

    @property
    def register(self) -> DepartmentRegister:
        """The departments that are asked for the report of the view's year, as its round
        assigned them.
        """
        register = settings().register_for_report(
            self.plan.municipality, self.year, self.today
        )
        return register_in_round(register, self.round)

    def indicator(self, code: str) -> Indicator:
        """An indicator of the plan. Raises `KeyError` if there is none of this code."""
        indicator = self.plan.indicator(code)
        if indicator is None:
            raise KeyError(code)
        return indicator

    def measure(self, number: str) -> Measure:
        """A measure of the plan. Raises `KeyError` if there is none of this number."""
        measure = self.plan.measure(number)
        if measure is None:
            raise KeyError(number)
        return measure

    def judgements(self) -> tuple[Judgement, ...]:
        """Every indicator in the view's year, in the plan's order."""
        return self.kept(_judgements)

    def judged(self, indicator: Indicator) -> Judgement:
        """One indicator in the view's year; one that was retired in the last year in which
        it counted.
        """
        if indicator.counts_in(self.year):
            return self.kept(_judgements_by_code)[indicator.code]
        return self.kept(_last_judgement, indicator.code)

    def course(self, indicator: Indicator) -> tuple[Judgement, ...]:
        """One indicator in each of its own years: those of its figures and target."""
        return self.timeless.kept(_course, indicator.code)

    def former_figures(self, indicator: Indicator) -> tuple[FormerFigures, ...]:
        """The figures that one had in the plans before, the oldest first."""
        return self.timeless.kept(_former_figures, indicator.code)

    def figure_counts(self) -> FigureCounts:
        """How many figures of the view's year are asked for, and how many are registered."""
        return self.kept(_figure_counts)

    def progress(self) -> Mapping[EntryKey, Progress]:
        """How far each entry of the schedule had come in the view's year, by its key.

        None where nobody said so.
        """
        return self.kept(_progress)

    def trend(self, indicator: Indicator) -> IndicatorTrend:
        """How one indicator goes on, as far as it is known in the view's year."""
        return self.kept(_trend, indicator.code)

    def realisation_trend(self) -> IndicatorTrend | None:
        """The share of staff who feel the DX (実感率) up to the view's year.

        None where the plan does not follow it.
        """
        return self.kept(_realisation_trend)

    def followed_trend(self) -> IndicatorTrend:
        """The same of a plan that follows it. Raises `LookupError` otherwise."""
        trend = self.realisation_trend()
        if trend is None:
            raise LookupError("the plan does not follow the share of staff")
        return trend

    def trend_of(self, indicator: Indicator) -> IndicatorTrend | None:
        """The trend of the 実感率 if the indicator is that; None for every other."""
        trend = self.realisation_trend()
        if trend is None or trend.indicator.code != indicator.code:
            return None
        return trend


@lru_cache(maxsize=_MOST_KEPT)
def make_once(
    make: Callable[..., Any],
    view: View,
    _language: Language | None,
    _profile: str,
    _others: tuple[tuple[Revision, Release | None], ...],
    args: tuple[Hashable, ...],
) -> Any:
    """What `make(view, *args)` gives, kept under everything that it may depend on."""
    return make(view, *args)


def _judgements(view: View) -> tuple[Judgement, ...]:
    return judge_plan(view.plan, view.year, view.last_closed, view.profile, view.today)


def _last_judgement(view: View, code: str) -> Judgement:
    indicator = view.indicator(code)
    return judge_last_year(
        view.plan, indicator, view.last_closed, view.profile, view.today
    )


def _judgements_by_code(view: View) -> dict[str, Judgement]:
    by_code = {}
    for judgement in view.judgements():
        by_code[judgement.indicator.code] = judgement
        for part in judgement.parts:
            by_code[part.indicator.code] = part
    return by_code


def _course(view: View, code: str) -> tuple[Judgement, ...]:
    indicator = view.indicator(code)
    return judge_years(view.plan, indicator, view.last_closed, view.profile, view.today)


def _former_figures(view: View, code: str) -> tuple[FormerFigures, ...]:
    indicator = view.indicator(code)
    courses = former_courses(view.plan, indicator, view.plan_beside)
    return former_figures(indicator, courses)


def years_shown(listed: ListedPlan, plan: Plan, last_closed: int) -> tuple[int, ...]:
    """The years of a plan to choose from; of one of which only releases are seen those up
    to the last that was released.
    """
    years = tuple(plan.fiscal_years) or (last_closed,)
    if listed.released is None:
        return years
    last = max(each.fiscal_year for each in cached.releases(listed))
    return tuple(year for year in years if year <= last) or (last,)


def _round(view: View) -> Round | None:
    listed = view.listed
    if listed.released is not None:
        return None
    return view.store.round(listed.key, view.year, listed.known_at)


def _finality(view: View) -> PlanFinality:
    listed = view.listed
    if listed.state is SeenState.RELEASED:
        return _released_finality(view)
    known_at = listed.known_at
    finality = actions.read_finality(view.store, view.plan, view.today, known_at)
    if listed.state is SeenState.CONFIRMED:
        preliminary = final_plan(view.store, listed).preliminary
        return final_or_released(finality, preliminary)
    return finality


def _released_finality(view: View) -> PlanFinality:
    released = released_year(view.store, view.listed)
    return PlanFinality(
        {
            (ItemKey(item.kind, item.place), item.fiscal_year): item.confirmed_at
            for item in released.finality
        }
    )


def _figure_counts(view: View) -> FigureCounts:
    return plan_figure_counts(view.plan, view.year, view.today)


def _progress(view: View) -> Mapping[EntryKey, Progress]:
    listed = view.listed
    if listed.state is SeenState.RELEASED:
        return _released_progress(view)
    if listed.state is SeenState.CONFIRMED:
        final = final_plan(view.store, listed)
        return actions.read_final_progress(view.store, final, view.year)
    return view.store.progress(listed.key, view.year, listed.known_at)


def _released_progress(view: View) -> Mapping[EntryKey, Progress]:
    released = released_year(view.store, view.listed).progress
    return {
        (entry.measure, entry.label, entry.nth): entry.progress
        for entry in released
        if entry.progress.fiscal_year <= view.year
    }


def _trend(view: View, code: str) -> IndicatorTrend:
    indicator = view.indicator(code)
    return indicator_trend(view.plan, view.judged(indicator), view.course(indicator))


def _realisation_trend(view: View) -> IndicatorTrend | None:
    indicator = view.plan.realisation
    if indicator is None:
        return None
    return indicator_trend(view.plan, view.judged(indicator), view.course(indicator))
