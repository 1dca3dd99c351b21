"""What is told of the years of an entry beside it, while it is written."""

from dxkpi.plan import About
from dxkpi.rules.entry_years import YearsRemark
from dxkpi.wording.language import Language


def years_remark_text(remark: YearsRemark, about: About, language: Language) -> str:
    """A remark as a sentence."""
    _ = language.gettext
    period = language.fiscal_years(about.first_fiscal_year, about.last_fiscal_year)
    match remark:
        case YearsRemark.NO_YEARS:
            return _("Without a year it is not drawn.")
        case YearsRemark.BEFORE_PERIOD:
            return _("It begins before the plan's period ({period}).", period=period)
        case YearsRemark.AFTER_PERIOD:
            return _("It ends after the plan's period ({period}).", period=period)
