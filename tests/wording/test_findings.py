"""Findings in words: every code has its sentence, every fact its words, in both languages."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dxkpi.findings import (
    SEVERITIES,
    UNREADABLE,
    Choice,
    ChoiceKind,
    EarlierFigure,
    EntryProgress,
    Fact,
    FactList,
    FileExcess,
    FileMeasure,
    FiscalPeriod,
    FiscalYear,
    IndicatorFigure,
    MarkedTerm,
    Month,
    Percentage,
    Phrase,
    PointsOfShare,
    Quantity,
    Quotation,
    Severity,
    make_finding,
)
from dxkpi.plan import BarState, Missing
from dxkpi.rules import Status
from dxkpi.wording.finding_sentences import FINDING_SENTENCES
from dxkpi.wording.findings import choice_text, fact_text, finding_text, value_text
from dxkpi.wording.language import Language
from tests.support.checking import (
    actual,
    changed_meanwhile,
    check_figure,
    finding_of,
    indicator,
)

JA, EN = Language.JAPANESE, Language.ENGLISH
SHARE = IndicatorFigure(Decimal("64.4"), "%", 1)


def test_every_code_has_a_severity_and_a_sentence() -> None:
    assert FINDING_SENTENCES.keys() == SEVERITIES.keys()
    assert all(SEVERITIES[code] is Severity.ERROR for code in UNREADABLE)


def test_a_finding_of_a_code_that_is_not_known_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        make_finding("no_such_code")


@pytest.mark.parametrize(
    ("fact", "japanese", "english"),
    [
        ("人事課", "人事課", "人事課"),
        (1234, "1234", "1234"),
        (Quantity(1234), "1,234", "1,234"),
        (Percentage(Decimal("0.50")), "0.50%", "0.50%"),
        (Percentage(Decimal("6440"), 0), "6,440%", "6,440%"),
        (Percentage(Decimal("-64.44"), 1), "−64.4%", "−64.4%"),
        (SHARE, "64.4%", "64.4%"),
        (IndicatorFigure(Decimal("1234.50"), "件", 0), "1,234.5件", "1,234.5件"),
        (IndicatorFigure(Decimal(3), "件", 2), "3.00件", "3.00件"),
        (IndicatorFigure(Decimal(1), "", 0, is_yes_no=True), "実施", "yes"),
        (IndicatorFigure(Decimal(0), "", 0, is_yes_no=True), "未実施", "no"),
        (
            IndicatorFigure(Decimal(12), "人", 0, approximate=True),
            "約12人",
            "about 12人",
        ),
        (EarlierFigure(SHARE), "前回は64.4%です。", "Last time it was 64.4%."),
        (
            Phrase.NO_EARLIER_FIGURE,
            "これまでの値はありません。",
            "There is no earlier figure.",
        ),
        (PointsOfShare(Decimal(30)), "30ポイント", "30 points"),
        (FiscalYear(2026), "令和8年度 (2026)", "FY2026 (令和8)"),
        (FiscalYear(2026, era_only=True), "令和8年度", "FY2026"),
        (FiscalPeriod(2026, 2030), "令和8～12年度", "FY2026–2030"),
        (Month("2027-02"), "令和9年2月", "February 2027"),
        (Month("2027-02-20"), "令和9年2月20日", "20 February 2027"),
        (
            datetime(2026, 5, 20, 1, 15, tzinfo=UTC),
            "令和8年5月20日 10時15分",
            "20 May 2026, 10:15",
        ),
        (Missing.NOT_PUBLISHED, "未公表", "not published"),
        (MarkedTerm(Status.FAR_BEHIND), "▲ 遅れ", "▲ behind"),
        (
            EntryProgress(BarState.IN_PROGRESS, Decimal(40)),
            "実施中 40%",
            "in progress 40%",
        ),
        (EntryProgress(BarState.DONE, None), "完了", "done"),
        (Quotation("利用が\n増えた"), "「利用が 増えた」", "“利用が 増えた”"),
        (Phrase.NO_NOTE, "記載なし", "no note"),
        (
            FileExcess(FileMeasure.ROWS, 20000),
            "20,000を超える行",
            "more than 20,000 rows",
        ),
        (FactList(("K7", "K9")), "K7、K9", "K7, K9"),
        (FactList.first_of((1, 2, 3), 2), "1、2…", "1, 2…"),
        (FactList.first_of((1, 2), 2), "1、2", "1, 2"),
    ],
    ids=repr,
)
def test_a_fact_has_its_words(fact: Fact, japanese: str, english: str) -> None:
    assert fact_text(fact, JA) == japanese
    assert fact_text(fact, EN) == english


@pytest.mark.parametrize("phrase", Phrase)
def test_every_phrase_has_words(phrase: Phrase) -> None:
    assert fact_text(phrase, JA) != fact_text(phrase, EN)


@pytest.mark.parametrize("measure", FileMeasure)
def test_every_measure_of_a_file_has_words(measure: FileMeasure) -> None:
    assert "5" in fact_text(FileExcess(measure, 5), JA)


@pytest.mark.parametrize(
    ("kind", "japanese", "english"),
    [
        (ChoiceKind.REGISTER, "64.4%として登録", "register 64.4%"),
        (
            ChoiceKind.REGISTER_FROM_FORM,
            "様式の64.4%を登録",
            "register 64.4% of the form",
        ),
        (ChoiceKind.KEEP, "登録済みの64.4%のまま", "keep 64.4%"),
        (ChoiceKind.KNOWN_SECTION, "64.4%", "64.4%"),
        (ChoiceKind.NEW_SECTION, "別の課として数える", "a section of its own"),
    ],
)
def test_a_choice_says_what_it_does(
    kind: ChoiceKind, japanese: str, english: str
) -> None:
    choice = Choice("64.4", kind, SHARE)
    assert choice_text(choice, JA) == japanese
    assert choice_text(choice, EN) == english


def test_a_sentence_quotes_the_value_in_one_short_line() -> None:
    finding = make_finding("not_a_number", cell="K7", value="約\n" + "多" * 60)
    quoted = "約 " + "多" * 37 + "…"
    assert finding.value == quoted
    assert value_text(finding, EN) == quoted
    assert finding_text(finding, EN) == (
        f"“{quoted}” cannot be read as a figure. Write the number alone."
    )
    assert finding_text(finding, JA).startswith(f"「{quoted}」")


def test_a_sentence_without_a_value_leaves_its_place_empty() -> None:
    finding = make_finding("range")
    assert value_text(finding, EN) is None
    assert finding_text(finding, EN) == "“” is a range. Choose one figure."


def test_a_confirmed_hold_is_only_told() -> None:
    choices = (Choice("75"), Choice("0.75"))
    held = make_finding("share_as_ratio", cell="K7", choices=choices, proposed="75")
    assert held.severity is Severity.HOLD
    assert held.confirmed("").severity is Severity.INFO
    assert held.confirmed("").proposed == "75"
    assert held.confirmed("電話で確認", "0.75").proposed == "0.75"


def test_a_sentence_speaks_the_readers_language_and_the_forms_words_stay_japanese() -> (
    None
):
    finding = finding_of(check_figure(indicator("K1", "件"), "集計中"), "needs_reason")
    japanese, english = finding_text(finding, JA), finding_text(finding, EN)
    assert japanese.startswith("「集計中」は数値ではありません。")
    assert "未報告の理由" in japanese
    assert "未報告の理由" in english
    assert "未提出" in english


def test_a_figure_that_was_changed_meanwhile_is_told_with_who_and_when() -> None:
    registered = indicator("K1", "件", actuals=(actual(22),))
    checked = check_figure(registered, 23, overtaken=changed_meanwhile(actual(21)))
    assert finding_text(finding_of(checked, "changed_meanwhile"), EN) == (
        "Since the form was made 22件 was registered (佐藤, 20 May 2026, 10:15). "
        "The form says 23件."
    )


def test_a_row_that_is_there_twice_is_told_with_both_cells() -> None:
    finding = make_finding(
        "duplicate_row", value="4", place_="K1", cells=FactList(("K7", "K9"))
    )
    assert finding_text(finding, EN) == (
        "K1 is filled in twice (K7, K9). Leave one of the rows."
    )
    assert "K7、K9" in finding_text(finding, JA)


def test_a_jump_of_a_share_is_told_in_points() -> None:
    one = indicator("K1", "%", "20")
    assert finding_text(finding_of(check_figure(one, 60), "jump"), EN) == (
        "60% is far from 20% of last time (more than 30 points)."
    )
