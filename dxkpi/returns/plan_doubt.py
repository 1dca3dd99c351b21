"""Something in a plan document that a person should look at."""

from dataclasses import dataclass

from dxkpi.findings import Finding
from dxkpi.plan.document_problem import Location


@dataclass(frozen=True)
class PlanDoubt:
    """A finding about a plan, and where in its document it is.

    `subject` is the name of what it is about, `fiscal_year` the year of its figure.
    """

    location: Location
    finding: Finding
    subject: str = ""
    fiscal_year: int | None = None
