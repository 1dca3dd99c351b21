"""Reading whole papers: other words for levels, nothing invented, nothing that can stop it."""

import re
import time
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.drafting.blocks import Document, Heading, Paragraph, Table
from dxkpi.drafting.proposal import DraftReading, Proposal, ProposalKind
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.text_blocks import text_document
from tests.drafting import scores

SHORT = st.text(
    st.sampled_from(
        "第1２章（）()【】施策基本方針①②■・○令和年度%件目標値現状KPI：、。→ を毎上とする課\n"
    ),
    max_size=40,
)


def names(reading: DraftReading, kind: ProposalKind) -> list[str]:
    return [proposal.data["name"] for proposal in reading.of_kind(kind)]


def test_other_words_for_the_levels_are_understood() -> None:
    reading = read_plan_document(
        text_document(
            """第3章 施策の展開
柱１　くらしのDX
重点施策1-1　窓口の改革
具体的な取組
・書かない窓口の導入
・キャッシュレスの拡大
担当課：市民課、税務課
重点施策1-2　情報の発信
具体的な取組
・SNSの活用
柱２　市役所のDX
重点施策2-1　業務の見直し
具体的な取組
・AIの活用
"""
        )
    )
    assert names(reading, ProposalKind.POLICY) == ["くらしのDX", "市役所のDX"]
    assert names(reading, ProposalKind.MEASURE) == [
        "窓口の改革",
        "情報の発信",
        "業務の見直し",
    ]
    assert names(reading, ProposalKind.INITIATIVE) == [
        "書かない窓口の導入",
        "キャッシュレスの拡大",
        "SNSの活用",
        "AIの活用",
    ]


def test_a_pair_of_lines_gives_present_figure_and_aim() -> None:
    reading = read_plan_document(
        text_document(
            """第5章 成果指標
指標名：オンライン申請率
現状値（令和6年度）：12.5％
目標値（令和10年度）：60％
"""
        )
    )
    (indicator,) = reading.of_kind(ProposalKind.INDICATOR)
    assert indicator.data["name"] == "オンライン申請率"
    assert indicator.data["baseline"] == {"fiscal_year": 2024, "value": Decimal("12.5")}
    assert indicator.data["target"] == {
        "rule": "reach",
        "value": Decimal(60),
        "fiscal_year": 2028,
    }


# Nothing is invented


@pytest.mark.parametrize("plan", scores.PLANS)
def test_every_figure_stands_in_its_passage(plan: str) -> None:
    for proposal in scores.reading_of(plan).proposals:
        assert_nothing_is_invented(proposal)


@pytest.mark.parametrize("plan", scores.PLANS)
def test_what_was_taken_stands_in_the_passage(plan: str) -> None:
    for proposal in scores.reading_of(plan).proposals:
        length = len(proposal.passage.text)
        for start, end in (*proposal.passage.taken, *proposal.passage.doubtful):
            assert 0 <= start < end <= length


def assert_nothing_is_invented(proposal: Proposal) -> None:
    text = unicodedata.normalize("NFKC", proposal.passage.text)
    printed = {
        Decimal(digits.replace(",", ""))
        for digits in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    }
    if "ゼロ" in text:
        printed.add(Decimal(0))
    for value in figures_in(proposal.data):
        assert value in printed, (value, proposal)
    for year in years_in(proposal.data):
        assert {
            Decimal(year),
            Decimal(year - 2018),
            Decimal(year + 1),
            Decimal(year + 1 - 2018),
        } & printed, (
            year,
            proposal,
        )


def figures_in(data: Any) -> Iterator[Decimal]:
    if isinstance(data, Decimal):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from figures_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from figures_in(value)


def years_in(data: Any) -> Iterator[int]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name in YEARS and value is not None:
                yield value
            else:
                yield from years_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from years_in(value)


# Nothing stops it

YEARS = (
    "fiscal_year",
    "start",
    "end",
    "first_fiscal_year",
    "last_fiscal_year",
    "since",
)

BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, SHORT, st.one_of(st.none(), st.integers(1, 6))),
        st.builds(Paragraph, SHORT, depth=st.one_of(st.none(), st.integers(0, 3))),
        st.integers(1, 5).flatmap(
            lambda width: st.builds(
                Table,
                st.lists(st.tuples(*[SHORT] * width), min_size=1, max_size=6).map(
                    tuple
                ),
            )
        ),
    ),
    max_size=25,
)


@given(BLOCKS)
def test_any_blocks_are_read(blocks: list[Heading | Paragraph | Table]) -> None:
    reading = read_plan_document(Document(tuple(blocks)))
    for proposal in reading.proposals:
        assert_nothing_is_invented(proposal)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read_plan_document(text_document(text))


HOSTILE = {
    "a letter": "あ" * 1_000_000,
    "brackets": "（(【「" * 250_000,
    "one measure": "施策1\n" * 10_000,
    "measures": "".join(f"施策{n % 9} 何かの推進{n}\n" for n in range(3_000)),
    "lists that begin anew": "1. あ\nい\n" * 5_000,
    "items": "・\n" * 20_000,
    "headings": "# あ\n" * 10_000,
    "aims": "目標値：1件\n" * 5_000,
    "years": "令和8年度 " * 100_000,
    "a table": "| 施策 | 令和8年度 | 令和9年度 |\n|---|---|---|\n"
    + "| 施策1 | 実施 | 実施 |\n" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_text_takes_no_longer_than_its_length(name: str) -> None:
    begun = time.perf_counter()
    read_plan_document(text_document(HOSTILE[name]))
    assert time.perf_counter() - begun < 15
