"""The first and last fiscal year of a plan, as its paper says them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from dxkpi.drafting.blocks import Document, Heading, Table
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.drafting.written_years import WrittenYear, without_years, years_in

_ABOUT_PERIOD = re.compile(r"期間")
_OF_THIS_PLAN = re.compile(r"(?:本|この)計画")
_OF_ANOTHER = re.compile(r"[国県都道府]|総合計画|前計画")
_BETWEEN = re.compile(r"\s*(?:から|～|~|〜|-|－|―|ー)\s*[（(]?\s*$")
_FIRST_PAGE = 12
_LONGEST = 400
_LONGEST_LABEL = 12
"""Letters beside the years of a line that is only the period."""


@dataclass(frozen=True)
class PlanPeriod:
    """The years, and the sentence that says them."""

    years: PlanYears
    sentence: str
    page: int | None = None
    line: int | None = None


def period_of(document: Document) -> PlanPeriod | None:
    """The period on the first page, else in the first sentence about the plan's period."""
    return _on_first_page(document) or _in_text(document)


def _on_first_page(document: Document) -> PlanPeriod | None:
    for block in document.blocks[:_FIRST_PAGE]:
        if isinstance(block, Table) or len(block.text) > 60:
            continue
        years = _span(block.text)
        is_alone = len(without_years(block.text)) <= _LONGEST_LABEL
        if years is not None and is_alone:
            return PlanPeriod(years, block.text, block.page, block.line)
    return None


def _in_text(document: Document) -> PlanPeriod | None:
    """The first sentence under a heading about the period; else one about this plan's."""
    heading = ""
    other: PlanPeriod | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            continue
        if isinstance(block, Heading):
            heading = block.text
        is_about = _ABOUT_PERIOD.search(block.text) is not None
        is_under = _ABOUT_PERIOD.search(heading) is not None
        if len(block.text) > _LONGEST or not (is_about or is_under):
            continue
        years = _span(block.text)
        if years is None:
            continue
        found = PlanPeriod(years, block.text, block.page, block.line)
        if is_under and not _OF_ANOTHER.match(block.text):
            return found
        if other is None and _OF_THIS_PLAN.search(block.text):
            other = found
    return other


def _span(text: str) -> PlanYears | None:
    """From the first year to the last one, which may be put off: …まで延長します."""
    found = years_in(text)
    for first, second in pairwise(found):
        if not _is_between(text, first, second):
            continue
        first_year, last_year = first.year.fiscal_year, second.year.fiscal_year
        if not 0 < last_year - first_year <= 15:
            continue
        later = [year for year in found if year.end > second.end]
        for written in later:
            is_put_off = re.match(r".{0,4}延長", text[written.end :]) is not None
            if is_put_off and written.year.fiscal_year > last_year:
                last_year = written.year.fiscal_year
        return PlanYears(first_year, last_year)
    return None


def _is_between(text: str, first: WrittenYear, second: WrittenYear) -> bool:
    between = text[first.end - len(first.words) : second.start]
    return "から" in first.words or _BETWEEN.match(between) is not None
