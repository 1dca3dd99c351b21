"""アンケート取込, check: what was noticed of the answers, gravest first, and what the
survey comes to.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dxkpi import actions, fiscal, survey
from dxkpi.actions import ExaminedSurvey
from dxkpi.findings import Finding, Severity
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import NOT_STATED
from dxkpi.returns import departments_asked
from dxkpi.settings import settings
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.text.rounding import percent_text
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.method import ChosenMethod, kind_words
from dxkpi.web.survey.survey import Work, indicator_of, last_survey
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text
from dxkpi.wording.figures import recorded_figure_text
from dxkpi.wording.findings import choice_text, finding_text
from dxkpi.wording.survey import group_kind_title, rate_with_margin, rate_with_range
from dxkpi.wording.survey_course import trend_text

_LISTED = 30


def check(view: View, work: Work, asked: ChosenMethod) -> None:
    """What was noticed, gravest first, and what the survey comes to."""
    found = _counted(view, work, asked)
    of = {
        severity: [f for f in found.counted.findings if f.severity is severity]
        for severity in Severity
    }
    for hold in of[Severity.HOLD]:
        work.asked_before.setdefault((asked.method.department, hold.place or ""), hold)
    with st.container(border=True):
        st.markdown(strong(_("③ Check")) + " " + faint(_("nothing is stored yet")))
        if errors := of[Severity.ERROR]:
            count = ngettext("× {n} to mend", "× {n} to mend", len(errors))
            st.markdown(
                f":red-badge[{count}] " + strong(_("It cannot be registered like this"))
            )
            st.markdown(_list(errors))
        _names(view, work, asked.method.department, len(of[Severity.HOLD]))
        if warnings := of[Severity.WARNING]:
            st.warning(_list(warnings), icon=":material/info:")
        if found.answer is not None:
            _preview(view, found)
        if notes := of[Severity.INFO]:
            label = ngettext(
                "{n} reading (registered like this)",
                "{n} readings (registered like this)",
                len(notes),
            )
            with st.expander(label, icon=":material/translate:"):
                st.markdown(_list(notes))


def _list(findings: Sequence[Finding]) -> str:
    lines = [
        f"- {plain(finding_text(found, current_language()))}"
        for found in findings[:_LISTED]
    ]
    if more := len(findings) - len(lines):
        lines.append("- " + faint(ngettext("and {n} more", "and {n} more", more)))
    return "\n".join(lines)


def _counted(view: View, work: Work, asked: ChosenMethod) -> ExaminedSurvey:
    """What the answers come to as they are to be counted now; counted anew only when
    something changed.
    """
    state = (
        cached.store().revision(),
        view.year,
        view.today,
        current_language(),
        settings(),
    )
    stamp = (asked.method, asked.kinds, asked.held, state)
    if work.counted is None or work.counted[0] != stamp:
        found = actions.count_answers(
            cached.store(),
            view.city.code,
            view.year,
            view.today,
            asked.sheet,
            asked.method,
            asked.held,
        )
        work.counted = (stamp, found)
    return work.counted[1]


def _names(view: View, work: Work, department: str | None, left: int) -> None:
    """The names of 課 that are written otherwise: which each is. What was said can be changed."""
    asked = {
        name: found
        for (column, name), found in work.asked_before.items()
        if column == department
    }
    if not asked:
        return
    count = (
        ngettext("△ {n} to confirm", "△ {n} to confirm", left)
        if left
        else "◎ " + _("confirmed")
    )
    st.markdown(
        f":{'yellow' if left else 'blue'}-badge[{count}] "
        + strong(_("Which sections are meant?"))
    )
    last = last_survey(view)
    known = [
        name for group in (last.departments if last else ()) for name in group.names
    ]
    for name, found in asked.items():
        offered = {c.key: choice_text(c, current_language()) for c in found.choices}
        others = dict.fromkeys((*known, *departments_asked(view.plan)))
        offered |= {
            other: other
            for other in others
            if other not in offered and other != NOT_STATED
        }
        key = work.widget("name", name)
        with st.grid(2, min_column_width=300) as grid, grid.cell():
            st.markdown(plain(finding_text(found, current_language())))
        with grid.cell():
            st.selectbox(
                finding_text(found, current_language()),
                list(offered),
                index=None,
                format_func=offered.__getitem__,
                placeholder=_("Choose"),
                label_visibility="collapsed",
                key=key,
                on_change=_rename,
                args=(work, name, key),
                persist_state="session",
            )


def _rename(work: Work, name: str, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        work.renamed.pop(name, None)
    else:
        work.renamed[name] = str(given)


def _preview(view: View, found: ExaminedSurvey) -> None:
    """Old → new with how sure it is, the answers by choice, and the groups as they
    would be stored.
    """
    assert found.answer is not None
    assert found.actual is not None
    assert found.counted.survey is not None
    counted, indicator = found.counted.survey, indicator_of(view)
    trend = survey.indicator_trend(view.plan, found.answer.new_judgement(indicator), ())
    assert trend.surveys is not None
    new = recorded_figure_text(indicator, found.actual, current_language())
    st.markdown(
        strong(_("What is registered"))
        + SEPARATOR
        + plain(recorded_figure_text(indicator, found.before, current_language()))
        + " → "
        + strong(new)
    )
    st.markdown(plain(trend_text(trend, current_language())))
    grid = st.grid(2, min_column_width=320)
    with grid.cell():
        st.table(
            _facts(indicator, counted, trend.surveys),
            border="horizontal",
            alt=_("The figure and how sure it is"),
        )
    with grid.cell():
        st.table(
            _tally(counted),
            border="horizontal",
            hide_index=True,
            alt=_("Answers by choice"),
        )
    for kind, groups in counted.groups_by_kind.items():
        if groups:
            title = group_kind_title(kind, current_language())
            n = sum(len(group.names) for group in groups)
            with st.expander(
                plain(title) + " " + faint(ngettext("{n} group", "{n} groups", n))
            ):
                st.table(
                    _group_table(groups),
                    border="horizontal",
                    hide_index=True,
                    alt=title,
                )
                if any(len(group.names) > 1 for group in groups):
                    st.caption(
                        plain(
                            _(
                                "＊ Counted together and stored only so: fewer than "
                                "{n} answers would tell what single people think.",
                                n=settings().smallest_group,
                            )
                        )
                    )


def _facts(
    indicator: Indicator, counted: Survey, course: survey.SurveyCourse
) -> dict[str, str]:
    """The figure with its margin, the response, and the change."""
    spread, answered = survey.rate_interval(counted), survey.response_rate(counted)
    low, high = (
        figures.number_text(indicator, end, current_language())
        for end in (spread.low, spread.high)
    )
    change = course.change
    facts = {
        _("Rate"): strong(
            rate_with_margin(
                indicator, survey.positive_rate(counted), spread, current_language()
            )
        ),
        _("95% interval"): plain(
            _("{low}–{high}", low=low, high=high) + indicator.unit
        ),
        _("Answers that count"): plain(
            _(
                "{n} ({felt} felt)",
                n=f"{counted.answers:,}",
                felt=f"{counted.positive:,}",
            )
        ),
        _("Not counted"): plain(
            _(
                "{excluded} excluded, {blanks} blank",
                excluded=f"{sum(counted.excluded.values()):,}",
                blanks=f"{counted.blanks:,}",
            )
        ),
        _("Staff asked"): f"{counted.invited:,}"
        if counted.invited is not None
        else _("number not known"),
        _("Response rate"): plain(percent_text(answered))
        if answered is not None
        else _("number not known"),
    }
    if change is not None:
        sure = (
            _("more than the margin of error")
            if change.is_certain
            else _("within the margin of error")
        )
        when = fiscal.wareki(change.earlier_year)
        facts[_("Change on {year}", year=when)] = plain(
            f"{change_text(indicator, change.points, current_language())} ({sure})"
        )
    return facts


def _tally(counted: Survey) -> pd.DataFrame:
    """How many gave which answer, and how it counts."""
    rows = [
        (
            plain(c),
            kind_words(
                AnswerKind.POSITIVE if c in counted.counted else AnswerKind.NOT_POSITIVE
            ),
            n,
        )
        for c, n in counted.tally.items()
    ]
    rows += [
        (plain(c), kind_words(AnswerKind.EXCLUDED), n)
        for c, n in counted.excluded.items()
    ]
    if counted.blanks:
        rows.append(
            (faint(_("(blank)")), kind_words(AnswerKind.EXCLUDED), counted.blanks)
        )
    return pd.DataFrame(
        rows, columns=[_("Answer"), _("Counts as"), _("Answers")]
    ).astype(str)


def _group_table(groups: Sequence[SurveyGroup]) -> pd.DataFrame:
    """The groups as they would be stored; several that are counted together in one line."""
    return pd.DataFrame(
        [
            {
                _("Group"): ("＊ " if len(group.names) > 1 else "") + plain(group.name),
                _("Rate"): plain(rate_with_range(group, current_language())),
                _("Answers"): plain(
                    f"{group.answers:,}"
                    + ("" if group.invited is None else f" / {group.invited:,}")
                ),
            }
            for group in groups
        ]
    )
