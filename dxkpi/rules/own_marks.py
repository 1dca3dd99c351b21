"""A city's own marks: how many there are of each, and where one differs from the status
that was worked out.

To differ needs an order, and so a vocabulary that is known; a mark of no known one is
only shown.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxkpi.plan import Judge, OwnMark, Plan
from dxkpi.plan.yearly_report import marks_of_year
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import Status

Vocabulary = Mapping[str, tuple[Status, ...]]
"""The marks of a scale, best first, each with the statuses that it may well mean."""

_BEST = (Status.ACHIEVED, Status.ON_TRACK)
_WORST = (Status.FAR_BEHIND, Status.MISSED)

VOCABULARIES: tuple[Vocabulary, ...] = (
    {
        "◎": _BEST,
        "○": (*_BEST, Status.MOSTLY_ON_TRACK),
        "△": (Status.BEHIND, Status.FAR_BEHIND),
        "×": _WORST,
    },
    {
        "A": _BEST,
        "B": (Status.MOSTLY_ON_TRACK,),
        "C": (Status.BEHIND,),
        "D": _WORST,
    },
    {
        "S": (Status.ACHIEVED,),
        "A": _BEST,
        "B": (Status.MOSTLY_ON_TRACK, Status.BEHIND),
        "C": _WORST,
    },
    {
        "順調": _BEST,
        "概ね順調": (Status.MOSTLY_ON_TRACK,),
        "やや遅れ": (Status.BEHIND,),
        "遅れ": _WORST,
    },
    {
        "5": (Status.ACHIEVED,),
        "4": _BEST,
        "3": (Status.MOSTLY_ON_TRACK,),
        "2": (Status.BEHIND,),
        "1": _WORST,
    },
)
"""What cities mark with. A letter may be of two scales; then both must disagree."""

_JUDGED = (*_BEST, Status.MOSTLY_ON_TRACK, Status.BEHIND, *_WORST)

_SPELLINGS = {
    "〇": "○",
    "◯": "○",
    "O": "○",
    "✕": "×",
    "✖": "×",
    "☓": "×",
    "X": "×",
    "▲": "△",
    "おおむね順調": "概ね順調",
    "概ね順調である": "概ね順調",
    "順調である": "順調",
    "やや遅れている": "やや遅れ",
    "遅れている": "遅れ",
    "遅延": "遅れ",
}
"""Other ways to write a mark, after letters have their usual width and case."""


def usual_mark(text: str) -> str:
    """A mark as the vocabularies write it: Ａ is A, 〇 is ○, おおむね順調 is 概ね順調."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return _SPELLINGS.get(plain, plain)


def differs(mark: OwnMark, status: Status, all_marks: Iterable[str] = ()) -> bool:
    """Whether a mark says something else than a status.

    `all_marks` are those that the same judges give: they tell which scale a letter is of.
    """
    if mark.mark is None or status not in _JUDGED:
        return False
    scales = _scales_of(mark.mark, all_marks)
    if not scales:
        return False
    own = usual_mark(mark.mark)
    return all(status not in scale[own] for scale in scales)


def _scales_of(mark: str, all_marks: Iterable[str]) -> list[Vocabulary]:
    """The scales that hold a mark; where others were given as well, those that hold all
    of these that are known.
    """
    own = usual_mark(mark)
    scales = [scale for scale in VOCABULARIES if own in scale]
    used = {usual_mark(other) for other in all_marks}
    known = {other for other in used if any(other in scale for scale in scales)}
    fitting = [scale for scale in scales if known <= scale.keys()]
    return fitting or scales


def year_marks(judgement: Judgement) -> tuple[OwnMark, ...]:
    """The marks that an indicator has of its judgement's year."""
    indicator = judgement.reported or judgement.indicator
    return marks_of_year(indicator.marks, judgement.fiscal_year)


def differing_marks(plan: Plan, judgement: Judgement) -> tuple[OwnMark, ...]:
    """Those of them that say something else than its status, and than all that it can be
    within its margin.
    """
    statuses = {judgement.status}
    if judgement.verdict_range is not None:
        statuses.update(judgement.verdict_range.statuses)
    differing = []
    for mark in year_marks(judgement):
        given = marks_given(plan, mark.by)
        if all(differs(mark, status, given) for status in statuses):
            differing.append(mark)
    return tuple(differing)


def marks_given(plan: Plan, by: Judge) -> frozenset[str]:
    """Every mark that a judge gave anything of the plan in any year."""
    return frozenset(
        mark.mark for mark in all_marks(plan) if mark.by is by and mark.mark is not None
    )


def all_marks(plan: Plan) -> Iterator[OwnMark]:
    """Every mark of the plan, of all years."""
    for policy in plan.policies:
        yield from policy.marks
    for measure in plan.measures:
        yield from measure.marks
        for initiative in measure.initiatives:
            yield from initiative.marks
    for indicator in plan.indicators:
        yield from indicator.marks


@dataclass(frozen=True)
class MarkCount:
    """How often a judge gave each mark in a year, the best first as far as that is known.

    Marks of no known scale follow in the order in which they come.
    """

    by: Judge
    marks: tuple[tuple[str, int], ...]


def count_marks(plan: Plan, fiscal_year: int) -> tuple[MarkCount, ...]:
    """What each judge marked in a year, over all that the plan holds."""
    of_judge: dict[Judge, list[str]] = {judge: [] for judge in Judge}
    for mark in all_marks(plan):
        if mark.fiscal_year == fiscal_year and mark.mark is not None:
            of_judge[mark.by].append(mark.mark)
    return tuple(
        MarkCount(judge, _counted(marks)) for judge, marks in of_judge.items() if marks
    )


def _counted(marks: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Each mark with its number; spellings of one mark are counted under the first."""
    spelled: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for mark in marks:
        usual = usual_mark(mark)
        spelled.setdefault(usual, mark)
        numbers[usual] += 1
    order = sorted(numbers, key=lambda usual: _rank(usual, numbers))
    return tuple((spelled[usual], numbers[usual]) for usual in order)


def _rank(usual: str, given: Iterable[str]) -> tuple[int, int]:
    """Where a mark stands in the scale that holds it and most others given."""
    given = set(given)
    scales = [scale for scale in VOCABULARIES if usual in scale]
    if not scales:
        return 1, 0
    scale = max(scales, key=lambda scale: len(given & scale.keys()))
    return 0, list(scale).index(usual)
