"""Plans that do not follow the 実感率."""

import pytest

from tests.support.apptest import Open, words


@pytest.mark.parametrize("code", ["052116", "412091", "422096", "452068"])
def test_a_plan_that_does_not_follow_it_says_so_and_what_it_would_need(
    visit: Open, code: str
) -> None:
    at = visit("realisation", city=code)
    assert at.header[0].value == "この計画は、職員のDX推進実感率を指標にしていません。"
    labels = [str(link.proto.label) for link in at.get("page_link")]
    assert "指標の一覧へ" in labels
    assert "現状値と目標値" in words(at)
    about_staff = [label for label in labels if "受講率" in label]
    assert len(about_staff) == (2 if code == "422096" else 0)
    assert ("職員についてのものはありません" in words(at)) == (code != "422096")
