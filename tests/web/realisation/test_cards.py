"""The cards: the last figure, the target, the pace and the outlook."""

from pathlib import Path
from typing import Any

from dxkpi.plan import Plan
from dxkpi.web.common.markdown import plain
from tests.support.apptest import Open, save, words
from tests.support.realised_plans import plan_with_rate, without_surveys


def cards_of(at: Any) -> dict[str, tuple[str, str]]:
    return {
        metric.label.replace("\\", ""): (
            metric.value.replace("\\", ""),
            metric.delta.replace("\\", ""),
        )
        for metric in at.metric
    }


def test_mihon_in_the_third_year(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    assert at.title[0].value == plain("職員のDX推進実感率")
    assert at.header[0].value == plain(
        "令和7年度は64.1%（±2.8）で、3年間で5.9ポイント、確かに上がりました。"
        "このままなら、令和9年度の70.0%に届く可能性は3割ほど（約34%）、"
        "見込みの幅は62～75%です。"
    )
    details = (
        "3年間で5.9ポイントの確かな上昇（95%で+1.2～+10.6）。"
        "前年度からの+1.3ポイントは誤差の範囲です。"
        "目標の線より1.2ポイント下ですが、その差は誤差の範囲です。"
    )
    assert plain(details) in words(at)
    assert cards_of(at) == {
        "令和7年度の実績": (
            "64.1% :small[±2.8]",
            "目標の線65.3%まで あと1.2ポイント（誤差の内）",
        ),
        "目標に届くペース": ("年+3.0", "これまでの3年間は 年+2.0"),
        "この傾向が続けば（令和9年度）": (
            "62～75:small[%]",
            "70.0%に届く可能性 3割ほど（約34%）",
        ),
    }
    said = words(at).replace("\\", "")
    assert (
        "縦の線は95%の誤差の範囲、縦軸は50%から、"
        "点線はすべての実績を通る最小二乗法の直線、帯はその80%予測区間" in said
    )
    assert "64.1÷70.0＝91.6% は進み具合ではありません" in said
    assert "進捗率は50.0%です" in said
    assert (
        "最小二乗法の直線と、5回に4回はこの範囲に入ると見込む幅（80%予測区間）" in said
    )
    assert "アンケートの誤差も幅に含みます" in said


def test_tomigusuku_at_the_start_warns_that_the_achievement_rate_is_no_progress(
    visit: Open,
) -> None:
    for year in ("2025", "2026", "2030"):
        at = visit("realisation", city="472123", year=year)
        assert at.header[0].value == plain(
            "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。"
        )
        assert cards_of(at) == {
            "出発点（令和7年度）": ("64.4:small[%]", "令和8年3月の値"),
            "目標（令和12年度末）": ("75.0:small[%]", "出発点から +10.6ポイント"),
            "目標に届くペース": ("年+2.1", "令和7年度から5年間"),
        }
        said = words(at).replace("\\", "")
        assert "64.4÷75.0＝85.9% は進み具合ではありません" in said
        assert "進捗率は0.0%です" in said
        assert (
            "出発点を含めて実績が3回そろうと、この傾向が続いた場合の見込みが図に加わります"
            in said
        )


def test_three_figures_on_a_line_promise_nothing(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, without_surveys(sample_plan))
    at = visit("realisation", city="999997", year="2024")
    assert cards_of(at)["この傾向が続けば（令和9年度）"] == (
        "約70:small[%]",
        "幅は見積もれません",
    )
    assert "見込みが確かだという意味ではありません" in words(at)


def test_a_deadline_that_is_past_shows_what_is_missing_and_the_pace(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    goal = {"rule": "reach", "value": "66", "fiscal_year": 2025}
    save(own_store, plan_with_rate(sample_plan, target=goal))
    shown = cards_of(visit("realisation", city="999997", year="2025"))
    assert shown["目標（令和7年度末）"] == (
        "66.0:small[%]",
        "1.9ポイント届きませんでした",
    )
    assert shown["これまでのペース"] == ("年+2.0", "令和4年度から3年間")


def test_after_a_changed_survey_no_pace_across_it_is_shown_and_the_page_says_when_an_outlook_comes(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    *before, last = lead.actuals
    assert last.survey is not None
    changed = last.model_copy(
        update={
            "survey": last.survey.model_copy(update={"question": "市役所は変わったか"})
        }
    )
    save(
        own_store,
        sample_plan.model_copy(
            update={
                "indicators": tuple(
                    i.model_copy(update={"actuals": (*before, changed)})
                    if i.code == lead.code
                    else i
                    for i in sample_plan.indicators
                ),
            }
        ),
    )
    at = visit("realisation", city="999997", year=str(last.fiscal_year))
    assert "これまで" not in "".join(metric.delta or "" for metric in at.metric)
    assert "それ以降の値が3つそろうと" in words(at)
    assert "見込み 約" not in words(at)


def test_a_starting_point_that_comes_from_a_survey_has_its_margin(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    last = lead.actuals[-1]
    assert lead.baseline is not None
    assert lead.target is not None
    start = lead.baseline.model_copy(
        update={"fiscal_year": last.fiscal_year, "as_of": None, "value": last.value}
    )
    fresh = lead.model_copy(
        update={
            "baseline": start,
            "target": lead.target.model_copy(update={"yearly": {}}),
        }
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (fresh,)}))
    shown = visit("realisation", city="999997", year=str(last.fiscal_year)).metric[0]
    assert "出発点" in shown.label
    assert "±" in shown.value
