"""Fiscal years and months as people write them, and as we print them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxkpi import fiscal
from dxkpi.fiscal import NotAFiscalYear, ParsedYear

YEARS = st.integers(fiscal.FIRST_YEAR, fiscal.LAST_YEAR)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度", 2026),
        ("R8年度", 2026),
        ("令和８年度末", 2026),
        ("2026年度", 2026),
        ("令和8年度(2026年度)", 2026),
        ("平成31年度", 2019),
        ("令和元年度", 2019),
        ("令和１年度", 2019),
        ("令和08年度", 2026),
        ("平成35年度", 2023),  # plans written before 2019 count on in 平成
        ("平成元年度", 1989),
        ("2026年度（令和8年度）", 2026),
        ("令和8（2026）年度", 2026),
        ("2026(R8)年度", 2026),
        ("令和8年度（2026）", 2026),
        ("2026（令和8）年度末", 2026),
        ("2026年度末", 2026),
        ("令和7年度末時点", 2025),
        ("令和7年度末現在", 2025),
        ("ｒ８年度", 2026),
        ("  令和 8 年\u3000度\n", 2026),
        ("㋿8年度", 2026),
        ("㍻31年度", 2019),
        ("FY2026", 2026),
        ("ＦＹ2026年度", 2026),
        ("1989年度", 1989),
        ("2100年度", 2100),
    ],
)
def test_a_fiscal_year_is_read_in_every_common_form(text: str, year: int) -> None:
    assert fiscal.parse_year(text) == ParsedYear(year)


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "２０２６",
        "R8",
        "Ｒ８",
        "r8",
        "R08",
        "R.8",
        "令和8",
        "2026年",
        "令和8年",
        "R8末",
        "R8(2026)",
        "令和8年(2026年)",
    ],
)
def test_a_bare_year_is_read_as_the_fiscal_year_and_called_ambiguous(text: str) -> None:
    assert fiscal.parse_year(text) == ParsedYear(2026, ambiguous=True)


def test_a_bare_year_is_no_longer_ambiguous_beside_a_fiscal_year() -> None:
    assert fiscal.parse_year("2026年(令和8年度)") == ParsedYear(2026)


@pytest.mark.parametrize(
    ("text", "year", "as_of"),
    [
        ("令和8年3月", 2025, "2026-03"),
        ("令和13年3月", 2030, "2031-03"),
        ("令和8年4月", 2026, "2026-04"),
        ("令和4年2月", 2021, "2022-02"),
        ("R8.3末", 2025, "2026-03"),
        ("Ｒ８．３末", 2025, "2026-03"),
        ("R8.3", 2025, "2026-03"),
        ("R8/3", 2025, "2026-03"),
        ("R8-3", 2025, "2026-03"),
        ("令和8年3月31日", 2025, "2026-03-31"),
        ("令和8年3月末", 2025, "2026-03"),
        ("令和８年３月末日", 2025, "2026-03"),
        ("令和8年3月末時点", 2025, "2026-03"),
        ("令和8年3月31日現在", 2025, "2026-03-31"),
        ("令和8年（2026年）1月末日現在", 2025, "2026-01"),
        ("令和8年（2026年）3月", 2025, "2026-03"),
        ("令和8（2026）年3月", 2025, "2026-03"),
        ("令和7年度（令和8年3月末）", 2025, "2026-03"),
        ("令和７年度末（令和8年3月）", 2025, "2026-03"),
        ("2026年3月(令和8年3月)", 2025, "2026-03"),
        ("2026-03", 2025, "2026-03"),
        ("2026-03-31", 2025, "2026-03-31"),
        ("2026/3/1", 2025, "2026-03-01"),
        ("2026.3", 2025, "2026-03"),
        ("R6.2.29", 2023, "2024-02-29"),
        ("令和元年5月1日", 2019, "2019-05-01"),
        ("平成31年4月", 2019, "2019-04"),
        ("平成31年3月", 2018, "2019-03"),
        ("平成元年4月", 1989, "1989-04"),
        ("2101年3月", 2100, "2101-03"),
    ],
)
def test_a_month_keeps_the_month_and_the_fiscal_year_it_lies_in(
    text: str, year: int, as_of: str
) -> None:
    assert fiscal.parse_year(text) == ParsedYear(year, as_of)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "令和",
        "年度",
        "8年度",
        "8",
        "令和0年度",
        "R0",
        "平成0年",
        "令和8年13月",
        "令和8年0月",
        "令和8年2月30日",
        "令和7年2月29日",
        "R8.0",
        "1988年度",
        "2101年度",
        "昭和63年度",
        "平成元年3月",
        "0000",
        "令和8年度(2025年度)",
        "令和7年度末(令和9年3月末)",
        "令和8年度～令和12年度",
        "令和8年度(2026年度",
        "((2026))",
        "令和8年度以降",
        "20260331",
        "２０２６年度令和",
        "64.4",
        "²",
        "٢٠٢٦",
        "集計中",
        "R8" * 1000,
    ],
)
def test_what_names_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(NotAFiscalYear):
        fiscal.parse_year(text)


@given(
    st.text()
    | st.text("令和平成昭RHSFY元年度月日末時点現在()（）0123456789.-/ 　", max_size=14)
)
@example("\ud800")
@example("\0")
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    try:
        reading = fiscal.parse_year(text)
    except NotAFiscalYear:
        return
    assert fiscal.FIRST_YEAR <= reading.fiscal_year <= fiscal.LAST_YEAR
    if reading.as_of is not None:
        assert fiscal.year_of_month(reading.as_of) == reading.fiscal_year


@given(YEARS)
def test_what_we_print_for_a_year_is_read_back(year: int) -> None:
    assert fiscal.parse_year(fiscal.wareki(year)) == ParsedYear(year)
    assert fiscal.parse_year(fiscal.both_calendars(year)) == ParsedYear(year)
    assert fiscal.parse_year(fiscal.short_year(year)) == ParsedYear(
        year, ambiguous=True
    )


@given(YEARS, st.integers(1, 12), st.none() | st.integers(1, 28))
def test_what_we_print_for_a_month_is_read_back(
    year: int, month: int, day: int | None
) -> None:
    calendar_year = year if month >= 4 else year + 1
    as_of = f"{calendar_year}-{month:02}" + (f"-{day:02}" if day else "")
    assert fiscal.parse_year(fiscal.month_label(as_of)) == ParsedYear(year, as_of)
    assert fiscal.parse_year(fiscal.short_month(as_of)) == ParsedYear(year, as_of[:7])
    assert fiscal.parse_year(as_of) == ParsedYear(year, as_of)


@given(st.dates(date(1989, 4, 1), date(2101, 3, 31)))
def test_a_day_and_its_month_lie_in_the_same_fiscal_year(day: date) -> None:
    year = fiscal.year_of_day(day)
    assert fiscal.year_of_month(day.isoformat()) == year
    assert date(year, 4, 1) <= day <= date(year + 1, 3, 31)


def test_a_month_in_march_belongs_to_the_fiscal_year_before() -> None:
    assert fiscal.year_of_month("2026-03") == 2025
    assert fiscal.year_of_month("2026-04") == 2026


def test_a_fiscal_year_ends_in_march_of_the_next_year() -> None:
    assert fiscal.last_month(2026) == "2027-03"


@given(YEARS)
def test_the_last_month_lies_in_its_fiscal_year_and_the_next_month_does_not(
    year: int,
) -> None:
    assert fiscal.year_of_month(fiscal.last_month(year)) == year
    assert fiscal.year_of_day(date(year + 1, 3, 31) + timedelta(days=1)) == year + 1


@pytest.mark.parametrize(
    ("day", "closed"),
    [(date(2026, 3, 31), 2024), (date(2026, 4, 1), 2025), (date(2026, 12, 31), 2025)],
)
def test_a_fiscal_year_is_closed_from_the_first_of_april_on(
    day: date, closed: int
) -> None:
    assert fiscal.last_closed_year(day) == closed


@pytest.mark.parametrize(
    ("year", "wareki", "label", "short"),
    [
        (2026, "令和8年度", "令和8年度 (2026)", "R8"),
        (2019, "令和元年度", "令和元年度 (2019)", "R1"),
        (2018, "平成30年度", "平成30年度 (2018)", "H30"),
        (1989, "平成元年度", "平成元年度 (1989)", "H1"),
    ],
)
def test_a_year_is_shown_in_both_calendars(
    year: int, wareki: str, label: str, short: str
) -> None:
    assert (
        fiscal.wareki(year),
        fiscal.both_calendars(year),
        fiscal.short_year(year),
    ) == (
        wareki,
        label,
        short,
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2026, 2030, "令和8～12年度"),
        (2018, 2022, "平成30～令和4年度"),
        (2018, 2019, "平成30～令和元年度"),
        (2019, 2022, "令和元～4年度"),
        (2026, 2026, "令和8年度"),
        (2026, None, "令和8年度～"),
        (None, 2030, "～令和12年度"),
        (None, None, None),
    ],
)
def test_a_period_is_shown_as_short_as_its_eras_allow(
    first: int | None, last: int | None, words: str | None
) -> None:
    assert fiscal.year_span(first, last) == words


@pytest.mark.parametrize(
    ("as_of", "long", "short"),
    [
        ("2026-03", "令和8年3月", "R8.3"),
        ("2026-03-31", "令和8年3月31日", "R8.3"),
        (
            "2019-04",
            "平成31年4月",
            "H31.4",
        ),  # the era changed in May, the fiscal year in April
        ("2019-04-30", "平成31年4月30日", "H31.4"),
        ("2019-05", "令和元年5月", "R1.5"),
        ("1989-04", "平成元年4月", "H1.4"),
    ],
)
def test_a_month_is_shown_in_the_era_of_its_day(
    as_of: str, long: str, short: str
) -> None:
    assert (fiscal.month_label(as_of), fiscal.short_month(as_of)) == (long, short)


def test_a_moment_is_shown_in_short_by_the_clocks_of_japan() -> None:
    assert (
        fiscal.short_moment(datetime(2026, 5, 19, 23, 5, tzinfo=UTC)) == "R8.5.20 08:05"
    )


@pytest.mark.parametrize(
    ("year", "label"),
    [(2026, "FY2026 (令和8)"), (2019, "FY2019 (令和元)"), (2018, "FY2018 (平成30)")],
)
def test_a_year_is_shown_to_who_does_not_count_in_eras(year: int, label: str) -> None:
    assert fiscal.western(year) == label
