"""What the glossary calls a term is understood in a plan document."""

from enum import StrEnum

import pytest

from dxkpi.plan import Indicator, Measure, Plan, ScheduleItem
from dxkpi.plan.document_shape import shapes_of
from dxkpi.plan.document_words import term_of_word
from dxkpi.plan.indicator import Actual
from dxkpi.plan.target import WrittenTarget
from dxkpi.wording import glossary
from dxkpi.wording.language import Language

MODELS = (Plan, Measure, ScheduleItem, Indicator, Actual, WrittenTarget)


def document_terms() -> list[StrEnum]:
    """Every term that a field of the document can have."""
    shapes = [shape for model in MODELS for shape in shapes_of(model).values()]
    return [term for shape in shapes for term in (shape.terms or ())]


@pytest.mark.parametrize("term", document_terms(), ids=repr)
def test_the_glossarys_word_for_a_term_is_understood(term: StrEnum) -> None:
    word = glossary.term_label(term, Language.JAPANESE)
    assert term_of_word(type(term), word) is term
