"""Every field of the plan document is explained, with an example that may stand in a file."""

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.document_shape import document_objects, document_terms, shapes_of
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.document_words import JAPANESE_WORDS
from dxkpi.plan.document_yaml import read_yaml
from dxkpi.wording.document_notes import FIELD_NOTES, OBJECT_NOTES

MODELS = document_objects(Plan)
FIELDS = {f"{model.__name__}.{name}" for model in MODELS for name in shapes_of(model)}
NOTED = {f"{model}.{name}" for model, notes in FIELD_NOTES.items() for name in notes}
NAMES = {model.__name__ for model in MODELS}


def test_every_field_has_its_note_in_wording_document_notes() -> None:
    assert set() == FIELDS - NOTED, (
        "write their FieldNote in dxkpi.wording.document_notes"
    )
    assert NAMES - OBJECT_NOTES.keys() == set(), "write their ObjectNote beside them"


def test_no_note_is_of_a_field_that_is_gone() -> None:
    assert set() == NOTED - FIELDS
    assert OBJECT_NOTES.keys() - NAMES == set()


def test_every_term_has_japanese_words_in_plan_document_words() -> None:
    terms = {repr(term) for kind in document_terms(Plan) for term in kind}
    assert terms - {repr(term) for term in JAPANESE_WORDS} == set()


@pytest.mark.parametrize("field", sorted(NOTED))
def test_an_example_is_a_value_as_yaml_reads_it(field: str) -> None:
    model, _, name = field.partition(".")
    source = DocumentSource("-")
    data = read_yaml(f"{name}: {FIELD_NOTES[model][name].example}\n", source)
    assert list(data) == [name]
    assert data[name] is not None
    assert (source.problems, source.comments) == ([], {})
