"""What is left to be done before something can be registered."""

from dxkpi.web.common.language import ngettext, sentences


def what_is_left_text(errors: int, holds: int) -> str:
    """How many places are left to mend and to confirm; empty where none is."""
    texts = []
    if errors:
        texts.append(
            ngettext(
                "{n} place is left to mend.", "{n} places are left to mend.", errors
            )
        )
    if holds:
        texts.append(
            ngettext(
                "{n} place is left to confirm.",
                "{n} places are left to confirm.",
                holds,
            )
        )
    return sentences(texts)
