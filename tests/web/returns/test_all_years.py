"""The years of every department as a picture and a table."""

from pathlib import Path

from dxkpi.plan import Plan
from tests.support.apptest import Open, charts_of
from tests.support.returned import register
from tests.support.returns_page import MIHON, codes_of


def test_the_picture_of_the_years_says_in_words_what_it_shows(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = visit("returns", city=MIHON, year="2025")
    said = at.get("vega_lite_chart")[0].proto.alt
    assert "令和7年度: 未提出 8、登録済 1" in said
    assert "令和9年度: 期間前 9" in said
    assert len(charts_of(at)) == 1
    at.toggle(key="as_table").set_value(True).run()
    table = at.dataframe[0].value
    assert list(table.columns) == [
        "担当課",
        "令和5年度",
        "令和6年度",
        "令和7年度",
        "令和8年度",
        "令和9年度",
    ]
    assert (
        dict(zip(table["担当課"], table["令和7年度"], strict=True))["人事課"]
        == "◎ 登録済"
    )
