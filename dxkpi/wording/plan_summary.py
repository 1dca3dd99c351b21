"""How a plan stands in a year, in a sentence or two: what was judged, what needs attention, what was not judged.

Every number in the words is a count of the judgements given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.judging import is_due
from dxkpi.rules.plan_summary import group_by_status, leading_start, needing_attention
from dxkpi.rules.profiles import IN_ORDER, JUDGED, Status
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.headline import headline, no_figure_text, way_to_target
from dxkpi.wording.language import Language

_LONGEST_NAME = 40


_MOST_PLACES = 3


def why_unjudged(judgement: Judgement, language: Language) -> str:
    """Why an indicator was not judged, in a sentence that others of the same kind share."""
    _ = language.gettext
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
        return no_figure_text(judgement, language)
    return wording.judgement_note(judgement, language) or headline(judgement, language)


def why_not_due(
    plan: Plan, fiscal_year: int, last_closed: int, language: Language
) -> str:
    """Why nothing can be asked for in a year yet; empty where figures are due."""
    _ = language.gettext
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


def plan_sentence(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    last_closed: int,
    language: Language,
) -> str:
    """How the plan stands in a year. `judgements` are all of the plan's in that year, `last_closed` the last year over."""
    _ = language.gettext
    if not judgements and not plan.policies:
        return _("Nothing of this plan is recorded yet.")
    if not judgements:
        return _(
            "This plan sets no indicators. What it plans is in its measures and schedule."
        )
    judged = [judgement for judgement in judgements if judgement.status in JUDGED]
    waiting = why_not_due(plan, fiscal_year, last_closed, language)
    if not judged:
        return _nothing_judged(plan, judgements, fiscal_year, waiting, language)
    unreported = sum(
        judgement.status is Status.NOT_REPORTED for judgement in judgements
    )
    more = language.ngettext(
        "The figure of {n} further indicator has not been reported yet.",
        "The figures of {n} further indicators have not been reported yet.",
        unreported,
    )
    bad = needing_attention(judged)
    return language.sentences(
        (
            waiting,
            _standing(judged, bad, language),
            _places(plan, judged, bad, language),
            more if unreported >= len(judged) else "",
        )
    )


def _standing(
    judged: Sequence[Judgement], bad: Sequence[Judgement], language: Language
) -> str:
    """How many of the judged are in order."""
    _ = language.gettext
    n, good = (
        len(judged),
        [judgement.status for judgement in judged if judgement.status in IN_ORDER],
    )
    if n == 1:
        one = judged[0]
        name, word = (
            _short(one.indicator.name),
            glossary.term_label(one.status, language),
        )
        return _(
            "One indicator was judged: “{name}” is “{word}”.", name=name, word=word
        )
    if len({judgement.status for judgement in judged}) == 1:
        return _(
            "All {n} indicators judged are “{word}”.",
            n=n,
            word=glossary.term_label(judged[0].status, language),
        )
    if not good:
        return _("All {n} indicators judged are {bad}.", n=n, bad=_bad(bad, language))
    least = max(good, key=IN_ORDER.index)
    word = glossary.term_label(least, language)
    if not bad:
        return _("All {n} indicators judged are “{word}” or better.", n=n, word=word)
    if least is Status.ACHIEVED:
        return language.ngettext(
            "Of {total} indicators judged, {n} is “{word}”.",
            "Of {total} indicators judged, {n} are “{word}”.",
            len(good),
            total=n,
            word=word,
        )
    return language.ngettext(
        "Of {total} indicators judged, {n} is “{word}” or better.",
        "Of {total} indicators judged, {n} are “{word}” or better.",
        len(good),
        total=n,
        word=word,
    )


def _places(
    plan: Plan,
    judged: Sequence[Judgement],
    bad: Sequence[Judgement],
    language: Language,
) -> str:
    """Where in the plan those stand that need attention; a policy is named as their place only if it has more than its share."""
    _ = language.gettext
    if not bad or len(judged) == 1:
        return ""
    n, words = len(bad), _bad(bad, language)
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
    policy = _policy(plan, top, language)
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
        _("“{policy}” {n}", policy=_policy(plan, number, language), n=count)
        for number, count in shown
    ]
    if rest := n - sum(count for _number, count in shown):
        places.append(_("others {n}", n=rest))
    return _(
        "The {n} that are {bad}: {places}.", n=n, bad=words, places=_(", ").join(places)
    )


def _nothing_judged(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    waiting: str,
    language: Language,
) -> str:
    _ = language.gettext
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
            return language.sentences(
                (
                    waiting,
                    _(
                        "“{name}”: {words}",
                        name=_short(indicator.name),
                        words=way_to_target(indicator, language),
                    ),
                )
            )
        to_come = language.ngettext(
            "The judgement of {n} indicator is yet to come.",
            "The judgement of {n} indicators is yet to come.",
            n,
        )
        return language.sentences((to_come, waiting))
    counts = [
        f"{glossary.term_label(status, language)} {len(found)}"
        for status, found in group_by_status(judgements).items()
    ]
    return language.sentences(
        (
            waiting,
            _(
                "No indicator could be judged yet ({counts}).",
                counts=_(", ").join(counts),
            ),
        )
    )


def _bad(bad: Iterable[Judgement], language: Language) -> str:
    """What those that need attention have in common, in a word or two."""
    _ = language.gettext
    statuses = {judgement.status for judgement in bad}
    late = next(
        (
            glossary.term_label(status, language)
            for status in (Status.FAR_BEHIND, Status.BEHIND)
            if status in statuses
        ),
        "",
    )
    missed = (
        glossary.term_label(Status.MISSED, language)
        if Status.MISSED in statuses
        else ""
    )
    return (
        _("{late} or {missed}", late=late, missed=missed)
        if late and missed
        else late or missed
    )


def _policy(plan: Plan, number: str | None, language: Language) -> str:
    _ = language.gettext
    found = plan.policy(number)
    return _short(found.name) if found else _("The plan as a whole")


def _short(name: str) -> str:
    """A name that leaves the sentence readable."""
    return shortened(one_line(name), _LONGEST_NAME)


def policy_title(plan: Plan, number: str | None, language: Language) -> str:
    """The number and name of a policy; what belongs to none belongs to the plan as a whole."""
    _ = language.gettext
    policy = plan.policy(number)
    return f"{policy.number} {policy.name}" if policy else _("The plan as a whole")
