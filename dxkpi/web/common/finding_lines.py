"""Findings of a return as Markdown: where, and in words."""

from dxkpi.findings import Finding
from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.wording.findings import finding_text

MOST_LISTED = 60
"""Findings that are listed; who must read more of them reads the marked workbook."""


def finding_place(finding: Finding) -> str:
    """The cell of a finding, else its code or sheet.

    The sheet of figures goes without its name.
    """
    if not finding.cell:
        return finding.place or finding.sheet or "－"
    if finding.sheet in (None, "", ACTUALS_SHEET):
        return finding.cell
    return f"{finding.sheet}!{finding.cell}"


def finding_words(finding: Finding) -> str:
    """The sentence of a finding."""
    return plain(finding_text(finding, current_language()))


def finding_line(finding: Finding) -> str:
    """A finding in one line, with where it was found."""
    words = finding_words(finding)
    if not finding.cell and not finding.place:
        return words
    return strong(finding_place(finding)) + " " + words


def names_by_place(form: ReturnForm) -> dict[str, str]:
    """What each indicator, entry of the schedule and initiative that is asked for is
    called, by code.
    """
    names = {indicator.code: indicator.name for indicator in form.indicators}
    for entry in form.schedule_entries:
        names[entry.code] = entry.item.label
    for subject in form.report_subjects:
        names.setdefault(subject.code, subject.name)
    return names
