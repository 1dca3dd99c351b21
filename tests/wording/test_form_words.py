"""The form's own words are those of the glossary, in Japanese and in English."""

import pytest

from dxkpi.plan import BarState, Missing
from dxkpi.returns.vocabulary import ENGLISH_LABELS, FORM_LABELS, NO, YES
from dxkpi.wording import glossary
from dxkpi.wording.language import Language


@pytest.mark.parametrize("term", [*Missing, *BarState])
def test_a_dropdown_calls_a_term_as_the_glossary_does(term: Missing | BarState) -> None:
    assert FORM_LABELS[term] == glossary.term_label(term, Language.JAPANESE)
    assert ENGLISH_LABELS[term] == glossary.term_label(term, Language.ENGLISH)


def test_the_dropdown_of_yes_and_no_has_the_words_of_figures() -> None:
    assert Language.JAPANESE.gettext("yes") == YES
    assert Language.JAPANESE.gettext("no") == NO
