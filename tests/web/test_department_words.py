"""What a department wrote of a figure stands where the figure is judged."""

from collections.abc import Sequence

from tests.support.apptest import Open


def words_on_page(visit: Open, **address: str) -> Sequence[str]:
    """The labelled texts of an indicator's page."""
    at = visit("indicator", city="999997", **address)
    assert not at.exception
    labels = ("**要因", "**対応")
    return [one.value for one in at.markdown if one.value.startswith(labels)]


def test_cause_and_countermeasure_stand_apart_with_their_year(visit: Open) -> None:
    cause, countermeasure = words_on_page(visit, kpi="K01", year="2025")
    assert cause == (
        "**要因** :gray[令和7年度]  \n"
        "オンライン化した手続は増えたが、窓口での案内が足りず、利用が伸びなかった。"
    )
    assert countermeasure == (
        "**対応** :gray[令和7年度]  \n令和8年度は申請書の裏面に案内を刷り込む。"
    )


def test_of_what_needs_attention_it_is_said_that_a_text_is_lacking(
    visit: Open,
) -> None:
    cause, countermeasure = words_on_page(visit, kpi="K19", year="2025")
    assert "書かれていません" not in cause
    assert "書かれていません" in countermeasure


def test_of_what_is_on_track_only_what_was_written_stands(visit: Open) -> None:
    [cause] = words_on_page(visit, kpi="K03", year="2025")
    assert cause.startswith("**要因**")
    assert words_on_page(visit, kpi="K02", year="2025") == []
