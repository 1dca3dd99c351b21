"""The record of a round: what stands in its tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, NotPermitted
from dxkpi.actions.recorded_rounds import read_recorded_round
from dxkpi.plan import Actual, BarState, Missing, Plan, Progress, YearlyReport
from dxkpi.plan.review import entry_item, figure_key, initiative_key
from dxkpi.reports.filed_record import FiledRecord, cell_text, make_filed_record
from dxkpi.reports.round_history import arrivals
from dxkpi.rules import ReportedYear, reportable_entries, with_reported_year
from dxkpi.store import (
    FigureKind,
    HistoryEntry,
    HistoryStep,
    NewRemark,
    SeenItem,
    Store,
    writing,
)
from dxkpi.wording.language import Language
from dxkpi.workbook.typed_table import TypedCell, TypedFigure, TypedTable
from tests.support.databases import Prepared
from tests.support.opened_rounds import FIGURES, SCHEDULE, SECRETARIAT, open_round
from tests.support.recorded_rounds import (
    ANSWER,
    CITY,
    CORRECTION,
    LIKE_A_FORMULA,
    OWN,
    REMARK,
    SATO,
    YEAR,
    confirm_everything,
    hand_in_everything,
    recorded_round,
    run_round,
)
from tests.support.returned import answer, put_on_record

NAMES = [
    "概況",
    "課別",
    "未提出と理由",
    "指摘と回答",
    "確定",
    "訂正",
    "昨年度からの変化",
    "経過",
]


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def record(store: Store, sample_plan: Plan) -> FiledRecord:
    run_round(store, sample_plan.key)
    return make_filed_record(recorded_round(store, sample_plan.key))


def table_of(record: FiledRecord, name: str) -> TypedTable:
    return next(table for table in record.tables if table.name == name)


def rows_of(record: FiledRecord, name: str) -> list[dict[str, TypedCell]]:
    """The rows of a table, each cell by its heading."""
    table = table_of(record, name)
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def facts_of(record: FiledRecord) -> dict[str, TypedCell]:
    return {str(row["項目"]): row["内容"] for row in rows_of(record, "概況")}


def test_the_tables_stand_in_their_order_with_a_title_each(record: FiledRecord) -> None:
    assert [table.name for table in record.tables] == NAMES
    assert record.title == "見本県見本市（架空）　令和7年度の取りまとめの結果"
    assert all(table.title and table.headings for table in record.tables)


def test_the_facts_are_typed_and_the_counts_add_up(record: FiledRecord) -> None:
    facts = facts_of(record)
    assert facts["始めた人"] == SECRETARIAT.name
    assert isinstance(facts["始めた日時"], datetime)
    assert (facts["実績の期限"], facts["工程の期限"]) == (FIGURES, SCHEDULE)
    assert (facts["期限の延長"], facts["状況"]) == (1, "途中")
    assert (facts["指摘"], facts["訂正"], facts["確定"]) == (1, 1, 1)
    counted = [facts[name] for name in ("求めたもの", "届いた", "理由のみ", "未提出")]
    assert counted == [40, 20, 0, 20]


def test_the_last_row_of_the_departments_is_their_sum(record: FiledRecord) -> None:
    *rows, sums = rows_of(record, "課別")
    assert table_of(record, "課別").totals == 1
    for heading in ("求めた", "届いた", "理由のみ", "未提出", "確定", "指摘"):
        numbers = [row[heading] for row in rows]
        assert all(isinstance(number, int) for number in numbers)
        assert sums[heading] == sum(n for n in numbers if isinstance(n, int))
    assert "重ねずに数えると40件" in table_of(record, "課別").note


def test_an_extended_department_has_its_day_and_the_reason(record: FiledRecord) -> None:
    [own] = [row for row in rows_of(record, "課別") if row["担当課"] == OWN]
    assert (own["期限"], own["延長後の期限"]) == (FIGURES, date(2026, 5, 22))
    assert own["延長の理由"] == LIKE_A_FORMULA
    assert own["遅れ（日）"] == 3


def test_what_is_missing_says_why_or_that_nobody_did(record: FiledRecord) -> None:
    rows = rows_of(record, "未提出と理由")
    assert len(rows) == 24
    by_code = {row["番号"]: row for row in rows if row["種類"] == "実績"}
    assert by_code["K18"]["理由"] == "後日報告"
    assert by_code["K20"]["理由"] == "理由の記載なし"
    assert (by_code["K20"]["期限"], by_code["K20"]["超過（日）"]) == (FIGURES, 10)


def test_a_figure_with_a_reason_instead_follows_what_is_missing(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key)
    none = Actual(
        fiscal_year=YEAR, missing=Missing.CANNOT_BE_EVALUATED, note="調査中止"
    )
    put_on_record(store, answer(store, CITY, YEAR, OWN, {"K13": none}), "佐藤")
    record = make_filed_record(recorded_round(store, sample_plan.key))
    own = [row for row in rows_of(record, "未提出と理由") if row["担当課"] == OWN]
    assert [row["状況"] for row in own][-1] == "理由のみ"
    assert (own[-1]["番号"], own[-1]["理由"]) == ("K13", "評価困難")
    assert own[-1]["書かれたこと"] == "調査中止"
    assert facts_of(record)["理由のみ"] == 1


def test_a_remark_stands_with_its_answer_and_what_came_of_it(
    record: FiledRecord,
) -> None:
    [row] = rows_of(record, "指摘と回答")
    assert (row["担当課"], row["何について"]) == (OWN, "情報セキュリティ研修の受講率")
    marked = f"【要因】{REMARK}"
    assert (row["指摘"], row["指摘した人"]) == (marked, SECRETARIAT.name)
    assert (row["回答"], row["回答した人"], row["結果"]) == (ANSWER, SATO.name, "確定")
    asked, answered = row["指摘した日時"], row["回答した日時"]
    assert isinstance(asked, datetime)
    assert isinstance(answered, datetime)
    assert asked <= answered


def test_what_was_corrected_is_final_no_more_and_says_old_new_and_why(
    record: FiledRecord,
) -> None:
    [final] = rows_of(record, "確定")
    assert (final["件数"], final["内容"]) == (1, "情報セキュリティ研修の受講率")
    [row] = rows_of(record, "訂正")
    assert (row["担当課"], row["何について"]) == (OWN, "DX推進リーダーの数")
    assert str(row["変更前"]).startswith("21人")
    assert (row["変更後"], row["理由"]) == ("22人", CORRECTION)
    assert row["訂正した人"] == SATO.name


def test_changes_since_last_year_have_figures_as_numbers(record: FiledRecord) -> None:
    rows = {row["番号"]: row for row in rows_of(record, "昨年度からの変化")}
    worse = rows["K08"]
    assert worse["状況の動き"] == "悪くなった"
    assert (worse["昨年度の状況"], worse["今年度の状況"]) == (
        "○ 概ね順調",
        "△ やや遅れ",
    )
    assert worse["昨年度の値"] == TypedFigure(Decimal(4090), "4,090時間", 0)
    assert worse["差"] == TypedFigure(Decimal(390), "+390", 0)
    assert rows["K14"]["状況の動き"] == "新たに判定"
    assert rows["K14"]["昨年度の値"] == "評価困難"
    assert rows["K18"]["状況の動き"] == "今年度は報告なし"


def test_the_course_of_the_round_tells_each_change_of_it(record: FiledRecord) -> None:
    opened, extended = rows_of(record, "経過")
    assert opened["変えた人"] == SECRETARIAT.name
    assert "期限の延長" not in str(opened["それからの取りまとめ"])
    assert LIKE_A_FORMULA in str(extended["それからの取りまとめ"])


def test_without_a_review_nothing_is_said_of_remarks(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key)
    record = make_filed_record(recorded_round(store, sample_plan.key))
    names = [table.name for table in record.tables]
    assert names == [name for name in NAMES if name not in ("指摘と回答", "確定")]
    headings = {column.heading for column in table_of(record, "課別").columns}
    assert not headings & {"確定", "指摘"}
    assert table_of(record, "訂正").nothing == "訂正はありません。"


def test_everything_confirmed_closes_the_round(store: Store, sample_plan: Plan) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    hand_in_everything(store, sample_plan.key)
    assert recorded_round(store, sample_plan.key).record.closed_at is None
    confirm_everything(store, sample_plan.key)
    year = recorded_round(store, sample_plan.key)
    counts = year.record.counts
    assert counts.confirmed == counts.came == counts.asked
    record = make_filed_record(year)
    [row] = rows_of(record, "確定")
    assert (
        facts_of(record)["終わった日時"] == year.record.closed_at == row["確定した日時"]
    )
    assert row["件数"] == counts.asked
    assert rows_of(record, "未提出と理由") == []


def test_where_everything_is_missing_every_thing_is_listed(
    store: Store, sample_plan: Plan
) -> None:
    bare = sample_plan.model_copy(
        update={
            "indicators": tuple(
                indicator.model_copy(
                    update={
                        "actuals": tuple(
                            a for a in indicator.actuals if a.fiscal_year < YEAR
                        )
                    }
                )
                for indicator in sample_plan.indicators
            )
        }
    )
    emptied = actions.LoadPlans((bare,), source="bare")
    actions.load_plans(store, emptied, SECRETARIAT)
    open_round(store, sample_plan.key, is_reviewed=True)
    record = make_filed_record(recorded_round(store, sample_plan.key))
    facts = facts_of(record)
    assert (facts["届いた"], facts["未提出"]) == (0, facts["求めたもの"])
    assert len(rows_of(record, "未提出と理由")) == rows_of(record, "課別")[-1]["求めた"]
    assert table_of(record, "確定").nothing == "まだ何も確定していません。"


def test_a_year_without_a_round_has_no_record(store: Store, sample_plan: Plan) -> None:
    words = (sample_plan.key, YEAR, FIGURES, SECRETARIAT, Language.JAPANESE)
    assert read_recorded_round(store, *words) is None


def test_who_runs_no_round_gets_no_record(store: Store, sample_plan: Plan) -> None:
    open_round(store, sample_plan.key)
    visitor = Actor("", Identification.VISITOR)
    with pytest.raises(NotPermitted):
        read_recorded_round(
            store, sample_plan.key, YEAR, FIGURES, visitor, Language.JAPANESE
        )


def test_every_cell_can_be_printed_in_both_languages(
    store: Store, sample_plan: Plan
) -> None:
    run_round(store, sample_plan.key)
    for language in Language:
        year = recorded_round(store, sample_plan.key, language=language)
        record = make_filed_record(year)
        texts = [
            cell_text(cell, language)
            for table in record.tables
            for row in table.rows
            for cell in row
        ]
        assert all("\n" not in text for text in texts)
    assert "Record of the round" in record.kind


def test_a_thing_is_in_since_it_came_without_a_break() -> None:
    start = datetime(2026, 5, 1, tzinfo=UTC)
    versions = [Decimal(1), Decimal(2), None, Missing.NOT_SUBMITTED, Decimal(3)]
    steps = []
    before: HistoryEntry | None = None
    for day, value in enumerate(versions):
        after = None if value is None else HistoryEntry(value)
        steps.append(
            HistoryStep(
                day,
                start + timedelta(days=day),
                "佐藤",
                "typed",
                "K1",
                FigureKind.ACTUAL,
                None,
                "",
                YEAR,
                before,
                after,
            )
        )
        before = after
    item = (figure_key("K1"), YEAR)
    assert arrivals(steps[:2]) == {item: start}
    assert arrivals(steps[:4]) == {}
    assert arrivals(steps) == {item: start + timedelta(days=4)}


def test_what_is_confirmed_remarked_and_answered_stays_in_since_it_came(
    store: Store, sample_plan: Plan
) -> None:
    key = sample_plan.key
    report = YearlyReport(fiscal_year=YEAR, done="窓口3か所で始めた。")
    reported = with_reported_year(
        sample_plan, ReportedYear(YEAR, {("1-1", "1"): report}, {})
    )
    writing.save_plans(store, [reported], "tester", "plan.yaml")
    open_round(store, key, is_reviewed=True)
    [entry, *_others] = reportable_entries(sample_plan)
    begun = Progress(fiscal_year=YEAR, state=BarState.IN_PROGRESS)
    put_on_record(
        store, answer(store, CITY, YEAR, None, {}, {entry.key: begun}), "佐藤"
    )
    items = [
        figure_key("K13"),
        entry_item(*entry.key),
        initiative_key("1-1", "1"),
    ]
    before = recorded_round(store, key)
    came = arrivals(before.steps)
    assert all((item, YEAR) in came for item in items)

    changes = store.review(key, YEAR).changed_in
    seen = [SeenItem(item, YEAR, changes[item, YEAR]) for item in items]
    remarks = [NewRemark(item, REMARK) for item in items]
    writing.record_review(store, key, YEAR, [], remarks, "鈴木", "typed")
    for remark in store.review(key, YEAR).remarks:
        writing.answer_remark(store, key, remark.number, ANSWER, "佐藤", "typed")
    writing.record_review(store, key, YEAR, seen, [], "鈴木", "typed")

    after = recorded_round(store, key)
    assert arrivals(after.steps) == came
    late = [department.days_late for department in before.record.departments]
    assert [one.days_late for one in after.record.departments] == late
    assert any(late)
