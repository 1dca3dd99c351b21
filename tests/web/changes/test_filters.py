"""What narrows the history of changes."""

from decimal import Decimal
from pathlib import Path

from dxkpi.plan import About, Indicator, Judge, Municipality, OwnMark, Plan
from dxkpi.web.changes.history import read_history
from dxkpi.web.changes.recorded_change import ChangeOrigin
from tests.support.apptest import Open, save, words
from tests.support.changes_page import (
    MIHON,
    cells_of_tables,
    lines_of_writes,
    narrow_history,
    view_of_city,
)
from tests.support.returned import register


def test_filters_leave_what_fits_and_can_be_combined(
    visit: Open, own_store: Path, sample_plan: Plan, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")}, who="人事 佐藤")
    register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("56")},
        who="人事 田中",
        file=None,
    )
    at = visit("changes", city=MIHON)
    assert len(lines_of_writes(at)) == 3
    assert len(lines_of_writes(narrow_history(at, "who", "人事 佐藤"))) == 1
    assert len(lines_of_writes(narrow_history(at, "origin", ChangeOrigin.TYPED))) == 0
    assert "この条件に合う変更はありません" in words(at)
    at = narrow_history(at, "who", None)
    assert len(lines_of_writes(at)) == 1
    at = narrow_history(narrow_history(at, "origin", None), "place", code)
    assert len(lines_of_writes(at)) == 3
    at = narrow_history(at, "year", 2026)
    assert len(lines_of_writes(at)) == 2
    at = narrow_history(narrow_history(at, "year", None), "department", "人事課")
    assert all(
        sample_plan.indicator(code) is not None and row
        for table in cells_of_tables(at)
        for row in table
    )


def test_a_search_looks_into_names_people_files_and_notes(
    visit: Open, own_store: Path, code: str
) -> None:
    register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("55.5")},
        who="ｻﾄｳ",
        file="ＡＢＣ様式.xlsx",
    )
    at = visit("changes", city=MIHON)
    for typed in ("サトウ", "abc様式"):
        assert (
            len(
                lines_of_writes(
                    at.text_input(key="changes_search").set_value(typed).run()
                )
            )
            == 1
        )
    at = at.text_input(key="changes_search").set_value("どこにもない").run()
    assert "この条件に合う変更はありません" in words(at)


def test_a_mark_of_an_indicator_belongs_to_the_departments_of_the_indicator(
    visit: Open, own_store: Path
) -> None:
    mark = OwnMark(fiscal_year=2025, by=Judge.HEADQUARTERS, mark="○")
    indicator = Indicator(code="K1", name="指標", department="人事課", marks=(mark,))
    municipality = Municipality(code="011002", prefecture="北海道", name="札幌市")
    save(
        own_store,
        Plan(
            municipality=municipality,
            about=About(title="計画"),
            indicators=(indicator,),
        ),
    )
    visit("help")
    history = read_history(view_of_city(own_store, "011002"))
    [marked] = [each for each in history.changes if each.recorded.marked is not None]
    assert marked.indicator == indicator
    assert marked.departments == ("人事課",)
