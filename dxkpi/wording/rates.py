"""A rate as it is told: a percentage, or 100%超 and 0%未満 where its way is tiny."""

from dxkpi.rules.readable_rates import OutOfScale, ReadableRate
from dxkpi.text.rounding import percent_text
from dxkpi.wording.language import Language


def rate_text(rate: ReadableRate, language: Language) -> str:
    """A ratio as a percentage with one decimal: 0.8587 is 85.9%."""
    _ = language.gettext
    match rate:
        case OutOfScale.ABOVE:
            return _("over 100%")
        case OutOfScale.BELOW:
            return _("under 0%")
    return percent_text(rate)
