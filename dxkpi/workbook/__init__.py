"""The yearly form as an Excel workbook: made (`template`), read (`reader`), and given
back with marks (`marked`).
"""

import os

os.environ["OPENPYXL_LXML"] = "False"
"""openpyxl takes lxml wherever it is installed (Word documents are read with it), and
would then read XML without defusedxml. Asked for before anything here loads openpyxl.
"""
