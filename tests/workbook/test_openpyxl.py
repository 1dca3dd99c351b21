"""How openpyxl is loaded."""

import subprocess
import sys

import openpyxl.xml.functions
from defusedxml.ElementTree import fromstring


def test_openpyxl_reads_xml_with_defusedxml_although_lxml_is_installed() -> None:
    assert openpyxl.xml.functions.fromstring is fromstring


def test_what_opens_workbooks_asks_for_that_itself() -> None:
    program = "import dxkpi.workbook.cells, openpyxl; assert not openpyxl.LXML"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_start_of_the_command_line_loads_no_reader_of_documents() -> None:
    program = (
        "import sys, dxkpi.cli, dxkpi.workbook.reader;"
        "assert not {'docx', 'pdfplumber', 'lxml', 'pdfminer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
