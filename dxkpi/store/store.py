"""The store to be read: plans, yearly returns and the history of every figure.

It gives values and never rows.

A plan is read in one statement whatever its size. The last revision is what caches are
keyed by; it is asked for at most once a second. What writes is in
`dxkpi.store.writing`.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, select

from dxkpi import fiscal
from dxkpi.plan import Municipality, Plan, PlanKey, PlanKind, Progress
from dxkpi.plan.linked_plans import with_shared_figures
from dxkpi.plan.release import Release
from dxkpi.plan.review import ItemKey, YearReview
from dxkpi.plan.round import Round, TakenForm
from dxkpi.plan.sight import SeenState
from dxkpi.plan.staff_survey import USUAL_GROUP
from dxkpi.rules import EntryKey, ReportKey
from dxkpi.store import migration
from dxkpi.store.account_steps import read_account_steps
from dxkpi.store.accounts import (
    Account,
    AccountChange,
    read_account,
    read_account_changes,
    read_accounts,
    read_accounts_of,
    read_changes_in_city,
)
from dxkpi.store.backup import StoreContents, contents_of, opened_backup, write_backup
from dxkpi.store.changes_since import (
    ChangedFigure,
    ChangedProgress,
    ChangedSaid,
    actuals_changed_since,
    is_known_revision,
    marks_changed_since,
    progress_changed_since,
    reports_changed_since,
)
from dxkpi.store.drafts import (
    DraftStep,
    ListedDraft,
    PlanDraft,
    existing_draft,
    read_draft_steps,
    read_drafts,
    read_listed_draft,
)
from dxkpi.store.engine import (
    connect,
    engine_within,
    passes_over_policies,
    read_connection,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.final_items import is_any_final
from dxkpi.store.history import read_history
from dxkpi.store.history_step import HistoryStep
from dxkpi.store.known_plans import KnownPlan, read_known_plan, read_plan_known_at
from dxkpi.store.load import read_municipalities, read_plan_at, read_plans
from dxkpi.store.progress import read_progress
from dxkpi.store.reach import EVERY_CITY, CityReach
from dxkpi.store.releases import read_content, read_releases, read_releases_by_plan
from dxkpi.store.reviews import read_review, read_reviews
from dxkpi.store.revisions import Revision, as_utc, last_change_of_plan, last_revision
from dxkpi.store.rounds import read_round, read_taken_forms
from dxkpi.store.submissions import (
    Submission,
    is_original_kept,
    original_content,
    standing_submission,
    submission_numbered,
    submissions_of_plan,
)
from dxkpi.store.tables import MUNICIPALITY, PLAN, REVISION
from dxkpi.store.verification import Verification, verify_store
from dxkpi.store.withdrawal import WithdrawalPreview, preview_withdrawal

REVISION_SECONDS = 1.0
"""For how long the last revision is taken as known."""

T = TypeVar("T")


@dataclass(frozen=True)
class City:
    """A municipality with one plan or several."""

    code: str
    prefecture: str
    name: str
    fictional: bool


@dataclass(frozen=True)
class ListedPlan:
    """A plan as a list to choose from needs it. `revision` is its last change.

    `known_on` is the day to which somebody looks back, with the last write of that day as
    its revision; None: as it is. `state` is that in which somebody sees it, `released` the
    release where he sees nothing else.
    """

    city: City
    id: str
    title: str
    kind: PlanKind
    follows: str | None
    first_fiscal_year: int | None
    last_fiscal_year: int | None
    revision: Revision
    known_on: date | None = None
    released: Release | None = None
    state: SeenState = SeenState.REPORTED

    @property
    def known_at(self) -> int | None:
        """The revision to which somebody looks back; None: as it is."""
        return None if self.known_on is None else self.revision.number

    @property
    def key(self) -> PlanKey:
        return PlanKey(self.city.code, self.id)


class _KnownRevision(NamedTuple):
    revision: Revision
    asked_at: float


class _PlanAfterReturn(NamedTuple):
    """A plan after a return was registered: the next return will be of the same plan."""

    plan: Plan
    last_change: Revision


@dataclass
class _LastWrite:
    """What is remembered of the last write, by a store and those narrowed from it."""

    known: _KnownRevision | None = None
    after_return: _PlanAfterReturn | None = None


class Store:
    """Plans in a database. Methods raise `StoreError` when the database cannot be used,
    and for what is of a plan whose city is out of reach.

    `clock` counts seconds; it decides when the last revision is asked for again.
    `smallest_group` is the number of answers of which fewer would tell single people's.
    `reach` says of which cities it reads and writes; those of everybody's requests are
    narrowed by `within`.
    """

    def __init__(
        self,
        url: str,
        clock: Callable[[], float] = time.monotonic,
        smallest_group: int = USUAL_GROUP,
    ) -> None:
        self.reach = EVERY_CITY
        self.engine = engine_within(connect(url), self.reach)
        self.smallest_group = smallest_group
        self.clock = clock
        self._last_write = _LastWrite()

    def within(self, reach: CityReach) -> "Store":
        """The same store for whoever reaches no more than some cities."""
        narrowed = copy(self)
        narrowed.reach = reach
        narrowed.engine = engine_within(self.engine, reach)
        return narrowed

    def check_reach(self, cities: Iterable[str]) -> None:
        """Raises `StoreError` where one of the cities is out of reach."""
        if not all(self.reach.holds(city) for city in cities):
            raise StoreError(StoreFault.OUT_OF_REACH)

    def check_reaches_every_city(self) -> None:
        """Raises `StoreError` where any city would be left out of what is done to all."""
        if not self.reach.is_everywhere:
            raise StoreError(StoreFault.OUT_OF_REACH)

    def passes_over_policies(self) -> bool:
        """Whether the database lets this program see every city whatever it is told."""
        return passes_over_policies(self.engine)

    @property
    def engine_name(self) -> str:
        return self.engine.dialect.name

    @property
    def url(self) -> str:
        """The address, with its password, under which another process opens the same store."""
        return self.engine.url.render_as_string(hide_password=False)

    def close(self) -> None:
        self.engine.dispose()

    def migrate(self) -> Path | None:
        """Bring the store to this code's level.

        Returns the copy made of an older SQLite file.
        """
        self.check_reaches_every_city()
        return migration.migrate(self.engine, self.smallest_group)

    def level(self) -> migration.Level:
        return migration.read_level(self.engine)

    def back_up(self, file: Path) -> StoreContents:
        """Copy the whole store to a new file, also while it is in use; what it holds.

        Raises `StoreError`, and then there is no file.
        """
        self.check_reaches_every_city()
        write_backup(self.engine, file)
        return self.contents_of_backup(file)

    def contents_of_backup(self, file: Path) -> StoreContents:
        """What a backup holds, once it was found to be whole. Raises `StoreError`."""
        with opened_backup(file, self.smallest_group) as engine:
            return contents_of(engine)

    def verify(self, noted: str | None = None) -> Verification:
        """Look for what was changed past the program; `noted` is the hash of a change that
        somebody kept elsewhere.
        """
        self.check_reaches_every_city()
        return verify_store(self.engine, noted)

    def revision(self) -> Revision:
        """The last write, as it was a second ago at most.

        Writes through this object are seen at once.
        """
        now = self.clock()
        known = self._last_write.known
        if known is not None and now - known.asked_at <= REVISION_SECONDS:
            return known.revision
        revision = self._ask(last_revision)
        self._last_write.known = _KnownRevision(revision, now)
        return revision

    def listed_plans(self) -> tuple[ListedPlan, ...]:
        """Every plan, by municipality and first year, those of invented cities last."""
        return self._ask(_read_list)

    def plan(self, key: PlanKey) -> Plan | None:
        """One plan, or None when the store has no such one."""
        self.check_reach([key.city])
        kept = self._last_write.after_return
        if kept is not None and kept.plan.key == key:
            if self._ask(lambda c: last_change_of_plan(c, key)) == kept.last_change:
                return kept.plan
            self._last_write.after_return = None
        return self.plans([key]).get(key)

    def plan_with_shared_figures(self, key: PlanKey) -> Plan | None:
        """One plan with the figures that other plans of its city have for it, as it may
        be shown; None when the store has no such one.
        """
        plan = self.plan(key)
        if plan is None:
            return None
        return with_shared_figures(
            plan, lambda plan_id: self.plan(PlanKey(key.city, plan_id))
        )

    def plan_on(self, key: PlanKey, day: date) -> KnownPlan | None:
        """A plan as it was known at the end of a day in Japan.

        It has the figures that other plans of its city had for it on that day. None where
        it was not in the store yet.
        """
        known = self._ask_of(
            key, lambda connection: read_known_plan(connection, key, day)
        )
        if known is None:
            return None

        def plan_beside(plan_id: str) -> Plan | None:
            other = PlanKey(key.city, plan_id)
            beside = self._ask(lambda c: read_known_plan(c, other, day))
            return beside.plan if beside else None

        return replace(known, plan=with_shared_figures(known.plan, plan_beside))

    def plan_known_at(self, key: PlanKey, revision: int) -> Plan | None:
        """A plan as it was known after a write, with its wording of then; None where it was
        not in the store yet.
        """
        known = self._ask_of(
            key,
            lambda connection: read_plan_known_at(
                connection, key, Revision(revision, None), fiscal.today()
            ),
        )
        return known.plan if known else None

    def plan_at(self, key: PlanKey, revision: int) -> Plan:
        """A plan in its present wording with the figures that were on record at a revision.

        The store must have the plan.
        """
        stored = self._ask_of(key, lambda c: read_plan_at(c, key, revision))
        return Plan.model_validate(stored.fields)

    def plans(self, keys: Sequence[PlanKey]) -> dict[PlanKey, Plan]:
        """Several plans, in the order asked for; those that are not there are left out.

        Raises `StoreError` (UNREADABLE) where no plan can be made of what is stored.
        """
        self.check_reach(key.city for key in keys)
        try:
            return self._ask(lambda connection: read_plans(connection, keys))
        except (ValueError, LookupError, ArithmeticError) as error:
            plans = ", ".join(map(str, keys))
            raise StoreError(StoreFault.UNREADABLE, plans=plans) from error

    def municipality(self, city: str) -> Municipality | None:
        """A city with its register of departments; None where it has no plan here."""
        return self._ask(lambda c: read_municipalities(c, [city])).get(city)

    def account(self, subject: str) -> Account | None:
        """The account of a subject, as it is at this moment."""
        return self._ask(lambda connection: read_account(connection, subject))

    def accounts_of(self, subjects: Iterable[str]) -> Mapping[str, Account]:
        """The accounts of several subjects, as they are at this moment, by subject."""
        asked = tuple(subjects)
        return self._ask(lambda connection: read_accounts_of(connection, asked))

    def accounts(self, city: str | None = None) -> tuple[Account, ...]:
        """The accounts that have or had a role in a city, those of every city among
        them; None: all accounts. By subject.
        """
        return self._ask(lambda connection: read_accounts(connection, city))

    def account_changes(
        self, subject: str, city: str | None = None
    ) -> tuple[AccountChange, ...]:
        """Everything that was done to an account, the oldest first; with a city as much
        of it as `account_steps` tells that city.
        """
        if city is None:
            return self._ask(lambda c: read_account_changes(c, subject))
        self.check_reach([city])
        return self._ask(lambda c: read_changes_in_city(c, city, subject))

    def account_steps(self, city: str) -> tuple[HistoryStep, ...]:
        """Everything that was done to accounts while they belonged to a city, the oldest
        first, without their roles in other cities.
        """
        self.check_reach([city])
        return self._ask(lambda connection: read_account_steps(connection, city))

    def submissions(self, plan: PlanKey) -> tuple[Submission, ...]:
        """The returns of a plan, newest first, without their originals."""
        return self._ask_of(
            plan, lambda connection: submissions_of_plan(connection, plan)
        )

    def submission(self, number: int) -> Submission | None:
        """The return with this receipt number, if there is one within reach."""
        return self._ask(lambda connection: submission_numbered(connection, number))

    def standing_submission(
        self, plan: PlanKey, fiscal_year: int, sha256: str
    ) -> Submission | None:
        """The return of this very file for the plan and year, unless withdrawn."""
        return self._ask_of(
            plan,
            lambda connection: standing_submission(
                connection, plan, fiscal_year, sha256
            ),
        )

    def original(self, number: int) -> bytes | None:
        """The file of a return as it was handed in.

        None for figures that were typed, for unknown numbers, and for totals of a
        survey in whose place others stand.
        """
        if self.submission(number) is None:
            return None
        return self._ask(lambda connection: original_content(connection, number))

    def is_original_kept(self, number: int) -> bool:
        """Whether the file of a return is there to be read.

        The totals of a staff survey are not kept once others stand in their place.
        """
        if self.submission(number) is None:
            return False
        return self._ask(lambda connection: is_original_kept(connection, number))

    def preview_withdrawal(self, number: int) -> tuple[WithdrawalPreview, ...]:
        """What withdrawing a return would do, figures first.

        Nothing where none of it is on record.

        Raises `StoreError` for an unknown number.
        """
        return self._ask(lambda connection: preview_withdrawal(connection, number))

    def progress(
        self, plan: PlanKey, fiscal_year: int | None = None, revision: int | None = None
    ) -> Mapping[EntryKey, Progress]:
        """The latest progress of the schedule's entries, up to a fiscal year if one is
        given; with a revision as it was on record then.
        """
        return self._ask_of(
            plan,
            lambda connection: read_progress(connection, plan, fiscal_year, revision),
        )

    def knows_revision(self, revision: int, at: datetime | None = None) -> bool:
        """Whether there is such a revision, and it is of the moment if one is given."""
        return self._ask(lambda connection: is_known_revision(connection, revision, at))

    def changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[str, ChangedFigure]:
        """The indicators whose actual of the year is another than at a revision; None:
        all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(
            plan,
            lambda connection: actuals_changed_since(
                connection, plan, fiscal_year, revision
            ),
        )

    def progress_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[EntryKey, ChangedProgress]:
        """The schedule entries whose progress of the year is another than at a revision;
        None: all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(
            plan,
            lambda connection: progress_changed_since(
                connection, plan, fiscal_year, revision
            ),
        )

    def reports_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[ReportKey, ChangedSaid]:
        """The initiatives whose report of the year is another than at a revision; None:
        all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(
            plan,
            lambda connection: reports_changed_since(
                connection, plan, fiscal_year, revision
            ),
        )

    def marks_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[ReportKey, ChangedSaid]:
        """The same of the marks that departments gave them."""
        return self._ask_of(
            plan,
            lambda connection: marks_changed_since(
                connection, plan, fiscal_year, revision
            ),
        )

    def drafts(self, city: str | None = None) -> tuple[ListedDraft, ...]:
        """The open drafts of a city; None: of every city within reach."""
        return self._ask(lambda connection: read_drafts(connection, city))

    def listed_draft(self, number: int) -> ListedDraft | None:
        """A draft, also one that has ended; None where there is none within reach."""
        return self._ask(lambda connection: read_listed_draft(connection, number))

    def draft(self, number: int) -> PlanDraft:
        """An open draft with its document. Raises `StoreError`."""
        return self._ask(lambda connection: existing_draft(connection, number))

    def draft_steps(self, number: int, after: int = 0) -> tuple[DraftStep, ...]:
        """The steps of an open draft, the first one first; those after a step alone."""
        return self._ask(lambda connection: read_draft_steps(connection, number, after))

    def last_change(self, plan: PlanKey) -> Revision | None:
        """The write in which a plan was last changed, as it is at this moment."""
        return self._ask_of(plan, lambda c: last_change_of_plan(c, plan))

    def round(
        self, plan: PlanKey, fiscal_year: int, revision: int | None = None
    ) -> Round | None:
        """The round that was opened for a plan's year, if one was; with a revision as it
        stood then.
        """
        return self._ask_of(
            plan, lambda connection: read_round(connection, plan, fiscal_year, revision)
        )

    def taken_forms(self, plan: PlanKey, fiscal_year: int) -> tuple[TakenForm, ...]:
        """Who took which form of a year first, oldest first."""
        return self._ask_of(
            plan, lambda connection: read_taken_forms(connection, plan, fiscal_year)
        )

    def review(
        self, plan: PlanKey, fiscal_year: int, revision: int | None = None
    ) -> YearReview:
        """What the secretariat remarked on and confirmed of a plan's year; with a
        revision as it was on record then.
        """
        return self._ask_of(
            plan,
            lambda connection: read_review(connection, plan, fiscal_year, revision),
        )

    def is_any_final(
        self, plan: PlanKey, round_year: int, items: Iterable[tuple[ItemKey, int]]
    ) -> bool:
        """Whether one of the things, each with its own year, is final in a year's round."""
        return self._ask_of(
            plan,
            lambda connection: is_any_final(connection, plan, round_year, items),
        )

    def reviews(
        self, plan: PlanKey, revision: int | None = None
    ) -> Mapping[int, YearReview]:
        """The same of every year of a plan whose round is reviewed, by year."""
        return self._ask_of(plan, lambda c: read_reviews(c, plan, revision))

    def releases(self, plan: PlanKey) -> tuple[Release, ...]:
        """What was released of a plan, the oldest first, without the contents."""
        return self._ask(lambda connection: read_releases(connection, plan))

    def releases_by_plan(self) -> Mapping[PlanKey, tuple[Release, ...]]:
        """The same of every plan of which something was released."""
        return self._ask(read_releases_by_plan)

    def release_content(self, plan: PlanKey, number: int) -> str | None:
        """The content of a release, byte for byte; None where there is no such one.

        Raises `StoreError` where it is not what was released.
        """
        return self._ask(lambda connection: read_content(connection, plan, number))

    def history(
        self, plan: PlanKey, indicator: str | None = None
    ) -> tuple[HistoryStep, ...]:
        """Every figure and progress ever recorded for a plan, the oldest first.

        With `indicator` only its figures.
        """
        return self._ask_of(
            plan, lambda connection: read_history(connection, plan, indicator)
        )

    def remember_write(self, revision: Revision, plan: Plan | None = None) -> None:
        """Take notice of a write through this store.

        `plan` is the one that a return changed, as it is now.
        """
        self._last_write.known = _KnownRevision(revision, self.clock())
        self._last_write.after_return = None
        if plan is not None:
            self._last_write.after_return = _PlanAfterReturn(plan, revision)

    def _ask_of(self, plan: PlanKey, question: Callable[[Connection], T]) -> T:
        """Ask for what is of a plan, whose city must be within reach."""
        self.check_reach([plan.city])
        return self._ask(question)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        """Ask the database; once more if it had dropped the connection in the meantime."""
        try:
            with read_connection(self.engine) as connection:
                return question(connection)
        except StoreError as error:
            if not error.connection_lost:
                raise
        with read_connection(self.engine) as connection:
            return question(connection)


def _read_list(connection: Connection) -> tuple[ListedPlan, ...]:
    m, p = MUNICIPALITY.c, PLAN.c
    query = (
        select(
            m.code.label("city"),
            m.prefecture,
            m.name,
            m.fictional,
            p.code,
            p.title,
            p.kind,
            p.follows,
            p.first_fiscal_year,
            p.last_fiscal_year,
            p.changed_in,
            REVISION.c.at,
        )
        .join(PLAN, p.municipality_code == m.code)
        .join(REVISION, REVISION.c.id == p.changed_in)
        .order_by(m.fictional, m.code, p.first_fiscal_year, p.code)
    )
    listed = []
    for row in connection.execute(query):
        plan = ListedPlan(
            City(row.city, row.prefecture, row.name, row.fictional),
            row.code,
            row.title,
            row.kind,
            row.follows,
            row.first_fiscal_year,
            row.last_fiscal_year,
            Revision(row.changed_in, as_utc(row.at)),
        )
        listed.append(plan)
    return tuple(listed)
