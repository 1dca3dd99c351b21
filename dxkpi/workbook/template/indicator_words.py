"""What the form says of an indicator before any figure: its name with what it belongs to,
and the plan's words about it.
"""

from collections.abc import Iterator, Sequence

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.returns import ReturnForm
from dxkpi.wording.figure_times import figure_time_note, publication_note
from dxkpi.wording.targets import worse_reason_text
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.styling import writable_text
from dxkpi.workbook.template.layout import NOTHING

_ = FORM_LANGUAGE.gettext

_NAME_FONT = InlineFont(rFont=styling.FONT, sz=10, b=True, color=Color(styling.INK))
_GROUP_FONT = InlineFont(rFont=styling.FONT, sz=10, color=Color(styling.MUTED))
_DEFINITION, _QUOTE, _EITHER = "定義", "計画の記載", "定義・計画の記載"
_FACTS = "算出方法・出典"


def name_and_group(form: ReturnForm, indicator: Indicator) -> CellRichText:
    """The name, and beneath it the measure or the policy, smaller; of a part that it is
    judged together with others.
    """
    name = TextBlock(_NAME_FONT, writable_text(indicator.name))
    plan = form.plan
    group = plan.measure(indicator.measure) or plan.policy(indicator.policy)
    whole = plan.judged_with(indicator.code)
    group_text = ""
    if whole is not None:
        group_text += "\n" + _("judged as one with the other parts, by the worst")
    if group is not None:
        group_text += writable_text(f"\n{group.number} {group.name}")
    if not group_text:
        return CellRichText(name)
    if indicator.also_in:
        numbers = FORM_LANGUAGE.listed(indicator.also_in)
        group_text += "\n" + _("also under {numbers}", numbers=writable_text(numbers))
    return CellRichText(name, TextBlock(_GROUP_FONT, group_text))


def heading_of_words(indicators: Sequence[Indicator]) -> str:
    """What the column with the plan's words about each indicator is called."""
    has_definition = any(indicator.definition for indicator in indicators)
    has_quote = any(_is_quoted(indicator) for indicator in indicators)
    if has_definition and has_quote:
        return _EITHER
    if has_quote or has_definition:
        return _QUOTE if has_quote else _DEFINITION
    return _FACTS if any(map(_has_facts_only, indicators)) else _DEFINITION


def _has_facts_only(indicator: Indicator) -> bool:
    return any(_facts_of_figures(indicator))


def _is_quoted(indicator: Indicator) -> bool:
    """Whether the plan's own sentence stands in place of a definition that it lacks."""
    return bool(indicator.quote) and not indicator.definition


def words_of_plan(form: ReturnForm, indicator: Indicator) -> str:
    """How the plan defines an indicator, else the sentence in which it names it; where
    its figures come from; and why it aims lower than the present, where it does.
    """
    words = indicator.definition or ""
    if _is_quoted(indicator):
        words = f"「{indicator.quote}」"
    reason = worse_reason_text(indicator, FORM_LANGUAGE)
    late = _late_figure_text(form, indicator)
    lines = (late, words, *_facts_of_figures(indicator), reason)
    return "\n".join(line for line in lines if line) or NOTHING


def _late_figure_text(form: ReturnForm, indicator: Indicator) -> str:
    """That the figure of an earlier year is asked for, and why; empty for most."""
    year, published = form.figure_year(indicator), indicator.published
    if published is None or year == form.fiscal_year:
        return ""
    asked = _("Fill in the figure of {year}.", year=fiscal.wareki(year))
    own = fiscal.wareki(form.fiscal_year)
    month = published.month_of(form.fiscal_year)
    if not published.has_figure(form.fiscal_year) or month is None:
        return FORM_LANGUAGE.sentences((asked, _("None is made for {year}.", year=own)))
    when = _(
        "That of {year} is published about {month}.",
        year=own,
        month=fiscal.month_label(month),
    )
    return FORM_LANGUAGE.sentences((asked, when))


def _facts_of_figures(indicator: Indicator) -> Iterator[str]:
    """How the figure is worked out, where it comes from and of which time it is: what
    one needs where one types.
    """
    if indicator.has_stages:
        yield _("Stages: {stages}", stages=indicator.scale)
    if indicator.counts is not None:
        yield _(
            "Both counts, like 163/182: {numerator}/{denominator}",
            numerator=indicator.counts.numerator,
            denominator=indicator.counts.denominator,
        )
    if indicator.method:
        yield _("How it is worked out: {text}", text=indicator.method)
    if indicator.source:
        yield _("Source: {text}", text=indicator.source)
    yield figure_time_note(indicator, FORM_LANGUAGE)
    yield publication_note(indicator, FORM_LANGUAGE)
