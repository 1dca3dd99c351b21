"""Lines that say where a figure is and where it is to go."""

import pytest

from dxkpi.drafting.change_line import ChangeLine, change_line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "・新規就農者数：　年間3人（R6）　→　年間6人（R11）",
            ("新規就農者数", "年間3人（R6）", "年間6人（R11）"),
        ),
        ("就農者数 R5：3人 ⇒ R11：8人", ("就農者数", "R5：3人", "R11：8人")),
        ("1日平均歩数 5,900歩（R5）⇒ 7,000歩（R10）", None),
        ("人口の差：△64人（R6）→ △30人（R11）", None),
        ("認知度 未把握 ⇒ 70%（R10）", ("認知度", "未把握", "70%（R10）")),
        ("認証品の数 R5：なし ⇒ R11：15品", ("認証品の数", "R5：なし", "R11：15品")),
    ],
)
def test_name_and_both_figures_are_told_apart(
    line: str, parts: tuple[str, str, str] | None
) -> None:
    found = change_line(line)
    assert found is not None
    assert found.has_year
    if parts is not None:
        assert found == ChangeLine(*parts)


@pytest.mark.parametrize(
    "line",
    [
        "受付 → 審査 → 交付",
        "紙の台帳 → 電子の台帳",
        "令和5年度 → 令和6年度",
        "手続を7枚から1枚に減らす。→ 詳しくは次のページ",
        "58.2%（R4）→ 70%（R9）",
    ],
)
def test_other_lines_with_an_arrow_are_none(line: str) -> None:
    assert change_line(line) is None
