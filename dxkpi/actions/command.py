"""What somebody wants done: which right it takes, what it reaches, what the log tells of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.rights import Right
from dxkpi.plan import PlanKey
from dxkpi.store import Store


@dataclass(frozen=True)
class CityScope:
    """What something reaches: departments of a city (none named: all of it); `city` None:
    every city.
    """

    city: str | None
    departments: tuple[str, ...] = ()


EVERYWHERE = CityScope(None)


class Command(ABC):
    """What somebody wants done. Each action has its own, a small frozen dataclass, which
    says the right that it takes and what it reaches. `needs_name`: it is kept under the
    name of whoever does it, so he must have one.
    """

    right: ClassVar[Right]
    needs_name: ClassVar[bool] = True

    @abstractmethod
    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        """Everything that it would change; the right is asked for each."""

    def facts(self) -> Mapping[str, object]:
        """What the log tells of it beside its cities: codes and numbers alone, nothing
        that anybody wrote.
        """
        return {}

    def is_own_affair(self, actor: Actor) -> bool:
        """Whether it concerns the actor alone, so that he needs no right for it."""
        return False


@dataclass(frozen=True)
class PlanCommand(Command):
    """What somebody wants done to one plan. It reaches the plan's whole city, unless it
    says otherwise.
    """

    plan: PlanKey

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (CityScope(self.plan.city),)

    def facts(self) -> Mapping[str, object]:
        return facts_of_plans([self.plan])


def facts_of_plans(plans: Iterable[PlanKey]) -> Mapping[str, object]:
    """Which plans something is about."""
    return {"plans": [str(plan) for plan in plans]}


class NotDone(Exception):
    """What was asked for is not possible as it was asked for; nothing was stored. `faults`
    are the codes of why.
    """

    faults: Sequence[str] = ()
