"""How many findings there are of a kind, and what that means for whoever hands in."""

from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.markdown import strong


def errors_title(errors: int) -> str:
    """How many places are to be mended, as a title in Markdown."""
    count = ngettext("× {n} to mend", "× {n} to mend", errors)
    return f":red-badge[{count}] " + strong(_("It cannot be registered like this"))


def holds_badge(left: int) -> str:
    """A badge: how many places are left to confirm, or that all are confirmed."""
    if not left:
        return ":blue-badge[◎ " + _("confirmed") + "]"
    count = ngettext("△ {n} to confirm", "△ {n} to confirm", left)
    return f":yellow-badge[{count}]"


def readings_label(readings: int) -> str:
    """How many values were read otherwise than they are written."""
    return ngettext(
        "{n} reading (registered like this)",
        "{n} readings (registered like this)",
        readings,
    )


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
