"""The figures of a return, now → new, with their statuses; also those that are to be
mended or confirmed first.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from dxkpi.findings import Finding, Severity
from dxkpi.plan import Actual, Indicator, Survey
from dxkpi.returns import CheckedReturn
from dxkpi.text.lines import shortened
from dxkpi.web.common.finding_lines import finding_place
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.wording.figures import recorded_figure_text

_LONGEST_FORMER = 60
"""Characters that are shown of a text that another one replaces."""

_FIGURE_FIELDS = frozenset(
    ("value", "numerator", "denominator", "missing", "approximate")
)


def figure_changes_table(checked: CheckedReturn) -> pd.DataFrame:
    """A row for each figure that changes, or waits to be mended or confirmed."""
    changed_fields = _changed_fields(checked)
    open_findings = _open_findings(checked)
    rows = []
    for indicator in checked.form.indicators:
        fields = changed_fields.get(indicator.code, set())
        finding = open_findings.get(indicator.code)
        if not fields and not finding:
            continue
        row = {
            _("Indicator"): _label(indicator),
            _("Figure (now → new)"): _now_and_new(checked, indicator, fields, finding),
            _("Status"): _status_change(checked, indicator),
        }
        rows.append(row)
    return pd.DataFrame(rows)


def text_changes_table(checked: CheckedReturn) -> pd.DataFrame:
    """A row for each text beside a figure that changes, with the text before and after.

    It is a table of its own, so that sentences have room on a telephone too.
    """
    rows = []
    for indicator in checked.form.indicators:
        new = checked.actuals.get(indicator.code)
        if new is None:
            continue
        now = checked.registered(indicator) or Actual(fiscal_year=new.fiscal_year)
        for name, before, after in _texts_now_and_new(now, new):
            if before != after:
                change = text_change(before, after)
                rows.append(_text_row(indicator, name, change))
    return pd.DataFrame(rows)


def _texts_now_and_new(
    now: Actual, new: Actual
) -> Iterator[tuple[str, str | None, str | None]]:
    """Each text by its name, as it is registered and as it would be."""
    yield _("cause"), now.note, new.note
    yield _("countermeasure"), now.countermeasure, new.countermeasure


def _text_row(indicator: Indicator, name: str, change: str) -> dict[str, str]:
    return {
        _("Indicator"): _label(indicator),
        _("Causes and countermeasures (now → new)"): f"{strong(name)} {change}",
    }


def _label(indicator: Indicator) -> str:
    return plain(f"{indicator.code} {indicator.name}")


def _changed_fields(checked: CheckedReturn) -> dict[str, set[str]]:
    """Which fields change, by the code of the indicator or schedule entry."""
    fields: dict[str, set[str]] = {}
    for change in checked.changes:
        fields.setdefault(change.place, set()).add(change.field)
    return fields


def _open_findings(checked: CheckedReturn) -> Mapping[str, Finding]:
    """The first finding of each place that is to be mended or confirmed."""
    findings: dict[str, Finding] = {}
    for finding in checked.findings:
        if finding.place and finding.is_open:
            findings.setdefault(finding.place, finding)
    return findings


def _now_and_new(
    checked: CheckedReturn,
    indicator: Indicator,
    changed_fields: set[str],
    finding: Finding | None,
) -> str:
    """None → 18.2% and what else changes of it; a mark where something is to be mended
    or confirmed first.
    """
    language = current_language()
    now = checked.registered(indicator)
    new = checked.actuals.get(indicator.code)
    text = plain(recorded_figure_text(indicator, now, language))
    has_new_figure = new is not None and not _FIGURE_FIELDS.isdisjoint(changed_fields)
    if has_new_figure:
        text += " → " + strong(recorded_figure_text(indicator, new, language))
    if finding is not None:
        text += " " if has_new_figure else " → "
        text += _finding_badge(finding)
    elif not has_new_figure:
        text += " " + faint(_("(stays)"))
    others = language.listed(_other_changes(changed_fields, new))
    return f"{text} {faint(others)}".rstrip()


def _finding_badge(finding: Finding) -> str:
    cell = finding_place(finding)
    if finding.severity is Severity.ERROR:
        return ":red-badge[" + plain(_("× see {cell}", cell=cell)) + "]"
    return ":yellow-badge[" + plain(_("△ see {cell}", cell=cell)) + "]"


def _other_changes(changed_fields: set[str], new: Actual | None) -> list[str]:
    """What changes beside the figure and its texts: its month, the counts of its survey."""
    if new is None:
        return []
    texts = []
    if "as_of" in changed_fields and new.as_of:
        texts.append(current_language().month(new.as_of))
    if "survey" in changed_fields and new.survey is not None:
        texts.append(_survey_text(new.survey))
    return texts


def text_change(now: str | None, new: str | None) -> str:
    """Somebody's words before and after, as Markdown."""
    nothing = faint(_("(blank)"))
    now_text = faint(shortened(now, _LONGEST_FORMER)) if now else nothing
    new_text = strong(new) if new else nothing
    return f"{now_text} → {new_text}"


def _survey_text(survey: Survey) -> str:
    return _(
        "staff survey: {felt} of {answers} answers",
        felt=f"{survey.positive:,}",
        answers=f"{survey.answers:,}",
    )


def _status_change(checked: CheckedReturn, indicator: Indicator) -> str:
    now = verdict_badge(checked.form.judged(indicator))
    if indicator.code not in checked.actuals:
        return now
    new = verdict_badge(checked.new_judgement(indicator))
    return f"{now} → {new}"
