"""What was decided, on the sheet for the 本部会議 and in its PDF."""

from dxkpi.plan import Decision, Plan
from dxkpi.reports import brief_pdf, make_brief
from dxkpi.rules import STANDARD
from dxkpi.wording.language import Language
from tests.support.briefs import STAMP, TODAY, brief_of, comparable_text, pdf_text
from tests.support.decided import GUIDE, TRAIN

EARLIER = GUIDE.changed(fiscal_year=2024, decided="2025-05-28", until="2025-12")
SETTLED = TRAIN.changed(fiscal_year=2024, decided="2025-05-28")


def with_decisions(plan: Plan, *decisions: Decision) -> Plan:
    return plan.model_copy(update={"decisions": decisions})


def test_the_sheet_opens_with_what_was_decided_last_time(sample_plan: Plan) -> None:
    brief = brief_of(with_decisions(sample_plan, EARLIER, SETTLED), 2025)
    assert brief.earlier is not None
    assert brief.earlier.title == (
        "前回の本部で決めたこと　2のうち1が済み、1がこれから（うち1が期限超過）"
    )
    assert brief.earlier.items == (
        ("… これから・期限超過 窓口で電子申請を案内する", "市民課 R7.12まで"),
        ("◎ 済み 全課で操作研修を行う", "→ 9月に全課で行った"),
    )
    assert brief.decided is None


def test_what_was_decided_about_the_year_stands_at_the_end(sample_plan: Plan) -> None:
    brief = brief_of(with_decisions(sample_plan, GUIDE), 2025)
    assert brief.earlier is None
    assert brief.decided is not None
    assert [what for what, _ in brief.decided.items] == [
        "… これから 窓口で電子申請を案内する"
    ]


def test_a_plan_without_decisions_has_neither(sample_plan: Plan) -> None:
    brief = brief_of(with_decisions(sample_plan), 2025)
    assert (brief.earlier, brief.decided) == (None, None)


def test_many_are_cut_and_counted(sample_plan: Plan) -> None:
    many = [SETTLED.changed(number=str(n), text=f"研修{n}") for n in range(9)]
    brief = brief_of(with_decisions(sample_plan, *many), 2025)
    assert brief.earlier is not None
    assert (len(brief.earlier.items), brief.earlier.more) == (6, "ほか3件")


def test_the_first_sheet_of_a_plan_opens_with_those_of_the_former(
    sample_plan: Plan,
) -> None:
    former = with_decisions(sample_plan, SETTLED)
    about = sample_plan.about.model_copy(
        update={"id": "dx-2028", "follows": former.about.id}
    )
    plan = with_decisions(sample_plan).model_copy(update={"about": about})
    plans = {former.about.id: former}
    brief = make_brief(
        plan, 2025, TODAY, STANDARD, {}, STAMP, Language.JAPANESE, plans.get
    )
    assert brief.earlier is not None
    [(_what, facts)] = brief.earlier.items
    assert "「見本市DX推進計画」で決定" in facts


def test_the_pdf_has_every_word_of_them_on_one_page(sample_plan: Plan) -> None:
    brief = brief_of(with_decisions(sample_plan, EARLIER, SETTLED, GUIDE), 2025)
    told = pdf_text(brief_pdf(brief))
    for text in brief.texts:
        assert comparable_text(text) in told
