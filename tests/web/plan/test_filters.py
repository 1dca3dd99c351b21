"""What narrows the plan's page: words in every text, policy, department and mark."""

import pytest

from dxkpi.plan import NationalItem, Plan
from tests.support.apptest import Open, words
from tests.support.plan_page import listed_measures


@pytest.mark.parametrize("typed", ["RPA", "ＲＰＡ", "rpa", "Ｒｐａ"])
def test_width_and_case_make_no_difference_to_a_search(visit: Open, typed: str) -> None:
    at = visit("plan", city="999997")
    at.text_input(key="plan_search").set_value(typed).run()
    assert "**12施策のうち1施策が条件に合います。**" in [
        element.value for element in at.markdown
    ]
    assert "RPAの対象業務の拡大" in words(at)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2-6", {"2-6"}),  # a number
        ("テレワーク", {"2-6"}),  # a name
        ("フロントヤード　窓口", {"1-1"}),  # two words with a wide space between
        ("コンビニ交付サービスの周知", {"1-2"}),  # an initiative
        ("証明書のコンビニ交付", {"1-2"}),  # its description
        ("学習の質の向上", {"1-5"}),  # an effect
        ("秘書広報課", {"1-3", "3-1"}),  # a department
    ],
)
def test_a_search_looks_into_every_text_of_a_measure(
    visit: Open, typed: str, numbers: set[str]
) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value(typed).run()
    opened = {
        label.split()[0].strip("*").replace("\\", "")
        for label in listed_measures(at)
        if not label.startswith("**19")
    }
    assert numbers <= opened


def test_what_a_search_finds_is_open_and_the_rest_is_away(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value("秘書広報課").run()
    assert not [expander for expander in at.expander if expander.label.startswith("**")]
    assert "プッシュ型情報配信の充実" in words(at)
    assert "GIGA" not in words(at)


def test_a_search_that_finds_nothing_says_so(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value("存在しない").run()
    assert "この条件に合う施策はありません" in at.info[0].value
    assert not at.get("download_button")


def test_filters_narrow_by_policy_department_and_mark(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans["472123"]
    at = visit("plan", city="472123")
    at.selectbox(key="plan_policy").set_value("3").run()
    assert len(listed_measures(at)) == 3
    at.selectbox(key="plan_policy").set_value(None).run()
    at.selectbox(key="plan_item").set_value(NationalItem.COMPANION).run()
    assert len(listed_measures(at)) == 3
    at.selectbox(key="plan_item").set_value(None).run()
    at.selectbox(key="plan_department").set_value("全課").run()
    assert len(listed_measures(at)) == sum(
        "全課" in measure.departments for measure in plan.measures
    )


def test_filters_that_a_plan_has_no_use_for_are_not_offered(visit: Open) -> None:
    keys = {box.key for box in visit("plan", city="412091").selectbox}
    assert "plan_policy" in keys
    assert not {"plan_department", "plan_item"} & keys
