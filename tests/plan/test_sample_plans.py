"""The further plans of the invented city, in data/samples: one target of each kind."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dxkpi.plan import Plan, ShareCounts
from dxkpi.plan.document import read_document
from dxkpi.plan.linked_plans import broken_links, former_courses
from dxkpi.returns.plan_doubts import doubts_about_plan
from dxkpi.rules import Reason, Status, judge, judge_plan
from dxkpi.settings import PROJECT

FILES = sorted((PROJECT / "data" / "samples").glob("*.yaml"))
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def samples() -> dict[str, Plan]:
    plans = [read_document(file).plan for file in FILES]
    return {plan.about.id: plan for plan in plans}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_there_is_nothing_odd_in_a_sample(file: Path) -> None:
    document = read_document(file)
    assert document.source.remarks == []
    assert list(doubts_about_plan(document.plan, TODAY)) == []


def test_every_link_leads_to_an_indicator(
    samples: dict[str, Plan], sample_plan: Plan
) -> None:
    plans = samples | {sample_plan.about.id: sample_plan}
    for plan in samples.values():
        assert broken_links(plan, plans.get) == ()


def test_the_second_strategy_goes_on_from_the_first(samples: dict[str, Plan]) -> None:
    second = samples["strategy-2025"]
    indicator = second.indicator("S02")
    assert indicator is not None
    [course] = former_courses(second, indicator, samples.get)
    assert course.indicator == samples["strategy-2020"].indicator("S02")
    assert not course.is_comparable


def test_a_share_is_kept_with_the_counts_that_the_plan_names(
    samples: dict[str, Plan],
) -> None:
    share = samples["strategy-2025"].indicator("S10")
    assert share is not None
    assert share.counts is not None
    assert share.baseline is not None
    assert share.baseline.value == Decimal("65.9")
    assert share.baseline.share_counts == ShareCounts(Decimal(120), Decimal(182))
    [actual] = share.actuals
    assert actual.value == Decimal("71.9")


def test_the_second_strategy_has_an_indicator_of_stages(
    samples: dict[str, Plan],
) -> None:
    second = samples["strategy-2025"]
    indicator = second.indicator("S09")
    assert indicator is not None
    assert indicator.stages == ("検討", "試行", "導入", "全庁展開")
    [judgement] = [
        judgement
        for judgement in judge_plan(second, 2025, last_closed=2025)
        if judgement.indicator.code == "S09"
    ]
    assert judgement.status is Status.BEHIND
    assert judgement.reason is Reason.STAGE_BEHIND


def test_the_second_strategy_has_an_indicator_of_parts(
    samples: dict[str, Plan],
) -> None:
    [whole] = [one for one in samples["strategy-2025"].indicators if one.parts]
    assert [part.name for part in whole.parts] == ["男性", "女性"]
    judgement = judge(whole, 2025)
    assert (judgement.status, judgement.decisive.indicator.code) == (
        Status.FAR_BEHIND,
        "S12a",
    )
