"""The sheet as PDF: one page whatever stands on it, every text as text."""

import io
import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dxkpi import fiscal
from dxkpi.plan import BarState, Plan, Progress
from dxkpi.reports import brief_pdf, make_brief
from dxkpi.rules import STANDARD, default_year, reportable_entries
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES, HOSTILE
from tests.support.briefs import (
    A4,
    STAMP,
    TODAY,
    brief_of,
    comparable_text,
    descriptions_of_bars,
    pdf_text,
    plan_in_words,
)

TYPST = (
    r" #panic() #set page(width: 9cm) $x^2$ \ *b* _i_ `c` <l> @r [c] {d} // x /* 😀 𠮷 "
    "\u202eabc\u202c\x07 مرحبا " + "W" * 90
)


def fonts(document: PdfReader) -> Iterator[dict[str, Any]]:
    """Every font in the file."""
    for entry in document.xref_objStm.keys() | {
        n for ids in document.xref.values() for n in ids
    }:
        brief: Any = document.get_object(entry)
        if isinstance(brief, dict) and brief.get("/Type") == "/Font":
            yield brief


@pytest.mark.parametrize("code", CITIES)
def test_every_shipped_plan_is_one_page_in_each_of_its_years(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    for year in plan.fiscal_years:
        brief = brief_of(plan, year)
        document = PdfReader(io.BytesIO(brief_pdf(brief)))
        assert len(document.pages) == 1, year
        assert [
            float(side) for side in document.pages[0].mediabox[2:]
        ] == pytest.approx(A4, abs=0.01)
        shown = comparable_text(document.pages[0].extract_text())
        assert [
            text for text in brief.texts if comparable_text(text) not in shown
        ] == [], year


def test_the_pdf_says_what_the_charts_say(sample_plan: Plan) -> None:
    shown = pdf_text(brief_pdf(brief_of(sample_plan, 2025)))
    for words in (
        "目標70.0%(R9末)",
        "64.1",
        "62.8",
        "目標の線67.6",
        "◎2",
        "3人材と体制をつくる",
    ):
        assert words in shown


def test_the_pdf_has_a_title_an_author_a_date_and_a_structure(
    sample_plan: Plan,
) -> None:
    document = PdfReader(io.BytesIO(brief_pdf(brief_of(sample_plan, 2025))))
    facts = document.metadata
    assert facts is not None
    assert facts.title == "見本県見本市（架空）　令和7年度のDX推進の状況"
    assert facts.author == "見本県見本市（架空）"
    assert facts.creation_date == STAMP.replace(microsecond=0)
    root: Any = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"
    metadata = root["/Metadata"].get_data()
    assert b"pdfaid:part>2<" in metadata
    assert b"pdfuaid:part>1<" in metadata


def test_readers_hear_the_sheet_in_its_order_with_words_for_each_chart(
    sample_plan: Plan,
) -> None:
    brief = brief_of(sample_plan, 2025)
    document = PdfReader(io.BytesIO(brief_pdf(brief)))
    root: Any = document.root_object
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    elements = list(structure(root["/StructTreeRoot"]))
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/Table", "/TH", "/TD"} <= set(kinds)
    assert brief.lead is not None
    assert brief.strip is not None
    bars = descriptions_of_bars(brief.concerns)
    assert len(bars) == 7
    assert [e["/Alt"] for e in elements if e["/S"] == "/Figure"] == [
        brief.lead.chart["description"],
        brief.strip["description"],
        *bars,
    ]


def structure(element: Any) -> Iterator[Any]:
    """The elements of a tagged document, in the order in which they are read."""
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from structure(kid)


@pytest.mark.parametrize("code", CITIES)
def test_nothing_on_the_sheet_of_a_shipped_plan_is_smaller_than_can_be_read(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    year = default_year(plan, fiscal.last_closed_year(TODAY))
    page = PdfReader(io.BytesIO(brief_pdf(brief_of(plan, year)))).pages[0]
    sizes = []

    def note_size(text: str, page: Any, line: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(line[0]) * abs(page[0]))

    page.extract_text(visitor_text=note_size)
    assert min(sizes) >= 8.59


def test_a_long_list_fills_the_sheet(shipped_plans: dict[str, Plan]) -> None:
    brief = brief_of(shipped_plans["422096"], 2025)
    indicators = next(listing for listing in brief.lists if listing.rest)
    shown = pdf_text(brief_pdf(brief))
    listed = [
        name
        for name, _facts in (*indicators.items, *indicators.rest)
        if comparable_text(name) in shown
    ]
    assert len(listed) >= 20
    hidden = 27 - len(listed)
    assert f"ほか{hidden}件" in shown


def test_the_shipped_font_is_embedded_and_no_other_and_no_picture_is_of_pixels(
    sample_plan: Plan,
) -> None:
    document = PdfReader(io.BytesIO(brief_pdf(brief_of(sample_plan, 2025))))
    names = set()
    for font in fonts(document):
        names.add(
            re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]).removesuffix("-Identity-H")
        )
        for descendant in font.get("/DescendantFonts", []):
            assert (
                "/FontFile2" in descendant.get_object()["/FontDescriptor"].get_object()
            )
    assert names == {"BIZUDPGothic-Regular", "BIZUDPGothic-Bold"}
    assert not document.pages[0].images


