"""訂正: what is written into a plan that is over, and why.

A concluded plan is read-only unless somebody says that he corrects it. Every action that
writes into a plan asks here, beside `permit`, and keeps the reason with what it writes.
"""

from collections.abc import Iterable

from dxkpi import fiscal
from dxkpi.findings import FiscalYear
from dxkpi.plan import Plan
from dxkpi.rules import is_concluded
from dxkpi.store import StoreError, StoreFault


def is_read_only(plan: Plan) -> bool:
    """Whether a plan is concluded by today."""
    return is_concluded(plan.about, fiscal.last_closed_year(fiscal.today()))


def required_correction(plans: Iterable[Plan], reason: str) -> str | None:
    """The reason to keep with a write into these plans; None where none is concluded.

    Raises `StoreError` (PLAN_IS_OVER) where one is, and no reason is given.
    """
    concluded = [plan for plan in plans if is_read_only(plan)]
    if not concluded:
        return None
    in_one_line = " ".join(reason.split())
    if not in_one_line:
        last_year = concluded[0].about.last_fiscal_year
        year = FiscalYear(last_year, era_only=True) if last_year else ""
        raise StoreError(StoreFault.PLAN_IS_OVER, year=year)
    return in_one_line
