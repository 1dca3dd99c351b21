"""What charts say of an indicator: its figures, its target with the deadline, and the
sentence that stands in for the picture.
"""

from collections.abc import Iterable, Iterator, Sequence

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Baseline,
    ImproveTarget,
    Indicator,
    KeepTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TotalTarget,
)
from dxkpi.rules.figure_course import missing_reasons, reference_figures
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import is_baseline, known_figures
from dxkpi.wording.baselines import baseline_text, special_time_text
from dxkpi.wording.figures import (
    about_text,
    exact_figure_text,
    figure_text,
    number_text,
)
from dxkpi.wording.glossary import term_label
from dxkpi.wording.judgement import verdict_word
from dxkpi.wording.language import Language
from dxkpi.wording.targets import (
    beyond_text,
    bound_text,
    expected_text,
    goal_text,
    stretch_text,
)


def actual_label(
    indicator: Indicator, actual: Actual, language: Language, *, unit: bool = False
) -> str:
    """A reported figure, marked as approximate where the source says so."""
    assert actual.value is not None
    text = number_text(indicator, actual.value, language)
    if unit:
        text = figure_text(indicator, actual.value, language)
    return about_text(text, language, is_about=actual.approximate)


def line_label(judgement: Judgement, language: Language) -> str:
    """What a figure is held against, in few letters: 期待 43.2%, 期限R7末 20業務, 毎年度
    100.0%, 前年度 19件を上回る; empty where there is no such figure.
    """
    _ = language.gettext
    indicator, line = judgement.indicator, judgement.line
    target = indicator.target
    if target is None or line is None:
        return ""
    figure = exact_figure_text(indicator, line, language)
    beyond = beyond_text(figure, indicator.direction, language)
    match target:
        case KeepTarget():
            bound = bound_text(indicator, line, target.comparator, language)
            return _("each year {goal}", goal=bound)
        case ImproveTarget():
            return _("the year before: {goal}", goal=beyond)
        case RiseTarget():
            return _("baseline: {goal}", goal=beyond)
    if _has_come(target, judgement.fiscal_year):
        goal = goal_text(indicator, language) or ""
        date = date_label(target, language)
        return _("deadline {date} {goal}", date=date, goal=goal)
    expected = expected_text(indicator, line, language, unit=True)
    return _("exp. {value}", value=expected)


def _has_come(target: Target, year: int) -> bool:
    """Whether a target is at its deadline."""
    return target.fiscal_year is not None and year >= target.fiscal_year


def known_label(indicator: Indicator, year: int, language: Language) -> str:
    """The figure of a year, reported or the baseline, without its unit; empty where
    there is none.
    """
    actual = indicator.actual(year)
    if actual is not None and actual.value is not None:
        return actual_label(indicator, actual, language)
    baseline = indicator.baseline
    if baseline is not None and baseline.fiscal_year == year:
        return baseline_text(indicator, baseline, language, unit=False)
    return ""


def with_special_time(text: str, baseline: Baseline, language: Language) -> str:
    """A baseline's figure, followed by what it is of where that is no year: 64.4（年度不明）."""
    special = special_time_text(baseline, language)
    if not special:
        return text
    return language.gettext("{value} ({date})", value=text, date=special)


def date_label(
    dated: Target | Baseline | Actual, language: Language, *, short: bool = True
) -> str:
    """R9末 or 令和9年度末; R9.10 or 令和9年10月 where the month is not the last of its
    fiscal year; empty without a year.
    """
    _ = language.gettext
    if dated.fiscal_year is None:
        return ""
    if isinstance(dated, Baseline) and special_time_text(dated, language):
        return special_time_text(dated, language)
    month = dated.as_of
    if month is not None and month[:7] != fiscal.last_month(dated.fiscal_year):
        return language.short_month(month) if short else language.month(month)
    if short:
        return _("end of {year}", year=language.short_year(dated.fiscal_year))
    return _("end of {year}", year=language.fiscal_year(dated.fiscal_year))


def known_date_label(
    indicator: Indicator, figure: Actual, language: Language, *, short: bool = True
) -> str:
    """The same for a figure of an indicator, which may be its baseline (H26～28平均)."""
    baseline = indicator.baseline
    if baseline is not None and is_baseline(indicator, figure):
        return date_label(baseline, language, short=short)
    return date_label(figure, language, short=short)


