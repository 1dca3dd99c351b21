"""What the store is asked about a year's round: its opening, review and release."""

from collections.abc import Iterable, Mapping

from dxkpi.plan import PlanKey
from dxkpi.plan.release import Release
from dxkpi.plan.review import ItemKey, YearReview
from dxkpi.plan.round import Round, TakenForm
from dxkpi.store.final_items import is_any_final
from dxkpi.store.opened_store import OpenedStore
from dxkpi.store.releases import read_content, read_releases, read_releases_by_plan
from dxkpi.store.reviews import read_review, read_reviews
from dxkpi.store.rounds import read_round, read_taken_forms


class RoundQuestions(OpenedStore):
    """Rounds, reviews and releases. What was released is everybody's."""

    def round(
        self, plan: PlanKey, fiscal_year: int, revision: int | None = None
    ) -> Round | None:
        """The round that was opened for a plan's year, if one was; with a revision as it
        stood then.
        """
        return self._ask_of(plan, read_round, fiscal_year, revision)

    def taken_forms(self, plan: PlanKey, fiscal_year: int) -> tuple[TakenForm, ...]:
        """Who took which form of a year first, oldest first."""
        return self._ask_of(plan, read_taken_forms, fiscal_year)

    def review(
        self, plan: PlanKey, fiscal_year: int, revision: int | None = None
    ) -> YearReview:
        """What the secretariat remarked on and confirmed of a plan's year; with a
        revision as it was on record then.
        """
        return self._ask_of(plan, read_review, fiscal_year, revision)

    def is_any_final(
        self, plan: PlanKey, round_year: int, items: Iterable[tuple[ItemKey, int]]
    ) -> bool:
        """Whether one of the things, each with its own year, is final in a year's round."""
        return self._ask_of(plan, is_any_final, round_year, tuple(items))

    def reviews(
        self, plan: PlanKey, revision: int | None = None
    ) -> Mapping[int, YearReview]:
        """The same of every year of a plan whose round is reviewed, by year."""
        return self._ask_of(plan, read_reviews, revision)

    def releases(self, plan: PlanKey) -> tuple[Release, ...]:
        """What was released of a plan, the oldest first, without the contents."""
        return self._ask(read_releases, plan)

    def releases_by_plan(self) -> Mapping[PlanKey, tuple[Release, ...]]:
        """The same of every plan of which something was released."""
        return self._ask(read_releases_by_plan)

    def release_content(self, plan: PlanKey, number: int) -> str | None:
        """The content of a release, byte for byte; None where there is no such one.

        Raises `StoreError` where it is not what was released.
        """
        return self._ask(read_content, plan, number)
