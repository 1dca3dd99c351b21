"""The sheet that says how to fill the form in."""

from dxkpi.plan import Plan
from dxkpi.returns.form_columns import GUIDE_SHEET
from dxkpi.rules import PROFILES
from tests.support.workbooks import form_of, opened_form


def test_the_guide_explains_the_marks_with_the_limits_of_the_profile(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, "人事課", profile=PROFILES["tama"])
    words = "\n".join(
        str(cell.value)
        for row in opened_form(form)[GUIDE_SHEET].iter_rows()
        for cell in row
        if cell.value
    )
    quantity = "その年までの分に対する達成率"
    assert f"○ 概ね順調\n{quantity}が60%以上" in words
    assert f"▲ 遅れ\n{quantity}が60%未満" in words
    assert "△ やや遅れ" not in words
