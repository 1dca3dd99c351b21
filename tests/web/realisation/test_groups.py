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


def test_the_page_names_the_one_real_change_and_says_that_the_larger_one_is_chance(
    visit: Open,
) -> None:
    said = words(visit("realisation", city="999997", year="2025")).replace("\\", "")
    assert "市民課** +42.2ポイント" in said
    assert "契約検査課の+43.3ポイントも" in said
    assert "ボンフェローニの方法" in said
    assert "順位ではありません" in said


def test_the_page_groups_the_years_that_were_asked_alike(visit: Open) -> None:
    said = words(visit("realisation", city="999997", year="2025")).replace("\\", "")
    assert "令和4～7年度" in said
    assert "市役所のデジタル化は進んでいると思うか" in said


def test_the_map_can_be_read_as_a_table(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
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
    at = visit("realisation", city="999997", year="2025")
    view.make_once.cache_clear()
    pooled = [cell for cell in pooled_cells(charts_of(at)[1]) if cell["column"] == 4]
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
