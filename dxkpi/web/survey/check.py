"""③ Check: what was noticed of the answers, gravest first, and what the survey comes to."""

from collections.abc import Sequence

import streamlit as st

from dxkpi import actions
from dxkpi.actions import ExaminedSurvey
from dxkpi.findings import Finding, Severity
from dxkpi.settings import settings
from dxkpi.web.common import cached
from dxkpi.web.common.finding_counts import errors_title, readings_label
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.department_names import ask_names, remember_unclear_names
from dxkpi.web.survey.draft_survey import DraftSurvey, SurveyAnswer
from dxkpi.web.survey.method import ChosenMethod
from dxkpi.web.survey.preview import show_preview
from dxkpi.wording.findings import finding_text

_MOST_LISTED = 30


def show_check(view: View, draft: DraftSurvey, chosen: ChosenMethod) -> None:
    """What was noticed, gravest first, and what the survey comes to."""
    examined = _examine_survey(view, draft, chosen)
    holds = _findings_of(examined, Severity.HOLD)
    department = chosen.method.department
    remember_unclear_names(draft, department, holds)
    with st.container(border=True):
        st.markdown(strong(_("③ Check")) + " " + faint(_("nothing is stored yet")))
        _show_errors(_findings_of(examined, Severity.ERROR))
        ask_names(view, draft, department, len(holds))
        _show_warnings(_findings_of(examined, Severity.WARNING))
        show_preview(view, examined)
        _show_readings(_findings_of(examined, Severity.INFO))


def _examine_survey(
    view: View, draft: DraftSurvey, chosen: ChosenMethod
) -> ExaminedSurvey:
    """What the answers come to as they are to be counted now; counted anew only when
    something changed.
    """
    stamp = (
        chosen.method,
        chosen.kinds,
        chosen.held,
        cached.store().revision(),
        view.year,
        view.today,
        current_language(),
        settings(),
    )
    answer = draft.answer
    if answer is None or answer.stamp != stamp:
        examined = actions.count_answers(
            cached.store(),
            view.listed.key,
            view.year,
            view.today,
            chosen.sheet,
            chosen.method,
            chosen.held,
        )
        answer = draft.answer = SurveyAnswer(stamp, examined)
    return answer.examined


def _findings_of(examined: ExaminedSurvey, severity: Severity) -> list[Finding]:
    return [f for f in examined.counted.findings if f.severity is severity]


def _show_errors(errors: Sequence[Finding]) -> None:
    if errors:
        st.markdown(errors_title(len(errors)))
        st.markdown(_finding_list(errors))


def _show_warnings(warnings: Sequence[Finding]) -> None:
    if warnings:
        st.warning(_finding_list(warnings), icon=":material/info:")


def _show_readings(readings: Sequence[Finding]) -> None:
    """How things were read that were not written as the program writes them."""
    if readings:
        label = readings_label(len(readings))
        with st.expander(label, icon=":material/translate:"):
            st.markdown(_finding_list(readings))


def _finding_list(findings: Sequence[Finding]) -> str:
    """Findings as a list in Markdown; how many more there are than can be taken in."""
    language = current_language()
    listed = findings[:_MOST_LISTED]
    lines = [f"- {plain(finding_text(finding, language))}" for finding in listed]
    more = len(findings) - len(listed)
    if more:
        lines.append("- " + faint(ngettext("and {n} more", "and {n} more", more)))
    return "\n".join(lines)
