"""The outlook on an indicator's page."""

from tests.support.apptest import Open, words


def test_an_indicator_tells_where_it_leads_and_folds_the_method(visit: Open) -> None:
    at = visit("indicator", city="999997", kpi="K01", year="2025")
    assert "このままなら令和9年度に34～39%です" in words(at).replace("\\", "")
    [method] = [box for box in at.expander if box.label == "計算のしかた"]
    shown = "".join(element.value for element in method.markdown).replace("\\", "")
    assert "最小二乗法" in shown
    assert "√" in shown


def test_an_indicator_with_two_figures_tells_nothing_of_what_comes(
    visit: Open,
) -> None:
    at = visit("indicator", city="999997", kpi="K01", year="2023")
    assert "このままなら" not in words(at)
    assert not [box for box in at.expander if box.label == "計算のしかた"]
