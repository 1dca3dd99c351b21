"""What an edit of an indicator does to its years."""

from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, judge
from dxkpi.rules.edited_years import edited_years, telling_years
from tests.support.indicators import baseline, indicator, target


def years_of(kpi: Indicator) -> list[Judgement]:
    return [judge(kpi, year, due=True) for year in (2026, 2027)]


def kpi(goal: str = "60", **figures: object) -> Indicator:
    actuals = {int(year[1:]): figure for year, figure in figures.items()}
    return indicator(actuals, baseline=baseline("20"), target=target("reach", goal))


def test_only_years_with_a_figure_tell_of_an_edit() -> None:
    judged = years_of(kpi(y2026="25"))
    told = telling_years(edited_years(judged, judged))
    assert [year.fiscal_year for year in told] == [2026]


def test_a_year_that_stays_as_it_is_was_not_edited() -> None:
    judged = years_of(kpi(y2026="25"))
    assert not any(year.is_edited for year in edited_years(judged, judged))


def test_another_target_edits_every_year_on_its_way() -> None:
    before, after = years_of(kpi(y2026="25")), years_of(kpi("50", y2026="25"))
    assert all(year.is_edited for year in edited_years(before, after))


def test_another_figure_edits_its_year_even_if_the_status_stays() -> None:
    before, after = years_of(kpi(y2026="60")), years_of(kpi(y2026="61"))
    [first, second] = edited_years(before, after)
    assert first.is_edited
    assert not first.changes_verdict
    assert first.after is not None
    assert first.after.value == Decimal(61)
    assert not second.is_edited


def test_the_years_of_an_indicator_that_is_new_were_not_edited() -> None:
    years = edited_years([], years_of(kpi(y2026="25")))
    assert not any(year.is_edited for year in years)
