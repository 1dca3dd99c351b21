"""What the glossary calls a term is understood in a plan document."""

from enum import StrEnum

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.document_shape import document_terms
from dxkpi.plan.document_words import term_of_word
from dxkpi.wording import glossary
from dxkpi.wording.language import Language

TERMS = [term for terms in document_terms(Plan) for term in terms]


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_the_glossarys_word_for_a_term_is_understood(term: StrEnum) -> None:
    word = glossary.term_label(term, Language.JAPANESE)
    assert term_of_word(type(term), word) is term
