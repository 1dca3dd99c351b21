"""The cards: the last figure, the target, the pace and the outlook."""

from pathlib import Path
from typing import Any

from dxkpi.plan import Plan
from dxkpi.text.width import text_width
from dxkpi.web.common.markdown import plain
from tests.support.apptest import Open, save, words
from tests.support.realised_plans import plan_with_rate, without_surveys


def cards_of(at: Any) -> dict[str, tuple[str, str]]:
    """The figure and the remark of each card by its name."""
    remarks = [
        element.value
        for element in at.markdown
        if element.value.startswith(":small[") and "gray" not in element.value
    ]
    return {
        metric.label.replace("\\", ""): (
            metric.value.replace("\\", ""),
            remark.removeprefix(":small[").removesuffix("]").replace("\\", ""),
        )
        for metric, remark in zip(at.metric, remarks, strict=False)
    }


def test_mihon_in_the_third_year(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    assert at.title[0].value == plain("職員のDX推進実感率")
    assert at.header[0].value == ":gray-badge[▲ 遅れ～● 順調] " + plain(
        "64.1%（±2.8）。3年間で5.9ポイント確かに上がり、"
        "このままなら令和9年度の70.0%に届く可能性は3割ほどです。"
    )
    details = (
        "3年間で5.9ポイントの確かな上昇（95%で+1.2～+10.6）。"
        "前年度からの+1.3ポイントは誤差の範囲です。"
        "目標の線より1.2ポイント下ですが、その差は誤差の範囲です。"
    )
    assert plain(details) in words(at)
    assert cards_of(at) == {
        "いま（令和7年度）": ("64.1%", "線まで 1.2。誤差の内"),
        "70.0%に必要な伸び": ("年+3.0", "これまで 年+2.0 の約1.5倍"),
        "70.0%に届く可能性": ("3割ほど", "約34%。見込みは 62～75%"),
    }
    said = words(at).replace("\\", "")
    assert "濃い帯は調査の誤差、薄い帯は見込みの幅。縦軸は50%から" in said
    assert "64.1÷70.0＝91.6% は進み具合ではありません" in said
    assert "進捗率は50.0%です" in said
    assert (
        "最小二乗法の直線と、5回に4回はこの範囲に入ると見込む幅（80%予測区間）" in said
    )
    assert "アンケートの誤差も幅に含みます" in said


def test_a_remark_of_a_card_stays_on_one_line(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    for _figure, remark in cards_of(at).values():
        assert text_width(remark, 14) <= 200, remark


def test_tomigusuku_at_the_start_says_when_the_first_survey_is_and_what_it_can_show(
    visit: Open,
) -> None:
    at = visit("realisation", city="472123", year="2026")
    assert at.header[0].value == ":gray-badge[□ 測定前] " + plain(
        "64.4%から75.0%へ。最初の調査は令和9年3月です。"
    )
    assert cards_of(at) == {
        "出発点（令和8年3月）": ("64.4%", "令和7年度の値"),
        "目標（令和12年度末）": ("75.0%", "出発点から +10.6、年+2.1"),
        "最初の調査": ("R9年3月", "目標の線は 66.5%"),
    }
    said = words(at).replace("\\", "")
    assert "1年の伸び2.1は誤差より小さい。2～3年で見ます" in said
    assert "帯は±3：職員620人のうち400人が答えたとしたとき" in said
    assert "職員620人なら、400人が答えると誤差は±3、200人では±5ほど" in said
    assert "64.4÷75.0＝85.9% は進み具合ではありません" in said
    assert "進捗率は0.0%です" in said
    assert (
        "出発点を含めて実績が3回そろうと、この傾向が続いた場合の見込みが図に加わります"
        in said
    )


def test_the_month_of_the_first_survey_is_told_only_where_the_plan_knows_it(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans["472123"]
    start = {"fiscal_year": 2025, "value": "64.4"}
    save(own_store, plan_with_rate(plan, baseline=start))
    at = visit("realisation", city="472123", year="2026")
    assert "最初の調査は令和8年度です" in at.header[0].value.replace("\\", "")
    assert cards_of(at)["最初の調査"] == ("R8", "目標の線は 66.5%")


def test_three_figures_on_a_line_promise_nothing(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, without_surveys(sample_plan))
    at = visit("realisation", city="999997", year="2024")
    assert cards_of(at)["この傾向が続けば（令和9年度）"] == (
        "約70%",
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
        "66.0%",
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
    assert "これまで" not in str(cards_of(at))
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
    at = visit("realisation", city="999997", year=str(last.fiscal_year))
    (remark,) = (told[1] for name, told in cards_of(at).items() if "出発点" in name)
    assert remark == "誤差±2.8。"
