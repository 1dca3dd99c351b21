"""What tells a plan from the other plans of its city."""

import pytest

from dxkpi.plan import PlanKey, PlanKind, document, document_writing
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.plan.tree import About, kind_of_title
from tests.support.plan_documents import PLAN, changed_plan, problems_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("豊見城市DX推進計画", PlanKind.DX),
        ("見本市ＤＸ基本方針", PlanKind.DX),
        ("デジタル田園都市構想総合戦略", PlanKind.DX),
        ("第3期見本市まち・ひと・しごと創生総合戦略", PlanKind.STRATEGY),
        ("第6次見本市総合計画", PlanKind.COMPREHENSIVE),
        ("見本市行財政改革大綱", PlanKind.REFORM),
        ("見本市環境基本計画", PlanKind.OTHER),
    ],
)
def test_the_kind_is_read_from_the_title_unless_stated(
    title: str, kind: PlanKind
) -> None:
    assert kind_of_title(title) is kind
    assert About(title=title).kind is kind
    assert About(title=title, kind=PlanKind.OTHER).kind is PlanKind.OTHER


def test_without_an_id_a_plan_is_known_by_kind_and_first_year() -> None:
    plan = document.parse_plan(PLAN)
    assert plan.key == PlanKey("472123", "dx-2026")
    assert str(plan.key) == "472123/dx-2026"
    assert not plan.about.states_id
    assert About(title="嬉野市DX推進計画").id == "dx"
    assert About(title="総合計画", first_fiscal_year=2021).id == "comprehensive-2021"


def test_an_exported_plan_states_its_id_and_is_the_same() -> None:
    plan = document.parse_plan(PLAN)
    for text in (
        document_writing.plan_as_yaml(plan),
        document_writing.plan_as_json(plan),
    ):
        again = document.parse_plan(text)
        assert again == plan
        assert again.about.states_id


def test_a_stated_id_and_the_plan_before_are_kept() -> None:
    text = changed_plan(
        "  title: 豊見城市DX推進計画\n",
        "  {id: dx2, kind: strategy, follows: dx-2021, title: 計画}\n",
    ).replace("  first_fiscal_year: 2026\n", "", 1)
    about = document.parse_plan(text).about
    assert (about.id, about.kind, about.follows) == ("dx2", "strategy", "dx-2021")
    assert about.states_id


@pytest.mark.parametrize("wrong", ["DX", "計画", "dx 2026", "dx/2026", "-dx", "x" * 41])
def test_an_id_that_no_address_can_hold_is_refused(wrong: str) -> None:
    text = changed_plan("  title: 豊見", f'  id: "{wrong}"\n  title: 豊見')
    assert problems_of(text) == [(3, ProblemCode.PLAN_ID)]
    text = changed_plan("  title: 豊見", f'  follows: "{wrong}"\n  title: 豊見')
    assert problems_of(text) == [(3, ProblemCode.PLAN_ID)]


def test_a_plan_does_not_follow_itself() -> None:
    text = changed_plan("  title: 豊見", "  follows: dx-2026\n  title: 豊見")
    assert problems_of(text) == [(2, ProblemCode.FOLLOWS_ITSELF)]


def test_a_wrong_title_is_told_without_the_id_that_would_be_made_of_it() -> None:
    text = changed_plan("  title: 豊見城市DX推進計画\n", "  title: []\n")
    assert problems_of(text) == [(3, ProblemCode.STRING_TYPE)]
