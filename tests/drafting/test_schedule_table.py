"""Tables of years as schedules: what stands in the table, and what had to be inferred."""

from typing import Any

from dxkpi.drafting.blocks import Document, Heading, Paragraph, Table
from dxkpi.drafting.proposal import DoubtCode, ProposalKind, Sureness
from dxkpi.drafting.reading import read_plan_document

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
