"""How a plan stands in a year, in a sentence or two: what was judged and how, what needs attention, what was not judged.

Only words and order; the judgements come from the rules. Every number in the words is a count of the judgements given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Direction, Indicator, Plan, TargetRule
from dxkpi.rules.forecast import last_known
from dxkpi.rules.judging import Judgement, Reason, is_due
from dxkpi.rules.profiles import JUDGED, Status
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.headline import headline, no_figure_text, way_to_target
from dxkpi.wording.language import _, ngettext, sentences

GOOD = (Status.ACHIEVED, Status.ON_TRACK, Status.MOSTLY_ON_TRACK)
BAD = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)

_LONGEST_NAME = 40
_MOST_PLACES = 3


def group_by_status(judgements: Iterable[Judgement]) -> dict[Status, list[Judgement]]:
    """The statuses that occur, best first, each with its judgements in their order."""
    found: dict[Status, list[Judgement]] = {status: [] for status in Status}
    for judgement in judgements:
        found[judgement.status].append(judgement)
    return {status: members for status, members in found.items() if members}


def group_by_policy(
    plan: Plan, judgements: Iterable[Judgement]
) -> dict[str, list[Judgement]]:
    """The judgements under the number and name of their policy, in the plan's order; those of no policy first."""
    titles: dict[str | None, str] = {None: _("The plan as a whole")}
    titles |= {
        policy.number: f"{policy.number} {policy.name}" for policy in plan.policies
    }
    found: dict[str | None, list[Judgement]] = {number: [] for number in titles}
    for judgement in judgements:
        found[judgement.indicator.policy].append(judgement)
    return {titles[number]: members for number, members in found.items() if members}


