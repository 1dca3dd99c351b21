"""提出状況: what of each department and return was sent back, and what is final."""

from datetime import date
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import ConfirmItems, ReturnItems
from dxkpi.plan import Plan
from dxkpi.plan.review import ItemKind, figure_key
from dxkpi.store import NewRemark, SeenItem, Submission
from dxkpi.web.common import cached
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import returns_csv
from dxkpi.web.returns.submissions import read_submissions
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import TODAY, opened, register
from tests.support.returns_page import MIHON, bare_text, codes_of, page_tables
from tests.support.speaking import speak
from tests.support.specs import read_back

YEAR, OWN, REMARK = 2025, "人事課", "終わる時期を書いてください。"
LATER = date(2027, 1, 31)


@pytest.fixture
def reviewed(own_store: Path, asked: Plan) -> list[Submission]:
    """Two returns of 人事課: of the first one figure is final, that of the second was
    sent back.
    """
    first, second, *_others = codes_of(asked, OWN)
    with opened(own_store) as store:
        days = {"deadline": LATER, "schedule_deadline": LATER}
        open_round(store, asked.key, is_reviewed=True, **days)
    returns = [
        register(own_store, MIHON, YEAR, OWN, {first: 5}, file="一回目.xlsx"),
        register(own_store, MIHON, YEAR, OWN, {second: 6}, file="二回目.xlsx"),
    ]
    with opened(own_store) as store:
        stood_at = store.review(asked.key, YEAR).changed_in[figure_key(first), YEAR]
        final = SeenItem(figure_key(first), YEAR, stood_at)
        remark = NewRemark(figure_key(second), REMARK)
        command = ReturnItems(asked.key, YEAR, (remark,), (final,))
        actions.return_items(store, command, SECRETARIAT)
    return returns


def test_a_department_has_both_counts(visit: Open, reviewed: list[Submission]) -> None:
    listed = page_tables(visit("returns", city=MIHON, year=YEAR))[0]
    cells = {bare_text(row[0]): row[1] for row in listed}
    assert ":orange-badge[↩ 差戻し 1] :blue-badge[■ 確定 1]" in cells[OWN]
    assert "差戻し" not in cells["市民課"]


def test_where_figures_came_without_a_form_it_is_the_form_that_lacks(
    own_store: Path, visit: Open, sample_plan: Plan
) -> None:
    with opened(own_store) as store:
        days = {"deadline": LATER, "schedule_deadline": LATER}
        open_round(store, sample_plan.key, is_reviewed=True, **days)
        key, stood_at = next(
            (item, number)
            for (item, year), number in store.review(
                sample_plan.key, YEAR
            ).changed_in.items()
            if year == YEAR and item.kind is ItemKind.FIGURE
        )
        seen = (SeenItem(key, YEAR, stood_at),)
        actions.confirm_items(
            store, ConfirmItems(sample_plan.key, YEAR, seen), SECRETARIAT
        )
    listed = page_tables(visit("returns", city=MIHON, year=YEAR))[0]
    [final] = [row[1] for row in listed if "■ 確定 1" in row[1]]
    assert final.startswith(":gray-badge[様式は未提出]")
    others = [row[1] for row in listed if "確定" not in row[1]]
    assert all("様式は" not in state for state in others)


def test_an_opened_department_shows_each_return_and_leads_to_the_remark(
    visit: Open, reviewed: list[Submission]
) -> None:
    at = visit("returns", city=MIHON, year=YEAR, department=OWN)
    at = at.selectbox(key="returns_department").set_value(OWN).run()
    second, first = (row[0] for row in page_tables(at)[1])
    assert "↩ 差戻し 1" in second
    assert "■ 確定" not in second
    assert "■ 確定 1" in first
    assert "↩ 差戻し" not in first
    assert REMARK in bare_text(words(at))
    labels = [link.proto.label for link in at.get("page_link")]
    assert "提出の確認" in labels


def test_the_file_of_all_years_has_both_counts(
    own_store: Path, asked: Plan, reviewed: list[Submission]
) -> None:
    speak("ja-JP")
    store_of_process.clear()
    listed = cached.listed_plans()[asked.key]
    plan = cached.plan(listed)
    view = View(listed, plan, YEAR, tuple(plan.fiscal_years), TODAY)
    rows = read_back(returns_csv(view, read_submissions(view)))
    own = rows[rows["担当課"] == OWN]
    is_reviewed = own["年度"].str.startswith("令和7")
    assert own.loc[is_reviewed, ["差戻し", "確定"]].to_numpy().tolist() == [["1", "1"]]
    assert own.loc[~is_reviewed, ["差戻し", "確定"]].isin(["", None]).all(axis=None)


def test_a_year_without_a_review_says_nothing_of_it(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    with opened(own_store) as store:
        open_round(store, asked.key)
    register(own_store, MIHON, YEAR, OWN, {codes_of(asked, OWN)[0]: 5})
    at = visit("returns", city=MIHON, year=YEAR)
    assert "確定" not in str(page_tables(at))
