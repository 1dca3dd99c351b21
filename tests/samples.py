"""Workbooks to try, in data/samples: `make samples` writes them anew."""

from dxkpi.plan import document
from dxkpi.settings import PLANS, PROJECT
from dxkpi.submission import Column, Form
from dxkpi.workbook import template
from tests import forms

FOLDER = PROJECT / "data" / "samples"
RIGHT: forms.Rows = {
    "K13": {Column.VALUE: 99.4},
    "K16": {Column.VALUE: 22},
    "K18": {Column.VALUE: 5, Column.MISSING: None},
    "3-1/1": {Column.STATE: "実施中", Column.PERCENT: 60, Column.COMMENT: "22人を選任した。"},
    "3-1/2": {Column.STATE: "実施中"},
}
WRONG: forms.Rows = {
    "K13": {Column.VALUE: "１０１．２％"},
    "K16": {Column.VALUE: 21, Column.NOTE: None},
    "K17": {Column.VALUE: 0.098},
    "K18": {Column.VALUE: "集計中", Column.MISSING: None},
    "K19": {Column.VALUE: "17（うち採用4）"},
    "3-1/1": {Column.PERCENT: 60},
}
CITIZENS: forms.Rows = {"K01": {Column.VALUE: 30.1}, "1-1/1": {Column.STATE: "実施中"}}
SAMPLES = {"記入例": RIGHT, "直すところのある例": WRONG}


def filled_in(department: str, rows: forms.Rows) -> bytes:
    """見本市's form of a department for 令和7年度 with these cells filled in."""
    return forms.fill(template.make(_form(department)), rows)


def _form(department: str) -> Form:
    return Form(document.read(PLANS / "999997-mihon.yaml"), 2025, department, 1, 2025)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, rows in SAMPLES.items():
        file = FOLDER / template.file_name(_form("人事課")).replace(".xlsx", f"-{name}.xlsx")
        file.write_bytes(filled_in("人事課", rows))


if __name__ == "__main__":
    main()
