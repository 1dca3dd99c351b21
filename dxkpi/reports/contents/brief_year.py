"""A plan's year as the parts of the sheet see it, and how much of a text they take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.plan.linked_plans import PlanById
from dxkpi.returns.finality import (
    NO_REVIEW,
    FinalitySummary,
    PlanFinality,
    figures_of_all,
)
from dxkpi.rules import Judgement
from dxkpi.text.lines import one_line
from dxkpi.text.width import cut_to_width
from dxkpi.wording.finality import mark_of_finality
from dxkpi.wording.language import Language

# How many ems the texts may take
NAME, TITLE, WHOSE, FIGURE, SENTENCE = 44, 60, 24, 28, 300

_SPACE = "\u3000"


@dataclass(frozen=True)
class BriefYear:
    """A plan's year, and the language that the sheet speaks.

    `judgements_before` are those of the year before, none where its figures were not due.
    `plan_by_id` gives the other plans of the city, `finality` says which figures are final.
    """

    plan: Plan
    fiscal_year: int
    today: date
    judgements: tuple[Judgement, ...]
    judgements_before: tuple[Judgement, ...]
    language: Language
    plan_by_id: PlanById
    finality: PlanFinality = NO_REVIEW

    @property
    def finality_summary(self) -> FinalitySummary:
        """How final the figures of the year are together."""
        return self.finality.summary(figures_of_all(self.judgements))

    def finality_text(self, judgement: Judgement) -> str:
        """速報 or ■ 確定, where the figure differs in that from most of the year's."""
        finality = self.finality.of_judgement(judgement)
        return mark_of_finality(finality, self.finality_summary, self.language)

    @property
    def last_closed(self) -> int:
        """The last fiscal year that is over."""
        return fiscal.last_closed_year(self.today)

    def departments_text(self, departments: Iterable[str]) -> str:
        return cut_line(self.language.listed(departments), WHOSE)

    def more_text(self, n: int) -> str:
        """How many there are besides; empty for none."""
        if n <= 0:
            return ""
        return self.language.ngettext("and {n} more", "and {n} more", n)


def cut_line(text: str, ems: float) -> str:
    """Somebody's text in one line of at most so many ems."""
    return cut_to_width(one_line(text), ems)


def joined(facts: Iterable[str]) -> str:
    return _SPACE.join(fact for fact in facts if fact)
