"""The groups of a staff survey on the page of the 実感率: what is shown of them, and what must not be."""

import json
from pathlib import Path

import pytest

from dxkpi.plan import Indicator, Plan, Survey, SurveyGroup
from dxkpi.settings import settings
from dxkpi.survey import plan_with_pooled_groups, surveys_by_year
from dxkpi.web.common import view
from tests.support.apptest import Open, charts_of, save, words
from tests.support.survey_charts import pooled_cells

DEPARTMENTS = {"realisation_tab": "department"}


def test_the_page_names_the_one_real_change_and_says_that_the_larger_one_is_chance(
    visit: Open,
) -> None:
    at = visit("realisation", city="999997", year="2025", **DEPARTMENTS)
    said = words(at).replace("\\", "")
    assert "市民課** +42.2ポイント" in said
    assert "契約検査課の+43.3ポイントも" in said
    assert "ボンフェローニの方法" in said
    assert "順位ではありません" in said


def test_the_page_groups_the_years_that_were_asked_alike(visit: Open) -> None:
    said = words(visit("realisation", city="999997", year="2025")).replace("\\", "")
    assert "令和4～7年度" in said
    assert "市役所のデジタル化は進んでいると思うか" in said


def test_the_map_can_be_read_as_a_table(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025", **DEPARTMENTS)
    pictures = len(charts_of(at))
    at.toggle(key="as_table").set_value(True).run()
    assert len(charts_of(at)) == pictures - 1
    assert not at.exception


def test_a_survey_without_groups_shows_its_margin_and_who_answered(
    visit: Open, own_store: Path, sample_plan: Plan, felt: Indicator
) -> None:
    entry = felt.actuals[-1]
    bare = Survey(
        question="問い", tally={"はい": 255, "いいえ": 143}, counted=("はい",)
    )
    only = felt.model_copy(
        update={"actuals": (entry.model_copy(update={"survey": bare}),)}
    )
    others = tuple(
        only if one.code == felt.code else one for one in sample_plan.indicators
    )
    save(own_store, sample_plan.model_copy(update={"indicators": others}))
    at = visit("realisation", city="999997", year="2025")
    assert not at.exception
    assert "±" in at.header[0].value
    assert "398人が回答" in json.dumps(charts_of(at), ensure_ascii=False)


def test_groups_with_hostile_names_stay_text(
    visit: Open, own_store: Path, sample_plan: Plan, felt: Indicator
) -> None:
    entry = felt.actuals[-1]
    assert entry.survey is not None
    name = "<b>=1+1</b> [x](http://example.jp) " + "長" * 200
    groups = (SurveyGroup(names=(name,), answers=398, positive=255),)
    odd = entry.survey.model_copy(
        update={
            "departments": groups,
            "positions": groups,
            "ages": groups,
            "question": name,
        }
    )
    only = felt.model_copy(
        update={"actuals": (entry.model_copy(update={"survey": odd}),)}
    )
    others = tuple(
        only if one.code == felt.code else one for one in sample_plan.indicators
    )
    save(own_store, sample_plan.model_copy(update={"indicators": others}))
    at = visit("realisation", city="999997", year="2025")
    assert not at.exception
    assert "[x](http" not in words(at)


def test_a_threshold_that_is_raised_later_puts_more_groups_together_on_every_screen_and_in_every_export(
    visit: Open, sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_SMALLEST_GROUP", "10")
    settings.cache_clear()
    view.make_once.cache_clear()  # a process has one threshold
    at = visit("realisation", city="999997", year="2025", **DEPARTMENTS)
    view.make_once.cache_clear()
    pooled = [cell for cell in pooled_cells(charts_of(at)[2]) if cell["column"] == 4]
    assert len(pooled) == 9
    shown = plan_with_pooled_groups(sample_plan, 10).realisation
    assert shown is not None
    assert all(
        group.answers >= 10
        for survey in surveys_by_year(shown).values()
        for groups in survey.groups_by_kind.values()
        for group in groups
    )
    assert plan_with_pooled_groups(sample_plan, 5) is sample_plan


def test_each_tab_has_an_address_that_brings_it_back(visit: Open) -> None:
    titles = {
        None: "**年ごと**",
        "department": "**課ごとの実感率**",
        "position": "**職位ごとの実感率**",
        "age": "**年代ごとの実感率**",
        "nothing": "**年ごと**",
    }
    for tab, title in titles.items():
        chosen = {} if tab is None else {"realisation_tab": tab}
        at = visit("realisation", city="999997", year="2025", **chosen)
        assert title in words(at)
        assert [one.label for one in at.tabs] == ["年ごと", "課", "職位", "年代"]


def test_only_what_is_sure_is_told_of_the_groups(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025", **DEPARTMENTS)
    said = words(at).replace("\\", "")
    assert "ほかより確かに高いのは市民課、低いのは福祉課です" in said
    assert "19の課を一度に比べても" in said


@pytest.mark.parametrize("tab", ["", "department", "position", "age"])
def test_no_method_is_named_before_the_formulas_are_unfolded(
    visit: Open, tab: str
) -> None:
    at = visit("realisation", city="999997", year="2025", realisation_tab=tab)
    (folded,) = at.expander
    hidden = {element.value for element in (*folded.markdown, *folded.caption)}
    open_words = [
        element.value
        for element in (*at.header, *at.markdown, *at.caption)
        if element.value not in hidden
    ]
    for method in METHODS:
        assert not any(method in text for text in open_words), method
    assert any("ボンフェローニ" in text for text in hidden)


METHODS = ("ボンフェローニ", "自由度", "最小二乗", "予測区間", "信頼水準", "t分布")


def test_a_group_of_one_mind_is_told_nowhere(
    visit: Open, own_store: Path, sample_plan: Plan, felt: Indicator
) -> None:
    """9 of 9 would tell every answer: also as 90% or more, which nothing but 9 of 9 is."""
    entry = felt.actuals[-1]
    assert entry.survey is not None
    groups = list(entry.survey.departments)
    at_nine = next(n for n, group in enumerate(groups) if group.answers == 9)
    giver = next(n for n, group in enumerate(groups) if group.answers > 40)
    alike = groups[at_nine].model_copy(update={"positive": 9})
    moved = 9 - groups[at_nine].positive
    others = groups[giver].model_copy(
        update={"positive": groups[giver].positive - moved}
    )
    groups[at_nine], groups[giver] = alike, others
    told = entry.survey.model_copy(update={"departments": tuple(groups)})
    only = felt.model_copy(
        update={"actuals": (entry.model_copy(update={"survey": told}),)}
    )
    plan = sample_plan.model_copy(
        update={
            "indicators": tuple(
                only if one.code == felt.code else one for one in sample_plan.indicators
            )
        }
    )
    save(own_store, plan)
    at = visit("realisation", city="999997", year="2025", **DEPARTMENTS)
    said = words(at) + json.dumps(charts_of(at), ensure_ascii=False)
    assert f"{alike.name} 100" not in said
    assert "9/9" not in said
    shown = plan_with_pooled_groups(plan, 5).realisation
    assert shown is not None
    for survey in surveys_by_year(shown).values():
        for group in survey.departments:
            assert 0 < group.positive < group.answers
