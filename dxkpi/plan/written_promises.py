"""Figures with their year, and targets in a few words, as tables of plans have them.

58.2%（R4）is a figure of a year, 58.2%（R4）→ 70%（R9）a baseline and a target, 80%以上
a bound, 毎年度80%以上 one for every year, 5年間で100人 a total.
"""

import re
from dataclasses import dataclass

from dxkpi import fiscal
from dxkpi.plan.target import Comparator, TargetRule
from dxkpi.text.folding import usual_width

_LONGEST = 120
_ARROW = re.compile(r"\s*(?:→|⇒|➡|⟶|⇨|->|=>)\s*")
_YEAR_BEHIND = re.compile(
    r"(?P<figure>.*[^\s(（\[【])\s*[(（\[【](?P<year>[^()（）\[\]【】]+)[)）\]】]"
)
_YEAR_BEFORE = re.compile(
    r"[(（\[【](?P<year>[^()（）\[\]【】]+)[)）\]】]\s*(?P<figure>\S.*)"
)
_YEARS_OF_TOTAL = re.compile(
    r"(?P<years>[0-9]{1,2})\s*(?:か年|ヵ年|カ年|ケ年|ヶ年|年間|年)\s*(?:の)?(?:で|累計|合計|計|に)+\s*"
    r"(?P<figure>\S.*)"
)
_PERIOD = re.compile(
    r"(?P<since>[RHＲＨ令和平成0-9元年度]+)\s*[～〜~-]\s*(?P<until>[RHＲＨ令和平成0-9元年度]+?)"
    r"\s*(?:の)?(?:で|累計|合計|計)+\s*(?P<figure>\S.*)"
)
_OF_PLAN = re.compile(
    r"(?:計画)?期間(?:中|内)?(?:の)?(?:で|に|累計|合計|計)+\s*(?P<figure>\S.*)"
)
_EVERY_YEAR = re.compile(r"(?:毎年度?|各年度?|年度ごとに)\s*(?P<figure>\S.*)")
_BOUND = re.compile(r"(?P<figure>.*[0-9０-９].*?)\s*(?P<bound>以上|以下|以内|超|未満)")
_BOUNDS = {
    "以上": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
}


@dataclass(frozen=True)
class WrittenPromise:
    """A figure as text, with what stands beside it: its year, its rule, its bound.

    `since` and `fiscal_year` are years as they are written, or numbers where they follow
    from the length of a period.
    """

    figure: str
    fiscal_year: str | int | None = None
    rule: TargetRule | None = None
    comparator: Comparator | None = None
    since: str | int | None = None


def parted_at_arrow(text: str) -> tuple[str, str] | None:
    """What stands before and behind an arrow: 58.2%（R4）and 70%（R9）."""
    parts = _ARROW.split(text.strip())
    if len(parts) != 2 or not all(parts) or len(text) > _LONGEST:
        return None
    before, behind = parts
    has_figures = all(re.search("[0-9０-９]", part) for part in parts)
    return (before, behind) if has_figures else None


def dated_figure(text: str) -> WrittenPromise | None:
    """A figure with a year beside it; None where there is none."""
    if len(text) > _LONGEST:
        return None
    for pattern in (_YEAR_BEHIND, _YEAR_BEFORE):
        match = pattern.fullmatch(text.strip())
        if match is not None and is_year(match["year"]):
            return WrittenPromise(match["figure"].strip(), match["year"])
    return None


def written_promise(text: str, last_year: int | None = None) -> WrittenPromise | None:
    """A target in a few words; None where it is only a figure, or more than these.

    `last_year` is the plan's last, in which a total of so many years ends.
    """
    if len(text) > _LONGEST:
        return None
    plain = usual_width(text).strip()
    total = _total(plain, last_year)
    if total is not None:
        return total
    dated = dated_figure(plain)
    figure, year = (plain, None) if dated is None else (dated.figure, dated.fiscal_year)
    every_year = _EVERY_YEAR.fullmatch(figure)
    rule = None
    if every_year is not None:
        figure, rule = every_year["figure"], TargetRule.KEEP
    comparator = None
    bound = _BOUND.fullmatch(figure)
    if bound is not None and bound["bound"] in _BOUNDS:
        figure, comparator = bound["figure"], _BOUNDS[bound["bound"]]
    if dated is None and rule is None and comparator is None:
        return None
    return WrittenPromise(figure.strip(), year, rule, comparator)


def _total(text: str, last_year: int | None) -> WrittenPromise | None:
    """A sum over several years."""
    if match := _OF_PLAN.fullmatch(text):
        return WrittenPromise(match["figure"], rule=TargetRule.TOTAL)
    if match := _YEARS_OF_TOTAL.fullmatch(text):
        since = None
        if last_year is not None:
            since = last_year - int(match["years"]) + 1
        return WrittenPromise(match["figure"], last_year, TargetRule.TOTAL, since=since)
    match = _PERIOD.fullmatch(text)
    if match and is_year(match["since"]) and is_year(match["until"]):
        return WrittenPromise(
            match["figure"], match["until"], TargetRule.TOTAL, since=match["since"]
        )
    return None


def is_year(text: str) -> bool:
    """Whether a text names a fiscal year, and not a bare number."""
    try:
        fiscal.parse_year(text)
    except fiscal.NotAFiscalYear:
        return False
    return True
