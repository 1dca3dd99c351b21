"""Whose text was changed, and which."""

import pytest

from dxkpi.plan import PlanChange
from dxkpi.wording.history import text_field, text_owner
from dxkpi.wording.language import Language


@pytest.mark.parametrize(
    ("path", "owner", "field"),
    [
        (("plan", "title"), "計画", "名称"),
        (("plan", "indicators"), "計画", "指標"),
        (("policy", "1", "name"), "基本方針 1", "名称"),
        (("measure", "1-1", "departments"), "施策 1-1", "担当課"),
        (("measure", "1-1", "initiative", "2", "name"), "施策 1-1", "名称"),
        (("measure", "1-1", "schedule", "導入", "end"), "施策 1-1", "工程 導入 終わり"),
        (("indicator", "K01", "unit"), "指標 K01", "単位"),
    ],
)
def test_a_text_is_named_by_its_owner_and_field(
    path: tuple[str | int, ...], owner: str, field: str
) -> None:
    change = PlanChange(path, "a", "b")
    assert text_owner(change, Language.JAPANESE) == owner
    assert text_field(change, Language.JAPANESE) == field
