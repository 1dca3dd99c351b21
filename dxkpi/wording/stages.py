"""Named stages in words: where a figure stands beside the stage expected of its year."""

from decimal import Decimal

from dxkpi.plan import Indicator, ReachTarget
from dxkpi.rules.expected import overshoots
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import GradeBand, Profile
from dxkpi.rules.stage_verdicts import stage_bands
from dxkpi.wording.differences import difference_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.profiles import profile_name

_ON_THE_WAY = (Reason.STAGE_AS_PLANNED, Reason.STAGE_BEHIND)


def way_through_stages(indicator: Indicator, language: Language) -> str:
    """The way from the baseline to the target, as it lies ahead on the first day; empty
    where there is none.
    """
    baseline, target = indicator.baseline, indicator.target
    if baseline is None or not isinstance(target, ReachTarget):
        return ""
    return language.ngettext(
        "From stage “{start}” to “{end}” in {n} year.",
        "From stage “{start}” to “{end}” in {n} years.",
        target.fiscal_year - baseline.fiscal_year,
        start=indicator.stage(baseline.value),
        end=indicator.stage(target.value),
    )


def stage_at_target(judgement: Judgement, value: Decimal, language: Language) -> str:
    """That the stage to be reached is reached, or how many were missing at the deadline."""
    _ = language.gettext
    indicator, target = judgement.indicator, judgement.target_value
    if target is None:
        return ""
    stage = indicator.stage(target)
    if judgement.reason is Reason.TARGET_MET:
        return _("The target stage “{stage}” is reached.", stage=stage)
    gap = difference_text(indicator, target - value, language)
    if overshoots(indicator, value):
        return _("{gap} beyond the target stage “{stage}”.", gap=gap, stage=stage)
    return _(
        "At the deadline {gap} short of the target stage “{stage}”.",
        gap=gap,
        stage=stage,
    )


def compared_stage(
    indicator: Indicator, value: Decimal, expected: Decimal, language: Language
) -> str:
    """How a stage lies to the one that is expected of its year."""
    _ = language.gettext
    stage = indicator.stage(expected)
    if value == expected:
        return _("That is the stage expected of the year.")
    gap = difference_text(indicator, value - expected, language)
    if value > expected:
        return _("{gap} beyond “{stage}”, expected of the year.", gap=gap, stage=stage)
    return _("“{stage}” is expected of the year: {gap} behind.", gap=gap, stage=stage)


def expected_stage_text(judgement: Judgement, language: Language) -> str:
    """What was expected of the year, how far behind the figure is, and the stages."""
    _ = language.gettext
    indicator, expected, value = (
        judgement.indicator,
        judgement.expected,
        judgement.value,
    )
    if expected is None or value is None:
        return ""
    facts = [_("stages {stages}", stages=indicator.scale)]
    if value < expected:
        gap = difference_text(indicator, expected - value, language)
        facts.insert(0, _("{gap} behind", gap=gap))
    stage = indicator.stage(expected)
    return _(
        "expected {value} ({details})", value=stage, details=language.listed(facts)
    )


def inferred_stage_note(judgement: Judgement, language: Language) -> str:
    """That the plan does not state the stage of the year; empty where it does."""
    target = judgement.indicator.target
    if judgement.reason not in _ON_THE_WAY or target is None:
        return ""
    year = judgement.figure_year
    if year in target.yearly:
        return ""
    return language.gettext(
        "The plan states no stage for {year}: it is inferred from the straight way "
        "between the stages that it states, rounded down to a whole stage.",
        year=language.fiscal_year(year),
    )


def stage_grades_text(profile: Profile, language: Language) -> str:
    """Which grade of a profile is given for how many stages behind."""
    _ = language.gettext
    as_planned, one_behind, more_behind = stage_bands(profile)
    return _(
        "Stages have no rates ({profile}): as planned or ahead {as_planned}, one stage "
        "behind {one_behind}, two or more {more_behind}.",
        profile=profile_name(profile, language),
        as_planned=_grade_text(as_planned, language),
        one_behind=_grade_text(one_behind, language),
        more_behind=_grade_text(more_behind, language),
    )


def _grade_text(band: GradeBand, language: Language) -> str:
    status = term_label(band.status, language)
    if band.grade in ("", status):
        return status
    return language.gettext("{text} ({details})", text=band.grade, details=status)
