"""A text as blocks: what is a heading, an item, a table, and what goes on in the next line."""

import pytest

from dxkpi.drafting.blocks import (
    MOST_TABLE_ROWS,
    Heading,
    PageProblemKind,
    Paragraph,
    Table,
    placed_blocks,
)
from dxkpi.drafting.text_blocks import text_document


def _texts(text: str) -> list[str]:
    return [
        block.text
        for block in text_document(text).blocks
        if not isinstance(block, Table)
    ]


def _tables(text: str) -> list[Table]:
    blocks = text_document(text).blocks
    return [block for block in blocks if isinstance(block, Table)]


def test_headings_of_markdown_have_their_level_and_line() -> None:
    blocks = text_document("# 見本市DX推進計画\n\n## 第1章 計画の概要 ##\n").blocks
    assert blocks == (
        Heading("見本市DX推進計画", 1, None, 1),
        Heading("第1章 計画の概要", 2, None, 3),
    )


@pytest.mark.parametrize(
    "line",
    [
        "第2章 基本方針",
        "【基本方針1】市民サービスの向上",
        "■ オープンデータ推進",
        "３ 計画の目的",
        "施策 1-2 【★】カードの利用の推進",
        "基本方針 2 市民サービスの向上",
        "3 人材の確保・育成",
        "1 業務のデジタル化",
        "1 日常に根づくデジタル",
    ],
)
def test_a_short_line_that_begins_as_a_heading_is_one_without_a_level(
    line: str,
) -> None:
    assert text_document(line).blocks == (Heading(line, None, None, 1),)


@pytest.mark.parametrize(
    "line",
    [
        "12 月から、窓口で受け付けます。",
        "20 業務を移行",
        "1 回以上の利用)",
        "○ 申請をオンラインで受け付けます。",
        "1 策定の趣旨 ..... 1",
        "○児童手当 ○就学 ○戸籍",
        "（1）書かない窓口の導入",
        "○現状値（令和8年3月）⇒ 64.4%",
    ],
)
def test_a_sentence_a_list_and_a_line_of_the_contents_are_no_headings(
    line: str,
) -> None:
    (block,) = text_document(line).blocks
    assert isinstance(block, Paragraph)


def test_items_of_a_list_have_their_depth_and_keep_signs_of_the_text() -> None:
    blocks = text_document(
        "- (1) 窓口の予約\n  - 全ての窓口に広げる\n・ 件数を増やす"
    ).blocks
    assert blocks == (
        Paragraph("(1) 窓口の予約", None, 1, 0),
        Paragraph("全ての窓口に広げる", None, 2, 1),
        Paragraph("・ 件数を増やす", None, 3),
    )


def test_tags_emphasis_and_bookmarks_are_no_part_of_the_text() -> None:
    assert _texts("[bookmark: _Toc1]**担当課**：<b>市民課</b>&amp;<u>税務課</u>") == [
        "担当課：市民課&税務課"
    ]


def test_a_less_than_sign_stays() -> None:
    assert _texts("待ち時間 < 10分 とする") == ["待ち時間 < 10分 とする"]


_WRAPPED = (
    "近年、スマートフォン等の情報端末の普及や情報通信技術の飛躍的な発",
    "展とインターネットの高速化・大容量化により、利便性が向上しました。",
)


def test_lines_that_the_page_broke_are_one_paragraph() -> None:
    assert _texts("\n".join(_WRAPPED)) == ["".join(_WRAPPED)]


def test_they_are_also_where_every_line_has_an_empty_one_behind_it() -> None:
    assert _texts("\n\n".join(_WRAPPED * 15)) == ["".join(_WRAPPED)] * 15


def test_a_line_that_begins_an_item_goes_on_from_none() -> None:
    lines = [_WRAPPED[0], "①" + _WRAPPED[1]]
    assert _texts("\n".join(lines)) == lines


def test_latin_words_keep_a_space_where_lines_are_joined() -> None:
    first = "市民が必要とする情報を適切なタイミングで配信するために活用する LINE"
    assert _texts(first + "\nand Instagram です。") == [first + " and Instagram です。"]


