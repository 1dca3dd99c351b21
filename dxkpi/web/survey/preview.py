"""③ What a survey comes to: the figure and how sure it is, the answers by choice, and the
groups as they would be stored.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dxkpi.actions import ExaminedSurvey
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.rules.survey_margin import positive_rate, rate_interval
from dxkpi.settings import settings
from dxkpi.survey import SurveyChange, indicator_trend, response_rate
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.text.rounding import percent_text
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.question import kind_text
from dxkpi.web.survey.surveyed_indicator import surveyed_indicator
from dxkpi.wording.differences import change_text
from dxkpi.wording.figures import number_text, recorded_figure_text
from dxkpi.wording.survey import group_kind_title, rate_with_margin, rate_with_range
from dxkpi.wording.survey_course import trend_text


def show_preview(view: View, examined: ExaminedSurvey) -> None:
    """What would be registered; nothing while something is wrong."""
    counted, actual, answer = examined.counted.survey, examined.actual, examined.checked
    if counted is None or actual is None or answer is None:
        return
    language, indicator = current_language(), surveyed_indicator(view)
    trend = indicator_trend(view.plan, answer.new_judgement(indicator), ())
    change = trend.surveys.change if trend.surveys else None

    before_text = plain(recorded_figure_text(indicator, examined.before, language))
    new_text = strong(recorded_figure_text(indicator, actual, language))
    title = strong(_("What is registered"))
    st.markdown(f"{title}{SEPARATOR}{before_text} → {new_text}")
    st.markdown(plain(trend_text(trend, language)))
    grid = st.grid(2, min_column_width=320)
    with grid.cell():
        st.table(
            _survey_facts(indicator, counted, change),
            border="horizontal",
            alt=_("The figure and how sure it is"),
        )
    with grid.cell():
        st.table(
            _choices_table(counted),
            border="horizontal",
            hide_index=True,
            alt=_("Answers by choice"),
        )
    for kind, groups in counted.groups_by_kind.items():
        if groups:
            _show_groups(kind, groups)


# The figure


def _survey_facts(
    indicator: Indicator, counted: Survey, change: SurveyChange | None
) -> dict[str, str]:
    """The figure with its margin, the response, and the change."""
    language = current_language()
    rate, interval = positive_rate(counted), rate_interval(counted)
    interval_text = _(
        "{low}–{high}",
        low=number_text(indicator, interval.low, language),
        high=number_text(indicator, interval.high, language),
    )
    facts = {
        _("Rate"): strong(rate_with_margin(indicator, rate, interval, language)),
        _("95% interval"): plain(interval_text + indicator.unit),
        _("Answers that count"): plain(_answers_text(counted)),
        _("Not counted"): plain(_not_counted_text(counted)),
        _("Staff asked"): _invited_text(counted),
        _("Response rate"): _response_text(counted),
    }
    if change is not None:
        year = language.fiscal_year(change.earlier_year)
        facts[_("Change on {year}", year=year)] = plain(_change_text(indicator, change))
    return facts


def _answers_text(counted: Survey) -> str:
    return _(
        "{n} ({felt} felt)", n=f"{counted.answers:,}", felt=f"{counted.positive:,}"
    )


def _not_counted_text(counted: Survey) -> str:
    return _(
        "{excluded} excluded, {blanks} blank",
        excluded=f"{sum(counted.excluded.values()):,}",
        blanks=f"{counted.blanks:,}",
    )


def _invited_text(counted: Survey) -> str:
    if counted.invited is None:
        return _("number not known")
    return f"{counted.invited:,}"


def _response_text(counted: Survey) -> str:
    rate = response_rate(counted)
    if rate is None:
        return _("number not known")
    return plain(percent_text(rate))


def _change_text(indicator: Indicator, change: SurveyChange) -> str:
    certainty = _("within the margin of error")
    if change.is_certain:
        certainty = _("more than the margin of error")
    points = change_text(indicator, change.points, current_language())
    return f"{points} ({certainty})"


# Choices and groups


def _choices_table(counted: Survey) -> pd.DataFrame:
    """How many gave which answer, and how it counts."""
    rows = []
    for choice, count in counted.tally.items():
        is_positive = choice in counted.counted
        kind = AnswerKind.POSITIVE if is_positive else AnswerKind.NOT_POSITIVE
        rows.append((plain(choice), kind_text(kind), count))
    not_counted = kind_text(AnswerKind.EXCLUDED)
    for choice, count in counted.excluded.items():
        rows.append((plain(choice), not_counted, count))
    if counted.blanks:
        rows.append((faint(_("(blank)")), not_counted, counted.blanks))
    columns = [_("Answer"), _("Counts as"), _("Answers")]
    return pd.DataFrame(rows, columns=columns).astype(str)


def _show_groups(kind: GroupKind, groups: Sequence[SurveyGroup]) -> None:
    """The groups of a kind, folded; several that are counted together in one line."""
    title = group_kind_title(kind, current_language())
    number = sum(len(group.names) for group in groups)
    count = faint(ngettext("{n} group", "{n} groups", number))
    with st.expander(plain(title) + " " + count):
        st.table(_group_table(groups), border="horizontal", hide_index=True, alt=title)
        if any(_is_pooled(group) for group in groups):
            sentence = _(
                "＊ Counted together and stored only so: fewer than "
                "{n} answers would tell what single people think.",
                n=settings().smallest_group,
            )
            st.caption(plain(sentence))


def _group_table(groups: Sequence[SurveyGroup]) -> pd.DataFrame:
    rows = []
    for group in groups:
        mark = "＊ " if _is_pooled(group) else ""
        rows.append(
            {
                _("Group"): mark + plain(group.name),
                _("Rate"): plain(rate_with_range(group, current_language())),
                _("Answers"): plain(_response_of_group(group)),
            }
        )
    return pd.DataFrame(rows)


def _is_pooled(group: SurveyGroup) -> bool:
    return len(group.names) > 1


def _response_of_group(group: SurveyGroup) -> str:
    if group.invited is None:
        return f"{group.answers:,}"
    return f"{group.answers:,} / {group.invited:,}"
