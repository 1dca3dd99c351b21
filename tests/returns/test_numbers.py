"""Figures as people type them: what is read, what is asked about, what is refused."""

from decimal import Decimal

import pytest

from dxkpi.plan import Missing
from dxkpi.returns.missing_reasons import missing_reason
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from tests.support.checking import number_in


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
    assert str(number_in(text, unit)) == number


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
    assert str(number_in(text, unit)) == number


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
    assert number_in("▲" + "9" * 30) == Decimal("-" + "9" * 30)
    for text in ("9" * 31, "0." + "1" * 31, "9" * 29 + "億", "1" * 31 + "～2"):
        assert parse_number(text, "").kind is NumberKind.TOO_LONG, text
