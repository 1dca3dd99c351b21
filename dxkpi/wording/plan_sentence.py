"""How a plan stands in a year, in a sentence or two: what was judged, what needs
attention, what was not judged.

Every number in the words is a count of the judgements given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from dxkpi.plan import Plan, ReachTarget
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.plan_summary import group_by_status, leading_start, needing_attention
from dxkpi.rules.profiles import IN_ORDER, JUDGED, WAITING, Status
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording.figures import figure_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.headline import way_to_target
from dxkpi.wording.language import Language
from dxkpi.wording.policies import policy_name
from dxkpi.wording.why_unjudged import why_not_due

_LONGEST_NAME = 40
_MOST_PLACES = 3


def plan_sentence(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    last_closed: int,
    language: Language,
) -> str:
    """How the plan stands in a year. `judgements` are all of the plan's in that year,
    `last_closed` the last year over.
    """
    _ = language.gettext
    if not judgements:
        if not plan.policies:
            return _("Nothing of this plan is recorded yet.")
        return _(
            "This plan sets no indicators. What it plans is in its measures and schedule."
        )
    not_due = why_not_due(plan, fiscal_year, last_closed, language)
    judged = [judgement for judgement in judgements if judgement.status in JUDGED]
    if not judged:
        return _nothing_judged(plan, judgements, fiscal_year, not_due, language)
    bad = needing_attention(judged)
    return language.sentences(
        (
            not_due,
            _most_unconfirmed(judgements, judged, language),
            _how_many_in_order(judged, bad, language),
            _where_attention_is_needed(plan, judged, bad, language),
            _what_is_within_margin(judged, language),
            _some_unconfirmed(judgements, judged, language),
            _how_many_unreported(judgements, judged, language),
        )
    )


def _most_unconfirmed(
    judgements: Sequence[Judgement], judged: Sequence[Judgement], language: Language
) -> str:
    """That more figures wait to be confirmed than were judged: it comes first, so that
    what was judged is not taken for the year.
    """
    unconfirmed = _count_status(judgements, Status.UNCONFIRMED)
    if unconfirmed <= len(judged):
        return ""
    return language.gettext(
        "Of {n} indicators, the figures of {waiting} wait to be confirmed.",
        n=len(judgements),
        waiting=unconfirmed,
    )


def _some_unconfirmed(
    judgements: Sequence[Judgement], judged: Sequence[Judgement], language: Language
) -> str:
    """That further figures wait to be confirmed, where they are no more than were judged."""
    unconfirmed = _count_status(judgements, Status.UNCONFIRMED)
    if not unconfirmed or unconfirmed > len(judged):
        return ""
    return language.ngettext(
        "The figure of {n} further indicator waits to be confirmed.",
        "The figures of {n} further indicators wait to be confirmed.",
        unconfirmed,
    )


def _how_many_unreported(
    judgements: Sequence[Judgement], judged: Sequence[Judgement], language: Language
) -> str:
    """That figures are missing, where they are as many as those that were judged."""
    unreported = _count_status(judgements, Status.NOT_REPORTED)
    if unreported < len(judged):
        return ""
    return language.ngettext(
        "The figure of {n} further indicator has not been reported yet.",
        "The figures of {n} further indicators have not been reported yet.",
        unreported,
    )


def _count_status(judgements: Iterable[Judgement], status: Status) -> int:
    return sum(judgement.counted_status is status for judgement in judgements)


def _how_many_in_order(
    judged: Sequence[Judgement], bad: Sequence[Judgement], language: Language
) -> str:
    """How many of the judged are in order."""
    _ = language.gettext
    total = len(judged)
    first = judged[0]
    if total == 1:
        return _(
            "One indicator was judged: “{name}” is “{word}”.",
            name=_short(first.indicator.name),
            word=term_label(first.counted_status, language),
        )
    if _count_status(judged, first.counted_status) == total:
        word = term_label(first.counted_status, language)
        return _("All {n} indicators judged are “{word}”.", n=total, word=word)

    in_order = [j.status for j in judged if j.status in IN_ORDER]
    if len(bad) == total:
        bad_name = _bad_name(bad, language)
        return _("All {n} indicators judged are {bad}.", n=total, bad=bad_name)
    least = max(in_order, key=IN_ORDER.index, default=IN_ORDER[-1])
    label = term_label(least, language)
    if not in_order:
        return _(
            "Of {n} indicators judged none is “{word}” or better.", n=total, word=label
        )
    if len(in_order) == total:
        return _(
            "All {n} indicators judged are “{word}” or better.", n=total, word=label
        )
    if least is Status.ACHIEVED:
        return language.ngettext(
            "Of {total} indicators judged, {n} is “{word}”.",
            "Of {total} indicators judged, {n} are “{word}”.",
            len(in_order),
            total=total,
            word=label,
        )
    return language.ngettext(
        "Of {total} indicators judged, {n} is “{word}” or better.",
        "Of {total} indicators judged, {n} are “{word}” or better.",
        len(in_order),
        total=total,
        word=label,
    )


def _where_attention_is_needed(
    plan: Plan,
    judged: Sequence[Judgement],
    bad: Sequence[Judgement],
    language: Language,
) -> str:
    """Where in the plan those stand that need attention; a policy is named as their
    place only if it has more than its share.
    """
    _ = language.gettext
    if not bad or len(judged) == 1:
        return ""
    count, bad_name = len(bad), _bad_name(bad, language)
    if count == 1:
        name = _short(bad[0].indicator.name)
        return _("The one that is {bad}: “{name}”.", bad=bad_name, name=name)

    judged_in = Counter(judgement.indicator.policy for judgement in judged)
    bad_in = Counter(judgement.indicator.policy for judgement in bad)
    if len(judged_in) == 1:
        if count == len(judged):
            return ""
        return _("{n} are {bad}.", n=count, bad=bad_name)

    worst, bad_in_worst = bad_in.most_common(1)[0]
    facts = {"n": count, "bad": bad_name, "policy": _policy(plan, worst, language)}
    if bad_in_worst == count:
        return _("All {n} that are {bad} belong to “{policy}”.", **facts)
    has_most = bad_in_worst * 2 > count
    has_more_than_its_share = bad_in_worst * len(judged) > count * judged_in[worst]
    if has_most and has_more_than_its_share:
        return _(
            "The {n} that are {bad} gather in “{policy}” ({most} indicators).",
            most=bad_in_worst,
            **facts,
        )
    places = _places(plan, bad_in, language)
    return _("The {n} that are {bad}: {places}.", n=count, bad=bad_name, places=places)


def _what_is_within_margin(judged: Sequence[Judgement], language: Language) -> str:
    """What would be behind or missed, if its figure were sure; of a single indicator all
    that its margin leaves open.
    """
    _ = language.gettext
    if len(judged) == 1:
        return _range_of_only(judged[0], language)
    open_ones = [j for j in judged if j.counted_status is Status.WITHIN_MARGIN]
    if not open_ones or len(open_ones) == len(judged):
        return ""  # of none, or said of all
    if len(open_ones) == 1:
        name = _short(open_ones[0].indicator.name)
        return _(
            "Whether “{name}” is behind lies within its margin of error.", name=name
        )
    return _(
        "{n} may be behind or not: that lies within the margin of error.",
        n=len(open_ones),
    )


def _range_of_only(judgement: Judgement, language: Language) -> str:
    verdict_range = judgement.verdict_range
    if verdict_range is None or judgement.is_sure:
        return ""
    return language.gettext(
        "Within its margin of error it is anything from “{worst}” to “{best}”.",
        worst=term_label(verdict_range.worst, language),
        best=term_label(verdict_range.best, language),
    )


def _places(plan: Plan, bad_in: Counter[str | None], language: Language) -> str:
    """The policies with the most, each with its number, and how many stand in the others."""
    _ = language.gettext
    named = bad_in.most_common(_MOST_PLACES)
    places = [
        _("“{policy}” {n}", policy=_policy(plan, number, language), n=count)
        for number, count in named
    ]
    others = bad_in.total() - sum(count for _number, count in named)
    if others:
        places.append(_("others {n}", n=others))
    return language.listed(places)


def _nothing_judged(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    not_due: str,
    language: Language,
) -> str:
    promised = [j for j in judgements if j.status is not Status.MONITORED]
    if not promised:
        return _only_references(judgements, language)
    if _count_status(promised, Status.NOT_REPORTED) == len(promised):
        return _none_reported(promised, fiscal_year, language)
    if _count_status(promised, Status.UNCONFIRMED):
        if not all(judgement.status is Status.UNCONFIRMED for judgement in promised):
            none_judged = _none_judged_text(judgements, language)
            return language.sentences((not_due, none_judged))
        return _all_unconfirmed(len(promised), fiscal_year, language)
    if all(judgement.status in WAITING for judgement in promised):
        ahead = leading_start(plan, judgements, fiscal_year)
        if ahead is not None and ahead.status is Status.UNMEASURED:
            return _first_years(plan, ahead, language)
        if ahead is not None:
            return language.sentences((not_due, _leading_way(ahead, language)))
        to_come = language.ngettext(
            "The judgement of {n} indicator is yet to come.",
            "The judgement of {n} indicators is yet to come.",
            len(promised),
        )
        return language.sentences((to_come, not_due))
    return language.sentences((not_due, _none_judged_text(judgements, language)))


def _none_judged_text(judgements: Sequence[Judgement], language: Language) -> str:
    """That no indicator was judged, with how many stand where instead."""
    counts = [
        f"{term_label(status, language)} {len(members)}"
        for status, members in group_by_status(judgements).items()
    ]
    return language.gettext(
        "No indicator could be judged yet ({counts}).", counts=language.listed(counts)
    )


def _all_unconfirmed(unconfirmed: int, fiscal_year: int, language: Language) -> str:
    """That every figure waits to be confirmed."""
    return language.ngettext(
        "The figure of {n} indicator for {year} waits to be confirmed.",
        "The figures of {n} indicators for {year} wait to be confirmed.",
        unconfirmed,
        year=language.fiscal_year(fiscal_year),
    )


def _only_references(judgements: Sequence[Judgement], language: Language) -> str:
    _ = language.gettext
    if len(judgements) == 1:
        name = _short(judgements[0].indicator.name)
        return _(
            "“{name}” is a figure for reference without a target, so it is not judged.",
            name=name,
        )
    return _(
        "All {n} indicators are figures for reference without a target, so none is judged.",
        n=len(judgements),
    )


def _none_reported(
    promised: Sequence[Judgement], fiscal_year: int, language: Language
) -> str:
    _ = language.gettext
    year = language.fiscal_year(fiscal_year)
    if len(promised) == 1:
        name = _short(promised[0].indicator.name)
        return _(
            "The figure of “{name}” for {year} has not been reported yet.",
            name=name,
            year=year,
        )
    return _(
        "None of the figures of {n} indicators for {year} has been reported yet.",
        n=len(promised),
        year=year,
    )


def _first_years(plan: Plan, ahead: Judgement, language: Language) -> str:
    """Which year of the plan it is, and from where to where it goes: nothing was measured
    since the baseline.
    """
    first = plan.about.first_fiscal_year
    baseline, target = ahead.indicator.baseline, ahead.indicator.target
    if first is None or baseline is None or not isinstance(target, ReachTarget):
        return _leading_way(ahead, language)
    return language.gettext(
        "Year {n} of the plan: “{name}” from {start} to {end}.",
        n=ahead.fiscal_year - first + 1,
        name=_short(ahead.indicator.name),
        start=figure_text(ahead.indicator, baseline.value, language),
        end=figure_text(ahead.indicator, target.value, language),
    )


def _leading_way(ahead: Judgement, language: Language) -> str:
    name = _short(ahead.indicator.name)
    words = way_to_target(ahead.indicator, language)
    return language.gettext("“{name}”: {words}", name=name, words=words)


def _bad_name(bad: Iterable[Judgement], language: Language) -> str:
    """What those that need attention have in common: their status, where it is one."""
    statuses = {judgement.status for judgement in bad}
    if len(statuses) > 1:
        return language.gettext("in need of attention")
    return term_label(statuses.pop(), language)


def _policy(plan: Plan, number: str | None, language: Language) -> str:
    policy = plan.policy(number)
    name = policy_name(plan, number, language)
    return _short(name) if policy else name


def _short(name: str) -> str:
    """A name that leaves the sentence readable."""
    return shortened(one_line(name), _LONGEST_NAME)
