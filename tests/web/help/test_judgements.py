"""What the help page says of judgements is what the rules do."""

from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from dxkpi.plan import Indicator, Plan, TargetRule
from dxkpi.rules import Profile, judge
from dxkpi.web.help.judgements import SENTENCES, statuses_after
from tests.support.indicator_strategies import PROFILE, YEARS, indicators

_OF_OTHER_PLANS = (TargetRule.TOTAL, TargetRule.RANGE)


@tried(deadline=None)
@given(indicators(), YEARS, st.booleans(), PROFILE)
def test_a_reason_leads_to_no_other_status_than_the_page_says(
    value: Indicator, year: int, due: bool, profile: Profile
) -> None:
    judged = judge(value, year, due=due, profile=profile)
    assert judged.status in statuses_after(judged.reason, profile)


def test_every_example_sentence_of_their_rules_stands_in_a_shipped_plan_under_its_rule(
    shipped_plans: dict[str, Plan],
) -> None:
    every = [
        indicator for plan in shipped_plans.values() for indicator in plan.indicators
    ]
    assert set(SENTENCES) == {*TargetRule, None}
    stated = {
        rule: SENTENCES[rule] for rule in SENTENCES if rule not in _OF_OTHER_PLANS
    }
    for rule, sentence in stated.items():
        rules = [
            i.target.rule if i.target else None for i in every if i.quote == sentence
        ]
        assert rules == [rule]
