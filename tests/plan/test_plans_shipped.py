"""The plans that come with the program say what their sources say, no more and no less."""

from collections import Counter
from decimal import Decimal

import pytest

from dxkpi.plan import (
    Certainty,
    Indicator,
    Missing,
    NationalItem,
    Plan,
    ScheduleItem,
    ScheduleKind,
    TargetRule,
)
from dxkpi.rules import WAITING, Reason, Status, judge_plan

TOMIGUSUKU, HYUGA, TSUSHIMA, KATAGAMI, URESHINO = (
    "472123",
    "452068",
    "422096",
    "052116",
    "412091",
)
REAL = {
    TOMIGUSUKU: "豊見城市",
    HYUGA: "日向市",
    TSUSHIMA: "対馬市",
    KATAGAMI: "潟上市",
    URESHINO: "嬉野市",
}


def schedule(plan: Plan) -> list[ScheduleItem]:
    return [item for measure in plan.measures for item in measure.schedule]


def official(plan: Plan) -> list[Indicator]:
    return [indicator for indicator in plan.indicators if indicator.official]


def named(plan: Plan, name: str) -> Indicator:
    [found] = [indicator for indicator in plan.indicators if name in indicator.name]
    return found


def values(indicator: Indicator) -> dict[int, str]:
    return {a.fiscal_year: str(a.value) for a in indicator.actuals}


def series(indicator: Indicator, name: str) -> dict[int, str]:
    return {
        r.fiscal_year: str(r.value) for r in indicator.references if r.series == name
    }


def test_five_real_cities_and_one_invented_one_are_shipped(
    shipped_plans: dict[str, Plan],
) -> None:
    real = {
        code: plan.municipality.name
        for code, plan in shipped_plans.items()
        if not plan.municipality.fictional
    }
    assert real == REAL
    assert [
        p.municipality.name for p in shipped_plans.values() if p.municipality.fictional
    ] == ["見本市"]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        (TOMIGUSUKU, 2026, 2030),
        (HYUGA, 2021, 2025),  # 令和4年2月 lies in 令和3年度
        (TSUSHIMA, 2022, 2029),
        (KATAGAMI, 2026, 2029),
        (URESHINO, None, None),
    ],
)
def test_a_plan_has_the_period_its_document_states(
    shipped_plans: dict[str, Plan], code: str, first: int | None, last: int | None
) -> None:
    about = shipped_plans[code].about
    assert (about.first_fiscal_year, about.last_fiscal_year) == (first, last)


@pytest.mark.parametrize(
    ("code", "policies", "measures", "initiatives"),
    [
        (TOMIGUSUKU, 3, 19, 75),
        (HYUGA, 4, 24, 0),
        (TSUSHIMA, 3, 15, 14),
        (KATAGAMI, 3, 6, 19),
        (URESHINO, 4, 9, 18),
    ],
)
def test_a_plan_has_as_many_policies_measures_and_initiatives_as_its_document(
    shipped_plans: dict[str, Plan],
    code: str,
    policies: int,
    measures: int,
    initiatives: int,
) -> None:
    plan = shipped_plans[code]
    assert len(plan.policies) == policies
    assert len(plan.measures) == measures
    assert sum(len(measure.initiatives) for measure in plan.measures) == initiatives


