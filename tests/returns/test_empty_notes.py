"""Notes that say nothing of the causes of a late figure."""

import pytest

from dxkpi.returns.empty_notes import says_no_cause


@pytest.mark.parametrize(
    "note",
    [
        "特になし",
        "特にございません",
        "。",
        "…",
        "同上",
        "〃",
        "々",
        "例年どおり",
        "前回と同様",
        "備考参照",
        "数値のとおり",
        "要因：",
        "要因：なし　対応：なし",
        "要因：特になし。対応：特になし。",
        "【要因】【今後の対応】",
        "（要因・今後の対応）",
        "要因・今後の対応を記入",
        "ここに記入",
        "入力してください",
        "不明です",
        "要因不明",
        "わからない",
        "特記事項なし",
        "問題なし",
        "順調",
        "目標達成",
        "未達成のため",
        "目標に届かなかった",
        "減少したため",
        "遅れている",
        "未記入",
        "ok",
        "済",
        "1",
        "ああああ",
        "aaa",
    ],
)
def test_what_gives_no_cause_is_known(note: str) -> None:
    assert says_no_cause(note)


@pytest.mark.parametrize(
    "note",
    [
        "コロナ",
        "別紙1参照",
        "※別紙",
        "人員不足",
        "予算不足のため。",
        "国の制度変更",
        "要因：人員不足",
        "【要因】周知不足【対応】広報する",
        "特になし。ただし人員が不足した",
        "利用者が減少したため",
        "引き続き努力する",
        "対応：研修を増やす",
        "要因：なし\n対応：窓口を増やす",
        "猛暑",
    ],
)
def test_a_cause_or_what_is_to_be_done_is_something(note: str) -> None:
    assert not says_no_cause(note)
