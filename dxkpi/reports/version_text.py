"""What a write said of a reported thing, before and after, in words."""

from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.store import HistoryEntry, HistoryStep
from dxkpi.wording.figures import recorded_value_text, state_text
from dxkpi.wording.language import Language
from dxkpi.wording.yearly_reports import report_in_short


def versions_text(
    step: HistoryStep, indicator: Indicator | None, language: Language
) -> tuple[str, str]:
    """Both versions; with the words beside the figure where these were changed."""
    before = _version_text(step.before, indicator, language)
    after = _version_text(step.after, indicator, language)
    old, new = _words(step.before, language), _words(step.after, language)
    if old == new:
        return before, after
    return _joined(before, old), _joined(after, new)


def _version_text(
    version: HistoryEntry | None, indicator: Indicator | None, language: Language
) -> str:
    _ = language.gettext
    if version is None:
        return _("none")
    if version.withheld:
        return _("withheld")
    if version.report is not None:
        return report_in_short(version.report, language)
    match version.value:
        case None:
            return _("none")
        case Decimal() as figure:
            return _figure_text(figure, version, indicator, language)
        case state:
            return state_text(state, version.percent, language)


def _figure_text(
    figure: Decimal,
    version: HistoryEntry,
    indicator: Indicator | None,
    language: Language,
) -> str:
    """A figure as it was recorded; of an indicator that is gone its digits alone."""
    if indicator is None:
        return f"{figure:f}"
    return recorded_value_text(
        indicator, figure, language, approximate=version.approximate
    )


def _words(version: HistoryEntry | None, language: Language) -> tuple[str, ...]:
    """What was written beside the value: of which month it is, why, what is done."""
    if version is None:
        return ()
    month = language.month(version.as_of) if version.as_of else ""
    texts = (month, version.note, version.countermeasure)
    return tuple(text for text in texts if text)


def _joined(value: str, words: tuple[str, ...]) -> str:
    return " / ".join((value, *words))
