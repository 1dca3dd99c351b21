"""The list of plans to choose from, of every city: it is everybody's."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from dxkpi.plan import PlanKey, PlanKind
from dxkpi.plan.release import Release
from dxkpi.plan.sight import SeenState
from dxkpi.store.engine import reaching_every_city
from dxkpi.store.revisions import Revision, as_utc
from dxkpi.store.tables import MUNICIPALITY, PLAN, REVISION


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


def read_listed_plans(connection: Connection) -> tuple[ListedPlan, ...]:
    """Every plan, by municipality and first year, those of invented cities last."""
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
        .where(p.withdrawn_in.is_(None))
        .order_by(m.fictional, m.code, p.first_fiscal_year, p.code)
    )
    with reaching_every_city(connection):
        rows = connection.execute(query).all()
    listed = []
    for row in rows:
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
