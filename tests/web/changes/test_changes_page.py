"""変更履歴: the page on every plan, on an empty one, and with names that look like markup."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from dxkpi.plan import About, Actual, Indicator, Municipality, Plan
from tests.support.apptest import CITIES, HOSTILE, Open, save, words
from tests.support.changes_page import MIHON, cells_of_tables, lines_of_writes
from tests.support.returned import register, withdraw

MARKUP = re.compile(r"(?<!\\)(\*\*太字|<img|\[x\])")


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_plan_has_the_page_in_both_languages(
    visit: Open, city: str, locale: str
) -> None:
    at = visit("changes", locale=locale, city=city)
    assert not at.exception
    assert at.header[0].value


def test_a_plan_without_figures_says_so_and_what_comes_next(
    visit: Open, own_store: Path
) -> None:
    bare = Plan(
        municipality=Municipality(code="011002", prefecture="北海道", name="無数値市"),
        about=About(title="計画"),
        indicators=(Indicator(code="1", name="指標"),),
    )
    save(own_store, bare)
    at = visit("changes", city="011002")
    assert not at.exception
    assert at.header[0].value == "まだ値の記録がありません。"
    assert "最初の値が記録されます" in words(at)
    assert not at.get("download_button")


def test_what_a_retired_indicator_said_stays_in_the_history(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    gone, *others = sample_plan.indicators
    save(own_store, sample_plan.model_copy(update={"indicators": tuple(others)}))
    at = visit("changes", city=MIHON)
    assert not at.exception
    assert {row[0] for row in cells_of_tables(at)[0]} == {gone.code.replace("-", "\\-")}


def test_other_peoples_text_is_shown_letter_by_letter(
    visit: Open, own_store: Path, code: str
) -> None:
    told = Actual(
        fiscal_year=2026, value=Decimal(5), note=HOSTILE, countermeasure=HOSTILE
    )
    made = register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: told},
        who=HOSTILE,
        file=HOSTILE + ".xlsx",
    )
    withdraw(own_store, made.number, HOSTILE)
    at = visit("changes", city=MIHON)
    assert not at.exception
    shown = [
        *lines_of_writes(at),
        *(cell for table in cells_of_tables(at) for row in table for cell in row),
    ]
    assert len([text for text in shown if "太字" in text]) >= 3
    assert not [text for text in shown if MARKUP.search(text)]


def test_the_plans_text_is_told_old_and_new(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    about = sample_plan.about.model_copy(update={"title": HOSTILE})
    first, *others = sample_plan.indicators
    named = first.model_copy(update={"name": "利用率"})
    save(
        own_store,
        sample_plan.model_copy(update={"about": about, "indicators": (named, *others)}),
    )
    at = visit("changes", city=MIHON)
    assert not at.exception
    rows = {row[0]: row[1] for row in cells_of_tables(at)[0]}
    assert len(rows) == 2
    of_plan = rows["計画"]
    assert "見本市DX推進計画 → " in of_plan
    assert not MARKUP.search(of_plan)
    [of_indicator] = [text for name, text in rows.items() if "K01" in name]
    assert "オンライン申請の利用率 → **利用率**" in of_indicator
