"""A mark of the city's own in one line, as the plan's and the indicator's pages show it."""

from dxkpi.plan import OwnMark
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.wording.glossary import term_label
from dxkpi.wording.yearly_reports import mark_date_text


def mark_line(mark: OwnMark) -> str:
    """Who judged how, when and why, as Markdown."""
    by = plain(term_label(mark.by, current_language()))
    parts = [f"{by} {strong(mark.mark)}" if mark.mark else by]
    if date := mark_date_text(mark, current_language()):
        parts.append(faint(date))
    if mark.text:
        parts.append(plain(mark.text))
    return SEPARATOR.join(parts)
