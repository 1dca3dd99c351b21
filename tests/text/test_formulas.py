"""What a spreadsheet might take for a formula."""

import pytest

from dxkpi.text.formulas import may_begin_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+81-3-1234",
        "-5",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
    ],
)
def test_a_sign_at_the_beginning_may_begin_a_formula(text: str) -> None:
    assert may_begin_formula(text)


@pytest.mark.parametrize("text", ["", "1-2", "64.4", "資料", " =1", "ー", "−3", "－"])
def test_other_text_begins_none(text: str) -> None:
    assert not may_begin_formula(text)
