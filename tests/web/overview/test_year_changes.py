"""The card of what changed since last year."""

from dxkpi.web.common import markdown
from tests.support.apptest import Open, words


def test_the_overview_says_what_changed_since_last_year(visit: Open) -> None:
    text = words(visit("overview", city="999997", year="2025"))
    assert "「概ね順調」以上は18指標のうち 12 → 11" in text
    assert "新しく注意が必要 2、注意を脱した 1、悪くなった 2" in text
    name = markdown.plain("職員からの改善提案の件数")
    assert f":red-badge[◎→×] :small[{name}]" in text


def test_a_year_that_is_not_over_is_compared_with_none(visit: Open) -> None:
    assert "昨年度から" not in words(visit("overview", city="999997", year="2026"))


def test_a_first_year_is_compared_with_none(visit: Open) -> None:
    assert "昨年度から" not in words(visit("overview", city="999997", year="2023"))
