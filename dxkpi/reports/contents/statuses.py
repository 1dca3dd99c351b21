"""How many indicators stand how, in all and by policy."""

from collections.abc import Sequence

from dxkpi import charts
from dxkpi.charts.spec import Spec
from dxkpi.reports.brief import StatusCount
from dxkpi.reports.contents.brief_year import BriefYear
from dxkpi.rules import Judgement
from dxkpi.rules.plan_summary import (
    group_by_policy,
    group_by_status,
    has_one_without_policy,
)
from dxkpi.text.lines import one_line
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.policies import policy_title

_MOST_POLICIES = 12


def status_counts(year: BriefYear) -> tuple[StatusCount, ...]:
    """How many indicators have which status, best first."""
    counts: list[StatusCount] = []
    for status, members in group_by_status(year.judgements).items():
        n = len(members)
        text = f"{marked_label(status, year.language)} {n}"
        counts.append(StatusCount(status, n, text))
    return tuple(counts)


def strip_title(year: BriefYear) -> str:
    _ = year.language.gettext
    title = _("Status by policy")
    if not has_one_without_policy(year.plan, year.judgements):
        return title
    besides = _("besides: 1 of the plan as a whole")
    return _("{title} ({besides})", title=title, besides=besides)


def status_strip(year: BriefYear) -> Spec | None:
    """The statuses by policy, without a single indicator of no policy; a plan of many
    policies has one bar, or the sheet could not hold it.
    """
    groups: dict[str, Sequence[Judgement]] = {}
    for number, members in group_by_policy(year.plan, year.judgements).items():
        title = one_line(policy_title(year.plan, number, year.language))
        groups[title] = members
    if has_one_without_policy(year.plan, year.judgements):
        del groups[policy_title(year.plan, None, year.language)]
    if not groups:
        return None
    if len(groups) > _MOST_POLICIES:
        whole = year.language.gettext("The plan as a whole")
        groups = {whole: year.judgements}
    return charts.status_strip(groups, year.language)
