"""本部会議用: one sheet from any plan and year, the same on screen and as PDF."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pypdf import PdfReader
from typer.testing import CliRunner

from dxkpi import fiscal
from dxkpi.cli import app
from dxkpi.plan import BarState, Certainty, Measure, Plan, Progress, ScheduleItem
from dxkpi.reports import Brief, brief_pdf, make_brief
from dxkpi.rules import STANDARD, EntryKey, default_year, reportable_entries
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of
from tests.support.running import opened
from tests.support.speaking import speak

TODAY, STAMP = date(2026, 11, 21), datetime(2026, 11, 20, 3, 0, 7, 123456, tzinfo=UTC)
A4 = (595.276, 841.89)
TYPST = (
    r" #panic() #set page(width: 9cm) $x^2$ \ *b* _i_ `c` <l> @r [c] {d} // x /* 😀 𠮷 "
    "\u202eabc\u202c\x07 مرحبا " + "W" * 90
)


def made(
    plan: Plan,
    year: int,
    progress: dict[EntryKey, Progress] | None = None,
    language: Language = Language.JAPANESE,
) -> Brief:
    return make_brief(plan, year, TODAY, STANDARD, progress or {}, STAMP, language)


def bare(text: str) -> str:
    """A text as it can be compared: a line's end is no letter, and what the font lacks is 〓."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKC", text)
        if not c.isspace() and unicodedata.category(c) != "Cf"
    )


def read(made: bytes) -> str:
    return bare(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    )


def everything(plan: Plan, **fields: Any) -> Plan:
    """The plan with other words wherever somebody can write some."""
    words = fields["words"]
    policies = []
    for policy in plan.policies:
        measures = [
            measure.model_copy(
                update={
                    "name": words,
                    "departments": (words, words[::-1]),
                    "initiatives": tuple(
                        i.model_copy(update={"name": words})
                        for i in measure.initiatives
                    ),
                    "schedule": tuple(
                        e.model_copy(update={"label": words}) for e in measure.schedule
                    ),
                }
            )
            for measure in policy.measures
        ]
        policies.append(
            policy.model_copy(update={"name": words, "measures": tuple(measures)})
        )
    indicators = [
        i.model_copy(update={"name": words, "unit": words, "department": words})
        for i in plan.indicators
    ]
    about = plan.about.model_copy(update={"title": words, "source": words})
    where = plan.municipality.model_copy(update={"name": words})
    return plan.model_copy(
        update={
            "policies": tuple(policies),
            "indicators": tuple(indicators),
            "about": about,
            "municipality": where,
        }
    )


def fonts(document: PdfReader) -> Iterator[dict[str, Any]]:
    """Every font in the file."""
    for entry in document.xref_objStm.keys() | {
        n for ids in document.xref.values() for n in ids
    }:
        found: Any = document.get_object(entry)
        if isinstance(found, dict) and found.get("/Type") == "/Font":
            yield found


