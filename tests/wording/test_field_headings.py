"""Problems at cells and on screens name fields as the columns of the plan book do."""

import re

import pytest

from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    ProblemCode,
    ProblemFact,
    SheetCell,
)
from dxkpi.wording.language import Language
from dxkpi.wording.plan_document import placed_problem_text, problem_text

OF_TEXT_FILES = {
    ProblemCode.NO_FILE,
    ProblemCode.IS_FOLDER,
    ProblemCode.NOT_PERMITTED,
    ProblemCode.CANNOT_OPEN,
    ProblemCode.TOO_LARGE,
    ProblemCode.NOT_UTF8,
    ProblemCode.NOT_YAML,
    ProblemCode.NOT_YAML_AT,
    ProblemCode.COMMENT_LOST,
}
"""What no cell and no screen can bring about."""

AT_CELL = SheetCell(1, 5, 2, "指標", "B5")
OWN_LATIN = {"KGI", "ID", "dx"}
"""Latin letters that Japanese sentences themselves have."""

NAMES_OF_FACTS = (
    "input key text measure policy expected ge le least as_of year meant prefecture "
    "place right date read unit comment whole words stages longest value numerator "
    "denominator share column reason"
)
FACTS: dict[str, ProblemFact] = {
    **dict.fromkeys(NAMES_OF_FACTS.split(), "あ"),
    "code": 1234,
}

PLACES: list[Location] = [
    ("indicators", 0),
    ("indicators", 0, "target", "value"),
    ("indicators", 0, "parts", 1, "baseline"),
    ("indicators", 0, "former_targets", 0),
    ("policies", 0, "measures", 0, "schedule", 1, "before"),
    ("municipality", "departments", 0),
    ("plan", "grading", "bands", 0),
]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize(
    "code", [code for code in ProblemCode if code not in OF_TEXT_FILES]
)
def test_no_sentence_at_a_cell_has_a_name_of_the_document(
    code: ProblemCode, place: Location
) -> None:
    fields = dict.fromkeys(("field", "name"), "fiscal_year")
    facts = FACTS | fields
    problem = DocumentProblem("計画.xlsx", AT_CELL, code, facts, place)
    sentence = problem_text(problem, Language.JAPANESE)
    latin = set(re.findall(r"[A-Za-z_]{2,}", sentence))
    assert latin <= OWN_LATIN, sentence


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (("indicators", 0, "name"), "指標名"),
        (("indicators", 0, "parts", 1, "name"), "指標名"),
        (("policies", 0, "measures", 0, "name"), "名称"),
        (("policies", 0, "measures", 0, "initiatives", 0, "name"), "取組名"),
        (("municipality", "departments", 0, "name"), "課の名前"),
        (("municipality", "name"), "団体名"),
        (("indicators", 0, "target", "value"), "目標値"),
        (("indicators", 0, "baseline", "value"), "現状値"),
        (("indicators", 0, "actuals", 0, "value"), "値"),
        (("indicators", 0, "former_targets", 0, "baseline", "value"), "変更前の現状値"),
        (("policies", 0, "measures", 0, "schedule", 0, "start"), "始まり"),
        (("decisions", 0, "text"), "決めたこと"),
        (("plan", "title"), "計画の名称"),
    ],
)
def test_a_field_at_a_cell_has_the_heading_of_its_own_column(
    place: Location, heading: str
) -> None:
    facts = {"field": str(place[-1]), "input": "null"}
    problem = DocumentProblem("計画.xlsx", AT_CELL, ProblemCode.MISSING, facts, place)
    assert problem_text(problem, Language.JAPANESE) == f"{heading} がありません。"


def test_what_people_wrote_stays_beside_the_headings_of_fields() -> None:
    facts = {"field": "value", "input": '"target: keep"'}
    place: Location = ("indicators", 0, "target", "value")
    problem = DocumentProblem(
        "計画.xlsx", AT_CELL, ProblemCode.DECIMAL_PARSING, facts, place
    )
    sentence = problem_text(problem, Language.JAPANESE)
    assert sentence == '目標値 は数値で書いてください（"target: keep" は使えません）。'


def test_words_of_terms_stand_at_a_cell_without_their_keys() -> None:
    facts = {
        "field": "direction",
        "input": '"上か下"',
        "expected": "'higher', 'lower'",
        "words": "高いほどよい, 低いほどよい",
    }
    place: Location = ("indicators", 0, "direction")
    problem = DocumentProblem("計画.xlsx", AT_CELL, ProblemCode.ENUM, facts, place)
    sentence = problem_text(problem, Language.JAPANESE)
    assert "higher" not in sentence
    assert "高いほどよい, 低いほどよい" in sentence


def test_a_place_without_a_cell_is_named_by_headings_in_japanese() -> None:
    place: Location = ("indicators", 2, "target", "value")
    problem = DocumentProblem("計画.xlsx", place, ProblemCode.NO_PLAN)
    sentence = placed_problem_text(problem, Language.JAPANESE)
    assert sentence.startswith("指標 3 › 目標 › 目標値：")
