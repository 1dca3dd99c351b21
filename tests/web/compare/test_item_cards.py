"""One item opened."""

from dxkpi.web.common import markdown
from tests.support.apptest import Open, words
from tests.support.shipped_cities import KATAGAMI, TOMIGUSUKU, TSUSHIMA, URESHINO


def test_an_opened_item_shows_the_measures_in_their_own_words_with_links_into_the_plans(
    visit: Open,
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="el-qr")
    assert at.selectbox(key="compare_item").value == "el-qr"
    assert markdown.plain(
        "「公金収納におけるeL-QRの活用」は、5団体のうち1団体の計画に施策や取組があります。KPIを定めた計画はありません。"
    ) in [heading.value for heading in at.subheader]
    said = words(at)
    assert markdown.plain("令和8～12年度（推定）") in said
    assert markdown.plain("納税課、会計課、関係各課") in said
    assert markdown.plain("名称になく、説明に語あり") in said
    assert (
        markdown.plain(
            "この項目の語を名称に含む施策は見当たりません: 嬉野市、対馬市、日向市"
        )
        in said
    )
    links = [
        dict(p.split("=") for p in str(link.proto.query_string).split("&"))
        for link in at.get("page_link")
        if "measure" in str(link.proto.query_string)
    ]
    assert links == [
        {"city": TOMIGUSUKU, "measure": "2-3"},
        {"city": KATAGAMI, "measure": "2-1"},
    ]


def test_an_item_that_nobody_has_says_so(visit: Open) -> None:
    at = visit("compare", city=TSUSHIMA, item="shared", **{"with": URESHINO})
    assert "の語を名称に含む施策は、どの団体の計画にも見当たりません" in " ".join(
        h.value for h in at.subheader
    )
