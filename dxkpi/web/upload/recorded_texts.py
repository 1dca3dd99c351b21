"""What is on record, as somebody would type it into a form: texts by column."""

from dxkpi.plan import Actual, Indicator, Progress, ValueType
from dxkpi.returns import FormColumn, vocabulary
from dxkpi.returns.form_columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET
from dxkpi.web.common.language import current_language
from dxkpi.wording.glossary import term_label

Texts = dict[FormColumn, str]
"""The text of each column that is to be filled in; empty where nothing is on record."""


def figure_texts(indicator: Indicator, actual: Actual | None) -> Texts:
    """A figure, its month, the reason why there is none, and its texts."""
    texts = dict.fromkeys(INPUTS[ACTUALS_SHEET], "")
    if actual is None:
        return texts
    if actual.as_of:
        texts[FormColumn.AS_OF] = current_language().day_to_type(actual.as_of)
    texts[FormColumn.NOTE] = actual.note or ""
    texts[FormColumn.COUNTERMEASURE] = actual.countermeasure or ""
    if actual.missing is not None:
        texts[FormColumn.MISSING] = term_label(actual.missing, current_language())
    elif actual.value is not None:
        texts[FormColumn.VALUE] = _value_text(indicator, actual)
    return texts


def progress_texts(progress: Progress | None) -> Texts:
    """The progress of an entry of the schedule, its percentage and its comment."""
    texts = dict.fromkeys(INPUTS[SCHEDULE_SHEET], "")
    if progress is None:
        return texts
    texts[FormColumn.STATE] = term_label(progress.state, current_language())
    if progress.percent is not None:
        texts[FormColumn.PERCENT] = f"{progress.percent:f}"
    texts[FormColumn.COMMENT] = progress.comment or ""
    return texts


def _value_text(indicator: Indicator, actual: Actual) -> str:
    if actual.share_counts is not None and indicator.counts is not None:
        return actual.share_counts.as_written()
    approximately = "約" if actual.approximate else ""
    assert actual.value is not None
    if indicator.has_stages:
        return approximately + indicator.stage(actual.value)
    if indicator.value_type is not ValueType.YES_NO:
        return f"{approximately}{actual.value:f}"
    is_yes = actual.value == 1
    return approximately + (vocabulary.YES if is_yes else vocabulary.NO)
