"""The expressions of our specs, worked out without a browser."""

import pytest

from dxkpi.charts.expression import Scope, parsed

DATUM = {"year": 2025, "text": "R7", "odd": 1, "wide": 40.5, "flat": 0}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("12 / 3 / 2", 2),
        ("-2 + 5", 3),
        ("7 % 4", 3),
        ("width - 22", 278),
        ("22 + (datum.year - 2022) * ((width - 44) / 4)", 214),
        ("datum.odd ? 'a' : 'b'", "a"),
        ("datum.flat ? 'a' : datum.odd ? 'b' : 'c'", "b"),
        ("datum.missing && 1 < 2 ? 'a' : datum.text", "R7"),
        ("datum.odd || datum.missing", 1),
        ("!datum.flat", True),
        ("1 < 2 == true", True),
        ("1 <= 1 && 2 >= 3", False),
        ("1 != 2", True),
        ("clamp(5, 7, 9)", 7),
        ("max(datum.wide, min(width, 60))", 60),
        ("pow(min(3, 4), 2)", 9),
        ("ceil(1.2) + floor(1.8) + abs(-1)", 4),
        ("''", ""),
    ],
)
def test_an_expression_comes_to_what_javascript_makes_of_it(
    expression: str, value: object
) -> None:
    assert parsed(expression)(Scope(300, DATUM)) == value


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "1 +",
        "(1",
        "1 2",
        "event.x",
        "window",
        "eval('1')",
        "max(1",
        "datum",
        "a = 1",
    ],
)
def test_what_is_no_expression_of_ours_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="not an expression of ours"):
        parsed(expression)