# --- the PDF -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CITIES)
def test_every_shipped_plan_is_one_page_in_each_of_its_years(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    for year in plan.fiscal_years:
        found = made(plan, year)
        document = PdfReader(io.BytesIO(brief_pdf(found)))
        assert len(document.pages) == 1, year
        assert [
            float(side) for side in document.pages[0].mediabox[2:]
        ] == pytest.approx(A4, abs=0.01)
        shown = bare(document.pages[0].extract_text())
        assert [text for text in found.texts if bare(text) not in shown] == [], year


def test_the_pdf_says_what_the_charts_say(sample_plan: Plan) -> None:
    shown = read(brief_pdf(made(sample_plan, 2025)))
    for words in (
        "目標70.0%(R9末)",
        "64.1",
        "62.8",
        "目標の線67.6",
        "◎達成2",
        "3人材と体制をつくる",
    ):
        assert words in shown


def test_the_pdf_has_a_title_an_author_a_date_and_a_structure(
    sample_plan: Plan,
) -> None:
    document = PdfReader(io.BytesIO(brief_pdf(made(sample_plan, 2025))))
    facts = document.metadata
    assert facts is not None
    assert facts.title == "見本県見本市（架空）　令和7年度のDX推進の状況"
    assert facts.author == "見本県見本市（架空）"
    assert facts.creation_date == STAMP.replace(microsecond=0)
    root: Any = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"
    assert b"pdfaid:part>2<" in root["/Metadata"].get_data()


def test_the_shipped_font_is_embedded_and_no_other_and_no_picture_is_of_pixels(
    sample_plan: Plan,
) -> None:
    document = PdfReader(io.BytesIO(brief_pdf(made(sample_plan, 2025))))
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
    found = made(sample_plan, 2025)
    with ThreadPoolExecutor(4) as threads:
        files = {
            future.result()
            for future in [threads.submit(brief_pdf, found) for _n in range(6)]
        }
    assert files == {brief_pdf(made(sample_plan, 2025))}


def test_a_plan_of_which_nobody_knows_when_it_was_stored_gives_the_same_bytes_too(
    sample_plan: Plan,
) -> None:
    found = make_brief(sample_plan, 2025, TODAY, STANDARD, {}, None, Language.JAPANESE)
    assert "現在" not in found.foot
    assert brief_pdf(found) == brief_pdf(found)


@pytest.mark.parametrize(
    "words", [TYPST, HOSTILE, "長い名前" * 80, "W" * 400, "ﷺ" * 90, "\u202e" * 9 + "x"]
)
def test_what_somebody_wrote_stays_text_on_one_page(
    words: str, sample_plan: Plan
) -> None:
    found = made(everything(sample_plan, words=words), 2025)
    document = PdfReader(io.BytesIO(brief_pdf(found)))
    assert len(document.pages) == 1
    assert [float(side) for side in document.pages[0].mediabox[2:]] == pytest.approx(
        A4, abs=0.01
    )
    assert not any(
        unicodedata.category(c) in ("Cc", "Cf") for text in found.texts for c in text
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
                io.BytesIO(brief_pdf(made(everything(sample_plan, words=words), 2025)))
            ).pages
        )
        == 1
    )


def test_typst_markup_is_printed_letter_by_letter(sample_plan: Plan) -> None:
    shown = read(brief_pdf(made(everything(sample_plan, words=TYPST), 2025)))
    assert bare(r"#panic() #set page(width: 9cm) $x^2$ \ *b* _i_ `c` <l>") in shown


def test_a_letter_that_the_font_lacks_is_set_as_printers_do(sample_plan: Plan) -> None:
    plan = everything(sample_plan, words="𠮷野市")
    assert "見本県〓野市" in read(brief_pdf(made(plan, 2025)))


def test_the_fullest_sheet_is_one_page(sample_plan: Plan) -> None:
    plan = everything(
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
    found = made(plan, 2025, late)
    assert len(found.concerns) == 6
    assert found.lists[0].more
    document = PdfReader(io.BytesIO(brief_pdf(found)))
    assert len(document.pages) == 1
    shown = bare(document.pages[0].extract_text())
    assert [text for text in found.texts if bare(text) not in shown] == []


# --- what stands on it -------------------------------------------------------------------------------------------------


def test_the_figure_has_its_margin_and_how_many_answered(sample_plan: Plan) -> None:
    lead = made(sample_plan, 2025).lead
    assert lead is not None
    assert lead.figure == "64.1%（±2.8）"
    assert lead.response == "622人のうち398人が回答（64.0%）"
    assert "誤差の範囲" in lead.words


def test_the_worst_stand_in_the_table_and_the_rest_is_counted(
    sample_plan: Plan,
) -> None:
    found = made(sample_plan, 2025)
    assert [concern.name for concern in found.concerns][:2] == [
        "標準準拠システムへ移行した業務の数",
        "職員からの改善提案の件数",
    ]
    assert found.concerns[3].goal == "60.0%（R9末）"
    assert (found.concerns[3].expected, found.concerns[3].actual) == ("43.2%", "29.0%")
    assert found.concerns_more == "ほか1件"


def test_what_is_late_is_told_with_its_department_and_since_when(
    sample_plan: Plan,
) -> None:
    bar = next(
        bar
        for bar in reportable_entries(sample_plan)
        if bar.item.end == 2025 and bar.item.certainty is Certainty.STATED
    )
    said = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS, percent=Decimal(60))
    late = made(sample_plan, 2025, {bar.key: said}).lists[0]
    assert late.title == "遅れている工程　1件"
    ((what, whose),) = late.items
    assert bar.item.label in what
    assert whose == f"{bar.measure.departments[0]}　R7末までの予定　R7は実施中 60%"


