"""A survey over the years in a few sentences, and an indicator's trend, surveyed or not."""

from decimal import Decimal

from dxkpi.rules import Forecast, Judgement, Reason, Status, Trajectory, trajectory
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey.course import ChangeKind, SurveyChange, SurveyCourse
from dxkpi.survey.trend import IndicatorTrend
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text, difference_text, gap_to_expected
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language, mark
from dxkpi.wording.survey import chance_text, changed_aspects_text, rate_with_margin
from dxkpi.wording.targets import year_goal_text
from dxkpi.wording.trajectory import trajectory_text
from dxkpi.wording.year_figure import no_figure_text

_WHOLE_CHANGES = {
    ChangeKind.NEARLY_NONE: mark("{change} in {years} is within the margin of error."),
    ChangeKind.UNCERTAIN: mark(
        "{change} in {years}; the margin of the starting point is not known."
    ),
    ChangeKind.SURE_RISE: mark("Surely up {gap} in {years} (95%: {low} to {high})."),
    ChangeKind.SURE_FALL: mark("Surely down {gap} in {years} (95%: {low} to {high})."),
}


def trend_text(trend: IndicatorTrend, language: Language) -> str:
    """Where the indicator stands: with its margin where the last figure is a survey's."""
    if trend.surveys is not None and trend.is_surveyed:
        return survey_course_text(trend.surveys, trend.outlook, language)
    return trajectory_text(trend.judgement, language)


def survey_course_text(
    course: SurveyCourse, outlook: Forecast | None, language: Language
) -> str:
    """The last survey in a few sentences.

    Its rate and margin, how certain the change is, how the target stands, the outlook.
    """
    return language.sentences(
        (
            missing_figure_sentence(course, language),
            rate_sentence(course, language),
            survey_details_text(course, language),
            outlook_sentence(course, outlook, language),
        )
    )


def survey_details_text(course: SurveyCourse, language: Language) -> str:
    """What the verdict leaves out: how certain the changes are, and the gap to the line."""
    return language.sentences(
        (
            _whole_change_sentence(course, language),
            _change_sentence(course, language),
            target_sentence(course, language),
        )
    )


def missing_figure_sentence(course: SurveyCourse, language: Language) -> str:
    """That the year looked at should have a figure, and has none."""
    judgement = course.judgement
    has_no_figure = judgement.status in (Status.NOT_REPORTED, Status.UNCONFIRMED)
    if has_no_figure and course.last_year < judgement.fiscal_year:
        return no_figure_text(judgement, language)
    return ""


def rate_sentence(course: SurveyCourse, language: Language) -> str:
    """The last rate with its margin."""
    year = language.fiscal_year(course.last_year)
    rate = last_rate_text(course, language)
    return language.gettext("{year}: {value}.", year=year, value=rate)


def last_rate_text(course: SurveyCourse, language: Language) -> str:
    """The rate of the last survey with its margin: 64.1%（±2.8）."""
    rate = course.published_rate(course.last_year)
    interval = rate_interval(course.latest_survey)
    return rate_with_margin(course.indicator, rate, interval, language)


# The change since the start


def _whole_change_sentence(course: SurveyCourse, language: Language) -> str:
    """How the rate changed since the start, and whether chance explains it."""
    change = course.change_since_start
    if change is None:
        return ""
    interval = change.interval
    return language.gettext(
        _WHOLE_CHANGES[change.kind],
        **change_facts(course, change, language),
        low=figures.signed_text(course.indicator, interval.low, language),
        high=figures.signed_text(course.indicator, interval.high, language),
    )


def change_facts(
    course: SurveyCourse, change: SurveyChange, language: Language
) -> dict[str, str]:
    """What a sentence about a change may name: the years it took, its size, and its size
    with a sign.
    """
    return {
        "years": years_of_change(course, change, language),
        "gap": difference_text(course.indicator, change.points, language),
        "change": change_text(course.indicator, change.points, language),
    }


def years_of_change(
    course: SurveyCourse, change: SurveyChange, language: Language
) -> str:
    """How many years a change took."""
    years = course.last_year - change.earlier_year
    return language.ngettext("{n} year", "{n} years", years)


# The change since the survey before


def _change_sentence(course: SurveyCourse, language: Language) -> str:
    _ = language.gettext
    before = course.previous_year
    if before is None:
        return ""

    when = _when(course, before, language)
    if course.change is None:
        aspects = course.breaks[course.last_year]
        return _(
            "It cannot be compared with {before}: {what} changed.",
            before=when,
            what=changed_aspects_text(aspects, language),
        )
    return _compared_sentence(course, course.change, when, language)


def _when(course: SurveyCourse, before: int, language: Language) -> str:
    """The year of the survey before: the year before, or by its name."""
    _ = language.gettext
    is_of_this_year = course.last_year == course.judgement.fiscal_year
    if is_of_this_year and before == course.last_year - 1:
        return _("the year before")
    return language.fiscal_year(before)


def _compared_sentence(
    course: SurveyCourse, change: SurveyChange, when: str, language: Language
) -> str:
    _ = language.gettext
    if not change.is_certain:
        return _(
            "{change} on {before} is within the margin of error.",
            change=change_text(course.indicator, change.points, language),
            before=when,
        )
    gap = difference_text(course.indicator, change.points, language)
    if change.interval.sign > 0:
        return _(
            "Up {gap} on {before}, more than the margin of error.",
            gap=gap,
            before=when,
        )
    return _(
        "Down {gap} on {before}, more than the margin of error.", gap=gap, before=when
    )


# How the target stands


