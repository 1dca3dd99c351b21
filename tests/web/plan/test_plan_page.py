"""The plan's page: everything that the plan document holds, with ways on and back."""

from typing import Any

import pytest

from dxkpi.plan import Initiative, Measure, NationalItem, Plan, Policy
from dxkpi.web.common.markdown import plain, plain_lines
from dxkpi.wording import glossary
from dxkpi.wording.language import language_named
from tests.support.apptest import CITIES, HOSTILE, Open, words
from tests.support.plan_page import (
    Keep,
    everything_on_page,
    listed_measures,
    plan_of_one_policy,
    queries_of_links,
)


def count_elements(block: Any) -> int:
    """How many elements and containers a page has sent."""
    return sum(
        1 + count_elements(child) for child in getattr(block, "children", {}).values()
    )


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_every_plan_is_listed_in_both_languages(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("plan", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    listed = listed_measures(at)
    assert len(listed) == len(shipped_plans[code].measures)
    for measure, label in zip(shipped_plans[code].measures, listed, strict=True):
        assert label.startswith(f"**{plain(f'{measure.number} {measure.name}')}**")


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_everything_that_the_document_holds_can_be_read(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    plan, page = shipped_plans[code], everything_on_page(visit, code, locale)
    about, language = plan.about, language_named(locale[:2])
    texts = [about.title, about.edition, about.source, *about.notes]
    texts += [language.month(about.established) if about.established else None]
    texts += [language.fiscal_years(about.first_fiscal_year, about.last_fiscal_year)]
    texts += [text for policy in plan.policies for text in (policy.number, policy.name)]
    for measure in plan.measures:
        texts += [
            measure.number,
            measure.name,
            *measure.departments,
            *measure.expected_effects,
        ]
        texts += [item.label for item in measure.schedule]
        texts += [
            f"{initiative.number} {initiative.name}"
            for initiative in measure.initiatives
        ]
    for text in filter(None, texts):
        assert plain(text) in page
    descriptions = [policy.description for policy in plan.policies]
    for measure in plan.measures:
        descriptions += [
            measure.description,
            *(initiative.description for initiative in measure.initiatives),
        ]
    for description in filter(None, descriptions):
        assert plain_lines(description) in page


def test_the_sentence_says_how_large_the_plan_is(visit: Open) -> None:
    at = visit("plan", city="472123")
    assert at.header[0].value == "3基本方針、19施策、75取組の計画です。"
    assert (
        visit("plan", city="452068").header[0].value == "4基本方針、24施策の計画です。"
    )


def test_star_and_diamond_stand_with_their_meaning(visit: Open) -> None:
    legend = visit("plan", city="472123").caption[0].value
    assert "★ 自治体DXの重点取組事項 （8施策）" in legend
    assert "◆ 自治体DXの取組とあわせて取り組む事項 （3施策）" in legend
    assert "★" not in words(visit("plan", city="422096"))


def test_a_mark_stands_beside_the_measure_that_bears_it(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    labels = listed_measures(visit("plan", city="472123"))
    for measure, label in zip(shipped_plans["472123"].measures, labels, strict=True):
        for item in NationalItem:
            assert (glossary.term_glyph(item) in label) == (
                measure.national_item is item
            )


def test_links_lead_to_schedule_and_indicators_and_carry_city_and_year(
    visit: Open,
) -> None:
    at = visit("plan", city="472123", year="2027", measure="1-2")
    here = {"city": ["472123"], "year": ["2027"]}
    assert list(queries_of_links(at, "schedule")) == [here | {"measure": ["1-2"]}]
    assert list(queries_of_links(at, "indicator")) == [here | {"kpi": ["R01"]}]


def test_the_indicator_leads_back_to_its_measure(visit: Open) -> None:
    at = visit("indicator", city="472123", year="2025", kpi="R01")
    assert {"city": ["472123"], "year": ["2025"], "measure": ["1-2"]} in list(
        queries_of_links(at, "plan")
    )


def test_every_indicator_of_a_plan_is_linked(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    for code in CITIES:
        at = visit("plan", city=code)
        at.toggle(key="plan_open").set_value(True).run()
        linked = {query["kpi"][0] for query in queries_of_links(at, "indicator")}
        assert linked == {
            indicator.code for indicator in shipped_plans[code].indicators
        }


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_without_measures_says_so(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    policy = Policy(number="1", name="柱だけの方針")
    keep(sample_plan.model_copy(update={"policies": (policy,), "indicators": ()}))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert not at.error
    assert "柱だけの方針" in words(at)
    said = {
        "ja-JP": "この基本方針には、施策の記載がありません。",
        "en-US": "The plan names no measures of this policy.",
    }
    assert said[locale] in words(at)
    assert not at.text_input


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_without_policies_says_so(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    whole = sample_plan.realisation
    assert whole is not None
    keep(sample_plan.model_copy(update={"policies": (), "indicators": (whole,)}))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert not at.error
    assert len(at.info) == 1
    assert [query["kpi"] for query in queries_of_links(at, "indicator")] == [
        [whole.code]
    ]
    assert not at.text_input
    assert plain(sample_plan.about.title) in words(at)


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_hostile_text_is_shown_letter_by_letter(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    text = HOSTILE + "\n| a | b |\n|---|---|\n- x\n# y\n\n    z"
    measure = Measure(
        number="*1*",
        name=HOSTILE,
        description=text,
        departments=(HOSTILE,),
        expected_effects=(text,),
        initiatives=(Initiative(number="<b>", name=HOSTILE, description=text),),
    )
    plan = plan_of_one_policy(sample_plan, measure)
    policy = plan.policies[0].model_copy(update={"name": HOSTILE, "description": text})
    about = plan.about.model_copy(
        update={"source": text, "edition": HOSTILE, "notes": (text,)}
    )
    keep(plan.model_copy(update={"policies": (policy,), "about": about}))
    for at in (
        visit("plan", city="999997", locale=locale)
        .toggle(key="plan_open")
        .set_value(True)
        .run(),
        visit("plan", city="999997", locale=locale, measure="*1*"),
    ):
        assert not at.exception
        assert not at.error
        for element in (*at.title, *at.header, *at.markdown, *at.caption):
            assert element.value.count("<img") == element.value.count("\\<img")
            for markup in ("[x](", "\n# y", "\n- x", "\n| a", "\n    z"):
                assert markup not in element.value
    assert "長い名前" in listed_measures(visit("plan", city="999997", locale=locale))[0]


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_of_fifty_measures_with_twenty_initiatives_each_stays_small(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    initiatives = tuple(
        Initiative(number=str(n), name=f"取組{n}", description="内容" * 40)
        for n in range(1, 21)
    )
    measures = [
        Measure(number=f"1-{n}", name=f"施策{n}", initiatives=initiatives)
        for n in range(1, 51)
    ]
    keep(plan_of_one_policy(sample_plan, *measures))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert len(listed_measures(at)) == 50
    assert count_elements(at.main) < 120
    at.toggle(key="plan_open").set_value(True).run()
    assert count_elements(at.main) < 200
    assert words(at).count("取組20") == 50


def test_tomigusuku_sends_few_elements_closed_and_open(visit: Open) -> None:
    at = visit("plan", city="472123")
    assert count_elements(at.main) < 70
    at.toggle(key="plan_open").set_value(True).run()
    assert count_elements(at.main) < 120
