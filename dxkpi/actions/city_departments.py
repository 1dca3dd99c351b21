"""Which departments a city has, as its register and its plans say."""

from collections.abc import Iterable

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.returns import DepartmentRegister, departments_asked
from dxkpi.settings import settings


def city_departments(plans: Iterable[Plan]) -> tuple[str, ...]:
    """The departments that the register of a city or one of its plans names, as they are
    called today.
    """
    names: dict[str, None] = {}
    for plan in plans:
        register = register_today(plan)
        registered = [one.name for one in plan.municipality.departments]
        names |= dict.fromkeys(register.present_names(registered))
        names |= dict.fromkeys(departments_asked(plan, register))
    return tuple(names)


def register_today(plan: Plan) -> DepartmentRegister:
    """What is said about the departments of a plan's city, as of today."""
    return settings().register_on(plan.municipality, fiscal.today())
