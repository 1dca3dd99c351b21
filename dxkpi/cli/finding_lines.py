"""Findings as the command line gives them: marks for people, data for programs."""

from collections.abc import Iterable
from typing import Any

from dxkpi.cli.language import current_language
from dxkpi.findings import Finding, Severity
from dxkpi.wording.findings import choice_text, finding_text, value_text

_MARKS = {
    Severity.ERROR: "×",
    Severity.HOLD: "△",
    Severity.WARNING: "!",
    Severity.INFO: "・",
}


def marked_line(severity: Severity, text: str) -> str:
    """A line of what was noticed, with the mark of how grave it is."""
    return f"  {_MARKS[severity]} {text}"


def finding_line(finding: Finding) -> str:
    """A finding with its cell, and how to confirm it where it waits for that."""
    text = finding_text(finding, current_language())
    place = " ".join(part for part in (finding.sheet, finding.cell) if part)
    if place:
        text = f"{place}  {text}"
    if len(finding.choices) > 1 and not finding.is_of_file:
        keys = " / ".join(choice.key for choice in finding.choices)
        text += f"  ({keys})"
    if finding.is_of_file and finding.severity is Severity.HOLD:
        for choice in finding.choices:
            option = f"--confirm {finding.code}@{finding.where}={choice.key}"
            text += f"\n      {choice_text(choice, current_language())}  [{option}]"
    elif finding.severity is Severity.HOLD:
        text += f"  [--confirm {finding.code}@{finding.where}]"
    return marked_line(finding.severity, text)


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings for programs."""
    return [_finding_data(finding) for finding in findings]


def _finding_data(finding: Finding) -> dict[str, Any]:
    language = current_language()
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": value_text(finding, language),
        "message": finding_text(finding, language),
    }
