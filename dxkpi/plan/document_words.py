"""The Japanese words that a document may have in place of its terms: 達成 for reach.

The words of the glossary are among them; a test compares the two.
"""

from enum import StrEnum

from dxkpi.plan.decision import DecisionState
from dxkpi.plan.grading import GradedQuantity, GradedStatus, NamedProfile, PathStart
from dxkpi.plan.indicator_terms import (
    Aggregation,
    Calendar,
    Direction,
    IndicatorRole,
    Missing,
    ValueType,
)
from dxkpi.plan.retirement import RetirementReason
from dxkpi.plan.target import Comparator, TargetRule
from dxkpi.plan.tree import BarState, Certainty, NationalItem, PlanKind, ScheduleKind
from dxkpi.plan.yearly_report import InitiativeState, Judge
from dxkpi.text.folding import folded_text

JAPANESE_WORDS: dict[StrEnum, tuple[str, ...]] = {
    TargetRule.REACH: ("達成", "到達", "達成する", "期限までに達する"),
    TargetRule.KEEP: (
        "維持",
        "保つ",
        "維持する",
        "現状維持",
        "毎年度維持",
        "毎年度保つ",
    ),
    TargetRule.IMPROVE: (
        "改善",
        "改善する",
        "毎年度改善",
        "毎年度よくする",
        "毎年度増加",
        "毎年度向上",
        "毎年度減少",
        "前年度より改善",
        "前年度より増加",
        "前年度より減少",
    ),
    TargetRule.RISE: (
        "上昇",
        "向上",
        "増加",
        "増やす",
        "減少",
        "減らす",
        "現状より改善",
        "増やす（数値の定めなし）",
    ),
    TargetRule.TOTAL: ("合計", "総数", "期間の合計", "期間中の合計", "累計目標"),
    TargetRule.RANGE: ("範囲", "範囲内", "範囲に収める"),
    TargetRule.DO: (
        "実施",
        "実施する",
        "導入",
        "期限までに実施",
        "期限までに実施する",
    ),
    Comparator.AT_LEAST: ("以上",),
    Comparator.AT_MOST: ("以下", "以内"),
    Comparator.EQUAL: ("ちょうど",),
    Direction.HIGHER: (
        "高いほどよい",
        "上がるほどよい",
        "多いほどよい",
        "大きいほどよい",
        "増えるほどよい",
        "増加",
        "上昇",
        "増やす",
        "上げる",
    ),
    Direction.LOWER: (
        "低いほどよい",
        "下がるほどよい",
        "少ないほどよい",
        "小さいほどよい",
        "減るほどよい",
        "短いほどよい",
        "減少",
        "低下",
        "減らす",
        "下げる",
    ),
    ValueType.NUMBER: ("数値", "数", "数字"),
    ValueType.YES_NO: ("実施の有無", "実施有無", "有無"),
    ValueType.STAGE: ("段階", "段階名", "進捗段階"),
    Aggregation.POINT: ("時点の値", "時点", "年度末時点", "年度末", "現在"),
    Aggregation.ANNUAL: (
        "年度ごとの値",
        "年間",
        "年度",
        "単年度",
        "年度ごと",
        "年度内",
    ),
    Aggregation.CUMULATIVE: ("累計", "累積", "延べ", "累計値"),
    Calendar.CALENDAR_YEAR: ("暦年", "暦年（1月～12月）"),
    Calendar.SCHOOL_YEAR: ("学校年度", "学年"),
    IndicatorRole.REALISATION: ("実感率",),
    Missing.NOT_SUBMITTED: ("未提出", "未報告"),
    Missing.NOT_PUBLISHED: ("未公表", "公表待ち"),
    Missing.CANNOT_BE_EVALUATED: ("評価困難", "評価できない"),
    Missing.DISCONTINUED: ("中止", "廃止"),
    Missing.NOT_APPLICABLE: ("対象外", "該当なし"),
    PlanKind.DX: ("DX計画", "DX推進計画", "DX"),
    PlanKind.STRATEGY: ("総合戦略", "地方創生"),
    PlanKind.COMPREHENSIVE: ("総合計画",),
    PlanKind.REFORM: ("行政改革の計画", "行革", "行政改革", "行財政改革"),
    PlanKind.OTHER: ("その他の計画", "その他"),
    NamedProfile.STANDARD: ("標準", "標準（茨城県の区分）"),
    NamedProfile.NAGANO: ("長野県", "長野型"),
    NamedProfile.TAMA: ("多摩市（案）", "多摩市", "多摩型"),
    NamedProfile.SANO: ("佐野市", "佐野型"),
    NamedProfile.HAMAMATSU: ("浜松市", "浜松型"),
    NamedProfile.MIYAGI: ("宮城県",),
    NamedProfile.CABINET_OFFICE: ("内閣府（交付金の効果検証）", "内閣府"),
    GradedQuantity.PACE: ("ペース",),
    GradedQuantity.PROGRESS: ("進捗率",),
    GradedQuantity.ACHIEVEMENT: ("達成率",),
    GradedQuantity.YEAR_ACHIEVEMENT: (
        "その年の達成率",
        "年度の達成率",
        "年度目標の達成率",
    ),
    GradedQuantity.DUE_PART: (
        "その年までの分に対する達成率",
        "年数分の達成率",
        "目標値の年数分",
    ),
    GradedStatus.ACHIEVED: ("達成",),
    GradedStatus.ON_TRACK: ("順調",),
    GradedStatus.MOSTLY_ON_TRACK: ("概ね順調", "おおむね順調"),
    GradedStatus.BEHIND: ("やや遅れ",),
    GradedStatus.FAR_BEHIND: ("遅れ", "大幅な遅れ"),
    GradedStatus.MISSED: ("未達成",),
    PathStart.BASELINE_YEAR: ("現状値の年度から", "現状値の年度"),
    PathStart.BEFORE_PLAN: ("計画の前年度末から", "計画の前年度末", "計画開始前年度末"),
    ScheduleKind.BAR: ("期間",),
    ScheduleKind.MILESTONE: ("節目",),
    ScheduleKind.DEADLINE: ("期限",),
    Certainty.STATED: ("計画に明記", "明記"),
    Certainty.INFERRED: ("推定",),
    Certainty.UNCLEAR: ("不明",),
    NationalItem.PRIORITY: ("自治体DXの重点取組事項", "重点取組事項", "★"),
    NationalItem.COMPANION: (
        "自治体DXの取組とあわせて取り組む事項",
        "あわせて取り組む事項",
        "◆",
    ),
    BarState.NOT_STARTED: ("未着手",),
    BarState.IN_PROGRESS: ("実施中",),
    BarState.DONE: ("完了",),
    BarState.LATE: ("遅れ",),
    BarState.STOPPED: ("中止",),
    InitiativeState.NOT_BEGUN: ("未着手", "未実施", "これから"),
    InitiativeState.UNDER_WAY: ("実施中", "進行中", "継続", "継続中", "取組中"),
    InitiativeState.COMPLETED: ("完了", "終了", "実施済み", "達成"),
    InitiativeState.DELAYED: ("遅れ", "遅延", "遅れている"),
    InitiativeState.REVISED: ("見直し", "見直し中", "計画変更"),
    InitiativeState.CANCELLED: ("中止", "廃止", "取りやめ", "休止"),
    DecisionState.TO_DO: ("これから", "未着手", "未実施"),
    DecisionState.ONGOING: ("実施中", "着手済み", "取組中", "進行中"),
    DecisionState.CARRIED_OUT: ("済み", "実施済み", "完了"),
    DecisionState.GIVEN_UP: ("取りやめ", "中止", "廃止"),
    RetirementReason.ENDED: ("終了", "完了", "満了"),
    RetirementReason.ABOLISHED: ("廃止", "取りやめ", "中止"),
    RetirementReason.MERGED: ("統合", "集約", "他に統合"),
    Judge.DEPARTMENT: ("担当課評価", "担当課", "所管課", "自己評価"),
    Judge.HEADQUARTERS: ("本部評価", "本部", "推進本部", "庁内評価"),
    Judge.EXPERTS: ("外部有識者", "外部評価", "有識者", "有識者会議"),
}
"""The first ones are what the reference page names."""

YES_NO_WORDS = {"実施": 1, "実施済み": 1, "はい": 1, "未実施": 0, "いいえ": 0}
"""What the figure of a yes/no indicator may be called."""


def term_of_word(terms: type[StrEnum], word: str) -> StrEnum | None:
    """The term that a word stands for; None where it is none of them."""
    return _TERMS.get((terms, _plain_word(word)))


def _plain_word(word: str) -> str:
    """A word for comparing: 高いほど良い, 高い方がいい and 高いほど望ましい are one."""
    plain = folded_text(word)
    for written, usual in _SPELLINGS:
        plain = plain.replace(written, usual)
    return plain


_SPELLINGS = (
    ("程", "ほど"),
    ("方が", "ほど"),
    ("ほうが", "ほど"),
    ("良い", "よい"),
    ("望ましい", "よい"),
    ("ほどいい", "ほどよい"),
)

_TERMS: dict[tuple[type[StrEnum], str], StrEnum] = {
    (type(term), _plain_word(word)): term
    for term, words in JAPANESE_WORDS.items()
    for word in words
}
