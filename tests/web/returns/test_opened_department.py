"""One department with its submissions."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Missing, Plan
from tests.support.apptest import HOSTILE, Open, words
from tests.support.returned import register
from tests.support.returns_page import MIHON, codes_of, page_tables


def open_department(at: AppTest, name: str) -> AppTest:
    return at.selectbox(key="returns_department").set_value(name).run()


def test_a_department_opens_with_its_submissions_newest_first(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    first = register(own_store, MIHON, 2025, "人事課", {one: 5}, file="一回目.xlsx")
    second = register(own_store, MIHON, 2025, "人事課", {two: 6}, file=None)
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    listed = page_tables(at)[1]
    numbers = [row[0].split()[0] for row in listed]
    assert numbers == [str(second.number), str(first.number)]
    assert all("提出済" in row[0] for row in listed)
    assert [row[1] for row in listed] == ["画面で入力", "一回目\\.xlsx"]
    assert all("値1件を変更" in row[2] for row in listed)
    assert not at.get("download_button")[1:], "typed figures have no original"


def test_a_department_without_a_return_says_so_and_leads_to_the_form(
    visit: Open, asked: Plan
) -> None:
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    assert "この年度の提出はまだありません。" in words(at)


def test_the_facts_of_a_submission_hold_its_digest_reasons_and_size(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    one, two, *_ = codes_of(asked, "人事課")
    made = register(
        own_store,
        MIHON,
        2025,
        "人事課",
        {one: 5, two: Missing.NOT_PUBLISHED},
        content=b"x" * 3000,
    )
    at = open_department(visit("returns", city=MIHON, year="2025"), "人事課")
    facts = " ".join(cell for row in page_tables(at)[2] for cell in row)
    assert made.sha256 is not None
    assert made.sha256[:12] in facts
    assert "3 KB" in facts
    assert "未公表 1件" in facts


def test_the_address_opens_the_submission_that_it_names(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    made = register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = visit("returns", city=MIHON, year="2025", submission=str(made.number))
    assert at.selectbox(key="returns_department").value == "人事課"
    assert "submission" not in at.query_params


@pytest.mark.parametrize("wrong", ["9999", "abc", "１２３", "9" * 5000, HOSTILE])
def test_an_address_that_names_no_submission_is_told_and_harms_nothing(
    visit: Open, wrong: str
) -> None:
    at = visit("returns", city=MIHON, submission=wrong)
    assert not at.exception
    assert "の提出はありません。" in at.warning[0].value
