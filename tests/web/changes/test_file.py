"""The changes as a file."""

import csv
import io
from decimal import Decimal
from pathlib import Path

from dxkpi.plan import Actual
from dxkpi.web.changes.file import changes_csv
from dxkpi.web.changes.history import read_history
from tests.support.apptest import Open
from tests.support.changes_page import MIHON, view_of_city
from tests.support.returned import register
from tests.support.speaking import speak


def test_the_file_holds_every_field_that_changed_and_is_safe_in_excel(
    visit: Open, own_store: Path, code: str
) -> None:
    told = Actual(
        fiscal_year=2026, value=Decimal("-5.25"), note="=1+1", countermeasure="-1"
    )
    register(
        own_store, MIHON, 2026, "人事課", {code: told}, who="@佐藤", file="+様式.xlsx"
    )
    visit("changes", city=MIHON)
    speak("ja")
    view = view_of_city(own_store, MIHON)
    steps = [
        step for step in read_history(view).changes if step.recorded.who == "@佐藤"
    ]
    rows = list(
        csv.DictReader(io.StringIO(changes_csv(view, steps).decode("utf-8-sig")))
    )
    assert [row["項目"] for row in rows] == ["値", "要因", "対応"]
    assert [row["変更後"] for row in rows] == ["−5.25%", "'=1+1", "'-1"]
    assert (rows[0]["だれ"], rows[0]["ファイル"]) == ("'@佐藤", "'+様式.xlsx")
