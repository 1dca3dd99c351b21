"""The groups of a staff survey on the page of the 実感率: what is shown of them, and what must not be."""

import json
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dxkpi import charts
from dxkpi.plan import Indicator, Plan, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.rules import judge, trajectory
from dxkpi.settings import settings
from dxkpi.survey import plan_with_pooled_groups, survey_course, surveys_by_year
from dxkpi.web.common import view
from dxkpi.web.common.language import current_language
from tests.support.apptest import Open, charts_of, save, words


@pytest.fixture
def felt(sample_plan: Plan) -> Indicator:
    found = sample_plan.realisation
    assert found is not None
    return found


def texts(spec: dict[str, Any]) -> Iterator[str]:
    """Every text of a picture that somebody may read, on it or on pointing."""
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            yield from (
                str(row[name])
                for name in ("text", "long", "short", "tip", "value")
                if name in row
            )


def rows(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [
        row
        for one in spec["layer"]
        if one["mark"]["type"] == mark
        for row in one["data"]["values"]
    ]


def pooled_cells(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of groups that were put together because they are small."""
    return [
        row for row in rows(spec, "rect") if "depth" in row and row["role"] == "muted"
    ]


def told_cells(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of groups whose own rate is shown."""
    return [row for row in rows(spec, "rect") if row["role"] == "actual"]


def test_the_map_shows_each_section_in_each_year_and_those_counted_together_by_name_only(
    felt: Indicator,
) -> None:
    spec = charts.group_map(
        felt, surveys_by_year(felt), GroupKind.DEPARTMENT, current_language()
    )
    shown = list(texts(spec))
    assert {
        "市民課",
        "会計課",
        "令和7年度",
        "R7",
        "90%",
        "まとめ" if "まとめ" in shown else "together",
    } <= set(shown)
    pooled = [cell for cell in pooled_cells(spec) if cell["column"] == 4]
    assert len(pooled) == 3
    assert all("10" in cell["tip"] for cell in pooled)


def test_the_map_marks_the_year_that_cannot_be_compared(felt: Indicator) -> None:
    alert = [
        row
        for row in rows(
            charts.group_map(
                felt, surveys_by_year(felt), GroupKind.DEPARTMENT, current_language()
            ),
            "rect",
        )
        if row["role"] == "alert"
    ]
    assert [row["column"] for row in alert] == [1]


def test_a_blue_is_deeper_the_higher_the_rate(felt: Indicator) -> None:
    spec = charts.group_map(
        felt, surveys_by_year(felt), GroupKind.DEPARTMENT, current_language()
    )
    shares = {
        (text["column"], text["y"]): text["short"]
        for text in rows(spec, "text")
        if "column" in text
    }
    depths = {
        int(shares[cell["column"], cell["y"]]): cell["depth"]
        for cell in told_cells(spec)
    }
    assert min(depths.values()) < max(depths.values())
    assert [depths[share] for share in sorted(depths)] == sorted(depths.values())


def test_the_trend_has_the_margin_of_every_survey_and_is_broken_where_the_question_changed(
    felt: Indicator,
) -> None:
    judgements = [judge(felt, year, due=year <= 2025) for year in range(2021, 2028)]
    found, stands = survey_course(judgements[4]), trajectory(judgements[4])
    assert found is not None
    assert stands is not None
    spec = charts.trend_chart(
        stands, judgements, found.outlook(2027), current_language()
    )
    spans = {
        row["year"]: (row["low"], row["high"])
        for row in rows(spec, "rule")
        if "low" in row
    }
    assert sorted(spans) == [2021, 2022, 2023, 2024, 2025]
    assert all(
        low < float(found.published_rate(year)) < high
        for year, (low, high) in spans.items()
    )
    assert "2021–2022" not in {row.get("segment") for row in rows(spec, "line")}
    assert [row["year"] for row in rows(spec, "rect") if row["role"] == "alert"] == [
        2022
    ]


def test_a_supposed_figure_is_drawn_hollow_with_its_word_and_the_way_it_leaves(
    felt: Indicator,
) -> None:
    judgements = [judge(felt, year, due=year <= 2025) for year in range(2021, 2028)]
    stands = trajectory(judgements[4])
    assert stands is not None
    plain, played = (
        charts.trend_chart(stands, judgements, None, current_language(), supposed=value)
        for value in (None, Decimal("70.5"))
    )
    assert not [row for row in rows(plain, "line") if row["segment"] == "supposed"]
    way = {
        row["year"]: row["value"]
        for row in rows(played, "line")
        if row["segment"] == "supposed"
    }
    assert way == {2025: 64.1, 2026: 70.5, 2027: 70.0}


def test_the_table_and_the_file_say_the_same_and_nothing_of_fewer_than_five(
    felt: Indicator,
) -> None:
    known = surveys_by_year(felt)
    table = charts.group_table(felt, known, GroupKind.DEPARTMENT, current_language())
    assert list(table.columns[1:]) == ["R3", "R4", "R5", "R6", "R7"]
    assert table.set_index(table.columns[0]).loc["市民課", "R7"] == "89.7%"
    assert str(table.set_index(table.columns[0]).loc["会計課", "R7"]).startswith("＊")
    frame = pd.read_csv(
        StringIO(
            charts.group_csv(felt, known, "見本市", current_language()).decode(
                "utf-8-sig"
            )
        )
    )
    assert frame.shape[1] == 11
    assert (frame.iloc[:, 6] >= 5).all()
    whole = frame[frame.iloc[:, 4] == frame.iloc[0, 4]]
    assert whole.iloc[:, 6].tolist() == [214, 318, 342, 371, 398]


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


def test_a_supposition_is_said_to_be_one_and_goes_with_its_switch(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    assert not at.slider
    at.toggle(key="realisation_supposing").set_value(True).run()
    at.slider[0].set_value(70.0).run()
    assert any(
        "これは仮の値で、登録されません" in caption.value for caption in at.caption
    )
    assert "supposed" in json.dumps(charts_of(at)[0])
    at.toggle(key="realisation_supposing").set_value(False).run()
    assert not at.slider
    assert "supposed" not in json.dumps(charts_of(at)[0])


@pytest.mark.parametrize(
    ("value", "said"), [(72.0, "目標70.0%に届きます"), (60.0, "その後の1年間、毎年")]
)
def test_a_supposition_says_what_it_would_leave(
    visit: Open, value: float, said: str
) -> None:
    at = visit("realisation", city="999997", year="2025")
    at.toggle(key="realisation_supposing").set_value(True).run()
    at.slider[0].set_value(value).run()
    assert any(said in caption.value.replace("\\", "") for caption in at.caption)


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


def test_a_year_whose_staff_nobody_counted_has_no_bar(felt: Indicator) -> None:
    known = {
        year: found.model_copy(update={"invited": None})
        for year, found in surveys_by_year(felt).items()
    }
    unknown, told = (
        charts.response_bars(known, current_language()),
        charts.response_bars(surveys_by_year(felt), current_language()),
    )
    assert len(rows(told, "rect")) == 2 * len(known)
    assert rows(unknown, "rect") == []
    assert "398" in "".join(texts(unknown))


def test_no_line_is_drawn_across_a_changed_question_even_as_seen_from_before_it(
    felt: Indicator,
) -> None:
    judgement = judge(felt, 2021)
    stands = trajectory(judgement)
    assert stands is not None
    spec = charts.trend_chart(stands, [judgement], None, current_language())
    assert [row["year"] for row in rows(spec, "rect") if row["role"] == "alert"] == [
        2022
    ]
    assert not [row for row in rows(spec, "line") if row["year"] == 2021]
