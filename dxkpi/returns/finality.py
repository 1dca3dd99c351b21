"""速報 or 確定: how final what was reported is, where the secretariat reviews it.

A year without a round, or whose round is not reviewed, is final as it is registered:
nothing is said of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dxkpi.plan import Plan
from dxkpi.plan.linked_plans import PlanById, figure_owner
from dxkpi.plan.review import (
    Finality,
    ItemKey,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.returns.figure_years import figure_year
from dxkpi.rules import Judgement, report_subjects_in, reportable_entries_in

ItemOfYear = tuple[ItemKey, int]
"""A thing that is reported, with its own year."""


@dataclass(frozen=True)
class PlanFinality:
    """Everything of a plan that is in and is reviewed: when it was made final; None where
    it was not.
    """

    confirmed_at: Mapping[ItemOfYear, datetime | None] = field(default_factory=dict)

    @property
    def is_reviewed(self) -> bool:
        """Whether anything of it is reviewed."""
        return bool(self.confirmed_at)

    def preliminary_years(self, code: str) -> tuple[int, ...]:
        """The years whose figure of an indicator is in and not final."""
        key = figure_key(code)
        years = [
            year
            for (item, year), at in self.confirmed_at.items()
            if item == key and at is None
        ]
        return tuple(sorted(years))

    def of_item(self, item: ItemKey, fiscal_year: int) -> Finality | None:
        """How final a thing is; None where nobody reviews it."""
        thing = (item, fiscal_year)
        if thing not in self.confirmed_at:
            return None
        if self.confirmed_at[thing] is None:
            return Finality.PRELIMINARY
        return Finality.CONFIRMED

    def of_figure(self, code: str, fiscal_year: int) -> Finality | None:
        """How final an indicator's figure of a year is."""
        return self.of_item(figure_key(code), fiscal_year)

    def of_judgement(self, judgement: Judgement) -> Finality | None:
        """How final the figures of a judgement are: preliminary as soon as one part is."""
        items = figures_of(judgement)
        finalities = [self.of_item(*item) for item in items]
        if Finality.PRELIMINARY in finalities:
            return Finality.PRELIMINARY
        return Finality.CONFIRMED if Finality.CONFIRMED in finalities else None

    def summary(self, items: Iterable[ItemOfYear]) -> "FinalitySummary":
        """How final these things are together."""
        reviewed = [item for item in items if item in self.confirmed_at]
        moments = [self.confirmed_at[item] for item in reviewed]
        confirmed = [at for at in moments if at is not None]
        return FinalitySummary(
            preliminary=len(reviewed) - len(confirmed),
            confirmed=len(confirmed),
            last_confirmed_at=max(confirmed, default=None),
        )


@dataclass(frozen=True)
class FinalitySummary:
    """How many of several things are preliminary and how many final, and when the last of
    these became so.
    """

    preliminary: int = 0
    confirmed: int = 0
    last_confirmed_at: datetime | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether it must be said of each: some are final, some are not."""
        return self.preliminary > 0 and self.confirmed > 0

    @property
    def marked(self) -> Finality | None:
        """What is said beside single things: the rarer of the two; None where all are
        alike, for then it is said once for all.
        """
        if not self.is_mixed:
            return None
        if self.preliminary > self.confirmed:
            return Finality.CONFIRMED
        return Finality.PRELIMINARY


NO_REVIEW = PlanFinality()
"""Of a plan that nobody reviews."""


def plan_finality(
    plan: Plan, reviews: Mapping[int, YearReview], day: date
) -> PlanFinality:
    """How final everything is that is in; `reviews` are those of the years whose rounds are
    reviewed, `day` the one on which it is looked at.
    """
    confirmed_at: dict[ItemOfYear, datetime | None] = {}
    for year, review in reviews.items():
        asked = set(_asked_items(plan, year, day))
        confirmed_items = {confirmation.item for confirmation in review.confirmations}
        for item, item_year in review.changed_in:
            confirmation = None
            if item in confirmed_items:
                confirmation = review.confirmation(item, item_year)
            if confirmation is not None:
                confirmed_at[item, item_year] = confirmation.at
            elif (item, item_year) in asked:
                confirmed_at.setdefault((item, item_year), None)
    return PlanFinality(confirmed_at)


def final_or_released(
    finality: PlanFinality, preliminary: Collection[ItemOfYear]
) -> PlanFinality:
    """The same for whoever sees what is final or was released. `preliminary` is what he
    sees as it was released, which was 速報; where there is none of it nothing is said.
    """
    if not preliminary:
        return NO_REVIEW
    confirmed_at = {
        item: at for item, at in finality.confirmed_at.items() if at is not None
    }
    return PlanFinality({**confirmed_at, **dict.fromkeys(preliminary)})


def with_shared_finality(
    plan: Plan,
    own: PlanFinality,
    plan_by_id: PlanById,
    finality_of: Callable[[Plan], PlanFinality],
) -> PlanFinality:
    """The same with the state of the figures that other plans have for this one."""
    confirmed_at = dict(own.confirmed_at)
    for indicator in plan.indicators:
        owner = figure_owner(plan, indicator, plan_by_id)
        if owner is None:
            continue
        owners_key = figure_key(owner.indicator.code)
        for (item, year), at in finality_of(owner.plan).confirmed_at.items():
            if item == owners_key:
                confirmed_at[figure_key(indicator.code), year] = at
    return PlanFinality(confirmed_at)


def figures_of(judgement: Judgement) -> list[ItemOfYear]:
    """The figures that a judgement shows: those of its parts, else its own."""
    return [
        (figure_key(measured.indicator.code), measured.figure_year)
        for measured in judgement.measured
        if measured.actual is not None and measured.actual.value is not None
    ]


def figures_of_all(judgements: Iterable[Judgement]) -> set[ItemOfYear]:
    """The figures that several judgements show."""
    return {item for judgement in judgements for item in figures_of(judgement)}


def _asked_items(plan: Plan, year: int, day: date) -> Iterator[ItemOfYear]:
    """What the round of a year asks for."""
    first_year = plan.about.first_fiscal_year
    for indicator in plan.collected_in(year):
        asked_year = figure_year(indicator, year, day, first_year)
        yield figure_key(indicator.code), year if asked_year is None else asked_year
    for entry in reportable_entries_in(plan, year):
        yield entry_item(*entry.key), year
    for subject in report_subjects_in(plan, year):
        yield initiative_key(*subject.key), year
