"""What was reported of initiatives in a year, on the plan's page and in its file."""

from datetime import date

from dxkpi.plan import Plan
from dxkpi.web.common.view import View
from dxkpi.web.plan.plan_csv import plan_csv
from tests.support.apptest import Open, words
from tests.support.listed import listed
from tests.support.plan_page import Keep
from tests.support.said_plans import said_plan
from tests.support.speaking import speak
from tests.support.specs import read_back


def test_each_initiative_says_what_was_reported_of_the_year(
    visit: Open, keep: Keep, sample_plan: Plan
) -> None:
    keep(said_plan(sample_plan))
    at = visit("plan", city="999997", measure="1-1", year="2025")
    [line] = [expander.label for expander in at.expander]
    assert "窓口予約システムの導入" in line
    assert "▲ 遅れ" in line
    assert "本部評価 △" in line
    shown = words(at)
    assert "本庁の14の窓口で始めた。" in shown
    assert r"\*\*支所\*\* \<b\>の改修" in shown
    assert "前回の報告（令和6年度）：● 実施中" in shown


def test_another_year_shows_what_was_reported_then(
    visit: Open, keep: Keep, sample_plan: Plan
) -> None:
    keep(said_plan(sample_plan))
    shown = words(visit("plan", city="999997", measure="1-1", year="2024"))
    assert "市民課で始めた。" in shown
    assert "本庁の14の窓口" not in shown


def test_a_measure_in_the_list_shows_them_too(
    visit: Open, keep: Keep, sample_plan: Plan
) -> None:
    keep(said_plan(sample_plan))
    at = visit("plan", city="999997", year="2025")
    at.query_params["plan_opened"] = "1-1"
    at.run()
    assert not at.exception
    assert "本庁の14の窓口で始めた。" in words(at)


def test_a_plan_of_which_nothing_was_said_has_no_year(visit: Open) -> None:
    at = visit("plan", city="472123")
    assert "の報告" not in words(at)


def test_the_file_holds_what_was_said_of_the_year(sample_plan: Plan) -> None:
    speak("ja")
    plan = said_plan(sample_plan)
    view = View(listed(plan), plan, 2025, (2025,), date(2026, 11, 22))
    first, second, third = read_back(plan_csv(view, ["1-1"])).to_dict("records")
    assert (first["年度"], first["状態"], first["実施内容"]) == (
        "令和7年度",
        "遅れ",
        "本庁の14の窓口で始めた。",
    )
    assert (first["今後の予定"], first["市の評価"]) == ("電話で受ける。", "本部評価 △")
    assert second["状態"] == third["状態"] == "未報告"
