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
    if version is not None and version.withheld:
        return _("withheld")
    if version is not None and version.report is not None:
        return report_in_short(version.report, language)
    if version is None or version.value is None:
        return _("none")
    content = version.value
    if not isinstance(content, Decimal):
        return state_text(content, version.percent, language)
    if indicator is None:
        return f"{content:f}"
    return recorded_value_text(
        indicator, content, language, approximate=version.approximate
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
