"""最終評価 on the overview, as a file, on the sheet and by `dxkpi status`."""

from datetime import date
from pathlib import Path

import pytest

from dxkpi.plan import Plan
from dxkpi.reports import make_brief
from dxkpi.rules import STANDARD
from dxkpi.rules.final_report import final_report
from dxkpi.web.common.view import View
from dxkpi.web.overview import final
from dxkpi.wording.language import Language
from tests.support.apptest import Open, save, words
from tests.support.listed import listed
from tests.support.speaking import speak
from tests.support.specs import read_back

TODAY = date(2026, 11, 21)


@pytest.fixture
def ended_plan(sample_plan: Plan) -> Plan:
    """見本市's plan as if it had ended with 令和7年度."""
    about = sample_plan.about.model_copy(update={"last_fiscal_year": 2025})
    return sample_plan.model_copy(update={"about": about})


def test_the_overview_of_the_last_year_says_what_was_reached(
    visit: Open, own_store: Path, ended_plan: Plan
) -> None:
    save(own_store, ended_plan)
    at = visit("overview", city="999997", year="2025")
    assert not at.exception
    assert "最終評価（令和7年度までの計画）" in words(at)
    assert "目標21件のうち、" in words(at)
    earlier = visit("overview", city="999997", year="2024")
    assert "最終評価" not in words(earlier)


def test_a_plan_that_runs_has_no_final_report(visit: Open) -> None:
    assert "最終評価" not in words(visit("overview", city="999997", year="2025"))


def test_the_file_holds_every_target_and_every_entry(ended_plan: Plan) -> None:
    speak("ja")
    view = View(listed(ended_plan), ended_plan, 2025, (2024, 2025), TODAY)
    report = final_report(ended_plan, 2025, {})
    assert report is not None
    frame = read_back(final.file_of_report(view, report))
    promised = [one.code for one in ended_plan.indicators if one.target is not None]
    indicators = frame[frame["種類"] == "指標"]
    assert sorted(indicators["コード"]) == sorted(promised)
    assert len(frame) == len(promised) + len(report.entries)
    by_code = indicators.set_index("コード")
    assert by_code.loc["K01", "結果"] == "判断できない"


def test_the_sheet_of_the_last_year_has_the_final_report(ended_plan: Plan) -> None:
    def titles(year: int, plan: Plan) -> list[str]:
        sheet = make_brief(plan, year, TODAY, STANDARD, {}, None, Language.JAPANESE)
        return [short_list.title for short_list in sheet.lists]

    assert titles(2025, ended_plan)[0].startswith("最終評価")
    assert not any("最終評価" in title for title in titles(2024, ended_plan))
    about = ended_plan.about.model_copy(update={"last_fiscal_year": 2027})
    running = ended_plan.model_copy(update={"about": about})
    assert not any("最終評価" in title for title in titles(2025, running))
