"""The month of a figure in every way in which people write it."""

from datetime import date
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.returns import Confirmation
from dxkpi.returns.months import names_later_year
from tests.support.checking import (
    NOON,
    actual,
    check_figure,
    codes_of,
    finding_of,
    indicator,
    new_actual,
)


@pytest.mark.parametrize(
    ("said", "as_of", "listed"),
    [
        ("R8.3末", "2026-03", False),
        ("令和8年3月31日", "2026-03-31", False),
        ("2026-03", "2026-03", False),
        ("令和８年３月", "2026-03", False),
        ("令和八年三月", "2026-03", False),
        ("令和七年度末", None, False),
        (date(2026, 3, 31), "2026-03-31", False),
        (NOON, "2026-03", True),
        (46112, "2026-03-31", True),
        ("46112", "2026-03-31", True),
        (2026.3, "2026-03", True),
        (8.3, "2026-03", True),
        (202603, "2026-03", True),
        ("3月末", "2026-03", True),
        ("4月", "2025-04", True),
        ("3/31", "2026-03-31", True),
        ("令和7年度", None, False),
        ("R7", None, True),
        (2025, None, True),
        ("－", None, False),
        (None, None, False),
        ("未定", None, False),
    ],
)
def test_a_month_is_read_as_people_write_it(
    said: Any, as_of: str | None, listed: bool
) -> None:
    answer = check_figure(indicator("K1"), 4, as_of=said)
    assert new_actual(answer).as_of == as_of
    assert codes_of(answer) == ({"as_of_read"} if listed else set())


@pytest.mark.parametrize(
    "said", ["R8.6", "令和6年度", date(2026, 6, 1), 2024, "2019-05"]
)
def test_a_month_of_another_fiscal_year_must_be_mended(said: Any) -> None:
    assert codes_of(check_figure(indicator("K1"), 4, as_of=said)) == {
        "as_of_other_year"
    }


@pytest.mark.parametrize(
    "said",
    ["春ごろ", "R8.13", True, 3.7, "9" * 5000, "2026-02-30", 7.3, "7.3", "#REF!"],
)
def test_what_is_no_month_must_be_mended(said: Any) -> None:
    assert codes_of(check_figure(indicator("K1"), 4, as_of=said)) == {
        "as_of_unreadable"
    }


def test_a_blank_month_and_the_months_own_day_leave_the_registered_one() -> None:
    one = indicator("K1", actuals=(actual(21, as_of="2026-03-31"),))
    for said in (None, "R8.3", "令和7年度"):
        assert new_actual(check_figure(one, 22, as_of=said)).as_of == "2026-03-31"
    assert new_actual(check_figure(one, 22, as_of="R8.2")).as_of == "2026-02"


@pytest.mark.parametrize(
    ("said", "as_of"),
    [
        ("年度末", "2026-03"),
        ("今年度末現在", "2026-03"),
        ("年度末（3月31日）", "2026-03"),
        ("年度当初", "2025-04"),
        ("上半期末", "2025-09"),
        ("通年", None),
        ("本年度", None),
        ("R7.4～R8.3", "2026-03"),
        ("令和7年4月から令和8年3月まで", "2026-03"),
        ("8.3.31", "2026-03-31"),
        ("8/3/31", "2026-03-31"),
        ("26.3.31", "2026-03-31"),
        ("8年3月", "2026-03"),
        ("R080331", "2026-03-31"),
        ("R7.4-R8.3", "2026-03"),
        ("4/1-3/31", "2026-03-31"),
        ("R8.2末（速報）", "2026-02"),
        ("令和8年3月31日（火）", "2026-03-31"),
        ("令和7年中", None),
    ],
)
def test_a_time_is_understood_by_its_place_in_the_year(
    said: str, as_of: str | None
) -> None:
    answer = check_figure(indicator("K1"), 4, as_of=said)
    assert (new_actual(answer).as_of, codes_of(answer)) == (as_of, {"as_of_read"})


@pytest.mark.parametrize(
    "said",
    [
        "令和8年4月1日現在",
        "令和8年4月1日",
        "R8.4.1",
        "2026/4/1",
        date(2026, 4, 1),
        "令和8年5月1日現在",
        "R8.5.31",
        "R8.4",
        "令和8年4月現在",
        "令和8年5月末",
    ],
)
def test_the_day_after_the_year_is_asked_about(said: Any) -> None:
    answer = check_figure(indicator("K1"), 4, as_of=said)
    held = finding_of(answer, "as_of_day_after")
    assert (held.severity, held.proposed, held.cell) == (
        Severity.HOLD,
        "2026-03",
        "L7",
    )
    settled = check_figure(
        indicator("K1"), 4, Confirmation("as_of_day_after", "L7"), as_of=said
    )
    assert settled.accepted
    assert new_actual(settled).as_of == "2026-03"


def test_a_text_that_names_a_later_year_says_so() -> None:
    assert names_later_year("実施（令和9年2月）", 2025)
    assert names_later_year("令和8年度に実施", 2025)
    assert not names_later_year("実施（令和8年2月）", 2025)
    assert not names_later_year("実施", 2025)
