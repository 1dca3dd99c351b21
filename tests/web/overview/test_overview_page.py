"""概要: the page on every plan, its charts by what they say, and as tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi import charts, fiscal
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import judge_plan, plan_summary
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.year_review import leading_figure
from dxkpi.web.common import markdown
from dxkpi.web.common.language import current_language
from dxkpi.wording.plan_sentence import plan_sentence
from dxkpi.wording.why_unjudged import why_unjudged
from tests.support.apptest import CITIES, HOSTILE, Open, drawings_of, save, words
from tests.support.indicator_strategies import indicators
from tests.support.page_links import page_links
from tests.support.speaking import speak
from tests.support.specs import rows
from tests.support.standings import plan_with_indicators


@given(
    st.lists(indicators(), max_size=6), st.integers(2019, 2035), st.integers(2019, 2035)
)
@settings(max_examples=150, deadline=None)
def test_any_plan_in_any_year_gets_its_words_and_gauges(
    members: list[Indicator], year: int, closed: int
) -> None:
    numbered = [
        one.model_copy(update={"code": f"K{n}", "official": True})
        for n, one in enumerate(members)
    ]
    plan = plan_with_indicators(numbered)
    judgements = judge_plan(plan, year, closed)
    assert plan_sentence(plan, judgements, year, closed, current_language())
    assert all(
        why_unjudged(judgement, current_language())
        for judgement in plan_summary.not_judged(judgements)
    )
    assert len(plan_summary.needing_attention(judgements)) + len(
        plan_summary.not_judged(judgements)
    ) <= len(judgements)
    lead = plan_summary.leading_indicator(plan, year)
    assert lead is None or last_known(lead, year) is not None
    for judgement in judgements:
        spec = charts.gauge(judgement, current_language())
        bars = [] if spec is None else rows(spec, "rect")
        assert all(0 <= bar["share"] <= 1 for bar in bars)


def hostile(plan: Plan) -> Plan:
    """The same plan with names that read like markup, and are too long for any place."""
    policies = tuple(
        policy.model_copy(
            update={
                "name": HOSTILE,
                "measures": tuple(
                    m.model_copy(update={"name": HOSTILE}) for m in policy.measures
                ),
            }
        )
        for policy in plan.policies
    )
    renamed = tuple(
        i.model_copy(update={"name": HOSTILE, "unit": "<b>*x*", "department": HOSTILE})
        for i in plan.indicators
    )
    return plan.model_copy(update={"policies": policies, "indicators": renamed})


def without_schedule(plan: Plan) -> Plan:
    policies = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"schedule": ()}) for m in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    return plan.model_copy(update={"policies": policies})


VARIANTS = {
    "full": lambda plan: plan,
    "without indicators": lambda plan: plan.model_copy(update={"indicators": ()}),
    "without schedule": without_schedule,
    "hostile names": hostile,
}


def leaves(block: Any) -> Iterator[Any]:
    """The innermost blocks of a page; one without a child is an empty card."""
    children = [
        child for child in block.children.values() if hasattr(child, "children")
    ]
    if not block.children:
        yield block
    for child in children:
        yield from leaves(child)


def has_charts(plan: Plan, year: int, closed: int) -> bool:
    """A few indicators of which none leads and none is judged are named in words."""
    judgements = judge_plan(plan, year, closed)
    if leading_figure(plan, judgements, year) is not None:
        return True
    not_judged = plan_summary.not_judged(judgements)
    are_named = len(not_judged) == len(judgements) <= 8
    return not are_named


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("code", CITIES)
def test_the_page_of_every_plan_in_both_languages_and_several_years(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
    code: str,
    variant: str,
) -> None:
    plan = VARIANTS[variant](shipped_plans[code])
    if plan is not shipped_plans[code]:
        save(own_store, plan)
    years = list(plan.fiscal_years) or [fiscal.last_closed_year(fiscal.today())]
    for locale, language in (("ja-JP", "ja"), ("en-US", "en")):
        for year in {years[0], years[len(years) // 2], years[-1]}:
            at = visit("overview", city=code, year=str(year), locale=locale)
            assert not at.exception
            assert not at.error
            speak(language)
            closed = fiscal.last_closed_year(fiscal.today())
            sentence = plan_sentence(
                plan,
                judge_plan(plan, year, closed),
                year,
                closed,
                current_language(),
            )
            assert at.header[0].value == markdown.plain(sentence)
            assert not list(leaves(at.main))
            assert all(
                "<img" not in element.value.replace("\\<", "")
                for element in (*at.markdown, *at.header)
            )
            assert bool(drawings_of(at)) is has_charts(plan, year, closed)


def test_the_sample_says_how_it_stands_and_what_needs_attention(visit: Open) -> None:
    at = visit("overview", city="999997", year="2025")
    assert at.metric[0].value == markdown.plain("64.1%")
    assert len(drawings_of(at)) == 2 + 7
    found = page_links(at)
    assert ("brief", "本部会議用") in found
    assert ("realisation", "職員のDX推進実感率 令和7年度末") in found
    first = next(label for page, label in found if page == "indicator")
    name, verdict = first.split("]  \n")
    assert name == "標準準拠システムへ移行した業務の数"
    assert verdict.startswith(":red-badge[× 未達成] :small[:gray[情報システム課")
    assert len([page for page, _label in found if page == "indicator"]) == 7
    shown = words(at)
    assert (
        "**11** :blue-badge[◎ 達成 4] :blue-badge[● 順調 4] :blue-badge[○ 概ね順調 3]"
        in shown
    )
    assert (
        "**7** :red-badge[× 未達成 3] :orange-badge[▲ 遅れ 1] :yellow-badge[△ やや遅れ 3]"
        in shown
    )
    assert "**判定していない4指標**" in shown


def test_charts_turn_into_tables_with_the_same_figures(visit: Open) -> None:
    at = visit("overview", city="999997", year="2025")
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert not drawings_of(at)
    path, statuses, worst, due = (table.value for table in at.table)
    assert path.iloc[4].tolist() == [
        markdown.plain(cell) for cell in ("令和7年度", "64.1", "65.3")
    ]
    assert statuses.iloc[0].tolist() == ["計画全体", ":blue-badge[○ 概ね順調 1]"]
    assert worst.iloc[3].tolist() == [
        "**▲ 遅れ** オンライン申請の利用率",
        *(markdown.plain(cell) for cell in ("18.0% → 60.0%", "43.2% / 29.0%")),
    ]
    tables = (path, statuses, worst, due)
    assert all(len(table.columns) <= 3 for table in tables)


def test_the_elements_of_a_full_page_stay_few_beside_the_menu(visit: Open) -> None:
    def count(block: Any) -> int:
        return sum(
            count(child) if hasattr(child, "children") else 1
            for child in block.children.values()
        )

    assert count(visit("overview", city="999997", year="2025").main) < 46
