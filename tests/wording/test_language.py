"""Years, months and moments as a reader of each language has them."""

from datetime import UTC, date, datetime

import pytest

from dxkpi import fiscal
from dxkpi.fiscal import ParsedYear
from dxkpi.wording.language import Language

JAPANESE, ENGLISH = Language.JAPANESE, Language.ENGLISH
AT = datetime(2026, 5, 19, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "name", "title", "short"),
    [
        (2026, "FY2026", "FY2026 (令和8)", "FY26"),
        (2019, "FY2019", "FY2019 (令和元)", "FY19"),
        (2008, "FY2008", "FY2008 (平成20)", "FY08"),
    ],
)
def test_a_year_is_western_in_english_and_has_its_era_where_it_stands_alone(
    year: int, name: str, title: str, short: str
) -> None:
    assert ENGLISH.fiscal_year(year) == name
    assert ENGLISH.fiscal_year_title(year) == title
    assert ENGLISH.year_in_both_calendars(year) == title
    assert ENGLISH.short_year(year) == short


def test_a_year_has_its_era_in_japanese() -> None:
    assert JAPANESE.fiscal_year(2026) == "令和8年度"
    assert JAPANESE.fiscal_year_title(2026) == "令和8年度"
    assert JAPANESE.year_in_both_calendars(2026) == "令和8年度 (2026)"
    assert JAPANESE.short_year(2026) == "R8"
    assert JAPANESE.calendar_year(2026) == "令和8年"
    assert ENGLISH.calendar_year(2026) == "2026"


@pytest.mark.parametrize("year", [1989, 2018, 2019, 2026])
def test_what_a_year_is_called_can_be_typed_back(year: int) -> None:
    assert fiscal.parse_year(ENGLISH.fiscal_year(year)) == ParsedYear(year)
    assert fiscal.parse_year(ENGLISH.fiscal_year_title(year)) == ParsedYear(year)


@pytest.mark.parametrize(
    ("first", "last", "japanese", "english"),
    [
        (2026, 2030, "令和8～12年度", "FY2026–2030"),
        (2018, 2022, "平成30～令和4年度", "FY2018–2022"),
        (2026, 2026, "令和8年度", "FY2026"),
        (2026, None, "令和8年度～", "from FY2026"),
        (None, 2030, "～令和12年度", "to FY2030"),
        (None, None, None, None),
    ],
)
def test_a_period_says_which_end_is_open(
    first: int | None, last: int | None, japanese: str | None, english: str | None
) -> None:
    assert JAPANESE.fiscal_years(first, last) == japanese
    assert ENGLISH.fiscal_years(first, last) == english


@pytest.mark.parametrize(
    ("as_of", "language", "long", "short", "spelled", "typed"),
    [
        ("2026-03", JAPANESE, "令和8年3月", "R8.3", "R8年3月", "令和8年3月"),
        ("2026-03", ENGLISH, "March 2026", "Mar 2026", "Mar 2026", "2026-03"),
        ("2026-03-31", JAPANESE, "令和8年3月31日", "R8.3", "R8年3月", "令和8年3月31日"),
        (
            "2026-03-31",
            ENGLISH,
            "31 March 2026",
            "Mar 2026",
            "Mar 2026",
            "2026-03-31",
        ),
    ],
)
def test_a_month_or_day_is_written_as_its_reader_writes_it(
    as_of: str, language: Language, long: str, short: str, spelled: str, typed: str
) -> None:
    assert language.month(as_of) == long
    assert language.short_month(as_of) == short
    assert language.spelled_month(as_of) == spelled
    assert language.day_to_type(as_of) == typed


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("as_of", ["2026-03", "2026-03-31"])
def test_what_stands_in_a_field_is_read_as_it_was(
    language: Language, as_of: str
) -> None:
    assert fiscal.parse_year(language.day_to_type(as_of)).as_of == as_of


def test_a_moment_is_told_by_the_clocks_of_japan() -> None:
    assert JAPANESE.moment(AT) == "令和8年5月20日 8時05分"
    assert JAPANESE.short_moment(AT) == "R8.5.20 08:05"
    assert JAPANESE.short_day("2026-05-20") == "R8.5.20"
    assert JAPANESE.day_within_year(date(2026, 5, 20)) == "5月20日"
    assert ENGLISH.day_within_year(date(2026, 5, 20)) == "20 May"
    assert ENGLISH.moment(AT) == "20 May 2026, 08:05"
    assert ENGLISH.short_moment(AT) == "20 May 2026 08:05"
    assert ENGLISH.short_day("2026-05-20") == "20 May 2026"
