"""使い方: the page explains what the program knows, all of it, with the program's own numbers."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dxkpi.cli import app
from dxkpi.plan import Indicator, Missing, NationalItem, Plan, TargetRule
from dxkpi.rules import PROFILES, Profile, Reason, Status, judge
from dxkpi.settings import settings
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.help import handbook
from dxkpi.web.help.example import (
    EXAMPLE,
    FIRST,
    GOAL,
    LAST,
    START,
    supposed_judgements,
)
from dxkpi.web.help.judgements import SENTENCES, statuses_after
from dxkpi.wording import glossary, judgement
from dxkpi.wording.language import Language
from dxkpi.wording.reasons import reason_text
from tests.support.apptest import Open, words
from tests.support.indicator_strategies import PROFILE, YEARS, indicators
from tests.support.speaking import speak

LOCALES = {"ja-JP": "ja", "en-US": "en"}
BOTH = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Chooses a grading profile, as the environment does."""

    def _graded(key: str) -> None:
        monkeypatch.setenv("DXKPI_PROFILE", key)
        settings.cache_clear()

    yield _graded
    settings.cache_clear()


def read(at: AppTest) -> str:
    """The page's text with its tables."""
    assert not at.exception
    assert not at.error
    cells = [
        str(cell) for table in at.table for cell in table.value.to_numpy().flatten()
    ]
    return loosened("\n".join([words(at), *cells]))


def loosened(text: str) -> str:
    """A text without what keeps its words on one line."""
    return text.replace("\u2060", "").replace("\u00a0", " ")


@BOTH
def test_the_page_opens_without_any_plan_in_the_store(
    visit: Open, own_store: Path, locale: str
) -> None:
    own_store.unlink()
    at = visit("help", locale=locale)
    assert read(at)
    assert at.title[0].value == {"ja-JP": "使い方", "en-US": "How to use"}[locale]


@BOTH
def test_every_status_rule_reason_and_mark_of_the_code_is_explained(
    visit: Open, locale: str
) -> None:
    page = read(visit("help", locale=locale))
    speak(LOCALES[locale])
    for status in Status:
        assert (
            f"badge[{glossary.term_glyph(status)} {glossary.term_label(status, current_language())}]"
            in page
        )
    for term in (*TargetRule, *Missing):
        assert plain(glossary.term_label(term, current_language())) in page
    for reason in Reason:
        assert plain(reason_text(reason, current_language())) in page
    for item in NationalItem:
        assert glossary.term_glyph(item) in page
        assert glossary.term_label(item, current_language()) in page


@BOTH
@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_limits_and_grades_are_those_of_the_profile_in_use(
    visit: Open, graded: Callable[[str], None], profile: Profile, locale: str
) -> None:
    graded(profile.key)
    page = read(visit("help", locale=locale))
    speak(LOCALES[locale])
    assert plain(judgement.grade_bands_text(profile, current_language())) in page
    for band in profile.bands:
        assert plain(band.grade) in page
        if band.at_least is not None:
            assert plain(f"{band.at_least * 100:.0f}%") in page
    for grade in profile.grades.values():
        assert plain(grade) in page


def test_the_standard_limits_read_as_a_city_would_write_them(visit: Open) -> None:
    page = read(visit("help"))
    for limit in (
        "ペース 100%以上",
        "ペース 80%以上100%未満",
        "ペース 50%以上80%未満",
        "ペース 50%未満",
    ):
        assert plain(limit) in page


@tried(deadline=None)
@given(indicators(), YEARS, st.booleans(), PROFILE)
def test_a_reason_leads_to_no_other_status_than_the_page_says(
    value: Indicator, year: int, due: bool, profile: Profile
) -> None:
    judged = judge(value, year, due=due, profile=profile)
    assert judged.status in statuses_after(judged.reason, profile)


