"""How a plan stands in a year, in a sentence or two: what was judged, what needs
attention, what was not judged.

Every number in the words is a count of the judgements given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from dxkpi.plan import Plan
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.plan_summary import needing_attention
from dxkpi.rules.profiles import IN_ORDER, JUDGED, Status
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.nothing_judged import count_status, nothing_judged_text, short_name
from dxkpi.wording.policies import policy_name
from dxkpi.wording.why_unjudged import why_not_due

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
        return nothing_judged_text(plan, judgements, fiscal_year, not_due, language)
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
    unconfirmed = count_status(judgements, Status.UNCONFIRMED)
    if unconfirmed <= len(judged):
        return ""
    return unconfirmed_text(judgements, language)


def unconfirmed_text(judgements: Sequence[Judgement], language: Language) -> str:
    """How many figures of all wait to be confirmed; empty for none."""
    unconfirmed = count_status(judgements, Status.UNCONFIRMED)
    if not unconfirmed:
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
    unconfirmed = count_status(judgements, Status.UNCONFIRMED)
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
    unreported = count_status(judgements, Status.NOT_REPORTED)
    if unreported < len(judged):
        return ""
    return language.ngettext(
        "The figure of {n} further indicator has not been reported yet.",
        "The figures of {n} further indicators have not been reported yet.",
        unreported,
    )


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
            name=short_name(first.indicator.name),
            word=term_label(first.counted_status, language),
        )
    if count_status(judged, first.counted_status) == total:
        word = term_label(first.counted_status, language)
        return _("All {n} indicators judged are “{word}”.", n=total, word=word)

    if len(bad) == total:
        bad_name = _bad_name(bad, language)
        return _("All {n} indicators judged are {bad}.", n=total, bad=bad_name)
    in_order = [j.status for j in judged if j.status in IN_ORDER]
    return _share_in_order(in_order, total, language)


def _share_in_order(in_order: Sequence[Status], total: int, language: Language) -> str:
    """How many of several are in order, named by the least good of their statuses."""
    _ = language.gettext
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
        name = short_name(bad[0].indicator.name)
        return _("The one that is {bad}: “{name}”.", bad=bad_name, name=name)

    judged_in = Counter(judgement.indicator.policy for judgement in judged)
    bad_in = Counter(judgement.indicator.policy for judgement in bad)
    if len(judged_in) > 1:
        return _where_they_gather(plan, judged_in, bad_in, bad_name, language)
    if count == len(judged):
        return ""
    return _("{n} are {bad}.", n=count, bad=bad_name)


def _where_they_gather(
    plan: Plan,
    judged_in: Counter[str | None],
    bad_in: Counter[str | None],
    bad_name: str,
    language: Language,
) -> str:
    """The policy that has most of them, or how many each has."""
    _ = language.gettext
    count, judged = bad_in.total(), judged_in.total()
    worst, bad_in_worst = bad_in.most_common(1)[0]
    facts = {"n": count, "bad": bad_name, "policy": _policy(plan, worst, language)}
    if bad_in_worst == count:
        return _("All {n} that are {bad} belong to “{policy}”.", **facts)
    has_most = bad_in_worst * 2 > count
    has_more_than_its_share = bad_in_worst * judged > count * judged_in[worst]
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
        name = short_name(open_ones[0].indicator.name)
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


def _bad_name(bad: Iterable[Judgement], language: Language) -> str:
    """What those that need attention have in common: their status, where it is one."""
    statuses = {judgement.status for judgement in bad}
    if len(statuses) > 1:
        return language.gettext("in need of attention")
    return term_label(statuses.pop(), language)


def _policy(plan: Plan, number: str | None, language: Language) -> str:
    policy = plan.policy(number)
    name = policy_name(plan, number, language)
    return short_name(name) if policy else name