def test_the_same_brief_gives_the_same_bytes_in_several_threads_at_once(
    sample_plan: Plan,
) -> None:
    brief = brief_of(sample_plan, 2025)
    with ThreadPoolExecutor(4) as threads:
        files = {
            future.result()
            for future in [threads.submit(brief_pdf, brief) for _n in range(6)]
        }
    assert files == {brief_pdf(brief_of(sample_plan, 2025))}


def test_a_plan_of_which_nobody_knows_when_it_was_stored_gives_the_same_bytes_too(
    sample_plan: Plan,
) -> None:
    brief = make_brief(sample_plan, 2025, TODAY, STANDARD, {}, None, Language.JAPANESE)
    assert "現在" not in brief.foot
    assert brief_pdf(brief) == brief_pdf(brief)


@pytest.mark.parametrize(
    "words", [TYPST, HOSTILE, "長い名前" * 80, "W" * 400, "ﷺ" * 90, "\u202e" * 9 + "x"]
)
def test_what_somebody_wrote_stays_text_on_one_page(
    words: str, sample_plan: Plan
) -> None:
    brief = brief_of(plan_in_words(sample_plan, words=words), 2025)
    document = PdfReader(io.BytesIO(brief_pdf(brief)))
    assert len(document.pages) == 1
    assert [float(side) for side in document.pages[0].mediabox[2:]] == pytest.approx(
        A4, abs=0.01
    )
    assert not any(
        unicodedata.category(c) in ("Cc", "Cf") for text in brief.texts for c in text
    )


@given(
    words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
)
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_words_make_one_page(words: str, sample_plan: Plan) -> None:
    assert (
        len(
            PdfReader(
                io.BytesIO(
                    brief_pdf(brief_of(plan_in_words(sample_plan, words=words), 2025))
                )
            ).pages
        )
        == 1
    )


def test_typst_markup_is_printed_letter_by_letter(sample_plan: Plan) -> None:
    shown = pdf_text(brief_pdf(brief_of(plan_in_words(sample_plan, words=TYPST), 2025)))
    assert (
        comparable_text(r"#panic() #set page(width: 9cm) $x^2$ \ *b* _i_ `c` <l>")
        in shown
    )


def test_a_letter_that_the_font_lacks_is_set_as_printers_do(sample_plan: Plan) -> None:
    plan = plan_in_words(sample_plan, words="𠮷野市")
    assert "見本県〓野市" in pdf_text(brief_pdf(brief_of(plan, 2025)))


def test_the_fullest_sheet_is_one_page(sample_plan: Plan) -> None:
    plan = plan_in_words(
        sample_plan, words="とても長い名前の指標や施策や取組で折り返しが続くもの" * 4
    )
    many = [
        i.model_copy(update={"code": f"{i.code}-{n}"})
        for n in range(3)
        for i in plan.indicators
    ]
    policies = [
        policy.model_copy(
            update={
                "number": f"{policy.number}{n}",
                "measures": policy.measures if n == 0 else (),
            }
        )
        for n in range(4)
        for policy in plan.policies
    ]
    renamed = {policy.number: f"{policy.number}0" for policy in plan.policies}
    plan = plan.model_copy(
        update={
            "policies": tuple(policies),
            "indicators": tuple(
                i.model_copy(update={"policy": renamed.get(i.policy or "")})
                for i in many
            ),
        }
    )
    late = {
        bar.key: Progress(fiscal_year=2025, state=BarState.LATE)
        for bar in reportable_entries(plan)
    }
    brief = brief_of(plan, 2025, late)
    assert len(brief.concerns) == 8
    assert brief.lists[0].more
    document = PdfReader(io.BytesIO(brief_pdf(brief)))
    assert len(document.pages) == 1
    shown = comparable_text(document.pages[0].extract_text())
    assert [text for text in brief.texts if comparable_text(text) not in shown] == []
