"""The plan as a file."""

import csv
import io
from datetime import date

from dxkpi.plan import Measure, Plan
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.plan.plan_csv import plan_csv
from dxkpi.wording import glossary
from tests.support.listed import listed
from tests.support.plan_page import plan_of_one_policy
from tests.support.speaking import speak


def view_of(plan: Plan) -> View:
    return View(listed(plan), plan, 2026, (2026,), date(2026, 11, 21))


def test_the_file_has_a_row_for_each_initiative_and_no_cell_that_excel_takes_for_a_date(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    plan = shipped_plans["472123"]
    content = plan_csv(view_of(plan), [measure.number for measure in plan.measures])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 75
    assert rows[4]["施策"] == "1-2 マイナンバーカードの取得支援・利用の推進"
    assert rows[4]["取組"] == "1 マイナンバーカードの取得推進・支援"
    assert rows[4]["指標"] == "マイナンバーカード保有枚数率"
    assert rows[4]["担当課"] == "デジタル推進課、市民課、関係各課"
    assert (
        rows[4][glossary.field_label("national_item", current_language())]
        == "自治体DXの重点取組事項"
    )


def test_the_file_holds_what_is_shown_and_a_row_for_measures_without_initiatives(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    content = plan_csv(view_of(shipped_plans["452068"]), ["1-1", "1-10"]).decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["施策"].split()[0] for row in rows] == ["1-1", "1-10"]
    assert rows[0]["取組"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(
    sample_plan: Plan,
) -> None:
    measure = Measure(number="1", name="x", description="=HYPERLINK(1)")
    assert b"'=HYPERLINK(1)" in plan_csv(
        view_of(plan_of_one_policy(sample_plan, measure)), ["1"]
    )
