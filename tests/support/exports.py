"""Files as the survey tools export them, made of rows: a heading and a text for each answer (see fixtures/surveys)."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import openpyxl
from openpyxl.worksheet.table import Table

Rows = Sequence[Mapping[str, str]]
"""The answers: heading to text. All have the same headings in the same order."""

FIRST = datetime.fromisoformat("2026-03-02T09:01:05")
ADDRESS = "staff{n:03}@city.mihon.example"


def delimited(
    table: Sequence[Sequence[object]],
    encoding: str = "utf-8",
    delimiter: str = ",",
    end: str = "\r\n",
    *,
    quoted: bool = False,
) -> bytes:
    """A csv of these rows of cells, every cell in quotation marks or only those that need it."""
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=delimiter,
        lineterminator=end,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    )
    writer.writerows(table)
    return out.getvalue().encode(encoding)


def logo_csv(rows: Rows, encoding: str = "cp932") -> bytes:
    """LoGoフォーム: a number and the moment of each answer before the questions, every cell quoted."""
    own = [
        {"回答ID": f"{n:06}", "送信日時": f"{_moment(n):%Y-%m-%d %H:%M:%S}"}
        for n in range(1, len(rows) + 1)
    ]
    return delimited(_table(own, rows), encoding, quoted=True)


def google_csv(rows: Rows, addresses: Sequence[str] = ()) -> bytes:
    """Google フォーム: the moment of each answer, the address where it was collected, every cell quoted, LF."""
    own = [
        {"タイムスタンプ": _google(_moment(n))} | _address(n, addresses)
        for n in range(1, len(rows) + 1)
    ]
    return delimited(_table(own, rows), end="\n", quoted=True)


def google_xlsx(rows: Rows, addresses: Sequence[str] = ()) -> bytes:
    """The table that Google フォーム fills, downloaded as a workbook: moments are dates, choices are text."""
    own = [
        {"タイムスタンプ": _moment(n)} | _address(n, addresses)
        for n in range(1, len(rows) + 1)
    ]
    return _workbook(_table(own, rows), "フォームの回答 1", "yyyy/MM/dd H:mm:ss")


def forms_xlsx(rows: Rows, addresses: Sequence[str] = ()) -> bytes:
    """Microsoft Forms: one sheet with a table; ID, 開始時刻, 完了時刻, メール, 名前 before the questions."""
    known = addresses or ["anonymous"] * len(rows)
    own = [
        {
            "ID": n,
            "開始時刻": _moment(n) - timedelta(minutes=3),
            "完了時刻": _moment(n),
            "メール": address,
            "名前": "",
        }
        for n, address in enumerate(known, start=1)
    ]
    return _workbook(
        _table(own, rows), "Sheet1", "m/d/yy h:mm:ss", table="OfficeForms.Table"
    )


def _address(n: int, addresses: Sequence[str]) -> dict[str, str]:
    return {"メールアドレス": addresses[n - 1]} if addresses else {}


def _moment(n: int) -> datetime:
    return FIRST + timedelta(minutes=47 * n, seconds=13 * n)


def _google(moment: datetime) -> str:
    return f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S} {'午前' if moment.hour < 12 else '午後'} GMT+9"


def _table(own: Sequence[Mapping[str, object]], rows: Rows) -> list[list[object]]:
    headings: list[object] = [*own[0], *rows[0]] if rows else []
    return [
        headings,
        *([*one.values(), *row.values()] for one, row in zip(own, rows, strict=True)),
    ]


def _workbook(
    rows: Sequence[Sequence[object]], name: str, dates: str, table: str | None = None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append([value if value != "" else None for value in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = dates
            elif isinstance(cell.value, str):
                cell.data_type = "s"  # also what begins with =
    if table:
        sheet.add_table(Table(displayName=table, ref=sheet.dimensions))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


QUESTION = "この1年で、担当する業務のデジタル化が進んだと感じますか"
SCALE = (
    "そう思う",
    "どちらかといえばそう思う",
    "どちらかといえばそう思わない",
    "そう思わない",
    "わからない",
)
_WORDS = {
    3: "紙の申請が減り、窓口で待つ人が少なくなった。\n一方で、決裁は紙のまま残っている。",
    7: '会議の資料が"紙"から画面に変わった,移動中も読める',
    11: "＝特になし",
    18: "①端末が足りない\n②通信が遅い\n\n③手順書がほしい",
    26: "㈱の付く取引先（髙橋・山﨑など）の名前が文字化けする。",
    33: "=効果を感じない",
}
_SECTIONS = ("市民課", "福祉課", "税務課", "人事課", "こども課", "会計課")
_WRITTEN = {5: "市民科", 14: "福祉　課", 21: "税務か", 29: "", 36: "人事課 "}
_SAID = {9: "", 22: "", 30: "その他"}
_COURSE = (0, 1, 1, 0, 2, 1, 4, 3, 1, 2, 0)
_RANKS = (
    "係長級",
    "主任・主事級",
    "主任・主事級",
    "会計年度任用職員",
    "部長級・課長級",
)
_AGES = ("20代以下", "30代", "40代", "40代", "50代", "60代以上")
REPEATED = (12, 40)
"""The answers that are of one and the same person, from 1."""


def survey() -> tuple[list[dict[str, str]], list[str]]:
    """Forty invented answers of the staff of 見本市 with what goes wrong in real ones, and who gave each, by number."""
    rows = [
        {
            "所属": _WRITTEN.get(n, _SECTIONS[(n * 5 + n // 4) % 6]),
            "職位": _RANKS[n % 5],
            "年代": "" if n == 17 else _AGES[n % 6],
            QUESTION: _SAID.get(n, SCALE[_COURSE[n % 11]]),
            "デジタル化が進んだ業務、進んでいない業務（自由記述）": _WORDS.get(n, ""),
        }
        for n in range(1, 41)
    ]
    staff = list(range(1, 41))
    staff[REPEATED[1] - 1] = REPEATED[0]
    return rows, [ADDRESS.format(n=n) for n in staff]


def files() -> dict[str, bytes]:
    """The files in fixtures/surveys."""
    rows, addresses = survey()
    numbered = [
        {"職員番号": address[5:8]} | row
        for row, address in zip(rows, addresses, strict=True)
    ]
    return {
        "logoform-cp932.csv": logo_csv(numbered),
        "logoform-utf8-bom.csv": logo_csv(numbered, "utf-8-sig"),
        "microsoft-forms.xlsx": forms_xlsx(rows, addresses),
        "google-forms.csv": google_csv(rows, addresses),
        "google-forms.xlsx": google_xlsx(rows, addresses),
    }
