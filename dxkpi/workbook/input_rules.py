"""What a cell of the form takes, with its messages in Japanese.

Most rules only warn: 約30 is read, and whoever writes 集計中 all the same learns what to do
when the form is handed in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from dxkpi.plan import InitiativeState
from dxkpi.plan.stages import ARROW
from dxkpi.plan.unit import PERCENT_WHOLE, share_whole
from dxkpi.returns.cell_reading import LONGEST_TEXT
from dxkpi.returns.counted_choices import MARK, WITHOUT
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.report_row import LONGEST_MARK
from dxkpi.returns.vocabulary import NO, YES
from dxkpi.text.lines import shortened
from dxkpi.wording import glossary
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.messages import InputRule

_ = FORM_LANGUAGE.gettext

_LONGEST_UNIT = 40
_LONGEST_PROMPT = 200
_LONGEST_LIST = 250
"""Characters that a list holds in a spreadsheet, with some to spare."""

_LIST_SIGNS = (",", '"')
"""What would part or end a list of a spreadsheet."""

_LONGEST_DATE = 30
_LONGEST_COUNTS = 60
_MOST_PEOPLE = "10000000"


# The sheet of figures


def figure_rule(unit: str) -> InputRule:
    """A number in this unit."""
    if share_whole(unit) == PERCENT_WHOLE:
        prompt = _("Write the share as a number without the sign: 64.4")
    elif unit:
        prompt = _("Write the number alone, in {unit}.", unit=unit[:_LONGEST_UNIT])
    else:
        prompt = _("Write the number alone.")
    return InputRule(
        kind="decimal",
        operator="between",
        formula="-1E+30",
        second_formula="1E+30",
        only_warns=True,
        title=_("Actual"),
        prompt=prompt,
        refusal=_(
            "This is not a number. It will be asked about when the form is registered."
        ),
    )


def counts_rule() -> InputRule:
    """The two counts of a share."""
    prompt = _("Write both counts like 163/182; the rate is worked out from them.")
    return text_rule(_("Actual"), prompt, longest=_LONGEST_COUNTS)


def yes_no_rule() -> InputRule:
    """実施 or 未実施."""
    prompt = _("Choose {yes} or {no}.", yes=YES, no=NO)
    rule = _list_rule([YES, NO], _("Actual"), prompt, prompt)
    # Rows may be sorted and rules stay: a number must not be refused in this place.
    return replace(rule, only_warns=True)


def stage_rule(stages: Sequence[str]) -> InputRule:
    """One of these stages by its name; written where the list has no room for them."""
    prompt = _("Choose the stage reached: {stages}", stages=ARROW.join(stages))
    prompt = shortened(prompt, _LONGEST_PROMPT)
    separators = any(sign in stage for stage in stages for sign in _LIST_SIGNS)
    if separators or len(",".join(stages)) > _LONGEST_LIST:
        return text_rule(_("Actual"), prompt)
    rule = _list_rule(stages, _("Actual"), prompt, prompt)
    return replace(rule, only_warns=True)  # as of yes and no: rows may be sorted


def month_rule() -> InputRule:
    """The month to which a figure belongs."""
    prompt = _("Write the month like R8.3. Leave it blank for the whole year.")
    return text_rule(_("When"), prompt, longest=_LONGEST_DATE)


def term_rule(terms: Iterable[StrEnum], title: str, prompt: str) -> InputRule:
    """One of these terms, by its Japanese word."""
    labels = [glossary.term_label(term, FORM_LANGUAGE) for term in terms]
    return _list_rule(labels, title, prompt, _("Choose from the list."))


def note_rule() -> InputRule:
    """Why the figure is what it is."""
    prompt = _("Required where the status is △, ▲ or ×.")
    return text_rule(_("Why the figure is so"), prompt)


def countermeasure_rule() -> InputRule:
    """What is done about it."""
    prompt = _("Where the status is △, ▲ or ×: what is done, by when.")
    return text_rule(_("What is done about it"), prompt)


def text_rule(title: str, prompt: str, longest: int = LONGEST_TEXT) -> InputRule:
    """A text of at most so many characters."""
    return InputRule(
        kind="textLength",
        operator="lessThanOrEqual",
        formula=str(longest),
        only_warns=True,
        title=title,
        prompt=prompt,
        refusal=_("At most {n} characters.", n=longest),
    )


# The sheet of the schedule


def percent_rule() -> InputRule:
    """A number from 0 to 100."""
    prompt = _("A number from 0 to 100, if it is known.")
    return InputRule(
        kind="decimal",
        operator="between",
        formula="0",
        second_formula="100",
        title=_("Progress in percent"),
        prompt=prompt,
        refusal=prompt,
    )


def comment_rule() -> InputRule:
    """A comment on an entry of the schedule."""
    return text_rule(_("Comment"), _("Where something changed or is late."))


# The sheet of the yearly reports


def report_rules() -> dict[FormColumn, InputRule]:
    """The state of an initiative, what is written about it, and the mark it is given."""
    state = term_rule(
        InitiativeState, _("State of the initiative"), _("Choose from the list.")
    )
    mark_prompt = _(
        "How the department itself judges it, as the city writes it: ◎ ○ △ ×"
    )
    return {
        FormColumn.REPORT_STATE: state,
        FormColumn.DONE: text_rule(
            _("What was done"), _("What was done in the year, with figures if any.")
        ),
        FormColumn.RESULTS: text_rule(
            _("What it brought"), _("What became better by it.")
        ),
        FormColumn.DIFFICULTIES: text_rule(
            _("What is difficult"), _("What stands in the way or is left over.")
        ),
        FormColumn.NEXT_STEPS: text_rule(
            _("What comes next"), _("What will be done from the next year on.")
        ),
        FormColumn.OWN_MARK: text_rule(
            _("Own mark"), mark_prompt, longest=LONGEST_MARK
        ),
    }


# The sheet of a staff survey's totals


def question_rule() -> InputRule:
    """The wording of the survey's question."""
    prompt = _("The wording of the question, as staff read it.")
    return text_rule(_("The question"), prompt)


def survey_day_rule() -> InputRule:
    """The last day of the survey."""
    prompt = _("Write the last day like R8.3.13.")
    return text_rule(_("Day of the survey"), prompt, longest=_LONGEST_DATE)


def mark_rule() -> InputRule:
    """Whether a choice counts as a positive answer, or is left out of the rate."""
    prompt = _(
        "{mark}: felt. {without}: left out of the rate.", mark=MARK, without=WITHOUT
    )
    return _list_rule([MARK, WITHOUT], _("Mark"), prompt, _("Choose from the list."))


def people_rule() -> InputRule:
    """A whole number of people."""
    prompt = _("A whole number of people; 0 where there is nobody.")
    return InputRule(
        kind="whole",
        operator="between",
        formula="0",
        second_formula=_MOST_PEOPLE,
        only_warns=True,
        title=_("Number of people"),
        prompt=prompt,
        refusal=prompt,
    )


def _list_rule(
    texts: Iterable[str], title: str, prompt: str, refusal: str
) -> InputRule:
    return InputRule(
        kind="list",
        formula=f'"{",".join(texts)}"',
        title=title,
        prompt=prompt,
        refusal=refusal,
    )
