"""★ and ◆ beside measures: read by the paper's own legend, doubted without one."""

import pytest

from dxkpi.drafting.blocks import Block, Document, Heading, Paragraph, Table
from dxkpi.drafting.national_marks import legend_of
from dxkpi.drafting.proposal import DoubtCode, Proposal, ProposalKind
from dxkpi.drafting.reading import read_plan_document
from dxkpi.plan import NationalItem
from tests.drafting import scores

PRIORITY, COMPANION = NationalItem.PRIORITY, NationalItem.COMPANION


@pytest.mark.parametrize(
    ("line", "meanings"),
    [
        ("※「自治体DXの重点取組事項」は、施策番号末尾に【★】印、", {"★": PRIORITY}),
        ("★：国の自治体DXの重点取組事項", {"★": PRIORITY}),
        ("【☆】印は、自治体ＤＸの重点取組項目です。", {"☆": PRIORITY}),
        (
            "「自治体DXの取組とあわせて取り組むデジタル社会の実現に向けた取組」は末尾に【◆】",
            {"◆": COMPANION},
        ),
        (
            "自治体DXの重点取組事項には★印、併せて取り組む事項には◆印を付けています。",
            {"★": PRIORITY, "◆": COMPANION},
        ),
        ("★：市が重点的に進める施策", {}),
        ("◆「自治体DX推進計画」の重点取組について", {}),
        ("自治体DXの重点取組事項を踏まえて施策を展開します。", {}),
    ],
)
def test_a_legend_says_what_a_sign_means(
    line: str, meanings: dict[str, NationalItem]
) -> None:
    line = line.replace("ＤＸ", "DX")
    assert legend_of(Document((Paragraph(line),))).meanings == meanings


def test_a_legend_may_stand_in_a_table_and_two_meanings_are_none() -> None:
    line = "★：自治体DXの重点取組事項"
    assert legend_of(Document((Table(((line, ""),)),))).meanings == {"★": PRIORITY}
    both = (Paragraph(line), Paragraph("★：あわせて取り組む取組"))
    assert legend_of(Document(both)).meanings == {}


def measures(*legend: str, tag: str = "") -> list[Proposal]:
    names = (
        ("施策1-1【★】窓口の改革", "施策1-2 広報の改革"),
        (f"施策2-1 電子契約の導入{tag}", "施策2-2【◆】高齢者の支援"),
    )
    blocks: list[Block] = [Paragraph(line) for line in legend]
    for number, pair in enumerate(names, 1):
        blocks.append(Heading(f"基本方針{number} 方針その{number}", 2))
        for name in pair:
            blocks += [Heading(name, 3), Paragraph("市民のために進めます。")]
    reading = read_plan_document(Document(tuple(blocks)))
    return list(reading.of_kind(ProposalKind.MEASURE))


def test_measures_are_marked_as_the_legend_says() -> None:
    legend = (
        "★：自治体DXの重点取組事項",
        "◆：自治体DXの取組とあわせて取り組むデジタル社会の実現に向けた取組",
    )
    found = measures(*legend)
    assert [each.data.get("national_item") for each in found] == [
        "priority",
        None,
        None,
        "companion",
    ]
    assert [each.data["name"] for each in found][::3] == ["窓口の改革", "高齢者の支援"]
    assert legend[0] in found[0].passage.text
    assert any(found[0].passage.text[a:b] == "★" for a, b in found[0].passage.taken)


def test_without_a_legend_the_sign_is_doubted_and_not_taken() -> None:
    found = measures()
    assert not any("national_item" in each.data for each in found)
    doubts = [
        [doubt.facts for doubt in each.doubts if doubt.code is DoubtCode.MARK_UNKNOWN]
        for each in found
    ]
    assert doubts == [[{"sign": "★"}], [], [], [{"sign": "◆"}]]


def test_a_heading_may_say_it_in_words() -> None:
    found = measures(tag="【国の自治体DXの重点取組事項】")
    assert found[2].data["national_item"] == "priority"
    assert not any(doubt.code is DoubtCode.MARK_UNKNOWN for doubt in found[2].doubts)


@pytest.mark.parametrize("plan", scores.PLANS)
def test_no_measure_of_a_plan_is_marked_that_its_document_does_not_mark(
    plan: str,
) -> None:
    document = scores.document_of(plan)
    marked = {
        scores.plain(measure["name"]): measure["national_item"]
        for policy in document["policies"]
        for measure in policy["measures"]
    }
    for measure in scores.reading_of(plan).of_kind(ProposalKind.MEASURE):
        item = measure.data.get("national_item")
        if item is not None and scores.plain(measure.data["name"]) in marked:
            assert item == marked[scores.plain(measure.data["name"])]


def test_all_eleven_marks_of_tomigusuku_are_read() -> None:
    found = [
        measure.data.get("national_item")
        for measure in scores.reading_of("472123-tomigusuku").of_kind(
            ProposalKind.MEASURE
        )
    ]
    assert (len(found), found.count("priority"), found.count("companion")) == (19, 8, 3)
