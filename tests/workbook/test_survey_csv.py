"""Exports of survey tools as csv: every encoding, every delimiter, and what is refused with its row."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxkpi.workbook.refusals import Refused
from tests.support import exports, hostile
from tests.support.survey_files import TABLE, read_table, refusal_code, table_cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", list(",;\t"))
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end_is_read(
    encoding: str, delimiter: str, end: str
) -> None:
    table = [["所属", "氏名"], ["㈱髙﨑①", "a,b;c"], ["Ⅸ纊∵", '行1\n"行2"']]
    assert (
        table_cells(exports.delimited(table, encoding, delimiter, end, quoted=True))
        == table
    )


def test_utf_16_is_read_in_either_byte_order() -> None:
    text = exports.delimited(TABLE).decode()
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert table_cells(mark + text.encode(encoding)) == list(map(list, TABLE))


def is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


PARTS = ',;\t"'


letters = st.text(
    st.sampled_from('あ亜ｱ①－1a,;"\t\n 　')
    | st.characters(exclude_categories=["Cc", "Cs", "Co"], exclude_characters="\ufeff"),
    max_size=12,
).map(str.strip)


headings = letters.filter(lambda text: bool(text) and "\n" not in text)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Headings, all of them different and none of them an answer, and rows that are not blank."""
    width = draw(st.integers(2, 5))
    heads = draw(st.lists(headings, min_size=width, max_size=width, unique=True))
    cell = letters.filter(lambda text: text not in heads)
    return [
        heads,
        *draw(
            st.lists(
                st.lists(cell, min_size=width, max_size=width).filter(any),
                min_size=1,
                max_size=6,
            )
        ),
    ]


@given(
    tables(),
    st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16"]),
    st.sampled_from(",;\t"),
    st.sampled_from(["\r\n", "\n"]),
    st.booleans(),
)
def test_any_table_of_text_is_read_back_the_same(
    table: list[list[str]], encoding: str, delimiter: str, end: str, quoted: bool
) -> None:
    if encoding == "cp932":
        table = [
            [cell.encode(encoding, "ignore").decode(encoding) for cell in row]
            for row in table
        ]
        table = [[cell.strip() for cell in row] for row in table]
        assume(
            all(table[0])
            and len(set(table[0])) == len(table[0])
            and all(map(any, table))
        )
        assume(not {*table[0]} & {cell for row in table[1:] for cell in row})
    every = {letter for row in table for cell in row for letter in cell}
    if every & set(PARTS) - {delimiter}:
        quoted = True  # else nothing tells which of them parts the cells
    content = exports.delimited(table, encoding, delimiter, end, quoted=quoted)
    assume(
        encoding != "cp932" or content.isascii() or not is_utf_8(content)
    )  # a few half-width letters can be either
    assert table_cells(content) == table


def test_a_row_longer_than_its_headings_is_refused_with_its_number() -> None:
    with pytest.raises(Refused) as refusal:
        read_table(
            "所属,自由記述,問１\n人事課,よい,はい\n税務課,早い,安い,はい\n".encode()
        )
    assert (refusal.value.code, refusal.value.facts) == (
        "survey_row_longer",
        {"row": 3},
    )


def test_text_that_begins_like_a_formula_stays_text() -> None:
    rows = [["所属", "自由記述"], ["=1+1", "@SUM(A1)"], ["-", "+81"]]
    assert table_cells(exports.delimited(rows)) == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\0\0\0\1", "survey_other_file"),
        ("所属,問\0\n人事課,はい".encode(), "survey_other_file"),
        (bytes(range(128, 256)) * 4, "survey_other_file"),
        ("所属,問\n人事課,はい".encode("utf-16-le"), "survey_other_file"),
        ("所属,問\n人事課,はい\n".encode() + b"\xff\xff\n", "survey_other_file"),
        (b"\xff\xfe\x00", "survey_other_file"),
        (b"\x89PNG\r\n\x1a\n", "survey_other_file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "survey_other_kind"),
        (hostile.ole("WordDocument"), "survey_other_kind"),
        (hostile.ole("Workbook"), "old_excel"),
        (hostile.ole("EncryptedPackage"), "encrypted"),
        (hostile.HTML.encode(), "web_page"),
        (b"\n\n , \n", "survey_no_rows"),
        (b"\xef\xbb\xbf", "survey_no_rows"),
        ("所属,問\n".encode(), "survey_no_rows"),
        ("所属,問\n所属,問\n".encode(), "survey_no_rows"),
        (
            "1,2026/04/01 10:00:00,はい\n2,2026/04/02 10:00:00,いいえ\n".encode(),
            "survey_no_headings",
        ),
        ("a@b.example,はい\nc@b.example,いいえ\n".encode(), "survey_no_headings"),
        ("人事課,はい\n税務課,はい\n人事課,いいえ\n".encode(), "survey_no_headings"),
        ('所属,問\n人事課,"はい\n税務課,いいえ\n'.encode(), "survey_row_unreadable"),
        ('所属,問\n人事課,"は"い\n'.encode(), "survey_row_unreadable"),
        ("所属,問\n人事課,".encode() + b"x" * 32_768, "survey_row_unreadable"),
        ("所属,問\n人事課,".encode() + b"x" * 200_000, "survey_row_unreadable"),
        (b"a,b\n" * 2 + b"1,2\n" * 20_001, "survey_too_much"),
        (b"x," * 300 + b"x\n1,2\n", "survey_too_much"),
        (b"a,b\n" + b"1," + b"x" * 30_000 + b"\n", None),
        (b"a,b\n" + b"1,2\n" * 20_000, None),
        (b"x," * 299 + b"x\n1,2\n", None),
        ("2026年4月1日時点の所属,問1\n人事課,はい\n".encode(), None),
        ("1,3,はい\n2,4,いいえ\n".encode(), None),
        (b"1,3\n2,4\n", "survey_no_headings"),
        (b"BMI,age\n22,30\n", None),
        ("問１\nはい\nいいえ\n".encode(), None),
    ],
    ids=range(33),
)
def test_each_odd_text_is_read_or_has_its_own_answer(
    content: bytes, code: str | None
) -> None:
    if code is None:
        read_table(content)
    else:
        assert refusal_code(content) == code


def test_a_quotation_mark_that_is_never_closed_is_told_with_the_row_where_it_begins() -> (
    None
):
    with pytest.raises(Refused) as refusal:
        read_table('所属,問\n"人事\n課",はい\n税務課,"はい\n市民課,いいえ\n'.encode())
    assert refusal.value.facts["row"] == 3
