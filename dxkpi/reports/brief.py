"""The sheet for the 本部会議 as a value: sentences, figures and charts, the same for
screen and PDF.

Everything is worked out and cut to what a sheet can hold, so that both show the same;
they only arrange it. Texts are plain: whatever somebody wrote comes in one line,
without control characters or marks that turn the writing round.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain

from dxkpi.charts.spec import Spec
from dxkpi.reports.sheet_head import SheetHead
from dxkpi.rules import Status

LEAST_LISTED = 3
"""How many items of a list a sheet shows in any case."""


@dataclass(frozen=True)
class StatusCount:
    """How many indicators have a status; `text` says so with mark and word."""

    status: Status
    n: int
    text: str


@dataclass(frozen=True)
class BriefLead:
    """The leading indicator: its last figure, what that means, and its trend as a Vega-Lite spec.

    `range` says what the status can be within the margin of error, and `is_undecided`
    that this lies on both sides of the line. `response` says how many answered, where a
    survey is behind the figure; `note` how the chart is read.
    """

    name: str
    when: str
    figure: str
    goal: str
    status: Status
    verdict: str
    range: str
    is_undecided: bool
    words: str
    response: str
    chart: Spec
    note: str
    finality: str = ""


@dataclass(frozen=True)
class BriefConcern:
    """An indicator that needs attention, a row of the table.

    `words` is what its department wrote of it, each text under its name: why it is so, what
    is done about it. They say so where one is lacking, and are empty where both are.
    `last_year` is how it stood then; empty where it was not judged. `finality` says 速報
    where the figure is not final and others are. `share` is how much of the way to what
    is expected it has come, from 0 to 1, for the bar on paper in the colour of
    `counted_status`; None where a bar says nothing.
    """

    status: Status
    verdict: str
    name: str
    whose: str
    goal: str
    expected: str
    actual: str
    words: tuple[tuple[str, str], ...] = ()
    last_year: str = ""
    share: Decimal | None = None
    counted_status: Status = Status.MONITORED
    finality: str = ""


@dataclass(frozen=True)
class BriefList:
    """A list: what, and beneath it whose and since when. A screen shows the `items`, a
    sheet as many of them and of the `rest` as it has room for, at least
    `LEAST_LISTED`; `left_out` says how many are not shown: of one, of two, and so on.
    """

    title: str
    items: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def more(self) -> str:
        """How many there are besides `items`; empty for none."""
        return self.left_out[len(self.rest) - 1] if self.rest else ""


@dataclass(frozen=True)
class Brief(SheetHead):
    """Everything that stands on the sheet. What a plan has nothing for is None or empty
    and has no place on it. `earlier` is what was decided last time and what came of it,
    `decided` what was about this year. `finality` says how final its figures are as a
    whole: 速報, ■ 確定 6月3日. `concerns_note` says how the bars are read, and
    `decisions_title` stands over the lines that are written on by hand: only paper has them.
    """

    lead: BriefLead | None
    total: str
    counts: tuple[StatusCount, ...]
    strip_title: str
    strip: Spec | None
    concerns_title: str
    headings: tuple[str, ...]
    concerns: tuple[BriefConcern, ...]
    concerns_more: str
    lists: tuple[BriefList, ...]
    foot: str
    source: str
    stamp: datetime | None
    revised: str = ""
    changes: str = ""
    concerns_note: str = ""
    decisions_title: str = ""
    earlier: BriefList | None = None
    decided: BriefList | None = None
    finality: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the sheet, in its order, without those inside the charts."""
        return tuple(text for text in self._all_texts() if text)

    def _all_texts(self) -> Iterator[str]:
        yield from (self.place, self.kind, self.invented, self.finality)
        yield from (self.title, self.plan, self.sentence, self.changes)
        yield from _texts_of_lists([self.earlier, self.decided, *self.lists])
        if self.lead is not None:
            yield from _lead_texts(self.lead)
        if self.counts:
            yield from (self.strip_title, self.total)
            yield from (count.text for count in self.counts)
            yield self.revised
        if self.concerns:
            yield from (self.concerns_title, *self.headings, self.concerns_more)
        for concern in self.concerns:
            yield from _concern_texts(concern)
        yield from (self.foot, self.source)


def _concern_texts(concern: BriefConcern) -> Iterator[str]:
    yield from (concern.verdict, concern.finality, concern.last_year)
    yield from (concern.name, concern.whose)
    yield from (concern.goal, concern.expected, concern.actual)
    for name, text in concern.words:
        yield from (name, text)


def _texts_of_lists(lists: Iterable[BriefList | None]) -> Iterator[str]:
    for short_list in lists:
        if short_list is not None:
            yield short_list.title
            yield from chain.from_iterable(short_list.items[:LEAST_LISTED])


def _lead_texts(lead: BriefLead) -> Iterator[str]:
    yield from (lead.name, lead.when, lead.figure, lead.goal)
    yield from (lead.verdict, lead.finality, lead.range)
    yield from (lead.words, lead.response, lead.note)
