"""How an indicator was judged.

The figures that went into it, the formula with its numbers, and the grades.
"""

from collections.abc import Iterator
from typing import NamedTuple

import streamlit as st

from dxkpi.plan import Actual, Baseline, Indicator, Target, TargetRule, TotalTarget
from dxkpi.rules import Judgement, Reason, Status
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.web.indicator.own_marks import show_own_marks
from dxkpi.wording import judgement as wording
from dxkpi.wording.baselines import baseline_text, baseline_time_text
from dxkpi.wording.department_words import (
    cause_label,
    countermeasure_label,
    nothing_written_text,
)
from dxkpi.wording.figure_times import figure_year_text
from dxkpi.wording.figures import beside_counts, counts_of_figure, with_counts
from dxkpi.wording.formula import FormulaStep, formula_steps
from dxkpi.wording.ledger import original_text
from dxkpi.wording.stages import stage_grades_text
from dxkpi.wording.targets import (
    expected_text,
    goal_text,
    share_of_year_text,
    stretch_text,
)
from dxkpi.wording.year_review import expected_or_nothing, goal_with_deadline

_NOTHING = "－"


class _DatedFigure(NamedTuple):
    """A figure that went into the judgement."""

    name: str
    figure: str
    when: str


def show_judgement(view: View, judgement: Judgement) -> None:
    """The card: status and grade, the figures, the steps of the formula, and remarks."""
    grade = ""
    if judgement.grade:
        grade = faint(_("grade {grade}", grade=judgement.grade))
    st.markdown(f"{strong(_('Judgement'))} {verdict_badge(judgement)} {grade}")

    cells = _cells_of_parts(judgement) if judgement.parts else _cells(judgement)
    show_own_marks(view, judgement)
    for words in _words_of_department(judgement):
        st.markdown(words)
    st.table(cells, border="horizontal", alt=_("The figures of the judgement"))
    for step in _steps(judgement):
        st.markdown(_step_lines(step))
    for note in _notes(view, judgement):
        st.caption(plain(note))


def _steps(judgement: Judgement) -> tuple[FormulaStep, ...]:
    """The steps of the formula; none of a figure that waits, which says so above."""
    if judgement.status is Status.UNCONFIRMED and not judgement.parts:
        return ()
    return formula_steps(judgement, current_language())


def _cells(judgement: Judgement) -> dict[str, str]:
    return {
        dated.name: f"{strong(dated.figure)} {plain(dated.when)}"
        for dated in _dated_figures(judgement)
    }


def _cells_of_parts(judgement: Judgement) -> dict[str, str]:
    """Each part with its status, its figure, what was expected of it and its target."""
    language = current_language()
    cells = {}
    for name, part in judgement.named_parts:
        goal = goal_with_deadline(part.indicator, language) or _NOTHING
        aims = _(
            "expected {expected}, target {goal}",
            expected=expected_or_nothing(part, language),
            goal=goal,
        )
        figure = strong(wording.actual_text(part, language))
        cells[name] = f"{verdict_badge(part)} {figure}  \n{faint(aims)}"
    return cells


def _step_lines(step: FormulaStep) -> str:
    lines = [
        strong(f"{step.name} {step.result}"),
        plain(step.rule),
        plain(step.numbers),
    ]
    return "  \n".join(line for line in lines if line)


def _words_of_department(judgement: Judgement) -> Iterator[str]:
    """Why the figure is what it is and what is done about it, as the department wrote,
    with the figure's year; of parts each under its name.
    """
    for name, part in judgement.named_parts:
        yield from _words_beside(part, name)
    if not judgement.parts:
        yield from _words_beside(judgement, "")


def _words_beside(judgement: Judgement, part: str) -> Iterator[str]:
    """Both texts beside the figure that was judged; of one that needs attention also that
    a text is lacking.
    """
    actual, language = judgement.actual, current_language()
    if actual is None:
        return
    year = language.fiscal_year(actual.fiscal_year)
    texts = {
        cause_label(language): actual.note,
        countermeasure_label(language): actual.countermeasure,
    }
    for name, text in texts.items():
        if not text and not judgement.needs_attention:
            continue
        label = strong(" ".join(filter(None, (part, name))))
        written = plain(text) if text else faint(nothing_written_text(language))
        yield f"{label} {faint(year)}  \n{written}"


def _notes(view: View, judgement: Judgement) -> list[str]:
    language = current_language()
    notes = [
        original_text(judgement, language),
        wording.judgement_note(judgement, language),
    ]
    if any(
        part.pace is not None or part.graded_rate is not None
        for part in judgement.measured
    ):
        notes.append(wording.grade_bands_text(view.profile, language))
    if judgement.reason in (Reason.STAGE_AS_PLANNED, Reason.STAGE_BEHIND):
        notes.append(stage_grades_text(view.profile, language))
    return [note for note in notes if note]


def _dated_figures(judgement: Judgement) -> Iterator[_DatedFigure]:
    """The figures of the judgement: actual, expected, baseline, target."""
    language = current_language()
    indicator = judgement.indicator
    is_total = isinstance(indicator.target, TotalTarget)
    name = _("Sum so far") if is_total else _("Actual")
    yield _actual_figure(judgement, name)
    if judgement.expected is not None:
        expected = expected_text(indicator, judgement.expected, language, unit=True)
        yield _expected_figure(judgement, expected)
    if indicator.baseline is not None and not is_total:
        yield _baseline_figure(indicator, indicator.baseline)
    yield from _figures_of_target(indicator)


def _actual_figure(judgement: Judgement, name: str) -> _DatedFigure:
    indicator, language = judgement.indicator, current_language()
    text = wording.actual_text(judgement, language)
    counts = counts_of_figure(indicator, judgement.actual, language)
    dated = None if judgement.value is None else judgement.actual
    return _DatedFigure(
        name, beside_counts(text, counts, language), _when(indicator, dated)
    )


def _baseline_figure(indicator: Indicator, baseline: Baseline) -> _DatedFigure:
    language = current_language()
    text = baseline_text(indicator, baseline, language)
    return _DatedFigure(
        _("Baseline"),
        with_counts(text, indicator, baseline, language),
        baseline_time_text(indicator, baseline, language),
    )


def _figures_of_target(indicator: Indicator) -> Iterator[_DatedFigure]:
    """The target, a higher aim, and what the target asks for a year."""
    language = current_language()
    if indicator.target is not None:
        goal = goal_text(indicator, language) or _NOTHING
        yield _DatedFigure(_("Target"), goal, _when(indicator, indicator.target))
    stretch = stretch_text(indicator, language)
    if stretch:
        yield _DatedFigure(_("Higher aim"), stretch, "")
    share = share_of_year_text(indicator, language)
    if share:
        yield _DatedFigure(_("A year's share"), share, "")


def _expected_figure(judgement: Judgement, expected: str) -> _DatedFigure:
    """What was expected of the year; of a figure to improve that is the one of the year before."""
    target = judgement.indicator.target
    compares_years = target is not None and target.rule is TargetRule.IMPROVE
    if compares_years:
        name, year = _("Year before"), judgement.fiscal_year - 1
    else:
        name, year = _("Expected"), judgement.figure_year
    when = _("at the end of {year}", year=current_language().short_year(year))
    return _DatedFigure(name, expected, when)


def _when(indicator: Indicator, dated: Actual | Target | None) -> str:
    """The month, year or day of a figure; empty where none is known."""
    if dated is None or dated.fiscal_year is None:
        return ""
    if dated.as_of:
        return current_language().short_month(dated.as_of)
    return figure_year_text(indicator, dated.fiscal_year, current_language())
