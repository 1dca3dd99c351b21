"""A paper of any kind as blocks; its kind is told by its content, never by its name."""

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.text_blocks import text_document
from dxkpi.workbook import safety
from dxkpi.workbook.file_kinds import decoded_text, refusal_of_foreign_file
from dxkpi.workbook.refusals import Refused

LIMIT_MB = 30
"""How large a paper may be: plans hold pictures."""

_HEAD = 1024
_PDF = b"%PDF-"


def read_paper(content: bytes) -> Document:
    """The blocks of a paper. Raises `Refused`."""
    safety.refuse_size(content, LIMIT_MB)
    if _PDF in content[:_HEAD]:
        from dxkpi.workbook.papers.pdf_paper import read_pdf

        return read_pdf(content)
    if safety.is_archive(content):
        return _read_office(content)
    refusal = refusal_of_foreign_file(content)
    text = decoded_text(content)
    if refusal.code != "text_file" or text is None:
        raise refusal
    return text_document(text)


def _read_office(content: bytes) -> Document:
    if safety.holds_word_document(content):
        from dxkpi.workbook.papers.word_paper import read_word

        safety.inspect_word_document(content)
        return read_word(content)
    from dxkpi.workbook.papers.workbook_paper import read_workbook

    if len(content) > safety.LIMIT_MB * safety.MEGABYTE:
        raise Refused("too_large", limit=safety.LIMIT_MB)
    safety.inspect_file(content)
    return read_workbook(content)
