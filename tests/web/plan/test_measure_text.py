"""What of a measure is said to be missing, and what is marked."""

from dxkpi.plan import Measure, Plan
from tests.support.apptest import Open, words
from tests.support.plan_page import (
    Keep,
    everything_on_page,
    listed_measures,
    plan_of_one_policy,
    queries_of_links,
)


def test_what_a_plan_does_not_say_is_said_to_be_missing(visit: Open) -> None:
    bare = everything_on_page(visit, "412091")
    assert "期間の記載なし" in bare
    assert "**版**　記載なし" in bare
    assert "**策定**　記載なし" in bare
    assert "どの施策にも記載がないもの：担当課、期待される効果" in bare
    partly = everything_on_page(visit, "999997")
    assert "**工程**　:gray[記載なし]" in partly
    assert "どの施策にも記載がないもの" not in partly


def test_a_measure_without_departments_says_so_where_others_have_them(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    nobody = next(
        measure
        for measure in shipped_plans["999997"].measures
        if not measure.departments
    )
    assert (
        "担当課の記載なし"
        in visit("plan", city="999997", measure=nobody.number).markdown[0].value
    )
    assert "担当課の記載なし" not in "".join(
        listed_measures(visit("plan", city="452068"))
    )


def test_inferred_years_are_marked(visit: Open) -> None:
    assert "検討・導入・拡充　令和8～12年度　:gray[推定]" in everything_on_page(
        visit, "472123"
    )


def test_a_measure_with_nothing_but_a_name_says_so(
    visit: Open, keep: Keep, sample_plan: Plan
) -> None:
    keep(plan_of_one_policy(sample_plan, Measure(number="1-1", name="名だけの施策")))
    assert "計画には名称だけが記されています。" in everything_on_page(visit, "999997")
    alone = visit("plan", city="999997", measure="1-1")
    assert not alone.exception
    assert "計画には名称だけが記されています。" in words(alone)
    assert not list(queries_of_links(alone, "schedule"))
