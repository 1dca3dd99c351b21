"""Figures in all the ways that a machine can think of: none becomes another, and nothing raises."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxkpi.plan import Indicator
from dxkpi.returns.missing_reasons import missing_reason
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind
from dxkpi.wording import figures
from dxkpi.wording.language import Language
from tests.support.checking import number_in

UNITS = (
    "",
    "%",
    "人",
    "件",
    "万人",
    "千円",
    "億円",
    "申請・届出",
    "レイヤ",
    "時間",
    "件/年",
    "ポイント",
    "m²",
    "(",
    "１０人",
)

FULL_WIDTH = str.maketrans("0123456789,.-+%", "０１２３４５６７８９，．－＋％")


numbers = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    min_value=-(10**15),
    max_value=10**15,
    places=6,
).map(lambda number: number.normalize())

ugly = st.text(
    st.sampled_from(
        "0123456789０１２３,.、。，．-－ー▲△+～〜~%％人件万千円約程度※注()（）①②½²#/ 　\n'eE年月日なし…"
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("9" * 100_000, NumberKind.UNREADABLE),
        (" " * 100_000, NumberKind.BLANK),
        ("1" + " " * 100_000 + "2", NumberKind.UNREADABLE),
        ("1～" * 50_000, NumberKind.UNREADABLE),
        ("1e999999999", NumberKind.UNREADABLE),
        ("(" * 199, NumberKind.UNREADABLE),
        ("約" * 199, NumberKind.UNREADABLE),
        ("5" + "※" * 198, NumberKind.EXTRA),
        ("5" + "(a)" * 66, NumberKind.EXTRA),
        ("1," * 99, NumberKind.UNREADABLE),
        ("#" * 199, NumberKind.NO_FIGURE),
        ("…" * 100_000, NumberKind.UNREADABLE),
    ],
)
def test_huge_and_repeating_texts_are_answered(text: str, kind: NumberKind) -> None:
    """A pattern that tried every way to read them would never come back."""
    for unit in UNITS:
        assert parse_number(text, unit).kind is kind
        missing_reason(text)


@settings(deadline=None)
@given(numbers, st.sampled_from(["", "%", "人", "件"]))
def test_a_number_written_in_any_of_our_ways_reads_back_the_same(
    number: Decimal, unit: str
) -> None:
    number = Decimal(format(number, "f"))
    indicator = Indicator(code="K1", name="n", unit=unit)
    digits = format(number, "f")
    printed = figures.figure_text(
        indicator,
        number,
        Language.ENGLISH,
        indicator.finer_digits(number),
    )
    grouped = f"{number:,f}"
    ways = [
        digits,
        printed,
        grouped,
        digits + unit,
        grouped + unit,
        digits.replace("-", "▲"),
        digits.replace("-", "△") + unit,
        grouped.translate(FULL_WIDTH),
        (digits + unit).translate(FULL_WIDTH),
        f"　{digits} {unit}\n",
        f"'{digits}",
        grouped.replace(",", "、"),
    ]
    for text in ways:
        assert number_in(text, unit) == number, text
        assert number_in(f"約{text.strip(chr(39))}", unit) == number, text
    assert parse_number(digits, unit).as_written or number == 0


@settings(deadline=None)
@given(
    numbers.filter(bool),
    st.sampled_from(
        [("万人", "人", 4), ("千円", "円", 3), ("百万円", "円", 6), ("億円", "円", 8)]
    ),
)
def test_a_scaled_number_is_exact_in_both_directions(
    number: Decimal, unit: tuple[str, str, int]
) -> None:
    scaled, base, power = unit
    assert number_in(f"{number:f}{scaled}", base) == Decimal(f"{number:f}").scaleb(
        power
    )
    assert number_in(f"{number:f}{base}", scaled) == Decimal(f"{number:f}").scaleb(
        -power
    )


@settings(deadline=None)
@given(st.text(max_size=40), st.one_of(st.sampled_from(UNITS), st.text(max_size=4)))
def test_no_text_and_no_unit_raises(text: str, unit: str) -> None:
    read = parse_number(text, unit)
    assert len(read.values) == {
        NumberKind.NUMBER: 1,
        NumberKind.EXTRA: 1,
        NumberKind.OTHER_UNIT: 1,
    }.get(read.kind, len(read.values))
    assert (read.missing is not None) == (read.kind is NumberKind.NO_FIGURE)
    assert all(value.is_finite() for value in read.values)


@settings(max_examples=400, deadline=None)
@given(ugly, st.sampled_from(["", "%", "人", "万人"]))
@example("1,23", "")
@example("1.234,5", "")
@example("30①", "")
@example("年0", "")
def test_no_digit_is_dropped_or_made_up_in_a_number_that_is_taken_silently(
    text: str, unit: str
) -> None:
    read = parse_number(text, unit)
    if read.kind is not NumberKind.NUMBER:
        return
    seen = text.translate(str.maketrans("０１２３，．", "0123,."))
    runs = re.findall(r"[0-9.,、。]*[0-9][0-9.,、。]*", seen)
    if len(runs) != 1 and re.search("[万千]", text):
        return  # 千人, 3万5,000: numbers of scales have tests of their own
    assert len(runs) == 1, "one number stands there"
    run = runs[0].rstrip("。.").replace("。", ".")
    if re.search("[,、]", run):
        assert re.fullmatch(
            r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?|[1-9]\d{0,2}(、\d{3})+(\.\d+)?", run
        ), run
    written = Decimal(re.sub("[,、]", "", run))
    of_a_year = re.sub(r"^1?年に?|/1?年度?$", "", text.strip())  # 年12回, 25人/年
    assert not re.search(r"[①②½²※注#/eE年月日なし…～〜~]", of_a_year)
    scale = read.values[0].copy_abs() / written if written else Decimal(1)
    assert scale == 1 or re.search("[万千]", text + unit), (scale, text)
    assert (read.values[0] < 0) == bool(written and re.search(r"[-－ー▲△]", text))
