"""The file of judgements."""

from datetime import date
from decimal import Decimal

import pytest

from dxkpi.plan import Plan
from dxkpi.web.common.view import View
from dxkpi.web.overview import files
from tests.support.listed import listed
from tests.support.speaking import speak
from tests.support.specs import read_back

pytestmark = pytest.mark.usefixtures("own_store")


def test_the_file_holds_every_indicator_as_it_was_judged(sample_plan: Plan) -> None:
    speak("ja")
    view = View(
        listed(sample_plan),
        sample_plan,
        2025,
        tuple(sample_plan.fiscal_years),
        date(2026, 11, 21),
    )
    frame = read_back(files.judgements_csv(view))
    assert list(frame["コード"]) == [
        indicator.code for indicator in sample_plan.indicators
    ]
    late = frame[frame["コード"] == "K01"].iloc[0]
    assert late[
        [
            "基本方針",
            "担当課",
            "現状値",
            "期待値",
            "実績値",
            "目標値",
            "目標の条件",
            "目標の記載",
            "判定",
            "年度",
            "年度（西暦）",
        ]
    ].tolist() == [
        "行かない・待たない市役所",
        "市民課",
        "18.0",
        "43.2",
        "29.0",
        "60.0",
        "",
        "60.0%",
        "遅れ",
        "令和7年度",
        "2025",
    ]
    assert late["ペース"] == "0.4365"
    assert late["要因"].startswith("オンライン化した手続は増えたが")
    assert late["対応"] == "令和8年度は申請書の裏面に案内を刷り込む。"
    waiting = frame[frame["コード"] == "K03"].iloc[0]
    assert waiting[["目標値", "目標の条件"]].tolist() == ["12.0", "以下"]
    kept = frame[frame["コード"] == "K13"].iloc[0]
    assert kept[["目標値", "目標の記載"]].tolist() == ["100.0", "毎年度 100.0%"]
    assert (
        frame[frame["コード"] == "K18"]
        .iloc[0]["備考"]
        .startswith("令和7年度の実績はありません（未提出）。")
    )


def test_a_rate_on_a_tiny_way_stands_in_words_in_the_file(sample_plan: Plan) -> None:
    speak("ja")
    late = sample_plan.indicator("K01")
    assert late is not None
    assert late.target is not None
    nearer = late.target.model_copy(update={"value": Decimal("18.1")})
    tiny = late.model_copy(update={"target": nearer})
    plan = sample_plan.model_copy(update={"indicators": (tiny,)})
    view = View(listed(plan), plan, 2024, tuple(plan.fiscal_years), date(2026, 11, 21))
    row = read_back(files.judgements_csv(view)).iloc[0]
    assert row["進捗率"] == "100%超"
    assert row["達成率"].startswith("1.447")
