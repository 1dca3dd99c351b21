"""A figure or a state of progress in words, unrounded, as it is to be registered or was."""

from decimal import Decimal

from dxkpi.plan import Actual, Indicator, Progress
from dxkpi.web.common.language import _, current_language
from dxkpi.wording import figures, glossary


def actual(indicator: Indicator, entry: Actual | None) -> str:
    """The figure with its unit and every digit, the reason why there is none, or none."""
    if entry is None:
        return _("none")
    if entry.value is None:
        return (
            glossary.term_label(entry.missing, current_language())
            if entry.missing
            else _("none")
        )
    return value(indicator, entry.value, approximate=entry.approximate)


def value(indicator: Indicator, known: Decimal, *, approximate: bool = False) -> str:
    """A figure with its unit and every digit."""
    shown = figures.figure_text(
        indicator,
        known,
        current_language(),
        figures.finer_digits(indicator, known),
    )
    return _("about {value}", value=shown) if approximate else shown


def progress(entry: Progress | None) -> str:
    """How far an entry of the schedule has come, or none."""
    return (
        _("none") if entry is None else figures.progress_text(entry, current_language())
    )
