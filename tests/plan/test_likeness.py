"""Whether a document is a stored plan corrected, or another plan."""

from fractions import Fraction

from dxkpi.plan import Plan
from dxkpi.plan.likeness import looks_like_another, most_alike, share_kept
from tests.support.several_plans import beside


def test_a_plan_is_wholly_kept_in_itself_and_in_a_longer_one(sample_plan: Plan) -> None:
    shorter = sample_plan.model_copy(update={"indicators": sample_plan.indicators[:5]})
    assert share_kept(sample_plan, sample_plan) == 1
    assert share_kept(shorter, sample_plan) == 1
    assert not looks_like_another(shorter, sample_plan)


def test_a_plan_of_which_hardly_anything_is_left_looks_like_another(
    sample_plan: Plan,
) -> None:
    rest = sample_plan.model_copy(
        update={"policies": (), "indicators": sample_plan.indicators[:1]}
    )
    names = len(sample_plan.measures) + len(sample_plan.indicators)
    assert share_kept(sample_plan, rest) == Fraction(1, names)
    assert looks_like_another(sample_plan, rest)


def test_names_are_compared_as_they_read(sample_plan: Plan) -> None:
    [first, *others] = sample_plan.indicators
    wide = first.model_copy(update={"name": f" {first.name}　"})
    spelt = sample_plan.model_copy(update={"indicators": (wide, *others)})
    assert share_kept(sample_plan, spelt) == 1


def test_a_plan_without_content_is_known_by_its_title(sample_plan: Plan) -> None:
    empty = sample_plan.model_copy(update={"policies": (), "indicators": ()})
    assert not looks_like_another(empty, sample_plan)
    assert looks_like_another(beside(empty, "x", title="別の計画"), sample_plan)


def test_the_most_alike_of_several_plans_is_found(
    shipped_plans: dict[str, Plan], sample_plan: Plan
) -> None:
    changed = sample_plan.model_copy(update={"indicators": sample_plan.indicators[:9]})
    assert most_alike(list(shipped_plans.values()), changed) == sample_plan
