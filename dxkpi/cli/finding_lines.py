"""Findings as the command line gives them: marks for people, data for programs."""

from collections.abc import Iterable
from typing import Any

from dxkpi.cli.language import current_language
from dxkpi.findings import Finding, Severity
from dxkpi.wording.findings import finding_text, value_text

_MARKS = {
    Severity.ERROR: "×",
    Severity.HOLD: "△",
    Severity.WARNING: "!",
    Severity.INFO: "・",
}


def marked_line(severity: Severity, text: str) -> str:
    """A line of what was noticed, with the mark of how grave it is."""
    return f"  {_MARKS[severity]} {text}"


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
