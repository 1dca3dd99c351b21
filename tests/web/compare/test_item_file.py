"""The items × cities as a file."""

import csv
import io
from datetime import date
from pathlib import Path

from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.compare.item_file import items_csv
from tests.support.shipped_cities import HYUGA, TOMIGUSUKU, TSUSHIMA, key_of
from tests.support.speaking import speak


def test_the_file_has_a_line_for_each_item_city_and_indicator(own_store: Path) -> None:
    speak("ja")
    known = cached.listed_plans()
    chosen = tuple(known[key_of(code)] for code in (TOMIGUSUKU, HYUGA, TSUSHIMA))
    view = View(chosen[0], cached.plan(chosen[0]), 2025, (2025,), date(2026, 5, 1))
    rows = list(
        csv.DictReader(io.StringIO(items_csv(view, chosen).decode("utf-8-sig")))
    )
    card = [row for row in rows if row["国の項目"].startswith("マイナンバーカード")]
    assert [
        (row["自治体"], row["読み取りの別"], row["施策"], row["指標の別"], row["指標"])
        for row in card
    ] == [
        (
            "豊見城市",
            "計画に印",
            "1-2 マイナンバーカードの取得支援・利用の推進",
            "参考",
            "マイナンバーカード保有枚数率",
        ),
        (
            "日向市",
            "計画に印",
            "1-3 マイナンバーカードの普及促進・利用の推進",
            "KPI",
            "マイナンバーカードを利活用したサービス",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "コンビニ交付利用件数",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "キオスク端末による証明書交付利用率",
        ),
    ]
    assert (card[1]["期間"], card[1]["期限"], card[1]["目標値"]) == (
        "令和6年度～（終わりの記載なし、推定）",
        "令和5年度末",
        "目標 3事業（令和7年度末）",
    )
    missing = [
        row["自治体"]
        for row in rows
        if row["読み取りの別"] == "この項目の語を名称に含む施策は見当たりません"
    ]
    assert (missing.count("豊見城市"), missing.count("日向市")) == (0, 2)
