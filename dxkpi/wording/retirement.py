"""That an indicator or an initiative was retired, in a few words and in a sentence."""

from dxkpi.plan import Retirement, RetirementReason
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language


def retirement_text(retired: Retirement, language: Language) -> str:
    """Since when and why it counts no more: 令和9年度から終了（統合、K05に統合）.

    That it came to its end says nothing more than that it was retired.
    """
    _ = language.gettext
    year = language.fiscal_year(retired.fiscal_year)
    why = [retired.note] if retired.note else []
    if retired.because is not RetirementReason.ENDED:
        why.insert(0, term_label(retired.because, language))
    if not why:
        return _("retired from {year}", year=year)
    return _("retired from {year} ({why})", year=year, why=language.listed(why))


def last_year_text(retired: Retirement, language: Language) -> str:
    """Which years stay, and what is shown of the others."""
    _ = language.gettext
    return _(
        "It counts until {last}. It is not asked for after that; its figures and "
        "judgements stay.",
        last=language.fiscal_year(retired.fiscal_year - 1),
    )