def scheduled(plan: Plan, names: Iterable[str], *labels: str) -> Plan:
    """The plan with these measures alone, each with an entry that ends in 令和7年度 for each label."""
    entries = tuple(
        ScheduleItem.model_validate({"kind": "bar", "label": label, "end": 2025})
        for label in labels
    )
    measures = tuple(
        Measure(number=f"1-{n}", name=name, schedule=entries)
        for n, name in enumerate(names, start=1)
    )
    policy = plan.policies[0].model_copy(update={"measures": measures})
    return plan.model_copy(update={"policies": (policy,), "indicators": ()})


def test_entries_whose_names_begin_alike_are_counted_before_they_are_cut(
    sample_plan: Plan,
) -> None:
    plan = scheduled(
        sample_plan, [f"{'とても長い名前の取組' * 9}{n}" for n in range(7)], "導入"
    )
    ending = made(plan, 2025).lists[1]
    assert ending.title == "令和7年度末までに終わる工程　7件"
    assert ending.more == "ほか2件"


def test_entries_of_one_measure_that_stand_alike_are_one_item(
    sample_plan: Plan,
) -> None:
    plan = scheduled(sample_plan, ["窓口"], "設計", "導入")
    assert made(plan, 2025).lists[1].items == (("窓口（設計、導入）", ""),)
    said = {
        ("1-1", "設計", 0): Progress(
            fiscal_year=2025, state=BarState.DONE, percent=Decimal(100)
        )
    }
    assert made(plan, 2025, said).lists[1].items == (
        ("窓口（設計）", "完了"),
        ("窓口（導入）", ""),
    )


