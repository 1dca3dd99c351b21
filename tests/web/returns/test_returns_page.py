"""提出状況: its sentence, the departments of the year, its file, and names that look like markup."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dxkpi.plan import Missing, Plan
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import returns_csv
from dxkpi.web.returns.original_file import original_file_name
from dxkpi.web.returns.sentence import time_left_text
from dxkpi.web.returns.submissions import read_submissions
from tests.support.apptest import CITIES, HOSTILE, Open, words
from tests.support.returned import TODAY, leave, register, withdraw
from tests.support.returns_page import MIHON, bare_text, codes_of, page_tables, row_of
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak
from tests.support.specs import read_back

MARKUP = re.compile(r"(?<!\\)(\*\*太字|<img|\[x\])")


TOMIGUSUKU, TSUSHIMA, KATAGAMI = "472123", "422096", "052116"


TOMIGUSUKU, TSUSHIMA, KATAGAMI = "472123", "422096", "052116"


TOMIGUSUKU, TSUSHIMA, KATAGAMI = "472123", "422096", "052116"


def test_the_sentence_says_how_many_are_in_and_whose_are_not(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    leave(own_store, MIHON, 2025, "市民課")
    at = visit("returns", city=MIHON, year="2025")
    assert at.header[0].value == (
        "令和7年度の実績22件のうち1件が登録済みです（未登録21件）。"
        "様式は、9課のうち1課が提出済みです。"
    )
    assert "未提出の7課は、" in words(at)
    assert "ほか2課です。" in words(at)
    assert "確認待ちの1課は、市民課です。" in words(at)
    assert "期限" not in words(at)


def test_the_years_asked_for_now_are_opened_first(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    assert visit("returns", city=MIHON).selectbox(key="select_year").value == 2025


def test_what_needs_somebody_comes_first_with_glyph_and_word(
    visit: Open, own_store: Path, asked: Plan, deadline: None
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    leave(own_store, MIHON, 2025, "市民課")
    at = visit("returns", city=MIHON, year="2025")
    listed = page_tables(at)[0]
    assert listed[0][1].strip() == ":orange-badge[－ 未提出] :orange[期限超過]"
    assert [row[1].split("]")[0] for row in listed[-2:]] == [
        ":yellow-badge[△ 確認待ち",
        ":blue-badge[◎ 提出済",
    ]
    assert [bare_text(row[0]) for row in listed[-2:]] == ["市民課", "人事課"]
    assert "提出期限（令和8年5月15日）を190日過ぎています。" in at.header[
        0
    ].value.replace("\\", "")


def test_a_row_says_how_many_figures_are_in_and_why_others_are_not(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *others = codes_of(asked, "人事課")
    register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {one: Decimal("5.5"), two: Missing.NOT_PUBLISHED},
        who="人事 佐藤",
    )
    _name, state, figures = row_of(visit("returns", city=MIHON, year="2025"), "人事課")
    assert state.startswith(":blue-badge[◎ 提出済] R8.")
    gaps = "未公表 1件" + (f"、未記入 {len(others)}件" if others else "")
    assert (
        bare_text(figures)
        .replace("\u00a0", " ")
        .startswith(f"**1**/{2 + len(others)}、{gaps}")
    )
    assert "人事 佐藤" in state
    assert "値2件を変更" in state


def test_a_return_of_the_whole_city_counts_for_every_department_and_says_so(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, None, {asked.indicators[0].code: 5})
    at = visit("returns", city=MIHON, year="2025")
    assert at.header[0].value == (
        "令和7年度の実績22件のうち1件が登録済みです（未登録21件）。"
        "9課すべてが令和7年度の様式を提出済みです。"
    )
    assert all("全課の様式で提出" in row[1] for row in page_tables(at)[0])


def test_figures_that_came_with_the_plan_are_not_called_late(
    visit: Open, own_store: Path, deadline: None
) -> None:
    at = visit("returns", city=MIHON, year="2024")
    assert "様式は、9課のうち0課が提出済みです。" in at.header[0].value
    assert "値は、すでに入っています" in words(at)
    assert not [
        row
        for row in page_tables(at)[0]
        if "期限超過" in row[1] and "未記入" not in bare_text(row[2])
    ]


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_plan_has_the_page_in_both_languages(
    visit: Open, code: str, locale: str
) -> None:
    at = visit("returns", locale=locale, city=code)
    assert not at.exception
    assert at.header[0].value
    assert len(at.table[0].value) >= 1


def test_a_plan_that_names_no_department_has_one_row_that_is_open_at_once(
    visit: Open, own_store: Path
) -> None:
    register(own_store, TSUSHIMA, 2025, None, {})
    at = visit("returns", city=TSUSHIMA, year="2025")
    assert [bare_text(row[0]) for row in page_tables(at)[0]] == ["全体"]
    assert at.header[0].value.startswith("令和7年度の実績は提出済です。")
    assert "実績様式" in page_tables(at)[1][0][1]


def test_a_year_that_is_not_over_asks_for_nothing(visit: Open) -> None:
    at = visit("returns", city=MIHON, year="2027")
    assert "令和9年度" in at.header[0].value
    assert {row[1].strip() for row in page_tables(at)[0]} == {":gray-badge[… これから]"}


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (12, "提出期限（令和8年5月15日）まであと3日です。"),
        (15, "提出期限は本日（令和8年5月15日）です。"),
        (16, "提出期限（令和8年5月15日）を1日過ぎています。"),
    ],
)
def test_the_deadline_is_told_before_on_and_after_the_day(
    today: int, said: str
) -> None:
    speak("ja")
    assert time_left_text(date(2026, 5, 15), date(2026, 5, today)) == said


def test_the_file_holds_every_department_in_every_year(
    visit: Open, own_store: Path, asked: Plan, deadline: None
) -> None:
    register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {codes_of(asked, "人事課")[0]: 5},
        who="=佐藤",
        file="@様式.xlsx",
    )
    visit("returns", city=MIHON, year="2025")
    speak("ja")
    listed = cached.listed_plans()[key_of(MIHON)]
    view = View(listed, cached.plan(listed), 2025, (2025,), TODAY)
    frame = read_back(returns_csv(view, read_submissions(view)))
    assert len(frame) == 9 * 5
    own = frame[(frame["担当課"] == "人事課") & (frame["年度"] == "令和7年度")].iloc[0]
    assert (own["状況"], own["期限"], own["だれ"], own["ファイル"]) == (
        "提出済",
        "2026-05-15",
        "'=佐藤",
        "'@様式.xlsx",
    )
    assert (own["報告のある指標の数"], own["変わった値の数"]) == ("1", "1")
    late = frame[(frame["担当課"] == "市民課") & (frame["年度"] == "令和7年度")].iloc[0]
    assert late["状況"] == "未提出、期限超過"


@pytest.mark.parametrize(
    ("uploaded", "kept"),
    [
        ("実績様式-令和7年度-人事課.xlsx", "実績様式-令和7年度-人事課.xlsx"),
        ("../../etc/passwd", "／..／etc／passwd.xlsx"),
        ("a\u202exslx.exe", "axslx.exe.xlsx"),
        ("=1+1.xlsx", "=1+1.xlsx"),
        ("長" * 300 + ".xlsx", "長" * 60 + ".xlsx"),
        (".xlsx", "original.xlsx"),
    ],
)
def test_an_original_is_downloaded_under_its_name_made_safe(
    uploaded: str, kept: str
) -> None:
    assert original_file_name(uploaded) == kept


def test_other_peoples_text_is_shown_letter_by_letter(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {codes_of(asked, "人事課")[0]: 5},
        file=HOSTILE + ".xlsx",
        who=HOSTILE,
    )
    withdraw(own_store, made.number, HOSTILE)
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert not at.exception
    shown = [
        cell
        for table in page_tables(at)
        for row in table
        for cell in row
        if "太字" in cell
    ]
    assert len(shown) >= 4
    assert not [cell for cell in shown if MARKUP.search(cell)]
