"""What crosses the pipe to the process that opens workbooks comes out as it went in."""

import io
from datetime import date, datetime

import pytest

from dxkpi.workbook import pipe
from dxkpi.workbook.messages import (
    Answer,
    CellFormula,
    CellMark,
    FigureAid,
    FileRefusal,
    InputCheck,
    InputRule,
    MarkedWorkbook,
    MarkingRequest,
    OpenedSheets,
    RawCell,
    RawSheet,
    Request,
    RowFormula,
    SheetAid,
    SheetsRequest,
    SurveyRequest,
    SurveyTable,
)

RULE = InputRule("list", '"実施,未実施"', "実績", "選ぶ", "選んでください")
NUMBER = InputRule("decimal", "0", "率", "0から100", "違います", "between", "100", True)
AID = SheetAid(
    "実績",
    ("番号", "No."),
    1,
    (11, 12),
    (6, 7),
    (InputCheck(11, (6, 7), RULE), InputCheck(12, (6,), NUMBER)),
    "黄色のセルに記入",
    FigureAid(11, None, (RowFormula(6, "=IF({v}>1,1,2)"),), (6,), ("△", "▲")),
    (CellFormula("F6", "=1"),),
    "× 直す",
)
VALUES = (
    None,
    True,
    3,
    0.5,
    "文\ud83d字",
    date(2026, 3, 31),
    datetime(2026, 3, 31, 9, 30),  # noqa: DTZ001 (a spreadsheet knows no time zones)
)
CELLS = tuple(
    RawCell(row, 1, value, percent=False, formula=value is None)
    for row, value in enumerate(VALUES, start=1)
)


def sent(header: pipe.Json, body: bytes = b"") -> tuple[pipe.Json, bytes]:
    stream = io.BytesIO()
    pipe.send_message(stream, header, body)
    stream.seek(0)
    return pipe.receive_message(stream, 10_000)


@pytest.mark.parametrize(
    "request_",
    [
        SheetsRequest(("番号",), ("実績",)),
        SurveyRequest(("実績",)),
        MarkingRequest((CellMark("実績", "K6", "直す", is_error=True),), (AID,)),
        MarkingRequest((CellMark(None, None, "年度", is_error=False),), ()),
    ],
    ids=lambda request_: type(request_).__name__,
)
def test_a_request_is_received_as_it_was_sent(request_: Request) -> None:
    header, body = sent(pipe.request_to_json(request_), b"content")
    assert pipe.request_from_json(header) == request_
    assert body == b"content"


@pytest.mark.parametrize(
    "answer",
    [
        OpenedSheets((RawSheet("実績", "hidden", CELLS),), ("external_links",)),
        OpenedSheets((RawSheet("凡例", "visible", (), CELLS[:1]),), ()),
        SurveyTable(("所属", "問"), (("人事課", ""),), (2,), "Sheet1"),
        MarkedWorkbook(b"PK"),
        FileRefusal("too_much_inside", {"what": "cells", "n": 100_000}),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_an_answer_is_received_as_it_was_sent(answer: Answer) -> None:
    received = pipe.answer_from_json(*sent(*pipe.answer_to_json(answer)))
    assert received == answer
    if isinstance(received, OpenedSheets) and received.sheets[0].cells:
        values = [cell.value for cell in received.sheets[0].cells]
        assert [type(value) for value in values] == [type(value) for value in VALUES]


def test_what_is_no_answer_is_refused() -> None:
    sheet = {"name": "実績", "state": "visible", "cells": [[1, 1, ["a"], False, False]]}
    for header in ({}, {"refused": 1}, {"sheets": [sheet], "notes": []}):
        with pytest.raises(ValueError, match="no"):
            pipe.answer_from_json(header, b"")


def test_a_message_that_ends_early_or_is_too_long_is_the_end() -> None:
    stream = io.BytesIO()
    pipe.send_message(stream, {"ready": True}, b"1234")
    whole = stream.getvalue()
    for content, most in ((whole[:-1], 100), (whole[:5], 100), (whole, 10)):
        with pytest.raises(EOFError):
            pipe.receive_message(io.BytesIO(content), most)
