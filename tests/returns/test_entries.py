"""What people write into the cell of a figure, and what comes of it: one table.

Each entry has the text of the cell, the indicator's unit and kind and its figure of last
year, then the code that it is answered with ("" where nothing but the reading is told),
the figure that is registered or proposed, and the choices that are offered.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.plan import Aggregation, Direction, Indicator, KeepTarget, Missing, ValueType
from dxkpi.plan.target import Comparator
from dxkpi.returns import Confirmation
from dxkpi.returns.filled_form import CellLook
from tests.support.checking import YES_NO, check_figure, choice_keys, indicator

COUNT = {"aggregation": Aggregation.POINT}
ANNUAL = {"aggregation": Aggregation.ANNUAL}
TOTAL = {"aggregation": Aggregation.CUMULATIVE}
NO_ACCIDENTS: dict[str, Any] = {
    "target": KeepTarget(value=Decimal(0), comparator=Comparator.AT_MOST),
    "direction": Direction.LOWER,
    "aggregation": Aggregation.ANNUAL,
}
TOLD = ("read_as", "approximate", "finer_than_plan", "percent_cell")


@dataclass(frozen=True)
class Entry:
    """A cell and what is expected of it."""

    said: Any
    indicator: Indicator
    code: str
    figure: str | None
    choices: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{self.said} ({self.indicator.unit})"


def entry(
    said: Any,
    unit: str,
    last: str | None,
    code: str,
    figure: str | None,
    *choices: str,
    **kind: Any,
) -> Entry:
    decimals = 1 if unit == "%" else 0
    one = indicator("K1", unit, last, **{"decimals": decimals, **kind})
    return Entry(said, one, code, figure, choices or None)


def yes_no(said: Any, code: str, figure: str | None) -> Entry:
    return Entry(said, indicator("K1", "", "0", **YES_NO), code, figure)


STAGES = ("検討", "導入準備", "導入", "全庁展開")


def stage(said: Any, code: str, figure: str | None, *choices: str) -> Entry:
    kind = {"value_type": ValueType.STAGE, "stages": STAGES}
    return Entry(said, indicator("K1", "", "2", **kind), code, figure, choices or None)


AS_READ = [
    entry("1時間30分", "時間", "1", "", "1.5"),
    entry("1時間半", "分", "80", "", "90"),
    entry("2ヶ月", "か月", "3", "", "2"),
    entry("3カ年", "年", "3", "", "3"),
    entry("25", "件", "24", "", "25"),
    entry("２５件", "件", "24", "", "25"),
    entry("1,234件", "件", "1200", "", "1234"),
    entry("1億2,000万円", "円", None, "", "120000000"),
    entry("1億2,000万円", "千円", None, "", "120000"),
    entry("1億2,000万", "円", None, "", "120000000"),
    entry("１億２千万円", "円", None, "", "120000000"),
    entry("2兆3,000億円", "億円", None, "", "23000"),
    entry("3万5千人", "人", None, "", "35000"),
    entry("3万5,000人", "人", None, "", "35000"),
    entry("2千5百人", "人", None, "", "2500"),
    entry("約1億2千万円", "万円", None, "", "12000"),
    entry("三十人", "人", None, "", "30"),
    entry("三十", "人", None, "", "30"),
    entry("十人", "人", None, "", "10"),
    entry("二十五件", "件", None, "", "25"),
    entry("百二十件", "件", None, "", "120"),
    entry("百件", "件", None, "", "100"),
    entry("千二百件", "件", None, "", "1200"),
    entry("二〇件", "件", None, "", "20"),
    entry("一二〇件", "件", None, "", "120"),
    entry("参拾人", "人", None, "", "30"),
    entry("五", "件", None, "", "5"),
    entry("約三十人", "人", None, "", "30"),
    entry("三万人", "人", None, "", "30000"),
    entry("三万人", "万人", None, "", "3"),
    entry("6割", "%", "55", "", "60"),
    entry("６割", "%", "55", "", "60"),
    entry("三割", "%", "25", "", "30"),
    entry("6割5分", "%", "60", "", "65"),
    entry("三割五分", "%", "30", "", "35"),
    entry("約6割", "%", "55", "", "60"),
    entry("6割程度", "%", "55", "", "60"),
    entry("６割強", "%", "55", "", "60"),
    entry("六割", "割", "5", "", "6"),
    entry("ゼロ", "件", "2", "", "0"),
    entry("ゼロ件", "件", "2", "", "0"),
    entry("皆無", "件", "2", "", "0"),
    entry("〇件", "件", "2", "", "0"),
    entry("年12回", "回", "11", "", "12"),
    entry("25人/年", "人", "24", "", "25"),
    entry("25人／年", "人", "24", "", "25"),
    entry("25人/月", "人/月", "24", "", "25"),
    entry("+3.2", "%", "-1", "", "3.2"),
]

MISREAD = [
    entry("+6", "件", "40", "change_or_figure", None, "6", "46"),
    entry("＋6", "件", "40", "change_or_figure", None, "6", "46"),
    entry("+6件", "件", "40", "change_or_figure", None, "6", "46"),
    entry("プラス6", "件", "40", "change_or_figure", None, "6", "46"),
    entry("6件増", "件", "40", "change_or_figure", None, "6", "46"),
    entry("6件増加", "件", "40", "change_or_figure", None, "6", "46"),
    entry("6件の増", "件", "40", "change_or_figure", None, "6", "46"),
    entry("前年比+6", "件", "40", "change_or_figure", None, "6", "46"),
    entry("前年度比＋6件", "件", "40", "change_or_figure", None, "6", "46"),
    entry("前年度より6件増", "件", "40", "change_or_figure", None, "6", "46"),
    entry("6件減", "件", "40", "change_or_figure", None, "34", "-6"),
    entry("前年比▲6", "件", "40", "change_or_figure", None, "34", "-6"),
    entry("+6", "件", None, "change_or_figure", "6", "6"),
    entry("+6件（前年度比）", "件", "40", "change_or_figure", None, "6", "46"),
    entry("（+6）", "件", "40", "change_or_figure", None, "6", "46"),
    entry("6件増えました", "件", "40", "change_or_figure", None, "6", "46"),
    entry("46（+6）", "件", "40", "extra_text", "46", "46"),
    entry("46件（前年比+6）", "件", "40", "extra_text", "46", "46"),
    entry("43（R8.3）", "件", "40", "extra_text", "43", "43"),
    entry("+3.2%", "%", "60", "change_or_figure", None, "3.2", "63.2"),
    entry("▲6", "件", "40", "negative", "-6", "-6", "34"),
    entry("△6件", "件", "40", "negative", "-6", "-6", "34"),
    entry(-6, "件", "40", "negative", "-6", "-6"),
    entry("1人（累計4人）", "人", "3", "extra_text", "1", "1", "4", **COUNT),
    entry("1人（累計4人）", "人", "3", "extra_text", "1", "1", "4", **ANNUAL),
    entry("1人（累計4人）", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("累計4人（うち今年度1人）", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("累計4人（うち今年度1人）", "人", "3", "extra_text", "1", "1", "4", **ANNUAL),
    entry("1人、累計4人", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("1人 累計4人", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("1人\n（通算4人）", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("年間1人／累計4人", "人", "3", "extra_text", "4", "4", "1", **TOTAL),
    entry("43（16）", "件", "40", "extra_text", "43", "43", "16", **COUNT),
    entry("43（16）", "件", "40", "extra_text", "43", "43", "16", **TOTAL),
    entry("16（43）", "件", "40", "extra_text", "43", "43", "16", **TOTAL),
    entry("17（うち採用4）", "件", None, "extra_text", "17", "17"),
    entry("30件（R8.3末）", "件", None, "extra_text", "30", "30"),
    entry("25（前年度24）", "件", "24", "extra_text", "25", "25"),
    entry("25²⁾", "件", "24", "extra_text", "25", "25"),
    entry("25※1", "件", "24", "extra_text", "25", "25"),
    entry(7010000, "万枚", "752", "other_scale", "701", "701", "7010000"),
    entry("7,010,000", "万枚", "752", "other_scale", "701", "701", "7010000"),
    entry(3300000, "千円", "3400", "other_scale", "3300", "3300", "3300000"),
    entry(3300, "円", "3400000", "other_scale", "3300000", "3300000", "3300"),
    entry(12000000, "百万円", "11", "other_scale", "12", "12", "12000000"),
    entry("2950%", "%", "26.2", "other_scale", "29.5", "29.5", "2950"),
    entry("295%", "%", "26.2", "other_scale", "29.5", "29.5", "295"),
    entry(2950, "%", "26.2", "other_scale", "29.5", "29.5", "2950"),
    entry(6440, "%", "62", "other_scale", "64.4", "64.4", "6440"),
    entry("560日", "時間", "500", "wrong_unit", None),
    entry("3人", "千円", "3", "wrong_unit", None),
    entry("3,400千円", "人", "3", "wrong_unit", None),
    entry("5km", "時間", None, "wrong_unit", None),
    entry("90分", "時間", "1", "other_unit", "1.5", "1.5"),
    entry("2時間", "分", "100", "other_unit", "120", "120"),
    entry("70件", "人", "65", "other_unit", "70", "70"),
    entry("非公表", "件", "24", "not_disclosed", None),
    entry("非公開", "件", "24", "not_disclosed", None),
    entry("公表不可", "件", "24", "not_disclosed", None),
    entry("個人情報のため非公表", "件", "24", "not_disclosed", None),
    entry("25 人/月", "人", "24", "per_period", None, "25", "300"),
    entry("25人/月", "人", "24", "per_period", None, "25", "300"),
    entry("月25人", "人", "24", "per_period", None, "25", "300"),
    entry("月平均25人", "人", "24", "per_period", None, "25", "300"),
    entry("25人/日", "人", "24", "per_period", None, "25"),
    entry("毎月25人", "人", "24", "per_period", None, "25", "300"),
    entry("平均25人/月", "人", "24", "per_period", None, "25", "300"),
    entry("25人（月平均）", "人", "24", "per_period", None, "25", "300"),
    entry("週3回", "回", "24", "per_period", None, "3"),
    entry("1日平均25人", "人", "24", "per_period", None, "25"),
    entry("二三人", "人", "24", "not_a_number", None),
    entry("数十人", "人", "24", "not_a_number", None),
    entry("十数人", "人", "24", "not_a_number", None),
]

LAST_YEARS = [
    entry(words, "件", "40", "as_before", "40", "40")
    for words in (
        "変更なし",
        "変更無し",
        "変化なし",
        "変わらず",
        "増減なし",
        "同左",
        "同上",
        "同じ",
        "同数",
        "〃",
        "″",
        "前年度と同じ",
        "前年と同じ",
        "昨年度と同様",
        "前回と同じ",
        "前年同",
        "前年並み",
        "前年度実績と同じ",
        "R6と同じ",
        "令和6年度と同じ",
        "左記と同じ",
        "現状のまま",
        "変更ありません",
        "→",
        "々",
        "前年度から変更なし",
        "横ばい",
        "据え置き",
        "現状維持",
        "±0",
    )
]

SLIPS = [
    entry("75.0→76.2", "%", "75.0", "from_to", "76.2", "76.2", "75.0"),
    entry("75.0%→76.2%", "%", "75.0", "from_to", "76.2", "76.2", "75.0"),
    entry("75.0 ⇒ 76.2", "%", "75.0", "from_to", "76.2", "76.2", "75.0"),
    entry("75.0->76.2", "%", "75.0", "from_to", "76.2", "76.2", "75.0"),
    entry("40件から43件に増加", "件", "40", "from_to", "43", "43", "40"),
    entry("40から43へ", "件", "40", "from_to", "43", "43", "40"),
    entry("40(R6)→43(R7)", "件", "40", "from_to", "43", "43", "40"),
    entry("R6:40→R7:43", "件", "40", "from_to", "43", "43", "40"),
    entry("変更なし（40件）", "件", "40", "extra_text", "40", "40"),
    entry("R7末 25人", "人", "24", "extra_text", "25", "25"),
    entry("25人 ※令和8年3月末時点", "人", "24", "extra_text", "25", "25"),
    entry("25人、令和8年3月末", "人", "24", "extra_text", "25", "25"),
    entry("【速報】25", "人", "24", "extra_text", "25", "25"),
    entry("10から12まで", "件", "11", "range", None, "10", "12"),
    entry("令和8年3月末時点 25人", "人", "24", "extra_text", "25", "25"),
    entry("令和8年3月31日現在　25人", "人", "24", "extra_text", "25", "25"),
    entry("R8.3末時点：25", "人", "24", "extra_text", "25", "25"),
    entry("3月末現在25人", "人", "24", "extra_text", "25", "25"),
    entry("25人（令和8年3月末時点）", "人", "24", "extra_text", "25", "25"),
    entry("変化なし", "件", None, "nothing_before", None),
]

REASONS = [
    (words, reason)
    for reason, texts in {
        Missing.NOT_SUBMITTED: (
            "別紙のとおり",
            "別紙参照",
            "別添のとおり",
            "別途提出",
            "別紙1のとおり",
            "資料参照",
            "現在、集計中です",
            "決算後に確定",
            "来月確定",
            "未（5月確定）",
            "5月末に確定予定",
            "5月下旬に判明",
            "6月確定",
            "集計は6月",
            "令和8年6月頃に集計",
            "R8.6確定見込み",
            "総務課に確認",
            "他課で集計",
            "データ待ち",
            "計測中",
            "https://www.example.jp/",
            "備考欄参照",
        ),
        Missing.NOT_PUBLISHED: (
            "6月公表予定",
            "夏頃公表予定",
            "国の公表後",
            "未公開",
            "令和8年9月頃公表",
            "9月に国が公表",
            "R8.9公表",
            "公表待ち",
            "国の調査結果待ち",
        ),
        Missing.CANNOT_BE_EVALUATED: (
            "集計不可",
            "統計なし",
            "調査未実施",
            "今年度は調査を行っていない",
            "数値なし",
            "把握できず",
            "わからない",
            "実施見送り",
        ),
        Missing.NOT_APPLICABLE: (
            "隔年調査のため",
            "3年に1度の調査",
            "調査年ではない",
            "令和8年度から実施",
            "次年度以降",
            "所管外",
            "記載不要",
        ),
        Missing.DISCONTINUED: (
            "令和6年度で終了",
            "R6廃止",
            "他事業に統合",
            "コロナのため中止",
            "指標廃止",
        ),
    }.items()
    for words in texts
]

ZEROS = [
    entry(
        words, "件", "0", "zero_or_reason", "0", "0", "not_applicable", **NO_ACCIDENTS
    )
    for words in (
        "なし",
        "無し",
        "無",
        "該当なし",
        "該当無し",
        "発生なし",
        "発生していない",
        "事故なし",
        "実績なし",
        "ありません",
        "インシデント発生なし",
        "情報漏えいの発生なし",
        "漏えい事案なし",
        "該当する事案なし",
    )
] + [
    entry("皆無", "件", "0", "", "0", **NO_ACCIDENTS),
    entry("ゼロ", "件", "0", "", "0", **NO_ACCIDENTS),
    entry("0件", "件", "0", "", "0", **NO_ACCIDENTS),
    entry("零", "件", "0", "", "0", **NO_ACCIDENTS),
    entry("発生なし", "件", "3", "zero_or_reason", "0", "0", "not_applicable"),
    entry("なし", "件", "3", "needs_reason", None),
    entry("－", "件", "0", "needs_reason", None, **NO_ACCIDENTS),
    entry("対象外", "件", "0", "needs_reason", None, **NO_ACCIDENTS),
]

UNSEEN = [
    entry(text, "件", "24", "", "25")
    for text in (
        "\u200b25",
        "2\u200b5",
        "25\u200e件",
        "\u202d25\u202c",
        "\u206625\u2069件",
        "25\u00ad",
        "25\ufe0e",
        "\ufeff25",
        "2\u20605",
        "25\u061c",
    )
]

TURNED_AROUND = [
    entry("\u202e52", "件", "24", "several_figures", None, "25", "52"),
    entry("\u202e52\u202c件", "件", "24", "several_figures", None, "25", "52"),
]

SHOWN_BY_FORMAT = [
    entry(
        {"value": 25, "look": CellLook(shown_unit=words)},
        "人",
        "24",
        code,
        "25" if code in ("extra_text", "other_unit", "") else None,
    )
    for words, code in (
        ("人", ""),
        ("件", "other_unit"),
        ("円", "wrong_unit"),
        ("%", "wrong_unit"),
        ("※", "extra_text"),
        ("（速報）", "extra_text"),
        ("未満", "range"),
    )
] + [
    entry({"value": 25, "look": CellLook(shown_before=words)}, "人", "24", code, figure)
    for words, code, figure in (
        ("約", "", "25"),
        ("¥", "", "25"),
        ("R", "", "25"),
        ("▲", "shown_otherwise", "-25"),
        ("計", "extra_text", "25"),
        ("最大", "range", None),
    )
]

YES_OR_NO = [
    *(
        yes_no(words, "", "1")
        for words in (
            "実施",
            "済",
            "済み",
            "●",
            "☑",
            "■",
            "導入済み",
            "導入済",
            "整備済み",
            "策定済",
            "実施（令和8年2月）",
            "実施（R8.2）",
            "導入済み（令和7年10月）",
            "策定した",
            "実施しました",
            "運用中",
            "設置あり",
            "R8.2実施",
            "令和8年2月に実施",
            "○（R7.10）",
        )
    ),
    *(
        yes_no(words, "yes_or_no_undecided", "0")
        for words in (
            "実施（令和9年2月）",
            "令和8年度に実施",
            "実施（R8.4～）",
            "未（R8予定）",
            "試行中",
            "延期",
        )
    ),
    *(
        yes_no(words, "", "0")
        for words in ("未実施", "未", "未導入", "未策定", "していない", "できなかった")
    ),
    *(
        yes_no(words, "yes_or_no_undecided", "0")
        for words in (
            "検討中",
            "準備中",
            "計画中",
            "調整中",
            "庁内で検討中",
            "実施予定",
            "来年度実施予定",
            "実施（令和9年2月予定）",
            "調達中",
            "これから",
        )
    ),
    *(
        yes_no(words, "yes_or_no_undecided", None)
        for words in ("一部実施", "△", "一部の課で実施", "実施済（一部）", "進行中")
    ),
    *(
        yes_no(words, "", "1")
        for words in (
            "本格導入",
            "整備完了",
            "改定済",
            "○実施",
            "全課で実施",
            "令和6年度導入済み",
            "実施！",
        )
    ),
    *(yes_no(words, "", "0") for words in ("実施しない", "開催なし")),
    *(
        yes_no(words, "yes_or_no_undecided", "0")
        for words in ("導入予定なし", "未達成（80%）", "未実施（人手不足のため）")
    ),
    *(
        yes_no(words, "yes_or_no_undecided", None)
        for words in (
            "着手済",
            "検討済",
            "3回実施",
            "100%",
            "契約済",
            "R7.10～",
            "令和6年度実施済み",
            "○？",
        )
    ),
    yes_no("統合", "needs_reason", None),
    yes_no("変更なし", "as_before", "0"),
    yes_no("たぶん", "yes_or_no", None),
]

OF_STAGES = [
    *(stage(words, "", "2") for words in ("導入準備", "導入準備中", "②導入準備")),
    *(
        stage(words, "", "3")
        for words in (
            "導入",
            " 導 入 ",
            "「導入」",
            "導入済み",
            "導入済（3課）",
            "導入しました",
            "導入段階",
            "第3段階:導入",
            "導入を開始した",
            "R8.2導入",
        )
    ),
    stage("全庁展開中", "", "4"),
    stage("検討中", "stage_goes_back", "1", "1"),
    stage("変更なし", "as_before", "2"),
    *(
        stage(words, "stage_unknown", None)
        for words in (
            "導入予定",
            "導入（来年度予定）",
            "未導入",
            "導入に向けて検討中",
            "導入→全庁展開",
            "導入（一部で全庁展開）",
            "導入しない",
            "令和9年度に導入",
            "試行",
            "実施",
            3,
            "3",
            "第3段階",
            "75%",
        )
    ),
    stage("集計中", "needs_reason", None),
]

IN_PARTS = [
    *(
        entry(words, "人", "40", "sum_of_parts", "43", "43", "20", "23")
        for words in (
            "男20 女23",
            "男20、女23",
            "男20人女23人",
            "男性20名・女性23名",
            "小学校20、中学校23",
            "本庁20＋支所23",
            "20+23",
            "前期20 後期23",
            "第1回20人、第2回23人",
            "①20 ②23",
        )
    ),
    *(
        entry(words, "人", "40", "sum_of_parts", "43", "43", "20", "23")
        for words in (
            "男20,女23",
            "男20 女23 計43",
            "合計43人 内訳:男20人 女23人",
            "20人(男) 23人(女)",
            "20（男）、23（女）",
            "1回目20人、2回目23人",
            "4月20 5月23",
        )
    ),
    entry("男20 女23 計45", "人", "40", "several_figures", None, "20", "23", "45"),
    entry("昼20夜23", "人", "40", "several_figures", None, "20", "23", "43"),
    entry("20＋23＝43", "人", "40", "extra_text", "43", "43"),
    entry("20（うち男12）", "人", "19", "extra_text", "20", "20"),
    entry("実40人、延べ120人", "人", "40", "several_figures", None, "40", "120"),
    entry("目標50 実績43", "件", "40", "several_figures", None, "50", "43"),
    entry("男75.0 女76.2", "%", "75.0", "several_figures", None, "75.0", "76.2"),
    entry("75.0／76.2", "%", "75.0", "several_figures", None, "75.0", "76.2"),
    entry("4/10", "校", "5", "several_figures", None, "4", "10"),
    entry("4校/10校", "校", "5", "extra_text", "4", "4", "10"),
    entry("10校中4校", "校", "5", "extra_text", "4", "4", "10"),
    entry("4校／10校（40％）", "校", "5", "extra_text", "4", "4", "10"),
    entry("対象10校中実施4校", "校", "5", "extra_text", "4", "4", "10"),
    entry("4/10", "%", "42.0", "extra_text", "40", "40.0"),
    entry("10校中4校", "%", "42.0", "extra_text", "40", "40.0"),
    entry("4/10（40%）", "%", "42.0", "extra_text", "40", "40"),
    entry("120÷300×100=40.0", "%", "42.0", "extra_text", "40", "40.0"),
    entry("（3.2）", "%", "3.0", "several_figures", None, "3.2", "-3.2"),
    entry("(120)", "件", "110", "several_figures", None, "120", "-120"),
    entry("10未満", "件", "11", "range", None, "10"),
    entry("＜10", "件", "11", "range", None, "10"),
    entry("100件以上", "件", "110", "range", None, "100"),
    entry("最大120", "件", "110", "range", None, "120"),
]

OF_A_YEAR = [
    entry("R7 43", "件", "40", "extra_text", "43", "43"),
    entry("R7：43件", "件", "40", "extra_text", "43", "43"),
    entry("R7年度43件", "件", "40", "extra_text", "43", "43"),
    entry("2025年度43", "件", "40", "extra_text", "43", "43"),
    entry("令和8年4月現在 43", "件", "40", "extra_text", "43", "43"),
    entry("R6 75.0 R7 76.2", "%", "75.0", "extra_text", "76.2", "76.2", "75.0"),
    entry("12件（R6 10件）", "件", "10", "extra_text", "12", "12", "10"),
    entry("R7:43→R8:50", "件", "40", "from_to", "43", "43", "50"),
    *(
        entry(words, "件", "40", "figure_of_other_year", None, "43")
        for words in (
            "43（令和6年度）",
            "R6実績 43",
            "平成30年度43",
            "令和6年度実績：43",
            "令和9年3月末 43",
            "R5 43",
            "43（2023年）",
        )
    ),
]

AMONG_WORDS = [
    *(
        entry(words, "件", "11", "figure_among_words", None, "12")
        for words in ("12事例", "研修12", "件12", "12件也", "研修会12件")
    ),
    *(
        entry(words, "人", "3400", "figure_among_words", None, "3456")
        for words in (
            "12回3,456人",
            "12回（3456人）",
            "12回、延べ3,456人",
            "参加3456人",
            "受講者数3456",
            "参加者3456人（定員4000人）",
        )
    ),
    entry("満足度76.2%", "%", "75.0", "figure_among_words", None, "76.2"),
    entry("〇", "件", "2", "several_figures", None, "0"),
    *(
        entry(words, "件", "11", "figure_among_words", None, "12")
        for words in ("12（前年度）", "12（目標値）", "12（昨年度実績）", "12（計画）")
    ),
    entry("＋1（12）", "件", "11", "several_figures", None, "1", "12"),
    entry("12 +1", "件", "11", "not_a_number", None),
    entry("25プラスα", "件", "24", "not_a_number", None),
    entry("l2", "件", "11", "letters_as_digits", "12", "12"),
    entry("1O件", "件", "11", "letters_as_digits", "10", "10"),
    entry("「12」", "件", "11", "", "12"),
    entry("12、", "件", "11", "extra_text", "12", "12"),
    entry("0（該当なし）", "件", "2", "", "0"),
    *(
        entry(words, "件", "11", "not_a_number", None)
        for words in (
            "目標12",
            "未対応12件",
            "第12回",
            "1.2倍",
            "前年比120%",
            "R8.4",
            "2026/3",
            "12位",
            "残り12件",
            "1½",
            "--5",
        )
    ),
    entry("100%", "件", "11", "wrong_unit", None),
    entry("12345", "件", "11", "jump", "12345", "12345"),
    *(
        entry(words, "件", "11", "not_a_number", None)
        for words in ("増加", "微増", "目標達成", "順調")
    ),
]

NOTHING_HAPPENED = [
    entry(words, "件", "3", "zero_or_reason", "0", "0", "not_applicable")
    for words in (
        "応募なし",
        "参加者なし",
        "開催なし",
        "一件もありません",
        "1件もなし",
        "認知なし",
        "新規なし",
        "応募者はいない",
    )
]

ALL = [
    *AS_READ,
    *MISREAD,
    *LAST_YEARS,
    *SLIPS,
    *ZEROS,
    *UNSEEN,
    *YES_OR_NO,
    *OF_STAGES,
    *IN_PARTS,
    *OF_A_YEAR,
    *AMONG_WORDS,
    *NOTHING_HAPPENED,
    *TURNED_AROUND,
    *SHOWN_BY_FORMAT,
]


def test_the_table_is_as_long_as_what_people_write() -> None:
    assert len(ALL) + len(REASONS) > 200


@pytest.mark.parametrize("one", ALL, ids=str)
def test_an_entry_comes_to_its_outcome(one: Entry) -> None:
    answer = check_figure(one.indicator, one.said, note="研修の回数を増やした。")
    beside = {"states_blank", "row_missing", *TOLD}
    codes = {finding.code for finding in answer.findings} - beside
    assert codes == ({one.code} if one.code else set())

    values = [actual.value for actual in answer.actuals.values()]
    assert values == ([] if one.figure is None else [Decimal(str(one.figure))])
    if one.choices is not None:
        [held] = [f for f in answer.findings if f.severity is Severity.HOLD]
        assert tuple(choice_keys(held)) == one.choices
        assert held.proposed == (None if one.figure is None else one.choices[0])
    assert answer.accepted is (one.code == "")


@pytest.mark.parametrize(
    "one", [one for one in ALL if one.choices is not None], ids=str
)
def test_the_choice_that_is_confirmed_is_registered(one: Entry) -> None:
    """Whichever it is: 16 of 43（16） as well as 43."""
    for key in one.choices or ():
        settled = check_figure(
            one.indicator,
            one.said,
            Confirmation(one.code, "K7", key),
            note="研修の回数を増やした。",
        )
        [actual] = settled.actuals.values()
        if key == Missing.NOT_APPLICABLE:
            assert actual.missing is Missing.NOT_APPLICABLE
            continue
        further = [f for f in settled.findings if f.severity is Severity.HOLD]
        if not any(finding.code == "other_scale" for finding in further):
            assert actual.value == Decimal(key)


@pytest.mark.parametrize(("words", "reason"), REASONS)
def test_words_for_later_become_the_reason_that_fits(
    words: str, reason: Missing
) -> None:
    labels = {
        Missing.NOT_SUBMITTED: "未提出",
        Missing.NOT_PUBLISHED: "未公表",
        Missing.CANNOT_BE_EVALUATED: "評価困難",
        Missing.NOT_APPLICABLE: "対象外",
        Missing.DISCONTINUED: "中止",
    }
    answer = check_figure(indicator("K1", "件", "24"), words)
    [finding] = [f for f in answer.findings if f.code == "needs_reason"]
    assert finding.facts["reason"] == labels[reason]
    chosen = check_figure(indicator("K1", "件", "24"), missing=words)
    assert [actual.missing for actual in chosen.actuals.values()] == [reason]


@pytest.mark.parametrize("words", ["非公表", "非公開", "公表しない"])
def test_what_is_kept_secret_is_no_figure_still_to_be_published(words: str) -> None:
    answer = check_figure(indicator("K1", "件", "24"), missing=words)
    assert "not_disclosed" in {finding.code for finding in answer.findings}
    assert not answer.actuals
