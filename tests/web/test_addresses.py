"""An address holds what was chosen on a page and brings it back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.settings import PROJECT
from tests.support.apptest import Open, words

CITY = "999997"
WEB = PROJECT / "dxkpi" / "web"

KEEPS_A_CHOICE = ("expander", "toggle", "tabs", "segmented_control", "pagination")
"""What a reader opens, switches or turns."""

OF_WORK_IN_HAND = ("upload", "survey", "review", "start", "reading", "edit")
"""Where a return, survey or plan is worked on: what is unfolded belongs to the files or the
draft at hand, and is kept or dropped with them; so does the word that a reviewer is about to say.
"""


def folds(at: AppTest) -> dict[str, bool]:
    """What is folded away on the page, by label, and whether it stands open."""
    return {
        box.label.replace("\\", ""): bool(box.proto.expanded) for box in at.expander
    }


def test_open_all_is_written_into_the_address_and_taken_out_again(visit: Open) -> None:
    at = visit("plan", city=CITY)
    at.toggle(key="plan_open").set_value(True).run()
    assert at.query_params["plan_open"] == "1"
    at.toggle(key="plan_open").set_value(False).run()
    assert "plan_open" not in at.query_params


def test_an_address_opens_the_whole_plan(visit: Open) -> None:
    closed, opened = visit("plan", city=CITY), visit("plan", city=CITY, plan_open="1")
    assert opened.toggle(key="plan_open").value is True
    assert [label for label in folds(closed) if label.startswith("**1-1")]
    assert not [label for label in folds(opened) if label.startswith("**1-1")]
    opened.query_params.clear()
    opened.query_params["city"] = CITY
    assert opened.run().toggle(key="plan_open").value is False


@pytest.mark.parametrize(
    ("page", "opened", "label"),
    [
        ("plan", "1-1", "**1-1"),
        ("plan", "notes", "この計画のデータ"),
        ("kpi", "notes", "この計画のデータ"),
        ("schedule", "notes", "この計画のデータ"),
        ("realisation", "method", "計算のしかた"),
    ],
)
def test_an_address_unfolds_what_it_names_and_nothing_else(
    visit: Open, page: str, opened: str, label: str
) -> None:
    at = visit(page, city=CITY, year="2025", **{f"{page}_opened": opened})
    assert not at.exception
    [is_open] = [name for name, opened in folds(at).items() if opened]
    assert is_open.startswith(label)


@pytest.mark.parametrize("page", ["plan", "kpi", "overview", "realisation"])
def test_an_address_that_names_nothing_of_the_page_opens_nothing(
    visit: Open, page: str
) -> None:
    at = visit(page, city=CITY, **{f"{page}_opened": "99-9,<b>,"})
    assert not at.exception
    assert not any(folds(at).values())


def test_what_is_opened_goes_with_the_plan(visit: Open) -> None:
    at = visit("plan", city=CITY, plan_opened="1-1", plan_open="1")
    at.selectbox(key="select_city").set_value("452068").run()
    assert at.query_params == {"city": "452068", "plan_open": "1"}


def test_a_supposed_figure_comes_back_with_its_address(visit: Open) -> None:
    at = visit("realisation", city=CITY, year="2025")
    at.toggle(key="realisation_supposing").set_value(True).run()
    at.slider[0].set_value(70.0).run()
    supposed = at.query_params["realisation_supposed_year"]
    again = visit(
        "realisation", city=CITY, year="2025", realisation_supposed_year=supposed
    )
    assert again.slider[0].value == 70.0
    again.toggle(key="realisation_supposing").set_value(False).run()
    assert "realisation_supposed_year" not in again.query_params


@pytest.mark.parametrize(
    "wrong", ["70.0", "2026:700.0", "2030:70.0", "2026:７0.0", "x"]
)
def test_what_an_address_cannot_suppose_is_not_supposed(
    visit: Open, wrong: str
) -> None:
    at = visit("realisation", city=CITY, year="2025", realisation_supposed_year=wrong)
    assert not at.exception
    assert not at.slider


def test_an_address_opens_a_department_among_the_returns(visit: Open) -> None:
    at = visit("returns", city=CITY, year="2025")
    at.selectbox(key="returns_department").set_value("人事課").run()
    assert at.query_params["returns_department"] == "人事課"
    again = visit("returns", city=CITY, year="2025", returns_department="人事課")
    assert again.selectbox(key="returns_department").value == "人事課"
    assert "**人事課**" in words(again)


def test_an_address_names_the_department_whose_form_is_taken(visit: Open) -> None:
    at = visit("upload", city=CITY, year="2025")
    at.selectbox(key="upload_department").set_value("人事課").run()
    assert at.query_params["upload_department"] == "人事課"
    again = visit("upload", city=CITY, year="2025", upload_department="人事課")
    assert again.selectbox(key="upload_department").value == "人事課"


def test_an_address_shows_a_write_of_the_history_whole(visit: Open) -> None:
    at = visit("changes", city=CITY)
    more = next(b for b in at.button if str(b.key).startswith("changes_more"))
    at = more.click().run()
    opened = at.query_params["changes_opened"]
    assert len(visit("changes", city=CITY, changes_opened=opened).dataframe) == 1


def test_nothing_on_a_page_is_opened_or_switched_beside_the_address() -> None:
    """Each such widget is told by whoever draws it what to write into the address."""
    silent = [
        f"{path.relative_to(WEB)}:{call.lineno}"
        for path in WEB.rglob("*.py")
        if path.relative_to(WEB).parts[0] not in OF_WORK_IN_HAND
        for call in _calls_of_streamlit(path)
        if "on_change" not in {keyword.arg for keyword in call.keywords}
    ]
    assert silent == []


def _calls_of_streamlit(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_of_streamlit = ast.unparse(node.func.value) == "st"
            if is_of_streamlit and node.func.attr in KEEPS_A_CHOICE:
                yield node
