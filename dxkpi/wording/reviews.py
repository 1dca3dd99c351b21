"""Why something cannot be reviewed, in words."""

from enum import StrEnum

from dxkpi.returns.form_columns import FormColumn, column_heading
from dxkpi.returns.remark_columns import remarked_column
from dxkpi.wording.language import Language, mark

_FAULTS = {
    "no_review": mark("In this round nothing is reviewed."),
    "nothing_chosen": mark("Choose at least one thing."),
    "no_remark": mark("Write what is to be mended, or the answer to it."),
    "remark_too_long": mark("A remark or an answer has 300 characters at most."),
    "not_handed_in": mark("What was not handed in cannot be sent back."),
    "both": mark("One thing cannot be confirmed and sent back at once."),
    "other_department_of_remark": mark("Another department reports that."),
}

_WIDE_BRACKETS = str.maketrans("()", "（）")

_ACTS = {
    "remarked": mark("sent back"),
    "answered": mark("answered"),
    "confirmed": mark("made final"),
}


def form_column_title(column: FormColumn) -> str:
    """A column as the form, which is Japanese for every reader, is headed."""
    return column_heading(column).translate(_WIDE_BRACKETS)


def remark_text(column: str | None, text: str, language: Language) -> str:
    """A remark behind the title of the form's column that it is about: 【要因】なぜですか.

    Of no column, or one that the form does not have, it is the text alone.
    """
    known = remarked_column(column)
    if known is None:
        return text
    title = form_column_title(known)
    return language.gettext("[{column}] {text}", column=title, text=text)


def review_act_text(
    act: StrEnum, words: str | None, language: Language, column: str | None = None
) -> str:
    """What was done in a review, with what was written: 差戻し：【実績値】単位は千円か."""
    done = language.gettext(_ACTS[act.value])
    if not words:
        return done
    words = remark_text(column, words, language)
    return language.gettext("{done}: {words}", done=done, words=words)


def review_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.ReviewFault`."""
    return language.gettext(_FAULTS[fault.value])