def test_every_plan_names_its_source_and_notes_what_was_unclear(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        assert plan.about.source
        assert plan.about.notes


@pytest.mark.parametrize(
    "damage", ["йд", "デバインド", "マイナナンバー", "実組", "プライドプライド"]
)
def test_slips_of_the_extraction_are_mended_in_the_text_and_named_in_the_notes(
    shipped_plans: dict[str, Plan], damage: str
) -> None:
    for plan in shipped_plans.values():
        assert damage not in repr((plan.policies, plan.indicators))
    assert any(
        damage in note for plan in shipped_plans.values() for note in plan.about.notes
    )


def test_no_text_has_spaces_at_its_ends_or_marks_of_footnotes(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for measure in plan.measures:
            texts = [
                measure.name,
                *measure.departments,
                *measure.expected_effects,
                *(i.name for i in measure.initiatives),
            ]
            assert all(text == text.strip() and "※" not in text for text in texts)


class TestTomigusuku:
    @pytest.fixture
    def plan(self, shipped_plans: dict[str, Plan]) -> Plan:
        return shipped_plans[TOMIGUSUKU]

    def test_it_has_one_official_kpi_from_64_4_to_75(self, plan: Plan) -> None:
        [kpi] = official(plan)
        assert kpi.name == "職員のDX推進実感率"
        assert kpi.baseline is not None
        assert kpi.target is not None
        assert (
            kpi.baseline.fiscal_year,
            kpi.baseline.as_of,
            str(kpi.baseline.value),
        ) == (2025, "2026-03", "64.4")
        assert (kpi.target.rule, kpi.target.comparator) == (TargetRule.REACH, None)
        assert (kpi.target.fiscal_year, kpi.target.as_of, str(kpi.target.value)) == (
            2030,
            "2031-03",
            "75.0",
        )
        assert kpi.actuals == ()

    def test_my_number_cards_stand_beside_prefecture_and_country(
        self, plan: Plan
    ) -> None:
        cards = named(plan, "マイナンバーカード")
        assert not cards.official
        assert cards.target is None
        assert values(cards) == {
            2021: "34.5",
            2022: "57.8",
            2023: "65.1",
            2024: "69.0",
            2025: "73.4",
        }
        assert series(cards, "沖縄県") == {
            2021: "34.0",
            2022: "54.6",
            2023: "61.6",
            2024: "67.0",
            2025: "70.7",
        }
        assert series(cards, "全国") == {
            2021: "42.4",
            2022: "67.0",
            2023: "73.5",
            2024: "78.2",
            2025: "81.2",
        }

    def test_the_last_figure_of_the_cards_is_from_january(self, plan: Plan) -> None:
        actual = named(plan, "マイナンバーカード").actual(2025)
        assert actual is not None
        assert actual.as_of == "2026-01"

    def test_tools_are_counted_up(self, plan: Plan) -> None:
        tools = named(plan, "デジタルツール")
        assert tools.aggregation == "cumulative"
        assert values(tools) == {
            2021: "4",
            2022: "7",
            2023: "8",
            2024: "12",
            2025: "14",
        }

    def test_every_bar_is_inferred_over_the_whole_plan(self, plan: Plan) -> None:
        bars = schedule(plan)
        assert len(bars) == 19
        assert {(b.kind, b.start, b.end, b.certainty) for b in bars} == {
            (ScheduleKind.BAR, 2026, 2030, Certainty.INFERRED)
        }

    def test_national_items_are_marked_as_in_the_plan(self, plan: Plan) -> None:
        marks = Counter(measure.national_item for measure in plan.measures)
        assert marks[NationalItem.PRIORITY] > 0
        assert marks[NationalItem.COMPANION] > 0
        assert marks[None] > 0


class TestHyuga:
    @pytest.fixture
    def plan(self, shipped_plans: dict[str, Plan]) -> Plan:
        return shipped_plans[HYUGA]

    def test_it_has_nine_official_kpis_to_reach_without_a_baseline(
        self, plan: Plan
    ) -> None:
        assert len(official(plan)) == len(plan.indicators) == 9
        goals = [str(kpi.target.value) for kpi in plan.indicators if kpi.target]
        assert goals == ["70", "30", "40", "3", "900", "45", "20", "20", "50"]
        assert all(
            kpi.baseline is None and kpi.target and kpi.target.fiscal_year == 2025
            for kpi in plan.indicators
        )

    def test_it_has_sixty_schedule_entries_sixteen_of_them_stated_deadlines(
        self, plan: Plan
    ) -> None:
        entries = schedule(plan)
        assert len(entries) == 60
        deadlines = [entry for entry in entries if entry.kind is ScheduleKind.DEADLINE]
        assert len(deadlines) == 16
        assert {entry.certainty for entry in deadlines} == {Certainty.STATED}
        assert {entry.certainty for entry in entries if entry not in deadlines} == {
            Certainty.INFERRED
        }

    def test_a_deadline_is_labelled_as_printed_and_lies_in_that_year(
        self, plan: Plan
    ) -> None:
        for entry in schedule(plan):
            if entry.kind is ScheduleKind.DEADLINE:
                assert entry.start is None
                assert entry.end is not None
                assert entry.label.removesuffix("末") == f"R{entry.end - 2018}"

    def test_a_bar_starts_where_its_label_stands_and_its_end_is_unknown(
        self, plan: Plan
    ) -> None:
        bars = [entry for entry in schedule(plan) if entry.kind is ScheduleKind.BAR]
        assert all(
            bar.start is not None and bar.end in (None, bar.start) for bar in bars
        )


class TestTsushima:
    @pytest.fixture
    def plan(self, shipped_plans: dict[str, Plan]) -> Plan:
        return shipped_plans[TSUSHIMA]

    def test_each_of_its_27_indicators_has_a_target_by_the_end_of_the_plan(
        self, plan: Plan
    ) -> None:
        assert len(official(plan)) == len(plan.indicators) == 27
        assert all(
            i.target and (i.target.fiscal_year, i.target.as_of) == (2029, "2030-03")
            for i in plan.indicators
        )

    def test_every_rule_but_a_total_occurs(self, plan: Plan) -> None:
        rules = {i.target.rule for i in plan.indicators if i.target}
        assert rules == set(TargetRule) - {TargetRule.TOTAL, TargetRule.RANGE}

    @pytest.mark.parametrize(
        ("name", "rule", "comparator", "value"),
        [
            ("コンビニ交付利用件数", "reach", ">=", "4200"),
            ("公開型GIS", "reach", None, "45"),
            ("デジタル相談者の支援満足度", "keep", ">=", "80"),
            ("EBPM基礎研修", "keep", ">=", "1"),
            ("移行遅延", "keep", None, "0"),
            ("バックアップ体制", "keep", None, "None"),
            ("キャッシュレス利用件数", "improve", None, "None"),
            ("公開オープンデータ件数", "rise", None, "None"),
            ("RPA", "do", None, "None"),
        ],
    )
    def test_a_sentence_became_its_rule(
        self, plan: Plan, name: str, rule: str, comparator: str | None, value: str
    ) -> None:
        target = named(plan, name).target
        assert target is not None
        assert (target.rule, target.comparator, str(target.value)) == (
            rule,
            comparator,
            value,
        )

    def test_ebpm_starts_in_2027_and_everything_else_in_2026(self, plan: Plan) -> None:
        starts = Counter(item.start for item in schedule(plan))
        assert starts == {2026: 14, 2027: 1}
        [ebpm] = [
            m for m in plan.measures if any(item.start == 2027 for item in m.schedule)
        ]
        assert "EBPM" in ebpm.name


class TestKatagami:
    @pytest.fixture
    def plan(self, shipped_plans: dict[str, Plan]) -> Plan:
        return shipped_plans[KATAGAMI]

    def test_it_sets_no_target_and_no_official_kpi(self, plan: Plan) -> None:
        assert official(plan) == []
        assert all(indicator.target is None for indicator in plan.indicators)

    def test_rough_figures_are_marked_as_rough_and_quoted(self, plan: Plan) -> None:
        rough = [a for i in plan.indicators for a in i.actuals if a.approximate]
        assert [str(actual.value) for actual in rough] == ["30", "50"]
        assert all(actual.note and "原文は「" in actual.note for actual in rough)

    def test_its_39_schedule_entries_are_inferred_but_for_two_with_a_year(
        self, plan: Plan
    ) -> None:
        entries = schedule(plan)
        assert len(entries) == 39
        stated = [entry for entry in entries if entry.certainty is Certainty.STATED]
        assert len(stated) == 2
        assert (
            max(entry.end for entry in entries if entry.end) == 2030
        )  # ～R12, beyond the plan


class TestUreshino:
    @pytest.fixture
    def plan(self, shipped_plans: dict[str, Plan]) -> Plan:
        return shipped_plans[URESHINO]

    def test_it_states_no_period_and_a_single_deadline(self, plan: Plan) -> None:
        assert (
            plan.about.first_fiscal_year,
            plan.about.last_fiscal_year,
            plan.about.established,
        ) == (None, None, None)
        [deadline] = schedule(plan)
        assert (deadline.kind, deadline.end, deadline.certainty) == (
            ScheduleKind.DEADLINE,
            2025,
            Certainty.STATED,
        )

    def test_its_card_rate_stands_beside_the_country(self, plan: Plan) -> None:
        cards = named(plan, "マイナンバーカード")
        assert values(cards) == {2024: "85.4"}
        assert series(cards, "全国") == {2024: "78.2"}


class TestSample:
    def test_it_says_that_it_is_invented(self, sample_plan: Plan) -> None:
        assert sample_plan.municipality.fictional
        assert "架空" in sample_plan.about.notes[0]

    def test_it_holds_every_rule_but_totals_and_ranges_and_a_figure_for_reference(
        self, sample_plan: Plan
    ) -> None:
        assert {
            i.target.rule if i.target else None for i in sample_plan.indicators
        } == {*TargetRule, None} - {TargetRule.TOTAL, TargetRule.RANGE}

    def test_it_holds_every_reason_for_a_missing_figure(
        self, sample_plan: Plan
    ) -> None:
        assert {a.missing for i in sample_plan.indicators for a in i.actuals} == {
            *Missing,
            None,
        }

    def test_it_holds_every_status_that_a_running_plan_can_have_in_2025(
        self, sample_plan: Plan
    ) -> None:
        judged = judge_plan(sample_plan, 2025, last_closed=2025)
        waits_otherwise = set(WAITING) - {Status.AHEAD}
        only_counted = {Status.WITHIN_MARGIN}
        expected = set(Status) - waits_otherwise - only_counted
        assert {j.status for j in judged} == expected

    def test_it_holds_every_kind_of_schedule_entry_and_every_certainty(
        self, sample_plan: Plan
    ) -> None:
        assert {item.kind for item in schedule(sample_plan)} == set(ScheduleKind)
        assert {item.certainty for item in schedule(sample_plan)} == set(Certainty)

    def test_it_holds_the_text_that_breaks_screens(self, sample_plan: Plan) -> None:
        everything = repr(sample_plan)
        for trap in ("𠮷", "髙", "😊", "<b>", "=SUM(", "](http", "*要確認*", "$2", "①"):
            assert trap in everything
        assert max(len(indicator.name) for indicator in sample_plan.indicators) > 100


def test_tomigusuku_stands_at_its_start_in_2025_and_is_not_due(
    shipped_plans: dict[str, Plan],
) -> None:
    [kpi, *others] = judge_plan(shipped_plans[TOMIGUSUKU], 2025, last_closed=2025)
    assert (kpi.status, kpi.reason, kpi.value) == (
        Status.STARTING_POINT,
        Reason.STARTING_POINT,
        Decimal("64.4"),
    )
    assert {judgement.status for judgement in others} == {Status.MONITORED}


@pytest.mark.parametrize(
    ("code", "statuses"),
    [
        (TSUSHIMA, {Status.UNMEASURED, Status.AHEAD}),
        (HYUGA, {Status.NOT_REPORTED}),
        (KATAGAMI, {Status.MONITORED}),
    ],
)
def test_a_real_plan_without_actuals_is_never_red(
    shipped_plans: dict[str, Plan], code: str, statuses: set[Status]
) -> None:
    assert {
        j.status for j in judge_plan(shipped_plans[code], 2025, last_closed=2025)
    } == statuses
