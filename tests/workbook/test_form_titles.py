"""The title of a form says of which year it is."""

import pytest

from tests.support.workbooks import read_form, workbook_of_rows


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("令和7年度 DX推進計画 実績様式", 2025),
        ("R7 実績様式", 2025),
        ("Ｒ７年度 実績", 2025),
        ("2025年度実績報告", 2025),
        ("DX推進計画（令和8年度～令和12年度）令和9年度実績", 2027),
        ("令和元年度　実績", 2019),
        ("提出期限 令和8年5月15日", None),
        ("実績", None),
    ],
)
def test_the_year_is_read_from_the_title(title: str, year: int | None) -> None:
    assert (
        read_form(workbook_of_rows([[title], ["番号", "実績値"], ["K01", 1]])).year
        == year
    )
