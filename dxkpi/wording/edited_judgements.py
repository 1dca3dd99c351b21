"""The cells of the table that shows a year before and after an edit."""

from dxkpi.rules.edited_years import EditedYear
from dxkpi.rules.judgement import Judgement
from dxkpi.wording import glossary
from dxkpi.wording.figures import figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text

_NOTHING = "－"


def figure_cell(year: EditedYear, language: Language) -> str:
    """The figure that is judged."""
    judged = year.after or year.before
    if judged is None or judged.value is None:
        return _NOTHING
    return figure_text(judged.indicator, judged.value, language)


def expected_cell(judgement: Judgement | None, language: Language) -> str:
    """What is expected of the year."""
    if judgement is None or judgement.expected is None:
        return _NOTHING
    return expected_text(judgement.indicator, judgement.expected, language)


def status_cell(judgement: Judgement | None, language: Language) -> str:
    """How the year is judged."""
    if judgement is None:
        return _NOTHING
    return glossary.marked_label(judgement.status, language)
