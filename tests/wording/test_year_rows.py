"""An indicator year by year in words."""

from decimal import Decimal

from dxkpi.plan import Indicator, Plan
from dxkpi.rules import Status, judge_years
from dxkpi.survey import IndicatorTrend, indicator_trend
from dxkpi.wording.language import Language
from dxkpi.wording.year_notes import year_notes
from dxkpi.wording.year_rows import YearRow, year_rows


def trend_of(plan: Plan, year: int, closed: int) -> IndicatorTrend:
    indicator = plan.realisation
    assert indicator is not None
    judgements = judge_years(plan, indicator, closed)
    judgement = next(j for j in judgements if j.fiscal_year == year)
    return indicator_trend(plan, judgement, judgements)


def rows_of(plan: Plan, year: int, closed: int) -> dict[int, YearRow]:
    trend = trend_of(plan, year, closed)
    return {row.year: row for row in year_rows(trend, Language.JAPANESE)}


def test_a_row_holds_figure_line_and_gap_as_they_are_shown(sample_plan: Plan) -> None:
    row = rows_of(sample_plan, 2025, 2025)[2025]
    assert (row.actual, row.line, row.gap) == (
        Decimal("64.1"),
        Decimal("65.3"),
        Decimal("-1.2"),
    )
    assert row.judgement is not None
    assert row.judgement.status is Status.MOSTLY_ON_TRACK
    assert row.remark == "誤差±2.8の内。⑤ 622人のうち398人が回答した。"


def test_the_start_has_no_gap_and_a_changed_survey_says_so(sample_plan: Plan) -> None:
    rows = rows_of(sample_plan, 2025, 2025)
    assert rows[2022].gap is None
    assert "② 調査の問い方を変えました。" in rows[2022].remark
    assert rows[2021].line is None


def test_years_ahead_say_when_the_next_survey_is_and_which_is_the_last(
    sample_plan: Plan,
) -> None:
    rows = rows_of(sample_plan, 2025, 2025)
    assert rows[2026].judgement is None
    assert rows[2026].remark == "次の調査 令和9年3月"
    assert rows[2027].remark == "目標の年度"


def test_before_the_first_survey_the_next_year_is_not_yet_measured(
    shipped_plans: dict[str, Plan],
) -> None:
    rows = rows_of(shipped_plans["472123"], 2026, 2025)
    assert rows[2025].remark == "回答数の記録がなく、誤差は分かりません。"
    assert rows[2026].judgement is not None
    assert rows[2026].remark == "最初の調査 令和9年3月"
    assert rows[2027].remark == "これから"


def test_notes_are_numbered_in_the_order_of_their_years_and_end_at_the_year_looked_at(
    felt: Indicator,
) -> None:
    notes = year_notes(felt, 2023, Language.JAPANESE)
    assert [(note.year, note.number) for note in notes] == [
        (2021, "①"),
        (2022, "②"),
        (2023, "③"),
    ]
    assert not notes[0].short.endswith("。")


def test_what_is_done_about_a_year_stands_behind_its_note_by_its_name(
    felt: Indicator,
) -> None:
    last = felt.actual(2023)
    assert last is not None
    texts = {"note": "研修が遅れた。", "countermeasure": "4月に開く。"}
    answered = felt.with_actual(last.model_copy(update=texts))
    *_earlier, note = year_notes(answered, 2023, Language.JAPANESE)
    assert note.text == "研修が遅れた。対応：4月に開く。"
