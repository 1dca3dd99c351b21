"""How a plan stands in a year of which no indicator was judged, in a sentence or two."""

from collections.abc import Iterable, Sequence

from dxkpi.plan import Plan, ReachTarget
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.plan_summary import group_by_status, leading_start
from dxkpi.rules.profiles import WAITING, Status
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording.figures import figure_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.headline import way_to_target
from dxkpi.wording.language import Language

_LONGEST_NAME = 40


def nothing_judged_text(
    plan: Plan,
    judgements: Sequence[Judgement],
    fiscal_year: int,
    not_due: str,
    language: Language,
) -> str:
    """Why no indicator was judged: there is nothing to judge, nothing is reported or
    confirmed, or all is yet to come; else how many stand where.
    """
    promised = [j for j in judgements if j.status is not Status.MONITORED]
    if not promised:
        return _only_references(judgements, language)
    if count_status(promised, Status.NOT_REPORTED) == len(promised):
        return _none_reported(promised, fiscal_year, language)
    unconfirmed = count_status(promised, Status.UNCONFIRMED)
    if unconfirmed == len(promised):
        return _all_unconfirmed(unconfirmed, fiscal_year, language)
    if _are_all_to_come(promised):
        ahead = leading_start(plan, judgements, fiscal_year)
        if ahead is None:
            return _all_to_come(len(promised), not_due, language)
        return _way_ahead(plan, ahead, not_due, language)
    return language.sentences((not_due, _none_judged_text(judgements, language)))


def _are_all_to_come(promised: Sequence[Judgement]) -> bool:
    if count_status(promised, Status.UNCONFIRMED):
        return False
    return all(judgement.status in WAITING for judgement in promised)


def _none_judged_text(judgements: Sequence[Judgement], language: Language) -> str:
    """That no indicator was judged, with how many stand where instead."""
    counts = [
        f"{term_label(status, language)} {len(members)}"
        for status, members in group_by_status(judgements).items()
    ]
    return language.gettext(
        "No indicator could be judged yet ({counts}).", counts=language.listed(counts)
    )


def _all_unconfirmed(n: int, fiscal_year: int, language: Language) -> str:
    return language.ngettext(
        "The figure of {n} indicator for {year} waits to be confirmed.",
        "The figures of {n} indicators for {year} wait to be confirmed.",
        n,
        year=language.fiscal_year(fiscal_year),
    )


def _all_to_come(n: int, not_due: str, language: Language) -> str:
    to_come = language.ngettext(
        "The judgement of {n} indicator is yet to come.",
        "The judgement of {n} indicators is yet to come.",
        n,
    )
    return language.sentences((to_come, not_due))


def _only_references(judgements: Sequence[Judgement], language: Language) -> str:
    _ = language.gettext
    if len(judgements) == 1:
        name = short_name(judgements[0].indicator.name)
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
        name = short_name(promised[0].indicator.name)
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


def _way_ahead(plan: Plan, ahead: Judgement, not_due: str, language: Language) -> str:
    """From where to where the leading indicator goes; before its first figure with which
    year of the plan it is.
    """
    if ahead.status is Status.UNMEASURED:
        return _first_years(plan, ahead, language)
    return language.sentences((not_due, _leading_way(ahead, language)))


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
        name=short_name(ahead.indicator.name),
        start=figure_text(ahead.indicator, baseline.value, language),
        end=figure_text(ahead.indicator, target.value, language),
    )


def _leading_way(ahead: Judgement, language: Language) -> str:
    name = short_name(ahead.indicator.name)
    words = way_to_target(ahead.indicator, language)
    return language.gettext("“{name}”: {words}", name=name, words=words)


def count_status(judgements: Iterable[Judgement], status: Status) -> int:
    """How many are counted under a status."""
    return sum(judgement.counted_status is status for judgement in judgements)


def short_name(name: str) -> str:
    """A name that leaves the sentence readable."""
    return shortened(one_line(name), _LONGEST_NAME)
