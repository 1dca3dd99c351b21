"""Supposing a figure."""

import json

import pytest

from tests.support.apptest import Open, charts_of


def test_a_supposition_is_said_to_be_one_and_goes_with_its_switch(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    assert not at.slider
    at.toggle(key="realisation_supposing").set_value(True).run()
    at.slider[0].set_value(70.0).run()
    assert any(
        "これは仮の値で、登録されません" in caption.value for caption in at.caption
    )
    assert "supposed" in json.dumps(charts_of(at)[0])
    at.toggle(key="realisation_supposing").set_value(False).run()
    assert not at.slider
    assert "supposed" not in json.dumps(charts_of(at)[0])


@pytest.mark.parametrize(
    ("value", "said"), [(72.0, "目標70.0%に届きます"), (60.0, "その後の1年間、毎年")]
)
def test_a_supposition_says_what_it_would_leave(
    visit: Open, value: float, said: str
) -> None:
    at = visit("realisation", city="999997", year="2025")
    at.toggle(key="realisation_supposing").set_value(True).run()
    at.slider[0].set_value(value).run()
    assert any(said in caption.value.replace("\\", "") for caption in at.caption)
