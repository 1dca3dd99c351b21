"""The numbers of a chart as a table and as a file."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dxkpi import charts
from dxkpi.charts.figure_file import figure_records
from dxkpi.plan import Calendar, Indicator, Plan, Reference
from dxkpi.plan.review import figure_key
from dxkpi.returns.finality import PlanFinality
from dxkpi.rules import PROFILES, judge
from dxkpi.wording.language import Language
from tests.support.specs import (
    actual,
    indicator_of,
    judged,
    line_values,
    read_back,
    rising,
    texts,
)


def test_table_holds_the_chart_s_numbers_as_the_plan_prints_them(
    sample_plan: Plan,
) -> None:
    indicator = indicator_of(sample_plan, "K04")
    table = charts.figure_table(indicator, judged(indicator), Language.ENGLISH)
    assert list(table.columns) == [
        "fiscal year",
        "actual value",
        "as of",
        "expected value",
        "県平均",
        "全国",
        "judgement",
    ]
    assert table.iloc[4].tolist() == [
        "FY2025 (令和7)",
        "73.4",
        "January 2026",
        "74.1",
        "70.7",
        "81.2",
        "○ mostly on track",
    ]
    assert table.iloc[5].tolist() == [
        "FY2026 (令和8)",
        "－",
        "－",
        "79.6",
        "－",
        "－",
        "… to come",
    ]


def test_table_gives_the_reason_for_a_missing_figure_and_marks_an_approximate_one(
    sample_plan: Plan,
) -> None:
    gap, about = indicator_of(sample_plan, "K14"), indicator_of(sample_plan, "K08")
    assert (
        charts.figure_table(gap, judged(gap), Language.ENGLISH)[
            "actual value"
        ].tolist()[2]
        == "cannot be evaluated"
    )
    assert (
        charts.figure_table(about, judged(about), Language.ENGLISH)[
            "actual value"
        ].tolist()[1]
        == "about 2,700"
    )


def test_expected_part_of_a_whole_thing_is_not_rounded_away(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K06")
    assert charts.figure_table(indicator, judged(indicator), Language.ENGLISH)[
        "expected value"
    ].tolist()[:4] == ["41", "27.3", "13.7", "0"]


def test_series_named_like_a_column_keeps_a_column_of_its_own() -> None:
    reference = Reference(series="judgement", fiscal_year=2023, value=Decimal(61))
    table = charts.figure_table(
        rising(actual(2023, "60"), references=(reference,)), [], Language.ENGLISH
    )
    assert len(set(table.columns)) == 6
    assert "61.0" in table["judgement (2)"].tolist()


def test_table_without_figures_is_empty_and_keeps_its_columns() -> None:
    table = charts.figure_table(Indicator(code="R", name="名"), [], Language.ENGLISH)
    assert table.empty
    assert len(table.columns) == 5


def test_file_holds_unrounded_numbers_and_whose_they_are(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K04")
    frame = read_back(
        charts.figures_csv([(indicator, judged(indicator))], "見本市", Language.ENGLISH)
    )
    assert frame.iloc[4].tolist()[:11] == [
        "見本市",
        "K04",
        "マイナンバーカード保有枚数率",
        "%",
        "FY2025 (令和7)",
        "73.4",
        "January 2026",
        "74.12",
        "70.7",
        "81.2",
        "mostly on track",
    ]


def test_file_leaves_negative_numbers_alone(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K14")
    frame = read_back(
        charts.figures_csv([(indicator, judged(indicator))], "見本市", Language.ENGLISH)
    )
    assert frame["actual value"].tolist() == [
        "2.4",
        "0.6",
        "cannot be evaluated",
        "-2.3",
        "",
        "",
    ]


def test_file_neutralises_a_note_that_begins_like_a_formula(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K08")
    last = indicator.actual(2025)
    assert last is not None
    indicator = indicator.with_actual(
        last.model_copy(update={"countermeasure": "@毎週集計する"})
    )
    frame = read_back(
        charts.figures_csv([(indicator, judged(indicator))], "見本市", Language.ENGLISH)
    )
    assert frame["cause"][2].startswith("'=SUM(D5:D28)")
    assert frame["countermeasure"].tolist()[3] == "'@毎週集計する"
    assert frame["remarks"][1] == "approximate"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "\tx"])
def test_file_neutralises_every_text_that_begins_like_a_formula(text: str) -> None:
    reference = Reference(series=text, fiscal_year=2023, value=Decimal("-61"))
    indicator = rising(references=(reference,)).model_copy(update={"name": text})
    frame = read_back(
        charts.figures_csv([(indicator, judged(indicator))], text, Language.ENGLISH)
    )
    assert [frame["municipality"][0], frame["indicator"][0]] == [f"'{text}"] * 2
    column = f"'{text}" if text.strip() == text else text.strip()
    assert "-61" in frame[column].tolist()


def test_one_file_holds_the_figures_of_many_indicators_with_the_series_of_each(
    sample_plan: Plan,
) -> None:
    frame = read_back(
        charts.figures_csv(
            [(i, judged(i)) for i in sample_plan.indicators], "見本市", Language.ENGLISH
        )
    )
    assert set(frame["code"]) == {i.code for i in sample_plan.indicators}
    assert set(frame[frame["全国"] != ""]["code"]) == {"K01", "K04"}


def founded(actuals: dict[int, int]) -> Indicator:
    """375 businesses founded in five years, counted year by year."""
    reported = [
        {"fiscal_year": year, "value": value} for year, value in actuals.items()
    ]
    return Indicator.model_validate(
        {
            "code": "K",
            "name": "創業",
            "unit": "件",
            "aggregation": "annual",
            "target": {
                "rule": "total",
                "value": 375,
                "since": 2026,
                "fiscal_year": 2030,
            },
            "actuals": reported,
        }
    )


def test_a_total_has_each_year_s_figure_and_the_sum_beside_what_is_expected() -> None:
    indicator = founded({2026: 80, 2027: 70, 2029: 60})
    judgements = [judge(indicator, year) for year in range(2026, 2031)]
    table = charts.figure_table(indicator, judgements, Language.ENGLISH)
    columns = ["actual value", "sum so far", "expected value"]
    rows = table[columns].to_numpy().tolist()
    assert rows == [
        ["－", "－", "0"],
        ["80", "80", "75"],
        ["70", "150", "150"],
        ["not reported", "－", "225"],
        ["60", "－", "300"],
        ["not reported", "－", "375"],
    ]


def test_the_line_of_a_total_is_its_running_total_from_nothing() -> None:
    indicator = founded({2026: 80, 2027: 70})
    judgements = [judge(indicator, year) for year in range(2026, 2031)]
    spec = charts.line_chart(
        indicator, judgements, Language.ENGLISH, place="見本市", selected_year=2027
    )
    assert line_values(spec, "actual") == {2025: 0, 2026: 80, 2027: 150}
    assert "counted from here" in texts(spec)
    assert not any("baseline" in text for text in texts(spec))
    assert "baseline" not in spec["description"]
    assert line_values(spec, "path") == {
        year: 75 * (year - 2025) for year in range(2025, 2031)
    }


def test_the_file_says_how_figures_are_worked_out_and_where_they_come_from() -> None:
    facts = {
        "method": "利用件数÷申請件数",
        "source": "庁内調べ",
        "calendar": Calendar.CALENDAR_YEAR,
    }
    own = founded({2026: 80}).model_copy(update=facts)
    frame = read_back(charts.figures_csv([(own, judged(own))], "市", Language.ENGLISH))
    row = frame.iloc[0]
    assert row["how it is worked out"] == "利用件数÷申請件数"
    assert row["source"] == "庁内調べ"
    assert row["time of the figures"] == "calendar year"


def test_the_file_has_the_citys_own_grades_where_it_has_any(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K04")
    by_city = [judge(indicator, 2025, profile=PROFILES["miyagi"], plan_start=2021)]
    for judgements, grades in (([judge(indicator, 2025)], None), (by_city, "B")):
        file = charts.figures_csv([(indicator, judgements)], "見本市", Language.ENGLISH)
        table = read_back(file)
        told = None
        if "Grade" in table.columns:
            told = table.set_index("fiscal year")["Grade"]["FY2025 (令和7)"]
        assert told == grades


def test_the_file_holds_what_a_verdict_can_be_within_its_margin(
    sample_plan: Plan,
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    rows = figure_records(lead, judged(lead), "見本市", Language.JAPANESE)
    of_year = rows[rows["年度"] == "令和7年度"].iloc[0]
    assert of_year["判定"] == "概ね順調"
    assert of_year["誤差を考えた判定"] == "遅れ～順調"
    others = indicator_of(sample_plan, "K04")
    rows = figure_records(others, judged(others), "見本市", Language.JAPANESE)
    assert "誤差を考えた判定" not in rows.columns


def test_of_a_plan_that_is_reviewed_each_figure_says_whether_it_is_final(
    sample_plan: Plan,
) -> None:
    indicator = indicator_of(sample_plan, "K01")
    course = judged(indicator)
    key = figure_key("K01")
    finality = PlanFinality(
        {(key, 2024): datetime(2025, 6, 3, tzinfo=UTC), (key, 2025): None}
    )
    table = charts.figure_table(indicator, course, Language.JAPANESE, finality)
    figures = dict(zip(table["年度"], table["実績値"], strict=True))
    assert (figures["令和6年度"], figures["令和7年度"]) == ("26.2", "29.0（速報）")

    file = charts.figures_csv(
        [(indicator, course)], "見本市", Language.JAPANESE, finality=finality
    )
    words = read_back(file)["速報・確定"]
    assert words[words.isin(["速報", "確定"])].tolist() == ["確定", "速報"]
    without = charts.figures_csv([(indicator, course)], "見本市", Language.JAPANESE)
    assert "速報・確定" not in read_back(without).columns
