"""Markers before headings: what is a number, a label, a sign, and what is none of them."""

import pytest

from dxkpi.drafting.numbering import clean_title, marked, plain_number


@pytest.mark.parametrize(
    ("text", "label", "number", "title"),
    [
        ("【基本方針1】市民サービスの向上", "基本方針", "1", "市民サービスの向上"),
        ("【基本方針１　市民サービスの向上】", "基本方針", "1", "市民サービスの向上"),
        ("基本目標Ⅱ　くらしのデジタル化", "基本目標", "2", "くらしのデジタル化"),
        ("施策 1-1 【★】窓口改革の推進", "施策", "1-1", "窓口改革の推進"),
        ("施策Ⅰ－２ 体力の向上", "施策", "1-2", "体力の向上"),
        ("政策1 支え合いのまち", "政策", "1", "支え合いのまち"),
        ("重点施策③：人材の育成", "重点施策", "3", "人材の育成"),
        ("取組項目１－２－３ ペーパーレス化", "取組項目", "1-2-3", "ペーパーレス化"),
        ("目標1_研修の受講者", "目標", "1", "研修の受講者"),
        ("アクション4　オープンデータ", "アクション", "4", "オープンデータ"),
        ("計画番号２－１", "計画番号", "2-1", ""),
    ],
)
def test_a_label_with_its_number_is_taken_off(
    text: str, label: str, number: str, title: str
) -> None:
    found = marked(text)
    assert (found.label, found.number, found.title) == (label, number, title)


@pytest.mark.parametrize(
    ("text", "style", "number", "title"),
    [
        ("第4章　施策の展開", "chapter:章", "4", "施策の展開"),
        ("３．国の動向", "decimal:0", "3", "国の動向"),
        ("5.2 個別推進方針", "decimal:1", "5-2", "個別推進方針"),
        ("（２）県の動向", "paren", "2", "県の動向"),
        ("- (1) 窓口の改革", "paren", "1", "窓口の改革"),
        ("① 人材の確保", "circle", "1", "人材の確保"),
        ("Ａ－１　窓口の拡大", "code:letter", "A-1", "窓口の拡大"),
        ("ア　研修", "kana:letter", "ア", "研修"),
        ("〇テレワークの推進", "glyph:○", None, "テレワークの推進"),
        ("【その他】", "bracket:【", None, "その他"),
    ],
)
def test_markers_are_told_apart(
    text: str, style: str, number: str | None, title: str
) -> None:
    found = marked(text)
    assert (found.style, found.number, found.title) == (style, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "2040年問題",
        "5G等の情報通信基盤",
        "24時間365日の対応",
        "「作る」から「使う」へ",
        "3.5%の増加",
        "施策DX推進の考え方",
    ],
)
def test_figures_and_quotes_are_no_markers(text: str) -> None:
    assert marked(text).style is None


def test_a_heading_may_name_what_it_stands_under() -> None:
    found = marked("【方針１】計画番号１―２")
    assert (found.label, found.number) == ("計画番号", "1-2")
    assert found.over == ("label:方針:0", "1")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("D X 人材 の 育成", "DX人材の育成"),
        ("Society 5.0 の実現", "Society 5.0の実現"),
        ("デジタルデバイド※１９対策", "デジタルデバイド対策"),
        ("窓口改革の推進【国の重点取組事項】", "窓口改革の推進"),
        ("標準化の推進 ※総務省の計画による", "標準化の推進"),
    ],
)
def test_titles_are_without_what_typesetting_added(text: str, title: str) -> None:
    assert clean_title(text) == title


def test_numbers_are_written_with_usual_digits() -> None:
    assert [plain_number(text) for text in ("１－２", "③", "Ⅳ", "二", "1.3")] == [
        "1-2",
        "3",
        "4",
        "2",
        "1-3",
    ]


@pytest.mark.parametrize(
    "text",
    ["目標（R10）：99.2%", "目標H31 60件", "目標（Ｒ９）", "取組項目一覧", "施策一般"],
)
def test_years_in_letters_and_words_with_one_are_no_numbers_of_a_label(
    text: str,
) -> None:
    assert not marked(text).is_labelled