def target_label(
    indicator: Indicator,
    language: Language,
    *,
    with_deadline: bool = True,
    unit: bool = True,
    short: bool = True,
) -> str:
    """The target as it stands on a chart: 目標 85.0%(R9末), 目標 毎年度 80.0%以上;
    empty where there is none.
    """
    _ = language.gettext
    target = indicator.target
    if target is None:
        return ""
    goal = goal_text(indicator, language)
    if isinstance(target, ReachTarget) and target.comparator is None and not unit:
        number = number_text(indicator, target.value, language)
        goal = about_text(number, language, is_about=target.approximate)

    end = date_label(target, language, short=short) if with_deadline else ""
    if with_deadline:
        end = language.listed(filter(None, (end, _stretch_label(indicator, language))))
    if end:
        return _("target {value} ({end})", value=goal, end=end)
    return _("target {value}", value=goal)


def _stretch_label(indicator: Indicator, language: Language) -> str:
    stretch = stretch_text(indicator, language)
    if not stretch:
        return ""
    return language.gettext("higher aim {goal}", goal=stretch)


def indicator_description(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: Iterable[int],
    language: Language,
    *,
    place: str = "",
) -> str:
    """One sentence with the figures of these years: what somebody hears who cannot see the chart.

    `place` names whose figures they are, where that is not said elsewhere.
    """
    _ = language.gettext
    if indicator.parts:
        return " ".join(_descriptions_of_parts(indicator, judgements, years, language))
    facts = [target_label(indicator, language, short=False)]
    facts += _year_facts(indicator, judgements, set(years), language)
    facts += _reference_facts(indicator, language)
    facts = [fact for fact in facts if fact] or [_("no figures")]
    title = indicator.name
    if place:
        title = _("{name} ({place})", name=indicator.name, place=place)
    return described(title, facts, language)


def _descriptions_of_parts(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: Iterable[int],
    language: Language,
) -> Iterator[str]:
    """A sentence for each part."""
    shown = list(years)
    for n, part in enumerate(indicator.part_indicators):
        of_part = [judgement.parts[n] for judgement in judgements]
        yield indicator_description(part, of_part, shown, language)


def described(title: str, facts: Iterable[str], language: Language) -> str:
    """A title and its facts as one line of speech."""
    _ = language.gettext
    sentence = _("{title}: {facts}.", title=title, facts=language.listed(facts))
    return " ".join(sentence.split())


def _year_facts(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: set[int],
    language: Language,
) -> list[str]:
    """Each year's figure with its verdict, or why there is none."""
    known = known_figures(indicator, max(years, default=0))
    missing = missing_reasons(indicator, judgements)
    verdicts = {each.fiscal_year: verdict_word(each, language) for each in judgements}
    facts: list[str] = []
    for year in sorted(years & (known.keys() | missing.keys())):
        words = [language.fiscal_year(year)]
        if year not in known:
            words.append(term_label(missing[year], language))
        else:
            words.append(_figure_fact(indicator, year, language))
            if year in verdicts:
                words.append(verdicts[year])
        facts.append(" ".join(dict.fromkeys(words)))
    return facts


def _figure_fact(indicator: Indicator, year: int, language: Language) -> str:
    _ = language.gettext
    actual = indicator.actual(year)
    if actual is not None and actual.value is not None:
        return actual_label(indicator, actual, language, unit=True)
    assert indicator.baseline is not None
    value = baseline_text(indicator, indicator.baseline, language)
    value = with_special_time(value, indicator.baseline, language)
    if isinstance(indicator.target, TotalTarget):
        return f"{start_word(indicator, language)} {value}"
    return _("baseline {value}", value=value)


def start_word(indicator: Indicator, language: Language) -> str:
    """What the start of a line is: the plan's baseline; of a total only where it counts from."""
    _ = language.gettext
    if isinstance(indicator.target, TotalTarget):
        return _("counted from here")
    if indicator.baseline is None:
        return _("baseline")
    return with_special_time(_("baseline"), indicator.baseline, language)


def _reference_facts(indicator: Indicator, language: Language) -> list[str]:
    """The last figure of each series for comparison."""
    facts: list[str] = []
    for name, figures in reference_figures(indicator).items():
        last = max(figures)
        value = figure_text(indicator, figures[last], language)
        facts.append(f"{name} {language.fiscal_year(last)} {value}")
    return facts