def test_bars_whose_end_was_only_inferred_are_not_denied(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    assert all(
        bar.item.end == 2030 and bar.item.certainty is Certainty.INFERRED
        for bar in reportable_entries(plan)
    )
    assert made(plan, 2030).lists[1].items == (
        ("この年度に終わると計画に記された工程はありません。", ""),
    )


def test_deadlines_that_have_passed_are_counted_and_the_first_few_listed(
    shipped_plans: dict[str, Plan],
) -> None:
    passed = made(shipped_plans["452068"], 2025).lists[2]
    assert (passed.title, passed.more) == ("期限を過ぎた工程　14件", "ほか9件")
    assert passed.items[0] == ("テレワークの推進", "R3末　完了したか不明")
    assert made(shipped_plans["999997"], 2026).lists[2].title == "期限を過ぎた工程　4件"
    assert len(made(shipped_plans["999997"], 2025).lists) == 2, "nothing has passed yet"


def test_where_nobody_reported_the_schedule_nothing_is_called_on_time(
    sample_plan: Plan,
) -> None:
    assert made(sample_plan, 2025).lists[0].items == (
        ("工程の進み具合は、まだ報告されていません。", ""),
    )
    bar = next(iter(reportable_entries(sample_plan)))
    done = {bar.key: Progress(fiscal_year=2025, state=BarState.DONE)}
    assert made(sample_plan, 2025, done).lists[0].items == (
        ("遅れているという報告はありません。", ""),
    )


def test_a_plan_that_judges_nothing_shows_what_it_holds(
    shipped_plans: dict[str, Plan],
) -> None:
    found = made(shipped_plans["052116"], 2026)
    assert found.lead is None
    assert found.lists[-2].items[0] == (
        "コンビニ交付割合（住民票及び印鑑証明書）",
        "R7.7 約30%",
    )
    assert found.lists[-1].items[1] == ("2 市民サービスの向上", "2施策")


def test_a_plan_without_anything_has_a_sheet_too(sample_plan: Plan) -> None:
    plan = sample_plan.model_copy(update={"policies": (), "indicators": ()})
    found = made(plan, 2025)
    assert (found.lead, found.counts, found.lists) == (None, (), ())
    assert "この計画の内容は、まだ登録されていません。" in read(brief_pdf(found))


def test_the_sheet_speaks_english_too(sample_plan: Plan) -> None:
    found = made(sample_plan, 2025, language=Language.ENGLISH)
    shown = read(brief_pdf(found))
    assert bare("Indicators that need attention") in shown
    assert bare("× missed") in shown


# --- the screen, the command -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CITIES)
def test_the_screen_shows_every_word_and_chart_of_the_sheet(
    code: str, visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    year = default_year(plan, fiscal.last_closed_year(TODAY))
    at = visit("brief", city=code)
    assert not at.exception
    found = made(plan, year)
    kinds = (at.title, at.header, at.markdown, at.caption)
    shown = [str(element.value) for kind in kinds for element in kind]
    shown += [
        text for card in at.metric for text in (card.label, card.value, card.delta)
    ]
    shown += [
        text
        for table in at.table
        for text in (*table.value.columns, *table.value.to_numpy().ravel())
    ]
    whole = bare(
        "\n".join(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text) for text in shown)
    )
    told = [
        text for text in found.texts if "現在" not in text
    ]  # the moment of the store is not the test's
    assert [text for text in told if bare(text) not in whole] == []
    charts = [found.lead.chart] if found.lead else []
    charts += [found.strip] if found.strip else []
    drawn = [chart["layer"] for chart in charts_of(at)]
    assert [len(layers) for layers in drawn] == [
        len(chart["layer"]) for chart in charts
    ]


def test_the_command_writes_the_sheet(own_store: Path, tmp_path: Path) -> None:
    speak("ja")
    file = tmp_path / "brief.pdf"
    result = CliRunner().invoke(
        app, ["brief", "999997", "--fiscal-year", "R7", "-o", str(file)]
    )
    assert result.exit_code == 0, result.output
    assert "架空" in result.output
    assert "64.1%(±2.8)" in read(file.read_bytes())


@pytest.mark.parametrize(
    ("command", "name"),
    [("brief", "brief.txt"), ("brief", "brief"), ("calendar", "days.txt")],
)
def test_a_file_is_not_written_under_a_name_of_another_kind(
    own_store: Path, tmp_path: Path, command: str, name: str
) -> None:
    result = CliRunner().invoke(app, [command, "999997", "-o", str(tmp_path / name)])
    assert result.exit_code == 2
    assert name in result.output
    assert not (tmp_path / name).exists()


def test_the_command_refuses_a_year_that_the_plan_does_not_know(
    own_store: Path, tmp_path: Path
) -> None:
    speak("ja")
    file = tmp_path / "brief.pdf"
    result = CliRunner().invoke(
        app, ["brief", "472123", "--fiscal-year", "2000", "-o", str(file)]
    )
    assert result.exit_code == 2
    assert "平成12年度はありません" in result.output
    assert not file.exists()


@pytest.mark.browser
def test_the_page_prints_on_one_upright_sheet_and_gives_the_pdf(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/brief?city=999997&year=2025")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert [float(side) for side in printed.pages[0].mediabox[2:]] == pytest.approx(
        A4, abs=1
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="PDFを受け取る").click()
    assert download.value.suggested_filename == "999997-brief-2025.pdf"
    assert "64.1%(±2.8)" in read(Path(download.value.path()).read_bytes())
    page.context.close()
