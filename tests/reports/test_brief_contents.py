"""What stands on the sheet of a plan and a year."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from dxkpi.plan import BarState, Certainty, Measure, Plan, Progress, ScheduleItem
from dxkpi.plan.review import figure_key
from dxkpi.reports import brief_pdf
from dxkpi.returns.finality import ItemOfYear, PlanFinality
from dxkpi.rules import reportable_entries
from dxkpi.wording.language import Language
from tests.support.briefs import (
    brief_of,
    comparable_text,
    descriptions_of_bars,
    pdf_text,
)


def test_the_figure_has_its_margin_and_how_many_answered(sample_plan: Plan) -> None:
    lead = brief_of(sample_plan, 2025).lead
    assert lead is not None
    assert lead.figure == "64.1%（±2.8）"
    assert lead.response == "622人のうち398人が回答（64.0%）"
    assert "3年間で5.9ポイント、確かに上がりました。" in lead.words


def test_the_worst_stand_in_the_table_and_the_rest_is_counted(
    sample_plan: Plan,
) -> None:
    brief = brief_of(sample_plan, 2025)
    assert [concern.name for concern in brief.concerns][:2] == [
        "標準準拠システムへ移行した業務の数",
        "職員からの改善提案の件数",
    ]
    assert brief.concerns[3].goal == "60.0%（R9末）"
    assert (brief.concerns[3].expected, brief.concerns[3].actual) == ("43.2%", "29.0%")
    assert brief.concerns[1].words == (
        ("要因", "窓口の改修が終わり、窓口に関する提案が減った。"),
        ("対応", "書かれていません"),
    )
    assert brief.concerns[3].words[1] == (
        "対応",
        "令和8年度は申請書の裏面に案内を刷り込む。",
    )
    assert all(text in brief.texts for text in brief.concerns[1].words[0])
    assert len(brief.concerns) == 7
    assert brief.concerns_more == ""


def test_each_row_has_its_mark_of_the_year_before_and_how_far_it_came(
    sample_plan: Plan,
) -> None:
    concerns = brief_of(sample_plan, 2025).concerns
    assert [concern.last_year for concern in concerns] == [
        "昨年度 ▲",
        "昨年度 ◎",
        "昨年度 ×",
        "昨年度 ▲",
        "昨年度 △",
        "昨年度 △",
        "昨年度 ○",
    ]
    bars = descriptions_of_bars(concerns)
    assert bars[2:4] == ["期待値への届き具合 99%", "期待値への届き具合 44%"]


def test_a_first_year_has_no_year_before(sample_plan: Plan) -> None:
    concerns = brief_of(sample_plan, 2023).concerns
    assert concerns
    assert {concern.last_year for concern in concerns} == {""}


def test_it_says_what_changed_since_last_year_where_both_were_judged(
    sample_plan: Plan,
) -> None:
    changes = brief_of(sample_plan, 2025).changes
    assert "18指標のうち 12 → 11" in changes
    assert "新しく注意が必要 2、注意を脱した 1" in changes
    assert brief_of(sample_plan, 2023).changes == ""


def test_the_paper_has_room_to_write_what_was_decided(sample_plan: Plan) -> None:
    brief = brief_of(sample_plan, 2025)
    assert comparable_text(brief.decisions_title) in pdf_text(brief_pdf(brief))


def test_what_is_late_is_told_with_its_department_and_since_when(
    sample_plan: Plan,
) -> None:
    bar = next(
        bar
        for bar in reportable_entries(sample_plan)
        if bar.item.end == 2025 and bar.item.certainty is Certainty.STATED
    )
    said = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS, percent=Decimal(60))
    late = brief_of(sample_plan, 2025, {bar.key: said}).lists[0]
    assert late.title == "遅れている工程　1件"
    ((what, whose),) = late.items
    assert bar.item.label in what
    assert whose == f"{bar.measure.departments[0]}　R7末までの予定　実施中 60%"


def scheduled(plan: Plan, names: Iterable[str], *labels: str) -> Plan:
    """The plan with these measures alone, each with an entry that ends in 令和7年度 for each label."""
    entries = tuple(
        ScheduleItem.model_validate({"kind": "bar", "label": label, "end": 2025})
        for label in labels
    )
    measures = tuple(
        Measure(number=f"1-{n}", name=name, schedule=entries)
        for n, name in enumerate(names, start=1)
    )
    policy = plan.policies[0].model_copy(update={"measures": measures})
    return plan.model_copy(update={"policies": (policy,), "indicators": ()})


def test_entries_whose_names_begin_alike_are_counted_before_they_are_cut(
    sample_plan: Plan,
) -> None:
    plan = scheduled(
        sample_plan, [f"{'とても長い名前の取組' * 9}{n}" for n in range(7)], "導入"
    )
    ending = brief_of(plan, 2025).lists[1]
    assert ending.title == "期限を過ぎ、完了したか未報告の工程　7件"
    assert ending.more == "ほか2件"


def test_entries_of_one_measure_that_stand_alike_are_one_item(
    sample_plan: Plan,
) -> None:
    plan = scheduled(sample_plan, ["窓口"], "設計", "導入")
    assert brief_of(plan, 2025).lists[1].items == (
        ("窓口（設計、導入）", "R7末　報告なし"),
    )
    said = {
        ("1-1", "設計", 0): Progress(
            fiscal_year=2025, state=BarState.DONE, percent=Decimal(100)
        )
    }
    unreported, ending = brief_of(plan, 2025, said).lists[1:3]
    assert unreported.items == (("窓口（導入）", "R7末　報告なし"),)
    assert ending.items == (("窓口（設計）", "完了"),)


def test_bars_whose_end_was_only_inferred_are_not_denied(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    assert all(
        bar.item.end == 2030 and bar.item.certainty is Certainty.INFERRED
        for bar in reportable_entries(plan)
    )
    assert brief_of(plan, 2030).lists[1].items == (
        ("この年度に終わると計画に記された工程はありません。", ""),
    )


def test_deadlines_that_have_passed_are_counted_and_the_first_few_listed(
    shipped_plans: dict[str, Plan],
) -> None:
    # in the plan's last year its final report stands before them
    passed = brief_of(shipped_plans["452068"], 2025).lists[2]
    assert (passed.title, passed.more) == (
        "期限を過ぎ、完了したか未報告の工程　16件",
        "ほか11件",
    )
    assert passed.items[0] == ("テレワークの推進", "R3末　報告なし")
    assert [
        brief_of(shipped_plans["999997"], year).lists[1].title
        for year in (2023, 2025, 2027)
    ] == [
        "期限を過ぎ、完了したか未報告の工程　2件",
        "期限を過ぎ、完了したか未報告の工程　8件",
        "期限を過ぎ、完了したか未報告の工程　8件",
    ]


def test_where_nobody_reported_the_schedule_nothing_is_called_on_time(
    sample_plan: Plan,
) -> None:
    assert brief_of(sample_plan, 2025).lists[0].items == (
        ("工程の進み具合は、まだ報告されていません。", ""),
    )
    bar = next(iter(reportable_entries(sample_plan)))
    done = {bar.key: Progress(fiscal_year=2025, state=BarState.DONE)}
    assert brief_of(sample_plan, 2025, done).lists[0].items == (
        ("遅れているという報告はありません。", ""),
    )


def test_a_plan_that_judges_nothing_shows_what_it_holds(
    shipped_plans: dict[str, Plan],
) -> None:
    brief = brief_of(shipped_plans["052116"], 2026)
    assert brief.lead is None
    assert brief.lists[-2].items[0] == (
        "コンビニ交付割合（住民票及び印鑑証明書）",
        "R7.7 約30%",
    )
    assert brief.lists[-1].items[1] == ("2 市民サービスの向上", "2施策")


def test_a_plan_without_anything_has_a_sheet_too(sample_plan: Plan) -> None:
    plan = sample_plan.model_copy(update={"policies": (), "indicators": ()})
    brief = brief_of(plan, 2025)
    assert (brief.lead, brief.counts, brief.lists) == (None, (), ())
    assert "この計画の内容は、まだ登録されていません。" in pdf_text(brief_pdf(brief))


def test_the_sheet_speaks_english_too(sample_plan: Plan) -> None:
    brief = brief_of(sample_plan, 2025, language=Language.ENGLISH)
    shown = pdf_text(brief_pdf(brief))
    assert comparable_text("Indicators that need attention") in shown
    assert comparable_text("× missed") in shown


def test_the_sheet_says_how_final_its_figures_are(sample_plan: Plan) -> None:
    worst = brief_of(sample_plan, 2025).concerns[0]
    assert (worst.finality, brief_of(sample_plan, 2025).finality) == ("", "")
    june_3 = datetime(2026, 6, 3, tzinfo=UTC)
    confirmed_at: dict[ItemOfYear, datetime | None] = {
        (figure_key(one.code), 2025): june_3 for one in sample_plan.measured_indicators
    }
    final = brief_of(sample_plan, 2025, finality=PlanFinality(confirmed_at))
    assert final.finality == "■ 確定 6月3日"
    assert not any(one.finality for one in final.concerns)
    opened = confirmed_at | {(figure_key("K11"), 2025): None}
    mixed = brief_of(sample_plan, 2025, finality=PlanFinality(opened))
    assert mixed.finality == "速報を含む（1件）"
    assert [one.finality for one in mixed.concerns] == ["速報", *[""] * 6]
    assert "速報を含む(1件)" in pdf_text(brief_pdf(mixed))
