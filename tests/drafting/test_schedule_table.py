"""Tables of years as schedules: what stands in the table, and what had to be inferred."""

from dataclasses import replace
from typing import Any

import pytest

from dxkpi.drafting.blocks import Document, Heading, Paragraph, Table
from dxkpi.drafting.proposal import DoubtCode, ProposalKind, Sureness
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.schedule_table import (
    ScheduleBar,
    deadline_in_sentence,
    with_written_end,
)
from dxkpi.text.folding import usual_width
from tests.drafting import scores

HEAD = ("取組事項", "令和8年度", "令和9年度", "令和10年度", "目標時期")


def entries(*rows: tuple[str, ...]) -> list[tuple[Any, ...]]:
    table = Table((HEAD, *rows))
    blocks = (
        Heading("第5章 スケジュール", 1),
        Paragraph("次のとおり進めます。"),
        table,
    )
    reading = read_plan_document(Document(blocks))
    return [
        (
            entry.data["kind"],
            entry.data["label"],
            entry.data["start"],
            entry.data["end"],
            entry.sureness,
        )
        for entry in reading.of_kind(ProposalKind.SCHEDULE)
    ]


OTHER = ("窓口の改革", "検討", "検討", "検討", "")


def test_a_text_over_several_years_is_a_bar_that_is_stated() -> None:
    found = entries(("電子契約の導入", "検討", "実施", "実施", ""), OTHER)
    assert found[0] == ("bar", "検討", 2026, None, Sureness.CHECK)
    assert found[1] == ("bar", "実施", 2027, 2028, Sureness.SURE)
    assert found[2] == ("bar", "検討", 2026, 2028, Sureness.SURE)


def test_arrows_prolong_the_text_before_them() -> None:
    found = entries(("電子契約の導入", "検討", "→", "→", ""), OTHER)
    assert found[0] == ("bar", "検討", 2026, 2028, Sureness.SURE)


def test_one_arrow_alone_begins_a_bar_whose_end_was_lost() -> None:
    found = entries(("電子契約の導入", "", "→", "", ""), OTHER)
    assert found[0] == ("bar", "電子契約の導入", 2027, 2028, Sureness.CHECK)


def test_a_sign_before_or_behind_words_is_a_milestone() -> None:
    found = entries(("電子契約の導入", "●方針の策定", "", "運用開始●", ""), OTHER)
    assert found[0][:4] == ("milestone", "方針の策定", 2026, 2026)
    assert found[1][:4] == ("milestone", "運用開始", 2028, 2028)


def test_the_column_of_the_aim_is_a_deadline() -> None:
    found = entries(("電子契約の導入", "", "", "", "R9末"), OTHER)
    assert found[0] == ("deadline", "R9末", None, 2027, Sureness.SURE)


def test_figures_in_the_columns_of_years_are_no_schedule() -> None:
    assert (
        entries(("申請件数", "10", "20", "30", ""), ("利用件数", "1", "2", "3", ""))
        == []
    )


def test_a_bar_without_ends_says_so() -> None:
    table = Table((HEAD, ("電子契約の導入", "検討", "", "", ""), OTHER))
    reading = read_plan_document(Document((Heading("スケジュール", 1), table)))
    entry = reading.of_kind(ProposalKind.SCHEDULE)[0]
    assert entry.data["certainty"] == "inferred"
    assert [doubt.code for doubt in entry.doubts] == [DoubtCode.BARS_WITHOUT_ENDS]
    start, end = entry.passage.doubtful[0]
    assert entry.passage.text[start:end] == "検討"


def test_a_line_that_a_narrow_cell_broke_behind_a_dot_goes_on() -> None:
    broken = "検討・導入・\n拡充"
    found = entries(("電子契約の導入", broken, broken, "", ""), OTHER)
    assert found[0][:4] == ("bar", "検討・導入・拡充", 2026, 2027)
    two = "検討\n拡充"
    found = entries(("電子契約の導入", two, two, "", ""), OTHER)
    assert [entry[1] for entry in found[:2]] == ["検討", "拡充"]


def test_a_bar_that_is_said_to_go_on_ends_in_the_year_that_is_written() -> None:
    bar = ScheduleBar("bar", "端末の運用（～R12）", 2026, 2029, is_inferred=True)
    assert with_written_end(bar).end == 2030
    for label in ("端末の運用", "補助 R8～拡充", "前の計画（～R5）", "（～未定）"):
        assert with_written_end(replace(bar, label=label)).end == 2029


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        (
            "法律に基づき、令和７年度末までに20業務を標準準拠システムへ移行します。",
            ("令和7年度末", 2025),
        ),
        ("R9年度までに電子契約を導入する。", ("R9年度", 2027)),
        ("令和9年度までに基盤の整備を完了します。", ("令和9年度", 2027)),
        ("令和9年度までに申請率を80%とします。", None),
        ("令和8年度に検討し、令和9年度までに導入します。", None),
        ("令和9年度に導入します。", None),
        ("令和6年度までに、12業務を移行しました。", None),
    ],
)
def test_a_sentence_that_says_by_when_something_is_finished_is_a_deadline(
    text: str, deadline: tuple[str, int] | None
) -> None:
    bar = deadline_in_sentence(text)
    read = None if bar is None else (usual_width(bar.label), bar.end)
    assert read == deadline


def test_a_deadline_of_the_aim_is_doubted_and_stands_in_its_passage() -> None:
    sentence = "令和9年度までに電子契約を導入します。"
    blocks = (
        Heading("施策1 契約の改革", 2),
        Heading("目標", 3),
        Paragraph(sentence),
        Heading("施策2 窓口の改革", 2),
        Heading("目標", 3),
        Paragraph("窓口で待つ時間を短くします。"),
    )
    [entry] = read_plan_document(Document(blocks)).of_kind(ProposalKind.SCHEDULE)
    assert (entry.data["kind"], entry.data["label"]) == ("deadline", "令和9年度")
    assert [doubt.code for doubt in entry.doubts] == [DoubtCode.DEADLINE_IN_SENTENCE]
    assert entry.passage.text == sentence


def test_a_row_with_several_initiatives_is_of_their_measure() -> None:
    head = ("施策", "主な取組", "令和8年度", "令和9年度")
    rows = (
        ("施策1 契約の改革", "(1) 電子契約\n(2) 電子入札", "検討", "導入"),
        ("施策2 窓口の改革", "(1) 窓口予約", "導入", "導入"),
    )
    blocks = (Heading("第5章 スケジュール", 1), Table((head, *rows)))
    found = read_plan_document(Document(blocks)).of_kind(ProposalKind.SCHEDULE)
    assert [entry.data.get("initiative") for entry in found] == [None, None, "1"]


def test_a_schedule_is_of_the_name_that_stands_nearest_before_it() -> None:
    """The columns of a page were read across: 取組 stand under another measure's heading."""
    reading = scores.reading_of("052116-katagami")
    names = {each.key: each.data.get("name") for each in reading.proposals}
    parents = {
        entry.data["label"]: (names[entry.parent or ""], entry.data["initiative"])
        for entry in reading.of_kind(ProposalKind.SCHEDULE)
    }
    assert parents["電子申請等手続支援"] == ("デジタル活用支援の推進", "2")
    assert parents["データの拡充・更新"] == ("情報発信の充実", "1")
    assert parents["SNSの活用推進"] == ("情報発信の充実", "2")
