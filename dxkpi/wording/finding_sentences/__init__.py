"""The sentence of each finding: what is wrong with a file, and what to do about it.

Facts stand in braces. The keys are the codes of `dxkpi.findings.SEVERITIES`; the parts
go by where a finding arises.
"""

from dxkpi.wording.finding_sentences.book_sentences import BOOK_SENTENCES
from dxkpi.wording.finding_sentences.figure_sentences import FIGURE_SENTENCES
from dxkpi.wording.finding_sentences.file_sentences import FILE_SENTENCES
from dxkpi.wording.finding_sentences.plan_sentences import PLAN_SENTENCES
from dxkpi.wording.finding_sentences.schedule_sentences import SCHEDULE_SENTENCES
from dxkpi.wording.finding_sentences.survey_sentences import SURVEY_SENTENCES
from dxkpi.wording.finding_sentences.totals_sentences import TOTALS_SENTENCES
from dxkpi.wording.finding_sentences.workbook_sentences import WORKBOOK_SENTENCES

FINDING_SENTENCES: dict[str, str] = {
    **FILE_SENTENCES,
    **WORKBOOK_SENTENCES,
    **FIGURE_SENTENCES,
    **SCHEDULE_SENTENCES,
    **SURVEY_SENTENCES,
    **TOTALS_SENTENCES,
    **PLAN_SENTENCES,
    **BOOK_SENTENCES,
}

__all__ = ["FINDING_SENTENCES"]
