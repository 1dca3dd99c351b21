"""The reference page of the plan document is whole, in both languages, and lies beside the plans."""

from datetime import date
from decimal import Decimal

import pytest

from dxkpi.cli.schema import schema_text
from dxkpi.plan import Plan, document
from dxkpi.plan.document_shape import document_objects, document_terms, shapes_of
from dxkpi.returns.plan_doubts import doubts_about_plan
from dxkpi.settings import PLANS
from dxkpi.wording.document_notes import FIELD_NOTES
from dxkpi.wording.document_reference import EXAMPLE, document_reference
from dxkpi.wording.language import Language

FILES = {Language.JAPANESE: "README.ja.md", Language.ENGLISH: "README.md"}
REMAKE = (
    "make it anew: DXKPI_LANGUAGE=ja dxkpi schema > data/plans/plan.schema.json; "
    "DXKPI_LANGUAGE=ja dxkpi schema --format markdown > data/plans/README.ja.md; "
    "DXKPI_LANGUAGE=en dxkpi schema --format markdown > data/plans/README.md"
)


@pytest.mark.parametrize("language", Language)
def test_every_field_stands_there_with_meaning_form_and_example(
    language: Language,
) -> None:
    page = document_reference(language)
    rows = [row for row in page.split("\n") if row.startswith("| `")]
    for model in document_objects(Plan):
        for name in shapes_of(model):
            note = FIELD_NOTES[model.__name__][name]
            meaning = language.gettext(note.meaning)
            assert any(
                row.startswith(f"| `{name}` |")
                and meaning in row
                and f"`{name}: {note.example.replace('|', chr(92) + '|')}`" in row
                for row in rows
            ), (model.__name__, name)
    assert all("|  |" not in row.split(" | ", 2)[-1] for row in rows)


@pytest.mark.parametrize("language", Language)
def test_every_term_stands_there(language: Language) -> None:
    page = document_reference(language)
    for terms in document_terms(Plan):
        assert all(f"| `{term.value}` |" in page for term in terms)


@pytest.mark.parametrize("language", Language)
def test_its_tables_have_as_many_cells_in_every_row(language: Language) -> None:
    widths = []
    for line in document_reference(language).split("\n"):
        if line.startswith("|"):
            widths.append(line.replace("\\|", "").count("|"))
            assert widths[-1] == widths[0]
        else:
            widths = []


def test_its_example_is_loaded_without_a_doubt() -> None:
    read = document.parse_document(EXAMPLE)
    assert read.source.remarks == []
    assert doubts_about_plan(read.plan, date(2027, 5, 1)) == []
    [indicator] = read.plan.indicators
    assert (indicator.policy, indicator.actuals[0].value) == ("1", Decimal(9150))


@pytest.mark.parametrize("language", Language)
def test_the_page_beside_the_plans_is_the_one_that_is_made(language: Language) -> None:
    written = (PLANS / FILES[language]).read_text("utf-8")
    assert written == document_reference(language), REMAKE


def test_the_schema_beside_the_plans_is_the_one_that_is_made() -> None:
    written = (PLANS / "plan.schema.json").read_text("utf-8")
    assert written == schema_text(Language.JAPANESE), REMAKE


def test_every_shipped_plan_names_the_schema_in_its_first_line() -> None:
    for path in PLANS.glob("*.yaml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        assert first == EXAMPLE.split("\n", 1)[0]
