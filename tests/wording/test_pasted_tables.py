"""A pasted table and the problems of a paper in words."""

import pytest

from dxkpi.drafting.blocks import PageProblem, PageProblemKind
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.figure_cell import read_figure_cell
from dxkpi.drafting.pasted_table import TableLack
from dxkpi.drafting.table_head import PlanColumn
from dxkpi.fiscal import ParsedYear
from dxkpi.wording.language import Language
from dxkpi.wording.paper_problems import paper_problem_texts
from dxkpi.wording.pasted_tables import (
    cell_reading_text,
    column_meaning_text,
    column_text,
    table_lack_text,
)


@pytest.mark.parametrize("language", Language)
def test_every_meaning_of_a_column_has_words_of_its_own(language: Language) -> None:
    texts = {column_meaning_text(meaning, language) for meaning in ColumnMeaning}
    assert len(texts) == len(ColumnMeaning)


@pytest.mark.parametrize("language", Language)
def test_everything_that_a_table_can_lack_has_a_sentence(language: Language) -> None:
    texts = {table_lack_text(lack, language) for lack in TableLack}
    assert len(texts) == len(TableLack)


def test_a_column_is_named_with_its_year() -> None:
    column = PlanColumn("R12", ColumnMeaning.TARGET, ParsedYear(2030))
    assert column_text(column, Language.JAPANESE) == "目標値（令和12年度）"


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("58.2%（R4）", None, "58.2%、令和4年度"),
        ("80%以上を維持", "%", "80%以上、維持"),
        ("5年間で100人", None, "100人、5年間の合計"),
        ("毎年度12回", None, "12回、毎年度"),
        ("毎年度増加", None, "毎年度よくする"),
        ("約1,200件", "件", "約1200件"),
        ("45～55dB", None, "45～55dB"),
        ("－", None, "値なし"),
        ("導入", None, "導入、実施"),
        ("10%未満", "%", "10%以下、要確認"),
    ],
)
def test_a_cell_is_said_back_as_it_was_read(
    text: str, unit: str | None, words: str
) -> None:
    reading = read_figure_cell(text, unit)
    assert cell_reading_text(reading, Language.JAPANESE) == words


def test_departments_years_and_texts_are_said_back_too() -> None:
    assert (
        cell_reading_text(("市民課", "税務課"), Language.JAPANESE) == "市民課、税務課"
    )
    assert (
        cell_reading_text(ParsedYear(2025, "2026-03"), Language.ENGLISH) == "March 2026"
    )
    assert cell_reading_text("利用率", Language.JAPANESE) == "利用率"
    assert cell_reading_text(None, Language.JAPANESE) == ""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", PageProblemKind)
def test_every_problem_of_a_paper_has_a_sentence(
    kind: PageProblemKind, language: Language
) -> None:
    (sentence,) = paper_problem_texts((PageProblem(kind, None, 300),), language)
    assert sentence
    assert "{" not in sentence


def test_the_pages_of_one_kind_stand_in_one_sentence() -> None:
    problems = tuple(PageProblem(PageProblemKind.NO_TEXT, page) for page in (3, 5))
    (sentence,) = paper_problem_texts(problems, Language.JAPANESE)
    assert sentence.startswith("3、5ページ")
