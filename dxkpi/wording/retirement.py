"""That an indicator or an initiative was retired, in a few words and in a sentence."""

from dxkpi.plan import Retirement
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language


def retirement_text(retired: Retirement, language: Language) -> str:
    """Since when and why it counts no more: 令和9年度から終了（統合、K05に統合）."""
    _ = language.gettext
    why = [term_label(retired.because, language), retired.note]
    return _(
        "retired from {year} ({why})",
        year=language.fiscal_year(retired.fiscal_year),
        why=language.listed([text for text in why if text]),
    )


def last_year_text(retired: Retirement, language: Language) -> str:
    """Which years stay, and what is shown of the others."""
    _ = language.gettext
    return _(
        "It counts until {last}. It is not asked for after that; its figures and "
        "judgements stay.",
        last=language.fiscal_year(retired.fiscal_year - 1),
    )
