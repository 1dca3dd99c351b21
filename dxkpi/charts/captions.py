"""What charts say in words: figures, the target with its deadline, and the sentence that stands in for the picture."""

from collections.abc import Iterable, Sequence

from dxkpi import fiscal
from dxkpi.charts import series
from dxkpi.charts.series import SeriesKind
from dxkpi.plan import Actual, Baseline, Indicator, Target, TargetRule
from dxkpi.rules import Judgement
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import goal_text


def actual(indicator: Indicator, entry: Actual, *, unit: bool = False) -> str:
    """A reported figure, marked as approximate where the source says so."""
    assert entry.value is not None
    text = (figures.figure_text if unit else figures.number_text)(
        indicator, entry.value, current_language()
    )
    return _("about {value}", value=text) if entry.approximate else text


def when(dated: Target | Baseline | Actual, *, short: bool = True) -> str | None:
    """R9末 or 令和9年度末; R9.10 or 令和9年10月 where the month is not the last of its fiscal year."""
    if dated.fiscal_year is None:
        return None
    if dated.as_of is not None and dated.as_of[:7] != fiscal.last_month(
        dated.fiscal_year
    ):
        return (
            fiscal.short_month(dated.as_of)
            if short
            else fiscal.month_label(dated.as_of)
        )
    return _(
        "end of {year}",
        year=fiscal.short_year(dated.fiscal_year)
        if short
        else fiscal.wareki(dated.fiscal_year),
    )


def target(
    indicator: Indicator,
    *,
    with_deadline: bool = True,
    unit: bool = True,
    short: bool = True,
) -> str:
    """The target as it stands on a chart: 目標 85.0%(R9末), 目標 毎年度 80.0%以上; empty where there is none."""
    if indicator.target is None:
        return ""
    plain = (
        indicator.target.rule is TargetRule.REACH
        and indicator.target.comparator is None
        and not unit
    )
    value = indicator.target.value
    goal = (
        figures.number_text(indicator, value, current_language())
        if plain and value is not None
        else goal_text(indicator, current_language())
    )
    end = when(indicator.target, short=short) if with_deadline else None
    return (
        _("target {value} ({end})", value=goal, end=end)
        if end
        else _("target {value}", value=goal)
    )


def description(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: Iterable[int],
    place: str = "",
) -> str:
    """One sentence with the figures of these years: what somebody hears who cannot see the chart."""
    frame, within = series.numbers(indicator, judgements), set(years)
    status = {
        j.fiscal_year: glossary.term_label(j.status, current_language())
        for j in judgements
    }
    gaps = series.missing(indicator, judgements)
    known = series.by_year(frame, SeriesKind.ACTUAL, SeriesKind.BASELINE)
    facts = []
    for year in sorted(within & (known.keys() | gaps.keys())):
        parts = (
            [_fact(indicator, year), status.get(year, "")]
            if year in known
            else [gaps[year]]
        )
        facts.append(
            " ".join([fiscal.wareki(year), *filter(None, dict.fromkeys(parts))])
        )
    for name in series.series_names(indicator):
        past = series.by_year(frame, SeriesKind.REFERENCE, series=name)
        last = max(past)
        facts.append(
            f"{name} {fiscal.wareki(last)} {figures.figure_text(indicator, past[last], current_language())}"
        )
    title = (
        _("{name} ({place})", name=indicator.name, place=place)
        if place
        else indicator.name
    )
    facts = [fact for fact in [target(indicator, short=False), *facts] if fact] or [
        _("no figures")
    ]
    return " ".join(
        _("{title}: {facts}.", title=title, facts=_(", ").join(facts)).split()
    )


def _fact(indicator: Indicator, year: int) -> str:
    entry = indicator.actual(year)
    if entry is not None and entry.value is not None:
        return actual(indicator, entry, unit=True)
    assert indicator.baseline is not None
    return _(
        "baseline {value}",
        value=figures.figure_text(
            indicator, indicator.baseline.value, current_language()
        ),
    )