def test_the_example_is_the_shipped_plan_of_tomigusuku(
    shipped_plans: dict[str, Plan],
) -> None:
    shipped = shipped_plans["472123"].indicator("K01")
    assert shipped is not None
    assert shipped.baseline is not None
    assert shipped.target is not None
    assert (shipped.name, shipped.unit) == (EXAMPLE.name, EXAMPLE.unit)
    assert (shipped.baseline.fiscal_year, shipped.baseline.value) == (
        FIRST,
        START,
    )
    assert (shipped.target.fiscal_year, shipped.target.value) == (
        LAST,
        GOAL,
    )


def test_the_example_says_why_the_achievement_rate_is_no_progress(visit: Open) -> None:
    page = read(visit("help"))
    assert "64.4÷75.0＝85.9% は進み具合ではありません" in page
    assert "進捗率は0.0%です" in page
    assert "令和8年度末の期待値は66.5%です" in page
    assert (
        plain("ペース 56.6% (実績−現状)÷(期待−現状) (65.6−64.4)÷(66.52−64.4)") in page
    )


def test_the_supposed_figures_show_every_band_of_the_standard_profile() -> None:
    statuses = {judged.status for judged in supposed_judgements(PROFILES["standard"])}
    assert statuses == {band.status for band in PROFILES["standard"].bands}


def test_every_example_sentence_stands_in_a_shipped_plan_under_that_rule(
    shipped_plans: dict[str, Plan],
) -> None:
    every = [
        indicator for plan in shipped_plans.values() for indicator in plan.indicators
    ]
    assert set(SENTENCES) == {*TargetRule, None}
    for rule, sentence in SENTENCES.items():
        rules = [
            i.target.rule if i.target else None for i in every if i.quote == sentence
        ]
        assert rules == [rule]


@BOTH
def test_the_chapters_are_linked_at_the_top(visit: Open, locale: str) -> None:
    at = visit("help", locale=locale)
    anchors = re.findall(r"\]\(#(\w+)\)", at.main.markdown[0].value)
    assert anchors == [header.anchor for header in at.header]
    assert len(set(anchors)) == len(anchors)


@BOTH
def test_screens_are_called_what_the_menu_calls_them_and_none_is_made_up(
    visit: Open, locale: str
) -> None:
    at = visit("help", locale=locale)
    menu = [plain(link.proto.label) for link in at.sidebar.get("page_link")]
    named = [loosened(cell).strip("*") for cell in at.table[0].value.iloc[:, 0]]
    assert named == menu[:-1]


@BOTH
def test_commands_that_the_page_names_exist(visit: Open, locale: str) -> None:
    commands = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    }
    named = set(re.findall(r"`dxkpi (\w+)", read(visit("help", locale=locale))))
    assert named == {"load", "history", "survey"}
    assert named <= commands


@BOTH
def test_it_says_what_of_a_survey_is_kept_and_from_which_size_groups_are_shown(
    visit: Open, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("DXKPI_SMALLEST_GROUP", "7")
    settings.cache_clear()
    page = read(visit("help", locale=locale))
    speak(LOCALES[locale])
    kept = "Counts only. The file, single answers, free text and respondents are not kept. Groups of fewer than {n} answers are put together before anything is stored."
    assert current_language().gettext(kept, n=7) in page


def test_the_words_are_those_of_the_screens() -> None:
    for japanese, english, _meaning in handbook.WORDS:
        assert Language.JAPANESE.gettext(english) == japanese


def test_missing_figures_are_judged_by_the_program(visit: Open) -> None:
    rows = {
        loosened(row[0]).strip("*"): row[1]
        for table in visit("help").table
        for row in table.value.to_numpy().tolist()
    }
    assert "未報告" in rows["未提出"]
    assert "判定不能" in rows["評価困難"]


def test_no_figure_of_the_example_is_out_of_order() -> None:
    paces = [judged.pace for judged in supposed_judgements(PROFILES["standard"])]
    assert all(pace is not None for pace in paces)
    assert sorted(paces, key=lambda pace: pace or Decimal(0)) == paces
