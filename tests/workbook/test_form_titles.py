"""The title of a form says of which year it is, and whose."""

import pytest

from dxkpi.workbook.form_titles import city_and_department
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


@pytest.mark.parametrize(
    "place",
    [
        "豊見城市",
        "横浜市保土ケ谷区",
        "北海道",
        "東京都",
        "京都府",
        "宮城県",
        "神奈川県",
        "宮城県後期高齢者医療広域連合",
        "埼玉西部消防組合",
        "香川県広域水道企業団",
    ],
)
@pytest.mark.parametrize("mark", ["", "（架空）"])
def test_whose_form_it_is_is_read_from_the_title(place: str, mark: str) -> None:
    title = f"{place}{mark}　人事課　指標 3件"
    assert city_and_department(["令和7年度　実績", title]) == (place, "人事課")


@pytest.mark.parametrize(
    "title", ["全国都道府県　人事課", "上下水道　人事課", "実績　報告"]
)
def test_other_words_are_no_place(title: str) -> None:
    assert city_and_department([title]) == (None, None)
