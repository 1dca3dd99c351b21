"""Why something cannot be reviewed, in words."""

from enum import StrEnum

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

_ACTS = {
    "remarked": mark("sent back"),
    "answered": mark("answered"),
    "confirmed": mark("made final"),
}


def review_act_text(act: StrEnum, words: str | None, language: Language) -> str:
    """What was done in a review, with what was written: 差戻し：単位は千円か."""
    done = language.gettext(_ACTS[act.value])
    if not words:
        return done
    return language.gettext("{done}: {words}", done=done, words=words)


def review_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.ReviewFault`."""
    return language.gettext(_FAULTS[fault.value])
