"""The items of the national plan × cities: the sentence, the table."""

from dxkpi.web.common import markdown
from tests.support.apptest import Open, charts_of, words
from tests.support.shipped_cities import TOMIGUSUKU


def test_the_sentence_tells_what_all_have_and_what_one_alone(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    assert at.header[0].value == markdown.plain(
        "国の11項目のうち、5項目は5団体すべての計画にあります。1団体だけの項目は、共通化の推進、eL-QRの活用（豊見城市）です。"
    )
    said = words(at)
    assert markdown.plain("第5.0版（令和7年12月）") in said
    assert "未実施という意味ではありません" in said
    assert "国の計画の以前の版の項目" in said


def test_a_table_holds_what_the_pictures_hold(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert charts_of(at) == []
    items, figures = (frame.value for frame in at.dataframe)
    assert list(items.columns) == [
        "項目",
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    ]
    row = items.set_index("項目").loc["eL-QRの活用"]
    assert list(row) == ["★ 2-3 KPIなし (R8～12)", "－ 説明に語あり", "－", "－", "－"]
    assert len(figures) == 10
    assert set(figures["自治体"]) == {
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    }
