"""Text that a spreadsheet might run as a formula when somebody opens the file or edits the cell.

A note like =WEBSERVICE("http://…") must stay the text that it is, in a workbook and in a csv.
"""

LONGEST_CELL = 32_000
"""Letters of a text that one cell of a spreadsheet is given."""

_SIGNS = ("=", "+", "-", "@")
_FULL_WIDTH_SIGNS = ("＝", "＋", "－", "＠")
_SKIPPED_BEFORE_SIGNS = ("\t", "\r", "\n")
_BEGINNINGS = (*_SIGNS, *_FULL_WIDTH_SIGNS, *_SKIPPED_BEFORE_SIGNS)

_NOTHING = "－"
"""What our tables and forms print where there is nothing; alone it can run nothing."""


def may_begin_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return text.startswith(_BEGINNINGS) and text != _NOTHING
