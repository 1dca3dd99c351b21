"""Figures that a person should look at are held, likely ones are not."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import IndicatorFigure, Severity
from dxkpi.plan import Aggregation, Baseline, Indicator, ReachTarget
from dxkpi.returns import Confirmation
from tests.support.checking import (
    actual,
    check_figure,
    choice_keys,
    codes_of,
    finding_of,
    indicator,
    new_actual,
)


def test_0_664_where_last_year_was_64_4_is_asked_about() -> None:
    one = indicator("K1", "%", "64.4", decimals=1)
    answer = check_figure(one, 0.664)
    held = finding_of(answer, "share_as_ratio")
    assert (choice_keys(held), held.proposed, held.value) == (
        ["66.4", "0.664"],
        "66.4",
        "0.664",
    )
    assert new_actual(answer).value == Decimal("66.4")
    assert not answer.accepted
    assert new_actual(
        check_figure(one, 0.664, Confirmation("share_as_ratio", "K7", "66.4"))
    ).value == Decimal("66.4")
    again = check_figure(one, 0.664, Confirmation("share_as_ratio", "K7", "0.664"))
    assert [f.code for f in again.findings if f.severity is Severity.HOLD] == ["jump"]


def test_a_confirmed_share_is_looked_at_again_as_what_it_is_now() -> None:
    answer = check_figure(
        indicator("K1", "%", "20"), 0.664, Confirmation("share_as_ratio", "K7")
    )
    assert finding_of(answer, "jump").value == "0.664"
    value = finding_of(answer, "jump").facts["value"]
    assert value == IndicatorFigure(Decimal("66.4"), "%", 0)


@pytest.mark.parametrize(
    ("last", "said"), [("0.8", 0.9), ("2", 1), ("64.4", "0.7%"), ("0.5", 0.4)]
)
def test_small_shares_are_not_taken_for_ratios(last: str, said: Any) -> None:
    assert "share_as_ratio" not in codes_of(
        check_figure(indicator("K1", "%", last, decimals=1), said)
    )


@pytest.mark.parametrize(
    ("one", "said", "code"),
    [
        (indicator("K1", "%", "98.7", decimals=1), 101.2, "over_hundred"),
        (indicator("K1", "件", "30"), -3, "negative"),
        (
            indicator("K1", "件", "30", aggregation=Aggregation.CUMULATIVE),
            29,
            "cumulative_falls",
        ),
        (indicator("K1", "%", "40"), 71, "jump"),
        (indicator("K1", "%", "40"), 9, "jump"),
        (indicator("K1", "%", "3"), 10, "jump"),
        (indicator("K1", "件", "30"), 91, "jump"),
        (indicator("K1", "件", "30"), 9, "jump"),
        (indicator("K1", "件", "30"), 0, "jump"),
        (indicator("K1", "億円", "1.2", decimals=1), 12, "jump"),
        (
            indicator(
                "K1", "件", baseline=Baseline(fiscal_year=2022, value=Decimal(30))
            ),
            3000,
            "jump",
        ),
    ],
)
def test_an_unlikely_figure_is_held_and_registered_once_somebody_says_it_is_right(
    one: Indicator, said: Any, code: str
) -> None:
    answer = check_figure(one, said)
    assert codes_of(answer) == {code}
    held = finding_of(answer, code)
    assert (held.severity, choice_keys(held), held.proposed) == (
        Severity.HOLD,
        [str(said)],
        str(said),
    )
    confirmed = check_figure(
        one, said, Confirmation(code, "k7", None, "特別な調査のため")
    )
    assert confirmed.accepted
    assert new_actual(confirmed).value == Decimal(str(said))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (indicator("K1", "%", "120"), 130),
        (
            indicator(
                "K1",
                "%",
                "80",
                target=ReachTarget(value=Decimal(110), fiscal_year=2028),
            ),
            105,
        ),
        (indicator("K1", "件", "-30"), -35),
        (indicator("K1", "%", "40"), 70),
        (indicator("K1", "%", "2"), "6.5"),
        (indicator("K1", "件", "30"), 90),
        (indicator("K1", "件", "30"), 10),
        (indicator("K1", "件", "2"), 9),
        (indicator("K1", "件", "0"), 500),
        (indicator("K1", "件"), 5000),
        (indicator("K1", "件", "30", aggregation=Aggregation.CUMULATIVE), 30),
    ],
)
def test_likely_figures_are_not_held(one: Indicator, said: Any) -> None:
    assert check_figure(one, said).accepted


def test_a_figure_that_is_registered_already_is_not_asked_about_again() -> None:
    one = indicator("K1", "%", "64.4")
    stored = one.model_copy(update={"actuals": (*one.actuals, actual("101.2"))})
    answer = check_figure(stored, 101.2)
    assert (codes_of(answer), answer.actuals) == (set(), {})


@pytest.mark.parametrize(
    "word",
    [
        Confirmation("jump", "K8"),
        Confirmation("over_hundred", "K7"),
        Confirmation("jump", "K7", "900"),
        Confirmation("jump", "工程!K7"),
        Confirmation("jump", ""),
    ],
)
def test_a_word_about_something_else_settles_nothing(word: Confirmation) -> None:
    answer = check_figure(indicator("K1", "件", "30"), 910, word)
    assert finding_of(answer, "jump").severity is Severity.HOLD
