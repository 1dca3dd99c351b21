"""The further pages of the sheet: one for each indicator that needs attention."""

import io
from typing import Any

from pypdf import PdfReader

from dxkpi.plan import Plan
from dxkpi.reports import IndicatorPage, brief_pdf, make_indicator_pages
from dxkpi.rules import STANDARD
from dxkpi.wording.language import Language
from tests.support.briefs import TODAY, brief_of, comparable_text, plan_in_words


def pages_of(plan: Plan, year: int = 2025) -> tuple[IndicatorPage, ...]:
    return make_indicator_pages(plan, year, TODAY, STANDARD, Language.JAPANESE)


def test_each_indicator_that_needs_attention_has_a_page_worst_first(
    sample_plan: Plan,
) -> None:
    pages = pages_of(sample_plan)
    assert [page.name for page in pages] == [
        concern.name for concern in brief_of(sample_plan, 2025).concerns
    ]
    assert pages_of(sample_plan, 2022) == ()


def test_a_page_says_why_and_what_is_done_and_tells_the_years_before(
    sample_plan: Plan,
) -> None:
    page = next(p for p in pages_of(sample_plan) if p.name == "オンライン申請の利用率")
    assert (page.whose, page.verdict, page.goal) == (
        "市民課",
        "▲ 遅れ",
        "60.0%（R9末）",
    )
    assert [name for name, _text in page.words] == ["要因", "対応"]
    assert page.chart is not None
    assert [row[:4] for row in page.rows] == [
        ("令和7年度", "43.2%", "29.0%", "▲ 遅れ"),
        ("令和6年度", "34.8%", "26.2%", "▲ 遅れ"),
        ("令和5年度", "26.4%", "22.6%", "△ やや遅れ"),
        ("令和4年度", "18.0%", "18.0%", "▷ 出発点"),
    ]


def test_the_pages_follow_the_sheet_in_the_same_tagged_file(sample_plan: Plan) -> None:
    pages = pages_of(sample_plan)
    document = PdfReader(io.BytesIO(brief_pdf(brief_of(sample_plan, 2025), pages)))
    assert len(document.pages) == 1 + len(pages)
    for page, printed in zip(pages, document.pages[1:], strict=True):
        shown = comparable_text(printed.extract_text())
        texts = (page.name, page.sentence, *(text for _name, text in page.words))
        assert [text for text in texts if comparable_text(text) not in shown] == []
    root: Any = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_whatever_somebody_wrote_a_page_stays_one(sample_plan: Plan) -> None:
    plan = plan_in_words(sample_plan, words="とても長い名前の指標や施策" * 30)
    pages = pages_of(plan)
    document = PdfReader(io.BytesIO(brief_pdf(brief_of(plan, 2025), pages)))
    assert len(document.pages) == 1 + len(pages)
