"""What a form says against what was registered meanwhile: which of the two counts."""

from dxkpi.findings import Choice, ChoiceKind, Fact
from dxkpi.returns.checked_return import (
    ChangedMeanwhile,
    ProgressMeanwhile,
    ReportMeanwhile,
)
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.finding_list import FindingList

FROM_FORM, STORED = "file", "stored"
"""The keys of the choice."""


def choose_against_stored(
    findings: FindingList,
    overtaken: ChangedMeanwhile | ProgressMeanwhile | ReportMeanwhile,
    cell: WrittenCell,
    place: str,
    written: Fact,
    stored: Fact,
) -> str | None:
    """Let somebody choose between the form's and what was registered meanwhile; None while
    nobody has. What the very person registered who returns the form gives way to it.
    """
    if overtaken.is_own:
        findings.overruled.add(place)
        return FROM_FORM
    choices = (
        Choice(FROM_FORM, ChoiceKind.REGISTER_FROM_FORM, written),
        Choice(STORED, ChoiceKind.KEEP, stored),
    )
    return findings.hold(
        overtaken.question,
        cell,
        place,
        choices,
        None,
        value=written,
        stored=stored,
        who=overtaken.who,
        when=overtaken.at,
    )
