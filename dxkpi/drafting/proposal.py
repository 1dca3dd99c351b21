"""What was read from a plan's own paper, each piece beside the passage it came from.

A proposal is no part of a plan until somebody accepts it. Nothing here has words for
readers: doubts are codes with facts, their sentences stand in `dxkpi.wording.drafting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Span = tuple[int, int]
"""Where letters of a passage stand: from the first to behind the last."""


class ProposalKind(StrEnum):
    """What a proposal would add to the document of a plan."""

    ABOUT = "about"
    """`{"municipality": {...}, "plan": {...}}`, the fields that the paper tells."""

    POLICY = "policy"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    INDICATOR = "indicator"
    REFERENCE = "reference"
    """Figures of the text without a target, as an indicator that is not official."""

    SCHEDULE = "schedule"
    """One entry of a measure's schedule."""

    DEPARTMENT = "department"
    """`{"departments": [...]}` of a measure."""


class Sureness(StrEnum):
    SURE = "sure"
    CHECK = "check"


class DoubtCode(StrEnum):
    """Why somebody should look at a proposal before accepting it."""

    NO_PARENT = "no_parent"
    """Nothing tells under which policy or measure it belongs."""

    PARENT_BY_NAME = "parent_by_name"
    """It was put under the measure whose name is most alike: `name`."""

    NAME_WRITTEN_OTHERWISE = "name_written_otherwise"
    """The paper has the name in another spelling elsewhere: `name`."""

    ONLY_IN_TABLE = "only_in_table"
    """A table names it, no heading does."""

    NO_LABEL = "no_label"
    """Neither a word nor a table says that it is one; its place and look do."""

    YEAR_OF_PLAN = "year_of_plan"
    """No year stands beside the target; the last year of the plan was taken: `year`."""

    NO_YEAR = "no_year"
    NO_FIGURE = "no_figure"
    """The words tell a direction or an action, no figure."""

    UNIT_UNKNOWN = "unit_unknown"
    """No unit is written; it was taken from the name: `unit`."""

    DIRECTION_UNKNOWN = "direction_unknown"
    BARS_WITHOUT_ENDS = "bars_without_ends"
    """The bar's ends were lost; the years are inferred."""

    CELL_OF_PAGE = "cell_of_page"
    """The bar's words stand in a cell of a page as it is printed: they may be broken over
    lines, and what the bar belongs to may stand in another column.
    """

    MARK_UNKNOWN = "mark_unknown"
    """No legend of the paper says what the sign beside the name means: `sign`."""

    DEADLINE_IN_SENTENCE = "deadline_in_sentence"
    """A sentence of the aim tells by when; the paper's schedule has no such entry."""

    YEAR_AMBIGUOUS = "year_ambiguous"
    """A year without 年度: the fiscal or the calendar year."""

    FIGURE_UNCLEAR = "figure_unclear"
    """It is only what the text most likely means: `text`."""

    NO_UNIT = "no_unit"
    """Neither the figures nor a column have a unit, and the name suggests none."""

    BASELINE_YEAR_UNKNOWN = "baseline_year_unknown"
    """Nothing says of which year the baseline is."""

    RULE_BY_FIGURES = "rule_by_figures"
    """The target is what already is, so it was read as a figure to keep."""

    NAME_FROM_ABOVE = "name_from_above"
    """The cell is empty; the name of the row above was taken: `name`."""

    DEPARTMENT_FROM_ABOVE = "department_from_above"
    """The cell is empty; the departments of the row above were taken: `text`."""

    COLUMN_BY_CONTENTS = "column_by_contents"
    """No heading says what a column is of; its contents or place do: `column`."""

    NOT_A_DEPARTMENT = "not_a_department"
    """A word for several departments, or for none that could be asked: `text`."""

    PLACE_AMBIGUOUS = "place_ambiguous"
    """Several municipalities have the name."""


@dataclass(frozen=True)
class Doubt:
    code: DoubtCode
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """A piece of the paper as it stands there, and which of its letters were used.

    `taken` was read without doubt, `doubtful` was read or left with one. `page` and
    `line` count from 1, None where the file has none. `heading` is the nearest over it.
    """

    text: str
    page: int | None = None
    line: int | None = None
    heading: str | None = None
    taken: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A piece of document data with its passage.

    `key` names the proposal among those of one paper (`policy:1`), `parent` is the key of
    the one under which it belongs: a measure's policy, an initiative's measure, the
    measure or policy of an indicator, a schedule entry or departments. `data` has neither
    code nor parent: they are given where it is accepted.
    """

    kind: ProposalKind
    key: str
    data: Mapping[str, Any]
    passage: Passage
    parent: str | None = None
    sureness: Sureness = Sureness.SURE
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class DraftReading:
    """What a paper gave, in its order, and the passages that were not understood."""

    proposals: tuple[Proposal, ...]
    unread: tuple[Passage, ...] = ()

    def of_kind(self, kind: ProposalKind) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.proposals if proposal.kind is kind)
