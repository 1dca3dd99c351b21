"""A plan's own papers as blocks, whatever kind of file they are: Word, PDF, workbook, text.

What stands here runs in the process that is bounded in time and memory. python-docx and
pdfplumber are loaded where a paper of their kind is read, and nowhere else.
"""