def target_sentence(course: SurveyCourse, language: Language) -> str:
    """Whether a target for every year is fulfilled, or how far the target to reach is."""
    _ = language.gettext
    judgement = course.judgement
    is_of_the_year = course.last_year == judgement.fiscal_year
    if is_of_the_year and judgement.reason in (Reason.KEPT, Reason.NOT_KEPT):
        return _year_goal_sentence(judgement, language)
    so_far = trajectory(judgement)
    if so_far is None or so_far.goal is None or not so_far.begun:
        return ""
    if so_far.last != course.last_year:
        return ""
    return _goal_sentence(course, so_far, so_far.goal, language)


def _year_goal_sentence(judgement: Judgement, language: Language) -> str:
    """Whether the target of every year is fulfilled, as far as the margin lets it be said."""
    _ = language.gettext
    goal = year_goal_text(judgement, language)
    if judgement.reason is Reason.KEPT:
        if judgement.is_sure:
            return _("The year's target ({goal}) is fulfilled.", goal=goal)
        return _(
            "The year's target ({goal}) is fulfilled, within the margin of error.",
            goal=goal,
        )
    if judgement.is_sure:
        return _("The year's target ({goal}) is not fulfilled.", goal=goal)
    return _(
        "The year's target ({goal}) is not fulfilled, but within the margin of error.",
        goal=goal,
    )


def _goal_sentence(
    course: SurveyCourse, so_far: Trajectory, goal: Decimal, language: Language
) -> str:
    """Whether the target is reached or missed, else where the rate lies beside its line."""
    _ = language.gettext
    goal_text = figures.figure_text(course.indicator, goal, language)
    is_open = course.latest_interval.side_of(goal) == 0
    if so_far.reached:
        if is_open:
            return _(
                "The target of {goal} is reached, within the margin of error.",
                goal=goal_text,
            )
        return _("The target of {goal} is reached.", goal=goal_text)
    if so_far.over:
        return _short_of_goal(course, so_far, goal, is_open=is_open, language=language)
    if so_far.line is not None:
        return _line_sentence(course, so_far.value, so_far.line, language)
    return _no_line_sentence(course, so_far, language)


def _short_of_goal(
    course: SurveyCourse,
    so_far: Trajectory,
    goal: Decimal,
    *,
    is_open: bool,
    language: Language,
) -> str:
    """How far the target was missed; that the margin holds it, too."""
    _ = language.gettext
    facts = {
        "gap": difference_text(course.indicator, goal - so_far.value, language),
        "goal": figures.figure_text(course.indicator, goal, language),
    }
    is_of_deadline = so_far.deadline is not None and so_far.last >= so_far.deadline
    if is_of_deadline and is_open:
        return _(
            "At the deadline {gap} short of the target of {goal}, which is within the "
            "margin of error.",
            **facts,
        )
    if is_of_deadline:
        return _("At the deadline {gap} short of the target of {goal}.", **facts)
    if is_open:
        return _(
            "{gap} short of the target of {goal}, which is within the margin of error.",
            **facts,
        )
    return _("{gap} short of the target of {goal}.", **facts)


def _line_sentence(
    course: SurveyCourse, value: Decimal, line: Decimal, language: Language
) -> str:
    """Where the rate lies beside the line to the target, and whether that is more than
    its margin.
    """
    _ = language.gettext
    if value == line:
        return _("Exactly on the target line.")
    gap, _line_text = gap_to_expected(course.indicator, value, line, language)
    is_above = course.indicator.direction.is_better(value, line)
    is_open = course.latest_interval.side_of(line) == 0
    if is_open and is_above:
        return _(
            "{gap} above the target line, which is within the margin of error.", gap=gap
        )
    if is_open:
        return _(
            "{gap} below the target line, which is within the margin of error.", gap=gap
        )
    if is_above:
        return _("{gap} above the target line, more than its margin.", gap=gap)
    return _("{gap} below the target line, more than its margin.", gap=gap)


def _no_line_sentence(
    course: SurveyCourse, so_far: Trajectory, language: Language
) -> str:
    """A line that starts from a figure of another question is no measure."""
    _ = language.gettext
    first = course.first_comparable_year
    if first is None or so_far.start >= first:
        return ""
    return _(
        "The target line ends where the question changed: the baseline is of the former one."
    )


# Where it leads


def outlook_sentence(
    course: SurveyCourse, outlook: Forecast | None, language: Language
) -> str:
    """Where the trend leads; where nobody knows, what the target asks for."""
    _ = language.gettext
    so_far = trajectory(course.judgement)
    if outlook is not None:
        return _forecast_sentence(course, so_far, outlook, language)
    if so_far is None or so_far.needed is None or so_far.goal is None:
        return ""
    return _(
        "The target of {goal} asks for {step} a year from now on.",
        goal=figures.figure_text(course.indicator, so_far.goal, language),
        step=change_text(course.indicator, so_far.needed, language),
    )


def _forecast_sentence(
    course: SurveyCourse,
    so_far: Trajectory | None,
    outlook: Forecast,
    language: Language,
) -> str:
    """The range of the last year, and how likely a target is that is still to be reached."""
    _ = language.gettext
    facts = {
        "year": language.fiscal_year(outlook.end.fiscal_year),
        "value": forecast_text(course.indicator, outlook.end, language),
    }
    chance, goal = None, so_far.goal if so_far else None
    if so_far is not None and goal is not None and not so_far.reached:
        chance = chance_text(outlook, goal, course.indicator, language)
    if goal is None or chance is None:
        return _("Outlook for {year}: {value}.", **facts)
    return _(
        "Outlook for {year}: {value}, chance of {goal}: {chance}.",
        goal=figures.figure_text(course.indicator, goal, language),
        chance=chance,
        **facts,
    )
