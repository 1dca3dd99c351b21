"""A city's own marks and its reports: on 概要, 指標, an indicator's page and the sheet."""

from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from dxkpi.plan import Plan
from dxkpi.reports import make_brief
from dxkpi.rules import STANDARD
from dxkpi.web.common.view import View
from dxkpi.web.kpi import indicator_table
from dxkpi.web.kpi.order import IndicatorOrder
from dxkpi.web.overview import files
from dxkpi.wording.language import Language
from tests.support.apptest import Open, save, words
from tests.support.listed import listed
from tests.support.said_plans import said_plan
from tests.support.speaking import speak
from tests.support.specs import read_back

DIFFERENCE = "担当課評価は「◎」ですが、計算による判定は「遅れ」です。理由の記入なし"


@pytest.fixture
def said(own_store: Path, sample_plan: Plan) -> Plan:
    """A plan with reports and marks in the store that the pages use."""
    plan = said_plan(sample_plan)
    partial(save, own_store)(plan)
    return plan


@pytest.mark.usefixtures("said")
def test_the_overview_counts_reports_and_marks_and_says_what_differs(
    visit: Open,
) -> None:
    shown = words(visit("overview", city="999997", year="2025"))
    assert "取組34件：遅れ 1・未報告 33" in shown
    assert "本部評価 △ 1 × 1" in shown
    assert DIFFERENCE in shown


def test_a_plan_without_them_has_no_such_card(visit: Open) -> None:
    assert "市の評価" not in words(visit("overview", city="472123"))


@pytest.mark.usefixtures("said")
def test_an_indicator_shows_its_marks_beside_the_judgement(visit: Open) -> None:
    at = visit("indicator", city="999997", year="2025", kpi="K01")
    shown = words(at)
    assert "担当課評価 **◎**" in shown
    assert "令和8年5月20日" in shown
    assert "前倒しの方法を示すこと。" in shown
    assert DIFFERENCE in [warning.value for warning in at.warning]


def view_of(plan: Plan, year: int = 2025) -> View:
    return View(listed(plan), plan, year, (year,), date(2026, 11, 23))


def table_of(view: View) -> pd.DataFrame:
    order = IndicatorOrder.SEVERITY
    table = indicator_table.indicator_table(view, ("K01", "K02"), order, ())
    return pd.DataFrame(vars(table)["data"])


def test_the_list_has_a_column_only_where_a_year_has_marks(said: Plan) -> None:
    speak("ja")
    marked = table_of(view_of(said))
    assert list(marked["市の評価"]) == [
        "担当課評価 ◎、本部評価 ×（判定と違う）",
        "－",
    ]
    earlier = table_of(view_of(said, 2024))
    assert "市の評価" not in earlier


def test_the_file_of_the_judgements_holds_the_marks(said: Plan) -> None:
    speak("ja")
    frame = read_back(files.judgements_csv(view_of(said)))
    assert frame[frame["コード"] == "K01"].iloc[0]["市の評価"] == (
        "担当課評価 ◎、本部評価 ×"
    )


def test_the_sheet_counts_them_too(sample_plan: Plan) -> None:
    sheet = make_brief(
        said_plan(sample_plan),
        2025,
        date(2026, 11, 21),
        STANDARD,
        {},
        None,
        Language.JAPANESE,
    )
    counted, differing = sheet.lists[-2:]
    assert [what for what, _ in counted.items] == [
        "取組34件：遅れ 1・未報告 33",
        "担当課評価 ◎ 1",
        "本部評価 △ 1 × 1",
    ]
    assert differing.items == (("オンライン申請の利用率", DIFFERENCE),)