def needing_attention(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What is behind or missed, worst first: by status, then by how little of the way lies behind."""
    bad = [judgement for judgement in judgements if judgement.status in BAD]
    return tuple(
        sorted(
            bad,
            key=lambda judgement: (BAD.index(judgement.status), _way_gone(judgement)),
        )
    )


def not_judged(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was not judged: what should have been reported first, then what cannot be judged, is ahead, or only observed."""
    order = (
        Status.NOT_REPORTED,
        Status.NOT_ASSESSABLE,
        Status.NOT_DUE,
        Status.MONITORED,
    )
    others = [judgement for judgement in judgements if judgement.status in order]
    return tuple(sorted(others, key=lambda judgement: order.index(judgement.status)))


def why_unjudged(judgement: Judgement) -> str:
    """Why an indicator was not judged, in a sentence that others of the same kind share."""
    baseline = judgement.indicator.baseline
    if judgement.status is Status.MONITORED:
        return _("A figure for reference, without a target.")
    if judgement.reason is Reason.STARTING_POINT and baseline is not None:
        year = fiscal.wareki(baseline.fiscal_year)
        return _(
            "{year} is the starting point; judged from the year after it.", year=year
        )
    if (
        judgement.reason is Reason.NO_FIGURE
        and judgement.status is not Status.NOT_ASSESSABLE
    ):
        return no_figure_text(judgement)
    return wording.judgement_note(judgement) or headline(judgement)


def why_not_due(plan: Plan, fiscal_year: int, last_closed: int) -> str:
    """Why nothing can be asked for in a year yet; empty where figures are due."""
    about, year = plan.about, fiscal.wareki(fiscal_year)
    if is_due(plan, fiscal_year, last_closed):
        return ""
    if about.first_fiscal_year is not None and fiscal_year < about.first_fiscal_year:
        return _(
            "The plan begins with {year}.", year=fiscal.wareki(about.first_fiscal_year)
        )
    if fiscal_year > last_closed:
        return _(
            "{year} is not over yet; its figures are asked for afterwards.", year=year
        )
    month = fiscal.month_label(about.established or "")
    return _(
        "The plan is of {month}; figures are asked for from the next fiscal year on.",
        month=month,
    )


def count_reported(judgements: Iterable[Judgement]) -> tuple[int, int]:
    """How many of the figures that are due in the year have been reported, and how many are due.

    What cannot be evaluated, was discontinued or does not apply in the year is not due.
    """
    asked = [
        j for j in judgements if j.status not in (Status.MONITORED, Status.NOT_DUE)
    ]
    missing = sum(judgement.status is Status.NOT_REPORTED for judgement in asked)
    given = sum(_has_own_figure(judgement) for judgement in asked)
    return given, given + missing


def _has_own_figure(judgement: Judgement) -> bool:
    """Whether the year itself has a reported figure: a reason why there is none, or a baseline, is no such figure."""
    entry = judgement.indicator.actual(judgement.fiscal_year)
    return entry is not None and entry.value is not None


def leading_indicator(plan: Plan, fiscal_year: int) -> Indicator | None:
    """The indicator to show first: 実感率, else the plan's first own one with a figure to reach; once its figures begin."""
    own = (
        i
        for i in plan.indicators
        if i.official and i.target is not None and i.target.rule is TargetRule.REACH
    )
    return next(
        (
            wanted
            for wanted in (plan.realisation, *own)
            if wanted and _has_begun(wanted, fiscal_year)
        ),
        None,
    )


def _has_begun(indicator: Indicator, fiscal_year: int) -> bool:
    """Whether there is a figure by the year that does not lie before the baseline."""
    known, start = last_known(indicator, fiscal_year), indicator.baseline
    return known is not None and (
        start is None or known.fiscal_year >= start.fiscal_year
    )


def plan_sentence(
    plan: Plan, judgements: Sequence[Judgement], fiscal_year: int, last_closed: int
) -> str:
    """How the plan stands in a year. `judgements` are all of the plan's in that year, `last_closed` the last year over."""
    if not judgements and not plan.policies:
        return _("Nothing of this plan is recorded yet.")
    if not judgements:
        return _(
            "This plan sets no indicators. What it plans is in its measures and schedule."
        )
    judged = [judgement for judgement in judgements if judgement.status in JUDGED]
    waiting = why_not_due(plan, fiscal_year, last_closed)
    if not judged:
        return _nothing_judged(plan, judgements, fiscal_year, waiting)
    unreported = sum(
        judgement.status is Status.NOT_REPORTED for judgement in judgements
    )
    more = ngettext(
        "The figure of {n} further indicator has not been reported yet.",
        "The figures of {n} further indicators have not been reported yet.",
        unreported,
    )
    bad = needing_attention(judged)
    return sentences(
        (
            waiting,
            _standing(judged, bad),
            _places(plan, judged, bad),
            more if unreported >= len(judged) else "",
        )
    )


def _standing(judged: Sequence[Judgement], bad: Sequence[Judgement]) -> str:
    """How many of the judged are in order."""
    n, good = (
        len(judged),
        [judgement.status for judgement in judged if judgement.status in GOOD],
    )
    if n == 1:
        one = judged[0]
        name, word = _short(one.indicator.name), glossary.term_label(one.status)
        return _(
            "One indicator was judged: “{name}” is “{word}”.", name=name, word=word
        )
    if len({judgement.status for judgement in judged}) == 1:
        return _(
            "All {n} indicators judged are “{word}”.",
            n=n,
            word=glossary.term_label(judged[0].status),
        )
    if not good:
        return _("All {n} indicators judged are {bad}.", n=n, bad=_bad(bad))
    least = max(good, key=GOOD.index)
    word = glossary.term_label(least)
    if not bad:
        return _("All {n} indicators judged are “{word}” or better.", n=n, word=word)
    if least is Status.ACHIEVED:
        return ngettext(
            "Of {total} indicators judged, {n} is “{word}”.",
            "Of {total} indicators judged, {n} are “{word}”.",
            len(good),
            total=n,
            word=word,
        )
    return ngettext(
        "Of {total} indicators judged, {n} is “{word}” or better.",
        "Of {total} indicators judged, {n} are “{word}” or better.",
        len(good),
        total=n,
        word=word,
    )


def _places(plan: Plan, judged: Sequence[Judgement], bad: Sequence[Judgement]) -> str:
    """Where in the plan those stand that need attention; a policy is named as their place only if it has more than its share."""
    if not bad or len(judged) == 1:
        return ""
    n, words = len(bad), _bad(bad)
    if n == 1:
        return _(
            "The one that is {bad}: “{name}”.",
            bad=words,
            name=_short(bad[0].indicator.name),
        )
    judged_in = Counter(judgement.indicator.policy for judgement in judged)
    bad_in = Counter(judgement.indicator.policy for judgement in bad)
    if len(judged_in) == 1:
        return "" if n == len(judged) else _("{n} are {bad}.", n=n, bad=words)
    top, most = bad_in.most_common(1)[0]
    policy = _policy(plan, top)
    if most == n:
        return _(
            "All {n} that are {bad} belong to “{policy}”.",
            n=n,
            bad=words,
            policy=policy,
        )
    if most * 2 > n and most * len(judged) > n * judged_in[top]:
        return _(
            "The {n} that are {bad} gather in “{policy}” ({most} indicators).",
            n=n,
            bad=words,
            policy=policy,
            most=most,
        )
    shown = bad_in.most_common(_MOST_PLACES)
    places = [
        _("“{policy}” {n}", policy=_policy(plan, number), n=count)
        for number, count in shown
    ]
    if rest := n - sum(count for _number, count in shown):
        places.append(_("others {n}", n=rest))
    return _(
        "The {n} that are {bad}: {places}.", n=n, bad=words, places=_(", ").join(places)
    )


def _nothing_judged(
    plan: Plan, judgements: Sequence[Judgement], fiscal_year: int, waiting: str
) -> str:
    year = fiscal.wareki(fiscal_year)
    expected = [
        judgement
        for judgement in judgements
        if judgement.status is not Status.MONITORED
    ]
    n, statuses = len(expected), {judgement.status for judgement in expected}
    name = _short((expected or judgements)[0].indicator.name)
    if not expected:
        if len(judgements) == 1:
            return _(
                "“{name}” is a figure for reference without a target, so it is not judged.",
                name=name,
            )
        return _(
            "All {n} indicators are figures for reference without a target, so none is judged.",
            n=len(judgements),
        )
    if statuses == {Status.NOT_REPORTED}:
        if n == 1:
            return _(
                "The figure of “{name}” for {year} has not been reported yet.",
                name=name,
                year=year,
            )
        return _(
            "None of the figures of {n} indicators for {year} has been reported yet.",
            n=n,
            year=year,
        )
    if statuses == {Status.NOT_DUE}:
        if ahead := leading_start(plan, judgements, fiscal_year):
            indicator = ahead.indicator
            return sentences(
                (
                    waiting,
                    _(
                        "“{name}”: {words}",
                        name=_short(indicator.name),
                        words=way_to_target(indicator),
                    ),
                )
            )
        to_come = ngettext(
            "The judgement of {n} indicator is yet to come.",
            "The judgement of {n} indicators is yet to come.",
            n,
        )
        return sentences((to_come, waiting))
    counts = [
        f"{glossary.term_label(status)} {len(found)}"
        for status, found in group_by_status(judgements).items()
    ]
    return sentences(
        (
            waiting,
            _(
                "No indicator could be judged yet ({counts}).",
                counts=_(", ").join(counts),
            ),
        )
    )


def leading_start(
    plan: Plan, judgements: Iterable[Judgement], fiscal_year: int
) -> Judgement | None:
    """The leading indicator's judgement, where the plan's sentence tells its whole way: it stands at its start, as all do."""
    waiting = [
        judgement
        for judgement in judgements
        if judgement.status is not Status.MONITORED
    ]
    if any(judgement.status is not Status.NOT_DUE for judgement in waiting):
        return None
    first = leading_indicator(plan, fiscal_year)
    target = first.target if first else None
    if first is None or target is None or target.rule is not TargetRule.REACH:
        return None
    return next(
        (
            j
            for j in waiting
            if j.indicator.code == first.code and j.reason is Reason.STARTING_POINT
        ),
        None,
    )


def _bad(bad: Iterable[Judgement]) -> str:
    """What those that need attention have in common, in a word or two."""
    statuses = {judgement.status for judgement in bad}
    late = next(
        (
            glossary.term_label(status)
            for status in (Status.FAR_BEHIND, Status.BEHIND)
            if status in statuses
        ),
        "",
    )
    missed = glossary.term_label(Status.MISSED) if Status.MISSED in statuses else ""
    return (
        _("{late} or {missed}", late=late, missed=missed)
        if late and missed
        else late or missed
    )


def _policy(plan: Plan, number: str | None) -> str:
    found = plan.policy(number)
    return _short(found.name) if found else _("The plan as a whole")


def _short(name: str) -> str:
    """A name that leaves the sentence readable."""
    return shortened(one_line(name), _LONGEST_NAME)


def _way_gone(judgement: Judgement) -> Decimal:
    """How much of the way to what was expected lies behind, for the order alone; zero where nothing can say."""
    for rate in (judgement.pace, judgement.progress_rate):
        if rate is not None:
            return rate
    value, expected = judgement.value, judgement.expected
    if value is None or expected is None or value <= 0 or expected <= 0:
        return Decimal(0)
    return (
        value / expected
        if judgement.indicator.direction is Direction.HIGHER
        else expected / value
    )
