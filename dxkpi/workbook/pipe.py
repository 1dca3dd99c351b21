"""The pipe to the process that opens workbooks: requests and answers as JSON and raw bytes.

JSON alone crosses it, never a pickle: nothing that a file could do to that process reaches
this one. A message is the lengths of both parts, a header in JSON, and a body of bytes.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import IO, Any

from dxkpi.workbook.messages import (
    Answer,
    BookRequest,
    CellFormula,
    CellMark,
    CellValue,
    FigureAid,
    FileRefusal,
    InputCheck,
    InputRule,
    MarkedWorkbook,
    MarkingRequest,
    OpenedSheets,
    PaperRequest,
    RawCell,
    RawLook,
    RawSheet,
    ReadPaper,
    Request,
    RowFormula,
    SheetAid,
    SheetsRequest,
    SurveyRequest,
    SurveyTable,
)
from dxkpi.workbook.paper_json import document_from_json, document_to_json

Json = dict[str, Any]

_LENGTHS = struct.Struct("!II")


# Messages


def send_message(pipe: IO[bytes], header: Json, body: bytes = b"") -> None:
    """Write one message."""
    text = json.dumps(header, ensure_ascii=False, default=_day_to_json)
    encoded = text.encode("utf-8", "surrogatepass")
    pipe.write(_LENGTHS.pack(len(encoded), len(body)))
    pipe.write(encoded)
    pipe.write(body)
    pipe.flush()


def receive_message(pipe: IO[bytes], most: int) -> tuple[Json, bytes]:
    """Read one message. Raises `EOFError` where it ends early or is longer than `most` bytes."""
    header_length, body_length = _LENGTHS.unpack(_read_exactly(pipe, _LENGTHS.size))
    if header_length + body_length > most:
        raise EOFError
    encoded = _read_exactly(pipe, header_length)
    header = json.loads(encoded.decode("utf-8", "surrogatepass"))
    return header, _read_exactly(pipe, body_length)


def _read_exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


# Requests


def request_to_json(request: Request) -> Json:
    """A request as the header of a message."""
    return {"request": type(request).__name__, **asdict(request)}


def request_from_json(header: Json) -> Request:
    """The request that a header holds. Raises `ValueError` for any other."""
    match header["request"]:
        case SheetsRequest.__name__:
            return SheetsRequest(
                tuple(header["headings"]), tuple(header["sheet_names"])
            )
        case BookRequest.__name__:
            return BookRequest(tuple(header["headings"]), tuple(header["sheet_names"]))
        case MarkingRequest.__name__:
            marks = tuple(CellMark(**mark) for mark in header["marks"])
            aids = tuple(_aid_from_json(aid) for aid in header["aids"])
            return MarkingRequest(marks, aids)
        case SurveyRequest.__name__:
            return SurveyRequest(tuple(header["form_sheets"]))
        case PaperRequest.__name__:
            return PaperRequest()
    raise ValueError(header["request"])


def _aid_from_json(data: Json) -> SheetAid:
    return SheetAid(
        sheet=data["sheet"],
        headings=tuple(data["headings"]),
        code_column=data["code_column"],
        input_columns=tuple(data["input_columns"]),
        rows=tuple(data["rows"]),
        checks=tuple(_check_from_json(check) for check in data["checks"]),
        advice=data["advice"],
        figures=_figure_aid_from_json(data["figures"]),
        worked_out=tuple(CellFormula(**formula) for formula in data["worked_out"]),
        to_do=data["to_do"],
    )


def _check_from_json(data: Json) -> InputCheck:
    return InputCheck(data["column"], tuple(data["rows"]), InputRule(**data["rule"]))


def _figure_aid_from_json(data: Json | None) -> FigureAid | None:
    if data is None:
        return None
    return FigureAid(
        value_column=data["value_column"],
        note_column=data["note_column"],
        formulas=tuple(RowFormula(**formula) for formula in data["formulas"]),
        whole_rows=tuple(data["whole_rows"]),
        late_glyphs=tuple(data["late_glyphs"]),
    )


# Answers


def answer_to_json(answer: Answer) -> tuple[Json, bytes]:
    """An answer as the header and the body of a message."""
    match answer:
        case OpenedSheets(sheets, notes):
            return {"sheets": [_sheet_to_json(s) for s in sheets], "notes": notes}, b""
        case MarkedWorkbook(content):
            return {"marked": True}, content
        case SurveyTable():
            return {"survey": vars(answer)}, b""
        case ReadPaper(document):
            return {"paper": document_to_json(document)}, b""
        case FileRefusal(code, facts):
            return {"refused": code, "facts": dict(facts)}, b""


def answer_from_json(header: Json, body: bytes) -> Answer:
    """The answer that a message holds. Raises `ValueError` for any other."""
    match header:
        case {"refused": str(code), "facts": dict(facts)}:
            return FileRefusal(code, facts)
        case {"sheets": list(sheets), "notes": list(notes)}:
            return OpenedSheets(tuple(map(_sheet_from_json, sheets)), tuple(notes))
        case {"survey": dict(table)}:
            return _survey_from_json(table)
        case {"paper": dict(document)}:
            return ReadPaper(document_from_json(document))
        case {"marked": True}:
            return MarkedWorkbook(body)
    raise ValueError("the answer is of no known kind")


def _sheet_to_json(sheet: RawSheet) -> Json:
    return {
        "name": sheet.name,
        "state": sheet.state,
        "cells": sheet.cells,
        "notes": sheet.notes,
    }


def _sheet_from_json(data: Mapping[str, Any]) -> RawSheet:
    cells, notes = (_cells_from_json(data[name]) for name in ("cells", "notes"))
    return RawSheet(data["name"], data["state"], cells, notes)


def _cells_from_json(data: Iterable[Any]) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(
            row,
            column,
            _value_from_json(value),
            percent,
            formula,
            None if look is None else RawLook(*look),
        )
        for row, column, value, percent, formula, look in data
    )


def _survey_from_json(data: Mapping[str, Any]) -> SurveyTable:
    return SurveyTable(
        headings=tuple(data["headings"]),
        rows=tuple(map(tuple, data["rows"])),
        lines=tuple(data["lines"]),
        sheet=data["sheet"],
    )


def _day_to_json(value: object) -> Json:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(value)


def _value_from_json(value: Any) -> CellValue:
    match value:
        case {"datetime": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case None | str() | bool() | int() | float():
            return value
    raise ValueError("a cell holds no value of a cell")
