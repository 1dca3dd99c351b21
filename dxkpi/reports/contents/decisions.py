"""What was decided last time and about this year."""

from collections.abc import Sequence

from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import BriefYear, cut_line, joined
from dxkpi.reports.contents.lists import short_list
from dxkpi.rules import (
    FollowedDecision,
    count_decisions,
    decisions_of_year,
    earlier_decisions,
)
from dxkpi.rules.decisions import is_open
from dxkpi.wording.decisions import (
    counted_states_text,
    earlier_title,
    followed_facts,
    state_with_delay,
    this_year_title,
)

_MOST_DECISIONS = 6
_DECISION, _FACTS = 60, 90


def earlier_list(year: BriefYear) -> BriefList | None:
    """What was decided last time, and what came of it."""
    followed = earlier_decisions(year.plan, year.fiscal_year, year.plan_by_id)
    return _decision_list(year, earlier_title(year.language), followed)


def decided_list(year: BriefYear) -> BriefList | None:
    """What was decided about this year."""
    decisions = decisions_of_year(year.plan, year.fiscal_year)
    followed = [FollowedDecision(decision) for decision in decisions]
    title = this_year_title(year.fiscal_year, year.language)
    return _decision_list(year, title, followed)


def _decision_list(
    year: BriefYear, title: str, followed: Sequence[FollowedDecision]
) -> BriefList | None:
    """Decisions under their count, open ones first; None where there are none."""
    if not followed:
        return None
    decisions = [each.decision for each in followed]
    count = count_decisions(decisions, year.today)
    counted = counted_states_text(count, year.language)
    open_first = sorted(followed, key=lambda each: not is_open(each.decision))
    lines = [_decision_line(year, each) for each in open_first]
    return short_list(year, joined((title, counted)), lines, _MOST_DECISIONS)


def _decision_line(year: BriefYear, followed: FollowedDecision) -> tuple[str, str]:
    """How far a decision is and what was decided; beneath it whose and what came of it."""
    decision = followed.decision
    state = state_with_delay(decision, year.today, year.language)
    facts = cut_line(followed_facts(followed, year.language), _FACTS)
    return f"{state} {cut_line(decision.text, _DECISION)}", facts