def test_form_feeds_end_pages() -> None:
    document = text_document("一枚目の文章です。\f二枚目の文章です。\n三行目です。")
    assert document.pages == 2
    assert document.blocks == (
        Paragraph("一枚目の文章です。", 1, 1),
        Paragraph("二枚目の文章です。", 2, 1),
        Paragraph("三行目です。", 2, 2),
    )


def test_a_table_between_strokes_has_no_ruling_line_and_no_empty_columns() -> None:
    (table,) = _tables(
        "| 指標 | 目標値 | |\n|---|:--:|--|\n| 利用<br>件数 | **1,200件** | |\n"
    )
    assert table == Table(
        (("指標", "目標値"), ("利用\n件数", "1,200件")), None, None, 1
    )


def test_a_table_in_a_cell_is_a_table_of_its_own_with_the_columns_heading() -> None:
    inner = (
        "<table border='1'><tr><th>令和8年度</th><th>令和9年度</th></tr>"
        "<tr><td colspan='2'>導入</td></tr></table>"
    )
    outer, schedule = _tables(
        f"| (1) 窓口予約 | 課 |\n|--|--|\n| 進めます。<p>{inner}</p> | 市民課 |"
    )
    assert outer.rows[1] == ("進めます。", "市民課")
    assert schedule.rows == (("令和8年度", "令和9年度"), ("導入", "導入"))
    assert schedule.caption == "(1) 窓口予約"


def test_a_table_between_tabs_may_have_empty_first_cells() -> None:
    (table,) = _tables("\t令和3年度\t令和4年度\n導入件数\t4\t7\n")
    assert table.rows == (("", "令和3年度", "令和4年度"), ("導入件数", "4", "7"))


def test_a_table_of_a_cell_a_line_knows_its_columns_by_its_first_row() -> None:
    text = (
        "\t取組事項\n\t内容\n\t目標\n\n\t窓口\n\t受講者（累計）\n※延べ\n\t900人\n\n\t\n\t設置数\n"
        "\n\t20施設\n 7. 作業工程\n"
    )
    table, heading = text_document(text).blocks
    assert isinstance(table, Table)
    assert table.rows == (
        ("取組事項", "内容", "目標"),
        ("窓口", "受講者（累計）\n※延べ", "900人"),
        ("", "設置数", "20施設"),
    )
    assert heading == Heading("7. 作業工程", None, None, 14)


def test_a_table_aligned_with_blanks_is_one_and_words_with_single_blanks_are_none() -> (
    None
):
    text = (
        "指標名             現状値    目標値\n"
        "オンライン利用率     18.0%     60.0%\n"
        "受講者数                       900人\n"
    )
    (table,) = _tables(text)
    assert table.rows == (
        ("指標名", "現状値", "目標値"),
        ("オンライン利用率", "18.0%", "60.0%"),
        ("受講者数", "", "900人"),
    )
    assert _tables("一つ 二つ\n三つ 四つ\n") == []


def test_what_stands_right_above_a_table_is_its_caption() -> None:
    (table,) = _tables("【図表1 成果指標】\n\n|指標|目標|\n|--|--|\n|利用率|60%|")
    assert table.caption == "【図表1 成果指標】"


def test_a_table_without_an_end_is_read_as_far_as_tables_are() -> None:
    row = "a\tb\n"
    document = text_document(row * (MOST_TABLE_ROWS + 3))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == MOST_TABLE_ROWS
    (problem,) = document.problems
    assert problem.kind is PageProblemKind.TOO_MANY_ROWS
    assert problem.n == MOST_TABLE_ROWS


def test_a_place_has_the_headings_over_it() -> None:
    document = text_document(
        "# 計画\n## 第1章 方針\n本文です。\n■ 窓口\n項目です。\n## 第2章 施策\n末尾です。"
    )
    headings = {
        block.text: [heading.text for heading in place.headings]
        for block, place in placed_blocks(document)
        if isinstance(block, Paragraph)
    }
    assert headings == {
        "本文です。": ["計画", "第1章 方針"],
        "項目です。": ["計画", "第1章 方針", "■ 窓口"],
        "末尾です。": ["計画", "第2章 施策"],
    }


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n\f\f\n", "\t\t\t"])
def test_a_text_of_nothing_has_no_blocks(text: str) -> None:
    assert text_document(text).blocks == ()
