"""That an indicator or an initiative no longer counts, since when and why."""

from enum import StrEnum

from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Text, Year


class RetirementReason(StrEnum):
    """Why something ends before its plan does: 終了, 廃止, 統合."""

    ENDED = "ended"
    ABOLISHED = "abolished"
    MERGED = "merged"


class Retirement(SQLModel):
    """The end of an indicator or initiative: `fiscal_year` is the first in which it counts
    no more. What was reported of the years before stays and is judged.
    """

    model_config = VALUE
    fiscal_year: Year
    because: RetirementReason
    note: Text | None = OPTIONAL

    def counts_in(self, fiscal_year: int) -> bool:
        """Whether a year lies before the end."""
        return fiscal_year < self.fiscal_year

    def __hash__(self) -> int:
        return hash((self.fiscal_year, self.because, self.note))
