"""ヘルプ: everything that the code knows is explained, in both languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dxkpi.cli.commands import application
from dxkpi.plan import Missing, NationalItem, TargetRule
from dxkpi.rules import PROFILES, Profile, Reason, Status
from dxkpi.settings import settings
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.help.texts.terms import WORDS
from dxkpi.wording import glossary, judgement
from dxkpi.wording.language import Language
from dxkpi.wording.reasons import reason_text
from tests.support.apptest import Open
from tests.support.help_page import loosened, text_of_page
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


@BOTH
def test_the_page_opens_without_any_plan_in_the_store(
    visit: Open, own_store: Path, locale: str
) -> None:
    own_store.unlink()
    at = visit("help", locale=locale)
    assert text_of_page(at)
    assert at.title[0].value == {"ja-JP": "使い方", "en-US": "How to use"}[locale]


@BOTH
def test_every_status_rule_reason_and_mark_of_the_code_is_explained(
    visit: Open, locale: str
) -> None:
    page = text_of_page(visit("help", locale=locale))
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
    page = text_of_page(visit("help", locale=locale))
    speak(LOCALES[locale])
    assert plain(judgement.grade_bands_text(profile, current_language())) in page
    for band in profile.bands:
        assert plain(band.grade) in page
        if band.at_least is not None:
            assert plain(f"{band.at_least * 100:.0f}%") in page
    for grade in profile.grades.values():
        assert plain(grade) in page


def test_the_standard_limits_read_as_a_city_would_write_them(visit: Open) -> None:
    page = text_of_page(visit("help"))
    for limit in (
        "ペース 100%以上",
        "ペース 80%以上100%未満",
        "ペース 50%以上80%未満",
        "ペース 50%未満",
    ):
        assert plain(limit) in page


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
        for command in application().registered_commands
        if command.callback
    }
    named = set(re.findall(r"`dxkpi (\w+)", text_of_page(visit("help", locale=locale))))
    explained = {"load", "export", "history", "survey", "calendar"}
    explained |= {"backup", "restore", "verify"}
    assert named == explained
    assert named <= commands


@BOTH
def test_settings_that_the_page_names_exist(visit: Open, locale: str) -> None:
    page = text_of_page(visit("help", locale=locale))
    named = set(re.findall(r"DXKPI_[A-Z_]+", page.replace("\\", "")))
    known = {f"DXKPI_{name.upper()}" for name in type(settings()).model_fields}
    assert named
    assert named <= known


@BOTH
def test_it_says_what_of_a_survey_is_kept_and_from_which_size_groups_are_shown(
    visit: Open, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("DXKPI_SMALLEST_GROUP", "7")
    settings.cache_clear()
    page = text_of_page(visit("help", locale=locale))
    speak(LOCALES[locale])
    kept = "Counts only. The file, single answers, free text and respondents are not kept. Groups of fewer than {n} answers, and groups that all answered alike, are put together before anything is stored, and stay together while few answers differ."
    assert current_language().gettext(kept, n=7) in page


def test_the_words_are_those_of_the_screens() -> None:
    for japanese, english, _meaning in WORDS:
        assert Language.JAPANESE.gettext(english) == japanese


def test_missing_figures_are_judged_by_the_program(visit: Open) -> None:
    rows = {
        loosened(row[0]).strip("*"): row[1]
        for table in visit("help").table
        for row in table.value.to_numpy().tolist()
    }
    assert "未報告" in rows["未提出"]
    assert "判定不能" in rows["評価困難"]
