"""A staff survey's facts in words: what changed, what is lost, a rate and how sure it is."""

from decimal import Decimal

from dxkpi.plan import Direction, Indicator
from dxkpi.plan.staff_survey import FREE_TEXT, GroupKind, SurveyAspect
from dxkpi.rules import Chance, Forecast, chance_of_share, chance_of_target
from dxkpi.rules.chance import whole_percent
from dxkpi.rules.survey_margin import Interval, RateCounts, positive_rate, rate_interval
from dxkpi.survey.answer_choices import OfferedChoices
from dxkpi.survey.comparability import InvitedStaff
from dxkpi.text.rounding import rounded_text
from dxkpi.wording import figures
from dxkpi.wording.language import Language, mark

_CHANCES = {
    Chance.ALMOST_CERTAIN: mark("almost certain"),
    Chance.LIKELY: mark("likely"),
    Chance.EVEN: mark("as likely as not"),
    Chance.ONE_IN_THREE: mark("about one in three"),
    Chance.LITTLE: mark("one or two in ten"),
    Chance.HARDLY: mark("less than one in ten"),
}


def changed_aspects_text(aspects: tuple[SurveyAspect, ...], language: Language) -> str:
    """What two surveys differ in: the question, the choices."""
    return language.listed([aspect_text(aspect, language) for aspect in aspects])


def aspect_text(aspect: SurveyAspect, language: Language) -> str:
    """What surveys can differ in."""
    _ = language.gettext
    match aspect:
        case SurveyAspect.QUESTION:
            return _("the question")
        case SurveyAspect.CHOICES:
            return _("the choices")
        case SurveyAspect.COUNTED:
            return _("what counts as felt")


def group_kind_title(kind: GroupKind, language: Language) -> str:
    """The title of the groups of a kind: By section."""
    _ = language.gettext
    match kind:
        case GroupKind.DEPARTMENT:
            return _("By section")
        case GroupKind.POSITION:
            return _("By position")
        case GroupKind.AGE:
            return _("By age")


def group_kind_name(kind: GroupKind, language: Language) -> str:
    """What a group of a kind is: 課, 職位, 年代."""
    _ = language.gettext
    match kind:
        case GroupKind.DEPARTMENT:
            return _("section")
        case GroupKind.POSITION:
            return _("position")
        case GroupKind.AGE:
            return _("age")


def invited_staff_text(part: InvitedStaff, language: Language) -> str:
    """Which numbers of staff are meant."""
    _ = language.gettext
    match part:
        case InvitedStaff.BY_DEPARTMENT:
            return _("Staff asked in each section")
        case InvitedStaff.IN_ALL:
            return _("Staff asked in all")


def own_words_text(offered: OfferedChoices, language: Language) -> str:
    """How many answers are taken for people's own words, and what becomes of them."""
    return language.ngettext(
        "{n} further answer is taken for somebody's own words: it is "
        "not kept, and counts as “{other}”, neither way.",
        "{n} further answers are taken for people's own words: they "
        "are not kept, and count as “{other}”, neither way.",
        offered.forms,
        other=FREE_TEXT,
    )


def rate_with_margin(
    indicator: Indicator, value: Decimal, interval: Interval, language: Language
) -> str:
    """A rate and its margin: 67.8%（±3.1）.

    Where the interval lies unevenly around it, from where to where: 100.0%（83.9～100.0）.
    """
    _ = language.gettext
    figure = figures.figure_text(indicator, value, language)
    if interval.lies_evenly(value):
        margin = figures.number_text(indicator, interval.margin, language)
        return _("{value} (±{margin})", value=figure, margin=margin)

    low = figures.number_text(indicator, interval.low, language)
    high = figures.number_text(indicator, interval.high, language)
    return _("{value} ({low}–{high})", value=figure, low=low, high=high)


def rate_with_range(counts: RateCounts, language: Language) -> str:
    """A group's rate and its 95% interval in whole per cent: 82%（67～91）.

    Few answers lie unevenly around the rate, so it is not told with ±.
    """
    _ = language.gettext
    interval = rate_interval(counts)
    return _(
        "{rate}% ({low}–{high})",
        rate=rounded_text(positive_rate(counts), 0),
        low=rounded_text(interval.low, 0),
        high=rounded_text(interval.high, 0),
    )


def chance_of_goal(
    forecast: Forecast, goal: Decimal, indicator: Indicator
) -> Decimal | None:
    """The chance of a target, from 0 to 1, if the trend goes on; None where it cannot be told."""
    is_higher_better = indicator.direction is Direction.HIGHER
    return chance_of_target(forecast, goal, higher=is_higher_better)


def chance_text(
    forecast: Forecast, goal: Decimal, indicator: Indicator, language: Language
) -> str | None:
    """How likely a target is reached if the trend goes on: 1割未満（約7%）; None where it
    cannot be told.
    """
    share = chance_of_goal(forecast, goal, indicator)
    return None if share is None else chance_in_words(share, language)


def chance_in_words(share: Decimal, language: Language) -> str:
    """A chance of 0 to 1 in words, with whole per cents behind it."""
    _ = language.gettext
    return _(
        "{words} ({percent})",
        words=chance_words(share, language),
        percent=chance_percent(share, language),
    )


def chance_words(share: Decimal, language: Language) -> str:
    """A chance of 0 to 1 in words alone."""
    return language.gettext(_CHANCES[chance_of_share(share)])


def chance_percent(share: Decimal, language: Language) -> str:
    """A chance in whole per cents: 約7%; of the last one at either end only the side."""
    _ = language.gettext
    percent = whole_percent(share)
    if percent < 1:
        return _("less than 1%")
    if percent > 99:
        return _("more than 99%")
    return _("about {share}", share=f"{percent}%")
