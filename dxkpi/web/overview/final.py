"""最終評価 on the overview: what the plan reached of what it promised, once its last year
is over.
"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.rules.final_report import (
    FinalOutcome,
    FinalReport,
    FinalResult,
    count_outcomes,
    final_report,
    final_year,
)
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, list_item, plain, strong, titled_list
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import final_report as wording
from dxkpi.wording.figures import file_value
from dxkpi.wording.municipality import city_name
from dxkpi.wording.policies import policy_title

_KEYS = WidgetKeys("overview")
_MOST_NAMED = 8
_COLOURS = {
    FinalOutcome.REACHED: "green",
    FinalOutcome.NOT_REACHED: "red",
    FinalOutcome.UNKNOWN: "gray",
}


def show_final_report(view: View) -> None:
    """The section, in the plan's last year and after it; nothing before."""
    report = report_of_view(view)
    if report is None:
        return
    language = current_language()
    with st.container(border=True):
        st.markdown(strong(wording.report_title(report, language)))
        st.markdown(plain(wording.report_sentence(report, language)))
        if report.leading is not None:
            st.markdown(view.worded(_leading_line))
        if report.results:
            st.table(
                view.worded(_policies_table),
                border="horizontal",
                hide_index=True,
                alt=_("Targets reached, by policy"),
            )
            st.caption(plain(wording.method_text(language)))
        st.markdown(view.worded(_lists))
        if report.results:
            label = ngettext(
                "Result of {n} target",
                "Results of all {n} targets",
                len(report.results),
            )
            with show_fold(_KEYS, "results", label):
                st.table(
                    view.worded(_results_table),
                    border="horizontal",
                    hide_index=True,
                    alt=label,
                )
        offer_downloads(view, "final", [], final_csv)


def report_of_view(view: View) -> FinalReport | None:
    """The final report of the view's plan; None where the year is none of its end."""
    return view.kept(_report)


def _report(view: View) -> FinalReport | None:
    last_year = final_year(view.plan, view.last_closed)
    if last_year is None or view.year < last_year:
        return None
    at_end = replace(view, year=last_year)
    return final_report(view.plan, view.last_closed, at_end.progress(), view.profile)


def _known_report(view: View) -> FinalReport:
    report = report_of_view(view)
    if report is None:
        raise LookupError("the plan has not come to its end")
    return report


def _leading_line(view: View) -> str:
    """The 実感率, which stands for the plan: from where to where, and how far it came."""
    result, language = _known_report(view).leading, current_language()
    assert result is not None
    facts = language.listed(
        [
            _("baseline {value}", value=wording.baseline_text(result, language)),
            *_promise_and_figure(result),
        ]
    )
    text = wording.result_text(result, language)
    return (
        f"{_badge(result)} {strong(result.indicator.name)} {plain(facts)} {faint(text)}"
    )


def _badge(result: FinalResult) -> str:
    label = wording.marked_outcome(result.outcome, current_language())
    return f":{_COLOURS[result.outcome]}-badge[{plain(label)}]"


def _promise_and_figure(result: FinalResult) -> list[str]:
    language = current_language()
    return [
        _("target {goal}", goal=wording.promise_text(result, language)),
        _("last {value}", value=wording.figure_text(result, language)),
    ]


def _policies_table(view: View) -> pd.DataFrame:
    """How many targets of each policy were reached."""
    report, language = _known_report(view), current_language()
    rows = []
    for number, results in report.by_policy.items():
        counts = count_outcomes(results)
        row = {_("policy"): plain(policy_title(view.plan, number, language))}
        for outcome in FinalOutcome:
            name = wording.marked_outcome(outcome, language)
            row[name] = str(counts[outcome]) if counts[outcome] else ""
        rows.append(row)
    return pd.DataFrame(rows)


def _lists(view: View) -> str:
    """The targets that were not reached, and the entries that were not finished."""
    report, language = _known_report(view), current_language()
    lists = []
    if report.not_reached:
        items = [_result_item(result) for result in report.not_reached]
        title = strong(_("Targets that were not reached"))
        lists.append(titled_list(title, items, _MOST_NAMED))
    if report.open_entries:
        items = [
            list_item(plain(wording.entry_text(result, language)))
            for result in report.open_entries
        ]
        title = strong(_("Schedule entries that were not finished"))
        lists.append(titled_list(title, items, _MOST_NAMED))
    return "\n\n".join(lists)


def _result_item(result: FinalResult) -> str:
    language = current_language()
    facts = language.listed(_promise_and_figure(result))
    text = wording.result_text(result, language)
    return list_item(f"{plain(result.indicator.name)} {strong(text)}", facts)


def _results_table(view: View) -> pd.DataFrame:
    """Every target: from where to where, how far it came, and what that means."""
    report, language = _known_report(view), current_language()
    rows = []
    for result in report.results:
        rows.append(
            {
                _("Indicator"): plain(result.indicator.name),
                _("Baseline"): plain(wording.baseline_text(result, language)),
                _("Target"): plain(wording.promise_text(result, language)),
                _("Last figure"): strong(wording.figure_text(result, language)),
                _("Result"): _badge(result)
                + " "
                + faint(wording.result_text(result, language)),
            }
        )
    return pd.DataFrame(rows)


def final_csv(view: View) -> bytes:
    """The final report as a file."""
    return file_of_report(view, _known_report(view))


def file_of_report(view: View, report: FinalReport) -> bytes:
    """A row for each target, then for each entry of the schedule."""
    rows = [_csv_row(view, report, result) for result in report.results]
    rows += [
        {
            _("municipality"): city_name(view.city, current_language()),
            _("plan"): view.plan.about.title,
            _("fiscal year"): current_language().fiscal_year_title(report.fiscal_year),
            _("kind"): _("schedule"),
            _("policy"): _policy_of_measure(view, entry.entry.measure.number),
            _("code"): entry.entry.code,
            _("name"): entry.entry.item.label,
            _("result"): _("done") if entry.is_done else _("not done"),
            _("remarks"): _("not reported")
            if entry.progress is None
            else wording.progress_of(entry, current_language()),
        }
        for entry in report.entries
    ]
    return charts.csv_file(pd.DataFrame(rows, dtype=object).fillna(""))


def _csv_row(view: View, report: FinalReport, result: FinalResult) -> dict[str, object]:
    language, indicator = current_language(), result.indicator
    baseline, figure = indicator.baseline, result.figure
    return {
        _("municipality"): city_name(view.city, language),
        _("plan"): view.plan.about.title,
        _("fiscal year"): language.fiscal_year_title(report.fiscal_year),
        _("kind"): _("indicator"),
        _("policy"): policy_title(view.plan, indicator.policy, language),
        _("code"): indicator.code,
        _("name"): indicator.name,
        _("unit"): indicator.scale,
        _("baseline"): file_value(indicator, baseline.value) if baseline else "",
        _("target"): wording.promise_text(result, language),
        _("last figure"): _last_value(result),
        _("year of the last figure"): language.fiscal_year_title(figure.fiscal_year)
        if figure
        else "",
        _("result"): wording.outcome_text(result.outcome, language),
        _("remarks"): wording.result_text(result, language),
    }


def _last_value(result: FinalResult) -> object:
    """The last figure as a number or stage; empty where there is none."""
    if result.figure is None or result.figure.value is None:
        return ""
    return file_value(result.judgement.indicator, result.figure.value)


def _policy_of_measure(view: View, number: str) -> str:
    for policy in view.plan.policies:
        if any(measure.number == number for measure in policy.measures):
            return policy_title(view.plan, policy.number, current_language())
    return ""
