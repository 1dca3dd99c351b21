"""Initiatives side by side in a table, each with its own schedule: read by their order."""

from typing import Any

import pytest

from dxkpi.drafting.blocks import Block, Document, Heading, Paragraph, Table
from dxkpi.drafting.proposal import DoubtCode, Proposal, ProposalKind, Sureness
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.schedule_cards import parted_labels, schedule_cards

YEARS = ("令和8年度", "令和9年度", "令和10年度")
NAMES = ("(1) 電子契約の導入", "(2) 窓口予約の導入")
TEXTS = ("契約を電子で結ぶ。", "窓口を予約できるようにする。")


def wide(*rows: tuple[str, ...]) -> Table:
    """A table whose rows are as wide as the widest."""
    width = max(map(len, rows))
    return Table(tuple((*row, *[""] * (width - len(row))) for row in rows))


FLATTENED = wide(
    NAMES,
    TEXTS,
    ("スケジュール", *YEARS, "仕様の検討", "導入", "スケジュール\n予約の試行", *YEARS),
    YEARS,
)
IN_COLUMNS = wide(
    NAMES,
    TEXTS,
    ("スケジュール", "スケジュール"),
    ("", *YEARS, *YEARS),
    YEARS,
    ("仕様の検討", "予約の試行"),
    ("導入", "予約の試行"),
)


@pytest.mark.parametrize("table", [FLATTENED, IN_COLUMNS])
def test_each_column_has_its_own_years_and_bars(table: Table) -> None:
    cards = schedule_cards(table)
    assert [(card.head, card.years, card.labels) for card in cards] == [
        (NAMES[0], (2026, 2027, 2028), ("仕様の検討", "導入")),
        (NAMES[1], (2026, 2027, 2028), ("予約の試行",)),
    ]


def test_words_of_a_picture_beside_the_word_schedule_are_no_bars() -> None:
    row = ("スケジュール\nAI RPA", *YEARS, "導入", "スケジュール", *YEARS, "試行")
    cards = schedule_cards(wide(NAMES, TEXTS, row))
    assert [card.labels for card in cards] == [("導入",), ("試行",)]


@pytest.mark.parametrize(
    "table",
    [
        wide(NAMES, TEXTS, ("スケジュール", *YEARS, "導入")),
        wide(NAMES, TEXTS, ("実績", *YEARS, "12", "実績", *YEARS, "15")),
        wide(("(1) 電子契約の導入",), ("スケジュール", *YEARS, "導入")),
        wide(
            (*NAMES, "", "備考"), ("スケジュール", *YEARS, "a", "スケジュール", *YEARS)
        ),
    ],
)
def test_where_columns_and_schedules_differ_in_number_nothing_is_read(
    table: Table,
) -> None:
    assert schedule_cards(table) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("標準システムの運用 新機能の追加", ("標準システムの運用", "新機能の追加")),
        ("補助事業の実施 R8～拡充", ("補助事業の実施R8～拡充",)),
        ("B P R の実施", ("BPRの実施",)),
        ("窓口の改革\n検討", ("窓口の改革", "検討")),
        ("", ()),
    ],
)
def test_a_space_parts_bars_only_between_phrases(
    text: str, labels: tuple[str, ...]
) -> None:
    found = tuple("".join(label.split()) for label in parted_labels(text))
    assert found == labels


def paper(*tables: Block) -> list[Proposal]:
    """What is read of a measure with two initiatives and these tables under its heading."""
    blocks: list[Block] = []
    for number, name in (("1", "契約と窓口の改革"), ("2", "職員の働き方の改革")):
        blocks += [
            Heading(f"施策{number} {name}", 2),
            Heading("主な取組", 3),
        ]
        items = NAMES if number == "1" else ("(1) 在宅勤務", "(2) 会議の電子化")
        blocks += [Paragraph(item) for item in items]
        if number == "1":
            blocks += [Heading("施策1 契約と窓口の改革", 2), *tables]
    return list(
        read_plan_document(Document(tuple(blocks))).of_kind(ProposalKind.SCHEDULE)
    )


def facts(proposal: Proposal) -> tuple[Any, ...]:
    data = proposal.data
    return (data.get("initiative"), data["label"], data["start"], data["end"])


def test_bars_of_flattened_cards_are_those_of_the_initiative_over_them() -> None:
    entries = paper(FLATTENED)
    assert [facts(entry) for entry in entries] == [
        ("1", "仕様の検討", 2026, 2028),
        ("1", "導入", 2026, 2028),
        ("2", "予約の試行", 2026, 2028),
    ]
    assert {entry.sureness for entry in entries} == {Sureness.CHECK}
    assert {entry.doubts[0].code for entry in entries} == {DoubtCode.BARS_WITHOUT_ENDS}
    assert all("令和8年度 | 令和9年度" in entry.passage.text for entry in entries)


def test_tables_within_the_columns_follow_them_in_order() -> None:
    inner = [
        Table((YEARS, ("仕様の検討", "導入", "導入"))),
        Table((YEARS, ("", "予約の試行", "予約の試行"))),
    ]
    entries = paper(wide(NAMES, TEXTS, ("スケジュール", "スケジュール")), *inner)
    assert [facts(entry) for entry in entries] == [
        ("1", "仕様の検討", 2026, None),
        ("1", "導入", 2027, 2028),
        ("2", "予約の試行", 2027, 2028),
    ]


def test_a_column_of_no_known_name_gives_no_initiative_its_bars() -> None:
    other = wide(("(1) 公用車の更新", "(2) 庁舎の清掃"), *FLATTENED.rows[1:])
    assert paper(other) == []
