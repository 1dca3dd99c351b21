"""The file with the answers, and what is said to be kept of it."""

from collections.abc import Callable

import pytest

from dxkpi.settings import settings
from tests.support import answered, exports
from tests.support.apptest import Open
from tests.support.survey_page import CITY, YEAR, Rows, choose_file, page_text


def test_the_start_says_what_is_kept_and_from_which_size_groups_are(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_SMALLEST_GROUP", "7")
    settings.cache_clear()
    at = visit("survey", city=CITY, year=str(YEAR))
    for sentence in (
        "ファイルは保存しません",
        "回答が7人に満たない",
        "LoGoフォーム、Microsoft Forms、Google フォーム",
    ):
        assert sentence in page_text(at)
    assert (
        at.header[0].value
        == "令和8年度の職員のDX推進実感率は、まだ登録されていません。"
    )


def test_a_file_that_cannot_be_read_says_why_and_lets_another_be_chosen(
    visit: Open,
) -> None:
    at = choose_file(visit("survey", city=CITY, year=str(YEAR)), b"", "空.csv")
    assert "ファイルに回答がありません" in page_text(at)
    assert not at.radio
    at = at.button(key="survey_again").click().run()
    assert at.file_uploader


@pytest.mark.parametrize("export", [exports.forms_xlsx, exports.logo_csv])
def test_workbooks_and_csv_come_to_the_same_counts(
    visit: Open, export: Callable[[Rows], bytes]
) -> None:
    at = choose_file(
        visit("survey", city=CITY, year=str(YEAR)), export(answered.answers())
    )
    assert "なし → **71.7%**" in page_text(at)
    assert "212件（うち実感 152件）" in page_text(at)


def test_where_registration_is_switched_off_no_file_is_taken(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = visit("survey", city=CITY)
    assert not at.file_uploader
    assert "登録を受け付けていません" in page_text(at)
