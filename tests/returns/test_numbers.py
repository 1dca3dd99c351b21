"""Figures as people type them: what is read, what is asked about, what is refused. Nothing ever raises."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxkpi.plan import Indicator, Missing
from dxkpi.returns.missing_reasons import missing_reason
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.wording import figures
from dxkpi.wording.language import Language

FULL_WIDTH = str.maketrans("0123456789,.-+%", "０１２３４５６７８９，．－＋％")
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


def value(text: str, unit: str = "") -> Decimal:
    read = parse_number(text, unit)
    assert read.kind is NumberKind.NUMBER, read
    return read.values[0]


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("64.4", "%", "64.4"),
        ("７５．０％", "%", "75.0"),
        ("75.0%", "%", "75.0"),
        ("75 ％", "%", "75"),
        ("64.4パーセント", "%", "64.4"),
        ("2.1ポイント", "%", "2.1"),
        ("2.1pt", "ポイント", "2.1"),
        ("1,234件", "件", "1234"),
        ("１，２３４", "件", "1234"),
        ("1、234", "件", "1234"),
        ("1,234,567.5", "円", "1234567.5"),
        ("64。4", "%", "64.4"),
        ("▲3.2", "%", "-3.2"),
        ("△3.2", "%", "-3.2"),
        ("▲ 3.2", "%", "-3.2"),
        ("−3.2", "%", "-3.2"),
        ("－3.2", "%", "-3.2"),
        ("–3.2", "%", "-3.2"),
        ("‐3.2", "%", "-3.2"),
        ("ー3.2", "%", "-3.2"),
        ("マイナス3.2", "%", "-3.2"),
        (" 64.4　%\n", "%", "64.4"),
        ("64.4\u00a0%", "%", "64.4"),
        ("64.4\n％", "%", "64.4"),
        ("'64.4", "%", "64.4"),
        ("\ufeff64.4", "%", "64.4"),
        ("30 (人)", "人", "30"),
        ("30（％）", "%", "30"),
        ("３０名", "人", "30"),
        ("12箇所", "か所", "12"),
        ("12レイヤー", "レイヤ", "12"),
        ("9申請・届出", "申請・届出", "9"),
        ("30人", "人/年", "30"),
        ("007", "件", "7"),
        (".5", "%", "0.5"),
        ("5.", "%", "5"),
        ("30。", "件", "30"),
        ("-0", "件", "0"),
        ("¥1,200", "円", "1200"),
    ],
)
def test_what_a_person_reads_as_a_number_is_that_number(
    text: str, unit: str, number: str
) -> None:
    assert str(value(text, unit)) == number


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("1.2万人", "人", "12000"),
        ("1.2万人", "万人", "1.2"),
        ("1.2万", "万人", "1.2"),
        ("1.2万", "人", "12000"),
        ("12000人", "万人", "1.2"),
        ("3,400千円", "円", "3400000"),
        ("3,400千円", "千円", "3400"),
        ("3,400千円", "百万円", "3.4"),
        ("1,200,000千円", "億円", "12"),
        ("1.2億円", "円", "120000000"),
        ("120,000枚", "万枚", "12"),
        ("５千", "円", "5000"),
        ("0.1234567890123456789012345678万円", "円", "1234.567890123456789012345678"),
    ],
)
def test_a_scale_is_counted_exactly_against_that_of_the_unit(
    text: str, unit: str, number: str
) -> None:
    assert str(value(text, unit)) == number


@pytest.mark.parametrize(
    "text",
    [
        "約30",
        "約30件",
        "およそ30件",
        "おおむね30",
        "概ね30件",
        "30件程度",
        "30前後",
        "30件ほど",
        "30余り",
        "30弱",
        "30強",
        "30くらい",
    ],
)
def test_about_so_many_is_a_number_and_marked_as_approximate(text: str) -> None:
    assert parse_number(text, "件") == ParsedNumber(
        NumberKind.NUMBER, (Decimal(30),), approximate=True, unit_written="件" in text
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12※", 12),
        ("12※1", 12),
        ("※12", 12),
        ("43（R8.3）", 43),
        ("17(うち採用4)", 17),
        ("17 注1", 17),
        ("17注2)", 17),
        ("30*", 30),
        ("30①", 30),
        ("30²", 30),
        ("計30件", 30),
        ("延べ1,234件", 1234),
        ("30件（見込み）", 30),
        ("30（R8.3末）", 30),
        ("累計：30", 30),
    ],
)
def test_a_number_with_other_text_beside_it_is_to_be_confirmed(
    text: str, number: int
) -> None:
    read = parse_number(text, "件")
    assert (read.kind, read.values) == (NumberKind.EXTRA, (Decimal(number),))


@pytest.mark.parametrize(
    "text",
    [
        "10～12",
        "10〜12",
        "10-12",
        "10ー12",
        "10－12件",
        "10~12件",
        "10件～12件",
        "10から12まで",
        "約10～12",
    ],
)
def test_a_range_gives_both_ends(text: str) -> None:
    read = parse_number(text, "件")
    assert (read.kind, read.values, read.approximate) == (
        NumberKind.RANGE,
        (Decimal(10), Decimal(12)),
        "約" in text,
    )


@pytest.mark.parametrize("text", ["30以上", "30未満", "<30", "最大30件"])
def test_a_bound_is_no_figure_until_it_is_chosen(text: str) -> None:
    read = parse_number(text, "件")
    assert (read.kind, read.values) == (NumberKind.RANGE, (Decimal(30),))


@pytest.mark.parametrize(
    ("text", "unit", "kind", "values"),
    [
        ("16/43", "校", NumberKind.FRACTION, (16, 43)),
        ("30件/40件", "人", NumberKind.FRACTION, (30, 40)),
        ("43校中16校", "校", NumberKind.FRACTION, (16, 43)),
        ("75.0/76.2", "%", NumberKind.SEVERAL, (Decimal("75.0"), Decimal("76.2"))),
        ("(5)", "人", NumberKind.SEVERAL, (5, -5)),
        ("男12 女8", "人", NumberKind.PARTS, (20, 12, 8)),
        ("12人+8人", "人", NumberKind.PARTS, (20, 12, 8)),
        ("実40、延べ120", "人", NumberKind.SEVERAL, (40, 120)),
        ("12+8=20", "人", NumberKind.EXTRA, (20,)),
        ("R7:30", "人", NumberKind.EXTRA, (30,)),
        ("研修12回", "回", NumberKind.AMONG_WORDS, (12,)),
        ("l2件", "件", NumberKind.LETTERS, (12,)),
    ],
)
def test_what_holds_more_than_one_number_or_other_words_waits_for_a_person(
    text: str, unit: str, kind: NumberKind, values: tuple[int | Decimal, ...]
) -> None:
    read = parse_number(text, unit)
    assert read.kind is kind
    assert list(read.values) == list(values)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("70件", "人", 70),
        ("70人", "", 70),
        ("64.4%", "件", Decimal("64.4")),
        ("100人", "%", 100),
        ("3,400千円", "人", 3400000),
        ("3人", "千円", 3),
        ("3千人", "千円", 3000),
        ("3万件", "千円", 30000),
    ],
)
def test_another_unit_is_asked_about(text: str, unit: str, number: Decimal) -> None:
    read = parse_number(text, unit)
    assert (read.kind, read.values) == (NumberKind.OTHER_UNIT, (number,))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("未提出", Missing.NOT_SUBMITTED),
        ("集計中", Missing.NOT_SUBMITTED),
        ("集計中です。", Missing.NOT_SUBMITTED),
        ("（調整中）", Missing.NOT_SUBMITTED),
        ("未集計", Missing.NOT_SUBMITTED),
        ("未定", Missing.NOT_SUBMITTED),
        ("######", Missing.NOT_SUBMITTED),
        ("集計中（5月確定）", Missing.NOT_SUBMITTED),
        ("公表待ち", Missing.NOT_PUBLISHED),
        ("データなし", Missing.CANNOT_BE_EVALUATED),
        ("ﾃﾞｰﾀなし", Missing.CANNOT_BE_EVALUATED),
        ("不明", Missing.CANNOT_BE_EVALUATED),
        ("…", Missing.CANNOT_BE_EVALUATED),
        ("中止", Missing.DISCONTINUED),
        ("該当なし", Missing.NOT_APPLICABLE),
        ("－", Missing.NOT_APPLICABLE),
        ("―", Missing.NOT_APPLICABLE),
        ("-", Missing.NOT_APPLICABLE),
        ("ー", Missing.NOT_APPLICABLE),
        ("－％", Missing.NOT_APPLICABLE),
        ("n/a", Missing.NOT_APPLICABLE),
        ("Ｎ／Ａ", Missing.NOT_APPLICABLE),
    ],
)
def test_words_for_no_figure_are_known_with_the_reason_that_fits_best(
    text: str, reason: Missing
) -> None:
    assert parse_number(text, "件") == ParsedNumber(
        NumberKind.NO_FIGURE, missing=reason
    )
    assert missing_reason(text) is reason


@pytest.mark.parametrize(
    "text",
    [
        "#DIV/0!",
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#div/0!",
        "＃ＤＩＶ／０！",
        "Err:502",
    ],
)
def test_a_spreadsheets_error_is_known_as_one(text: str) -> None:
    assert parse_number(text, "件").kind is NumberKind.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "1,23",
        "1,234,56",
        "12,34",
        "0,123",
        "1.234,5",
        "1.234.567",
        "1,234、567",
        "64、4",
        "64,4",
        "1 234",
        "６ ４",
        "64.4\n65.0",
        "1e5",
        "1E+05",
        "1e999999999",
        "①",
        "⑫",
        "½",
        "²",
        "Ⅳ",
        "٣",
        "३",
        "㊿",
        "3️⃣",
        "2026/3/31",
        "2026-03",
        "2026年3月",
        "12:30",
        "二三人くらい",
        "17名くらいか",
        "6割",
        "64.4%くらいだと思う",
        "1億2,000億円",
        "1～1.2万人",
        "10～",
        "～12",
        "10～12～14",
        "--5",
        "△▲5",
        "±5",
        "5±1",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "数十",
        "○",
        "×",
        "tbdの30",
        "=1+1",
        "３・５",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text, "人").kind in (
        NumberKind.UNREADABLE,
        NumberKind.NO_FIGURE,
    )
    assert parse_number(text, "人").values == ()


def test_digits_alone_are_as_written_and_everything_else_is_told() -> None:
    assert parse_number("64.40", "%") == ParsedNumber(
        NumberKind.NUMBER, (Decimal("64.40"),), as_written=True
    )
    for text in ("64.40 ", "６４", "+5", "05", "-0", "'5", "5%"):
        assert not parse_number(text, "%").as_written, text


def test_a_figure_with_more_digits_than_are_kept_is_too_long() -> None:
    assert parse_number("9" * 30, "").kind is NumberKind.NUMBER
    assert value("▲" + "9" * 30) == Decimal("-" + "9" * 30)
    for text in ("9" * 31, "0." + "1" * 31, "9" * 29 + "億", "1" * 31 + "～2"):
        assert parse_number(text, "").kind is NumberKind.TOO_LONG, text


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


# --- Properties ---------------------------------------------------------------------------------------------------------

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
        assert value(text, unit) == number, text
        assert value(f"約{text.strip(chr(39))}", unit) == number, text
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
    assert value(f"{number:f}{scaled}", base) == Decimal(f"{number:f}").scaleb(power)
    assert value(f"{number:f}{base}", scaled) == Decimal(f"{number:f}").scaleb(-power)


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
