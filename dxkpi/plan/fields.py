"""What may stand in a field of the plan: text, years and months, figures, counts, codes."""

import re
from calendar import monthrange
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from dxkpi import fiscal
from dxkpi.text.folding import usual_width
from dxkpi.text.rounding import unsigned_zero

MAX_DIGITS = 30
MOST_COUNTED = 10_000_000
MOST_DECIMALS = 6
_YEAR_WITHOUT_LEAP = 2001
_DAY_OF_YEAR = re.compile(
    r"(?P<month>[0-9]{1,2})(?:月|[-/])(?P<day>[0-9]{1,2})日?(?:現在|時点)?"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class FieldKind(StrEnum):
    """Which writings of a document a field takes, beyond what its type says."""

    TEXT = "text"
    KEY = "key"
    MUNICIPAL_CODE = "municipal_code"
    YEAR = "year"
    MONTH = "month"
    FIGURE = "figure"
    COUNT = "count"
    FLAG = "flag"
    TERM = "term"
    OBJECT = "object"
    MAPPING = "mapping"


def _plain_decimal(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("decimal_type", "a number, not yes or no")
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    # 1e999999999 would fill the memory when written out.
    if abs(value.adjusted()) > MAX_DIGITS:
        raise PydanticCustomError("decimal_max_digits", "too many digits")
    return format(value, "f")


def unstorable(text: str) -> str | None:
    """The first character that no database keeps, as U+0000; None where there is none."""
    match = _UNSTORABLE.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def _storable_text(value: str) -> str:
    if code := unstorable(value):
        raise PydanticCustomError(
            "unstorable_character",
            "text holds {code}, which cannot be stored",
            {"code": code},
        )
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank_text", "text must not be blank (use null)")
    return value


def _written_year(value: Any) -> Any:
    """A year as a key, which JSON has as text only; in one spelling, so no year occurs twice."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        return int(value)
    return value


def _real_month(value: str) -> str:
    try:
        fiscal.parse_year(value)
    except fiscal.NotAFiscalYear:
        raise PydanticCustomError("as_of", "not a month such as 2026-03") from None
    return value


MaybeEmptyText = Annotated[str, AfterValidator(_storable_text)]
Text = Annotated[MaybeEmptyText, AfterValidator(_not_blank)]


def text_up_to(longest: int) -> AfterValidator:
    """That a text has so many characters at most."""

    def is_short(value: str) -> str:
        if len(value) > longest:
            raise PydanticCustomError(
                "text_too_long",
                "text is longer than {longest} characters",
                {"longest": longest},
            )
        return value

    return AfterValidator(is_short)


Key = Annotated[Text, FieldKind.KEY]
"""The number or code of something, or a reference to it: "1-1", K01."""

Year = Annotated[
    int,
    Field(ge=fiscal.FIRST_YEAR, le=fiscal.LAST_YEAR, strict=True),
    FieldKind.YEAR,
]
YearAsKey = Annotated[Year, BeforeValidator(_written_year)]
Month = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"),
    AfterValidator(_real_month),
    FieldKind.MONTH,
]


def _day_of_year(value: Any) -> Any:
    """9月30日, 9月30日現在 and 09-30 as 09-30."""
    if not isinstance(value, str):
        return value
    match = _DAY_OF_YEAR.fullmatch(usual_width(value).strip())
    if match is None:
        return value
    return f"{int(match['month']):02}-{int(match['day']):02}"


def _real_day_of_year(value: str) -> str:
    month, _hyphen, day = value.partition("-")
    is_day = re.fullmatch("[0-9]{2}-[0-9]{2}", value) is not None
    if not is_day or not is_day_of_year(int(month), int(day)):
        raise PydanticCustomError("day_of_year", "not a day such as 09-30")
    return value


def is_day_of_year(month: int, day: int) -> bool:
    """Whether every year, also one without a 29 February, has the day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(_YEAR_WITHOUT_LEAP, month)[1]


DayOfYear = Annotated[
    str, BeforeValidator(_day_of_year), AfterValidator(_real_day_of_year)
]
"""A day that comes back every year, month first: 09-30."""

Figure = Annotated[
    Decimal,
    BeforeValidator(_plain_decimal),
    Field(max_digits=MAX_DIGITS, allow_inf_nan=False),
    AfterValidator(unsigned_zero),
]
Flag = StrictBool
Count = Annotated[int, Field(ge=0, le=MOST_COUNTED, strict=True)]


def municipal_check_digit(first_five: str) -> int:
    """The sixth digit of a 全国地方公共団体コード (weights 6 to 2, modulo 11; 総務省)."""
    total = 0
    for digit, weight in zip(first_five, (6, 5, 4, 3, 2), strict=True):
        total += int(digit) * weight
    return (11 - total % 11) % 10


def _municipal_code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", value):
        raise PydanticCustomError(
            "municipal_code", "not a municipal code of six digits"
        )
    expected = municipal_check_digit(value[:5])
    if int(value[5]) != expected:
        raise PydanticCustomError(
            "municipal_code_check",
            "the check digit of this municipal code should be {expected}",
            {"expected": expected},
        )
    return value


MunicipalCode = Annotated[
    str, AfterValidator(_municipal_code), FieldKind.MUNICIPAL_CODE
]


def _plan_id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value):
        raise PydanticCustomError(
            "plan_id", "not an id of small letters, digits and hyphens"
        )
    return value


PlanId = Annotated[str, AfterValidator(_plan_id)]
"""What tells a plan from the others of its city, in addresses and commands."""

VALUE: Any = ConfigDict(frozen=True, extra="forbid", defer_build=True)
"""The plan's objects cannot be changed, and an unknown field is a mistake. What checks
them is built with the whole that they are part of, once that is first read.
"""

UNKNOWABLE = "unknowable"
"""Marks a field that a document may leave null where a value is put in its place."""

DERIVABLE = "derivable"
"""Marks a required field that a document may leave out where other fields say it."""

OPTIONAL_FLAG: Any = Field(default=False, exclude_if=lambda value: not value)
"""A flag that the document does not name where it is not set."""

OPTIONAL: Any = Field(default=None, exclude_if=lambda value: value is None)
"""A field that the document does not name where it has no value."""

OPTIONAL_LIST: Any = Field(default=(), exclude_if=lambda value: not value)
"""A list that the document does not name where it is empty."""
