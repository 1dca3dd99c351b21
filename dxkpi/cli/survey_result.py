"""What came of a survey, told to people and to programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from dxkpi.actions import ExaminedSurvey
from dxkpi.cli.console import console, new_table, say
from dxkpi.cli.finding_lines import findings_data, marked_line
from dxkpi.cli.language import _, current_language
from dxkpi.findings import Choice, Finding, Severity
from dxkpi.plan import Actual, Indicator, Survey, SurveyGroup
from dxkpi.rules.survey_margin import positive_rate, rate_interval
from dxkpi.store import Submission
from dxkpi.survey import CountingMethod, response_rate
from dxkpi.text.rounding import percent_text
from dxkpi.wording import figures
from dxkpi.wording.findings import choice_text, finding_text
from dxkpi.wording.survey import group_kind_title, rate_with_margin, rate_with_range


@dataclass(frozen=True)
class SurveyResult:
    """A counted survey: how it was counted, what was noticed on reading, its receipt."""

    indicator: Indicator
    examined: ExaminedSurvey
    method: CountingMethod
    noticed: tuple[Finding, ...]
    submission: Submission | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.noticed, *self.examined.counted.findings)

    @property
    def is_accepted(self) -> bool:
        """Whether it can be registered."""
        return self.examined.checked is not None

    @property
    def is_registered(self) -> bool:
        return self.submission is not None


# For people


def say_findings(findings: Iterable[Finding]) -> None:
    """Say what was noticed, the gravest first."""
    order = list(Severity)
    for finding in sorted(findings, key=lambda found: order.index(found.severity)):
        renames = [_rename_option(finding, choice) for choice in finding.choices]
        sentence = finding_text(finding, current_language())
        say(marked_line(finding.severity, "  ".join([sentence, *renames])))


def _rename_option(finding: Finding, choice: Choice) -> str:
    """How a choice is named on the command line, with its words where they are others."""
    option = f"{finding.place}={choice.key}"
    text = choice_text(choice, current_language())
    if text != choice.key:
        option += f": {text}"
    return f"[--rename {option}]"


def print_result(result: SurveyResult) -> None:
    """Print how it was counted and what it comes to."""
    out = console()
    for label, words in _method_lines(result.method):
        out.print(f"{label}: {words}")
    counted, actual = result.examined.counted.survey, result.examined.actual
    if counted is None or actual is None or actual.value is None:
        return

    language = current_language()
    out.print(_answers_table(counted))
    for kind, groups in counted.groups_by_kind.items():
        if groups:
            out.print(_groups_table(group_kind_title(kind, language), groups))
    out.print(f"{_('Response rate')}: {_response_rate_text(counted)}")
    before = _value_before(result.indicator, result.examined.before)
    interval = rate_interval(counted)
    after = rate_with_margin(result.indicator, actual.value, interval, language)
    out.print(f"{before} → {after}")


def _method_lines(method: CountingMethod) -> Iterator[tuple[str, str]]:
    """Which question, which choices and which columns were counted."""
    choices = {
        _("counts as felt"): method.counted,
        _("counts as not felt"): method.others,
        _("is not counted"): method.excluded,
    }
    columns = {
        _("Section"): method.department,
        _("Position"): method.position,
        _("Age"): method.age,
        _("Respondent"): method.respondent,
    }
    yield _("Question"), method.question
    wording = method.wording or method.question
    yield _("Wording of the question, as it is kept"), wording
    for label, names in choices.items():
        yield label, current_language().listed(names) or "－"
    for label, heading in columns.items():
        yield label, heading or "－"


def _answers_table(counted: Survey) -> Table:
    """Each answer, how often it was given and how it counts."""
    table = new_table(_("Answer"), _("Answers"), _("Counts as"))
    for choice, number in counted.tally.items():
        counts_as = _("counts as not felt")
        if choice in counted.counted:
            counts_as = _("counts as felt")
        table.add_row(choice, f"{number:,}", counts_as)
    for choice, number in counted.excluded.items():
        table.add_row(choice, f"{number:,}", _("is not counted"))
    table.add_row(_("(blank)"), f"{counted.blanks:,}", _("is not counted"))
    return table


def _groups_table(title: str, groups: Sequence[SurveyGroup]) -> Table:
    table = new_table(title, _("Answers"), _("Staff asked"), _("Rate"))
    for group in groups:
        invited = "－" if group.invited is None else f"{group.invited:,}"
        rate = rate_with_range(group, current_language())
        table.add_row(group.name, f"{group.answers:,}", invited, rate)
    return table


def _response_rate_text(counted: Survey) -> str:
    rate = response_rate(counted)
    if rate is None:
        return _("number not known")
    return percent_text(rate)


def _value_before(indicator: Indicator, before: Actual | None) -> str:
    """The figure on record until now."""
    if before is None or before.value is None:
        return _("none")
    return figures.figure_text(indicator, before.value, current_language())


# For programs


def refusal_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """A file that cannot be read, for programs."""
    return {"accepted": False, "findings": findings_data(findings), "submission": None}


def result_data(result: SurveyResult) -> dict[str, Any]:
    """Findings, method, counts, figure and receipt number, for programs."""
    counted, submission = result.examined.counted.survey, result.submission
    return {
        "accepted": result.is_accepted,
        "findings": findings_data(result.findings),
        "method": _method_data(result.method),
        "survey": counted.model_dump(mode="json") if counted else None,
        "figure": _figure_data(result.indicator, result.examined),
        "submission": submission.number if submission else None,
    }


def _figure_data(
    indicator: Indicator, examined: ExaminedSurvey
) -> dict[str, Any] | None:
    """The figure before and after, its rate with the interval, all in per cent."""
    counted, actual, before = examined.counted.survey, examined.actual, examined.before
    if counted is None or actual is None:
        return None
    interval, response = rate_interval(counted), response_rate(counted)
    return {
        "indicator": indicator.code,
        "old": before.value if before else None,
        "new": actual.value,
        "rate": positive_rate(counted),
        "low": interval.low,
        "high": interval.high,
        "margin": interval.margin,
        "response": None if response is None else 100 * response,
    }


def _method_data(method: CountingMethod) -> dict[str, Any]:
    """How it was counted; programs know the staff invited as `asked`."""
    data = asdict(method)
    data["asked"] = data.pop("invited")
    data["asked_of"] = dict(data.pop("invited_by_department"))
    return data
