"""Like with like: a topic and its indicators."""

from dxkpi.web.common import markdown
from tests.support.apptest import Open
from tests.support.shipped_cities import HYUGA


def test_a_topic_of_ones_own_is_found_or_said_to_be_missing(visit: Open) -> None:
    at = visit("compare", city=HYUGA)
    at.text_input(key="compare_topic_search").set_value("RPA").run()
    assert (
        markdown.plain("「RPA」の指標は、2団体の計画に2あります。")
        in at.subheader[-1].value
    )
    at.text_input(key="compare_topic_search").set_value("<img src=x>").run()
    assert not at.exception
    assert (
        markdown.plain("「<img src=x>」の語がある指標は、どの計画にも見当たりません")
        in at.info[-1].value
    )
