"""使い方, the judgements: kinds of targets, statuses with their limits, what decides,
and why a figure may be missing.

Nothing here repeats a number: limits come from the grading profile in use. A status,
target rule or reason that is new to the program needs its words here.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby, takewhile

from dxkpi.plan import Missing, TargetRule
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules import PROFILES, Profile, Reason, Status
from dxkpi.rules.profiles import GradeBand
from dxkpi.rules.stage_verdicts import stage_bands
from dxkpi.text.rounding import percent_text
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, status_badge, strong
from dxkpi.web.help.blocks import Block, explained_terms, joined_lines, markdown_table
from dxkpi.web.help.example import judged_example
from dxkpi.wording.glossary import term_label
from dxkpi.wording.judgement import grade_bands_text
from dxkpi.wording.language import mark
from dxkpi.wording.profiles import profile_name
from dxkpi.wording.reasons import reason_text
from dxkpi.wording.stages import stage_grades_text

SENTENCES: Mapping[TargetRule | None, str] = {
    TargetRule.REACH: "コンビニ交付利用件数を4,200件以上とする。",
    TargetRule.KEEP: "デジタル相談者の支援満足度80%以上を維持する。",
    TargetRule.IMPROVE: "市公式LINEの登録者数を毎年度増加させる。",
    TargetRule.RISE: "公開オープンデータ件数を増加させる。",
    TargetRule.DO: "RPAを導入する。",
    TargetRule.TOTAL: "5年間で375件の創業を支援する。",
    TargetRule.RANGE: "騒音を45～55dBに収める。",
    None: "市調査：R7年7月時点で市民取得率82.8パーセント。",
}
"""What the plans of 対馬市 and 潟上市 say under each rule, letter by letter; a total and a
range are as other plans state them.
"""

_RULES: Mapping[TargetRule | None, str] = {
    TargetRule.REACH: mark(
        "Up to the deadline by the pace; at the deadline by whether the target is reached."
    ),
    TargetRule.KEEP: mark(
        "Each fiscal year on its own, by whether the figure keeps to the target."
    ),
    TargetRule.IMPROVE: mark(
        "Each fiscal year against the year before. The same figure is no improvement."
    ),
    TargetRule.RISE: mark(
        "Against the baseline: the direction so far, and at the deadline whether it rose at all."
    ),
    TargetRule.DO: mark(
        "By whether it is carried out by the deadline. Once it is done it stays done."
    ),
    TargetRule.TOTAL: mark(
        "The sum since the first year against the total × years gone ÷ all years. Where "
        "a year has no figure the sum is unknown."
    ),
    TargetRule.RANGE: mark(
        "By whether it lies within the range; before the deadline by the pace towards its "
        "nearer end."
    ),
    None: mark("Never judged: the plan gives a figure but promises nothing."),
}

_STATUSES: Mapping[Status, str] = {
    Status.ACHIEVED: mark("The target is reached, or the year's promise is kept."),
    Status.ON_TRACK: mark("As planned or ahead of it."),
    Status.MOSTLY_ON_TRACK: mark("A little behind the plan, by and large on its way."),
    Status.BEHIND: mark("Behind the plan."),
    Status.FAR_BEHIND: mark(
        "Far behind the plan, or further from the target than at the start."
    ),
    Status.MISSED: mark(
        "Not reached by the deadline, or the year's promise is not kept."
    ),
    Status.WITHIN_MARGIN: mark(
        "So is counted the rate of a survey that would be behind or missed, while its "
        "margin of error also holds figures on the right side of the line. No alarm."
    ),
    Status.NOT_ASSESSABLE: mark(
        "There is a target, but something that the judgement needs is missing."
    ),
    Status.NOT_REPORTED: mark("The year is over and its figure has not come in."),
    Status.PLAN_AHEAD: mark("The year lies before the plan."),
    Status.STARTING_POINT: mark(
        "The year of the baseline: judged from the year after it."
    ),
    Status.UNMEASURED: mark("The plan is in force; its first figure is yet to come."),
    Status.UNCONFIRMED: mark(
        "The figure came in and waits to be confirmed. Viewers read this."
    ),
    Status.AWAITED: mark("The year is over; its figure is not published yet."),
    Status.AHEAD: mark("The year is not over, or the deadline is ahead."),
    Status.MONITORED: mark(
        "A figure for reference, without a target. It is not judged."
    ),
}

_REASONS: Mapping[Reason, tuple[Status, ...]] = {
    Reason.TARGET_MET: (Status.ACHIEVED,),
    Reason.KEPT: (Status.ACHIEVED,),
    Reason.IMPROVED: (Status.ACHIEVED,),
    Reason.DONE: (Status.ACHIEVED,),
    Reason.DIRECTION: (
        Status.ACHIEVED,
        Status.ON_TRACK,
        Status.BEHIND,
        Status.FAR_BEHIND,
        Status.MISSED,
    ),
    Reason.NOT_IMPROVED: (Status.MISSED,),
    Reason.NOT_DONE: (Status.MISSED,),
    Reason.IN_RANGE: (Status.ACHIEVED,),
    Reason.OUT_OF_RANGE: (Status.FAR_BEHIND, Status.MISSED),
    Reason.NO_BASELINE: (Status.NOT_ASSESSABLE,),
    Reason.NO_PREVIOUS_YEAR: (Status.NOT_ASSESSABLE,),
    Reason.QUESTION_CHANGED: (Status.NOT_ASSESSABLE,),
    Reason.SUM_UNKNOWN: (Status.NOT_ASSESSABLE,),
    Reason.LEAST_SUM_MET: (Status.ACHIEVED,),
    Reason.NO_DEADLINE: (Status.NOT_ASSESSABLE,),
    Reason.NO_FIGURE: (
        Status.NOT_ASSESSABLE,
        Status.NOT_REPORTED,
        Status.PLAN_AHEAD,
        Status.UNMEASURED,
        Status.AHEAD,
    ),
    Reason.STARTING_POINT: (Status.STARTING_POINT, Status.PLAN_AHEAD),
    Reason.YEAR_NOT_OVER: (Status.AHEAD, Status.PLAN_AHEAD),
    Reason.UNCONFIRMED: (Status.UNCONFIRMED,),
    Reason.AWAITING_PUBLICATION: (Status.AWAITED,),
    Reason.NO_FIGURE_THIS_YEAR: (Status.UNMEASURED, Status.AHEAD),
    Reason.DEADLINE_AHEAD: (Status.AHEAD, Status.PLAN_AHEAD),
    Reason.NO_TARGET: (Status.MONITORED,),
    Reason.WORST_PART: tuple(s for s in Status if s is not Status.WITHIN_MARGIN),
}

_MISSING: Mapping[Missing, str] = {
    Missing.NOT_SUBMITTED: mark("The department has not handed it in."),
    Missing.NOT_PUBLISHED: mark("Its source has not published it yet."),
    Missing.CANNOT_BE_EVALUATED: mark("It cannot be measured this year."),
    Missing.DISCONTINUED: mark("The survey or the activity has ended."),
    Missing.NOT_APPLICABLE: mark("The year does not concern this indicator."),
}


def rules_chapter(profile: Profile) -> tuple[Block, ...]:
    """Each kind of target with a plan's sentence and how it is judged."""
    language = current_language()
    rows = [(term_label(rule, language), _rule_meaning(rule)) for rule in TargetRule]
    rows.append((term_label(Status.MONITORED, language), _rule_meaning(None)))
    table = explained_terms(
        _("Target rule"), _("A plan's sentence, and how it is judged"), rows
    )
    after = _(
        "Without a baseline there is no progress rate, and no expected value but the "
        "plan's own for a year; it is never taken as 0. A missing figure is never taken "
        "as 0 either. Figures are compared unrounded and rounded only to be shown."
    )
    return table, _paths(), _stages(profile), _parts(), after


def _paths() -> str:
    return _(
        "Points on the way shape one path, straight from one to the next; a point that "
        "would turn it back holds for its own year only. Where no way leads from the "
        "baseline to a year's target, the pace is the actual ÷ that target (turned round "
        "where the figure is to fall). A target worse than the present is on course while "
        "the figure is better than the path. Rates on a tiny way, and beyond ten times "
        "the way, are told as “over 100%” or “under 0%” only, and do not rank."
    )


def _stages(profile: Profile) -> str:
    text = _(
        "An indicator may go through named stages (検討 → 試行 → 導入 → 全庁展開) that are "
        "reached or kept. Stages have an order but no distances: there is no pace, no "
        "progress rate and no achievement rate. The stage expected of a year is the one "
        "that the plan states for it, else the last one that the straight path has passed."
    )
    return current_language().sentences(
        (text, plain(stage_grades_text(profile, current_language())))
    )


def _parts() -> str:
    return _(
        "An indicator may consist of parts under one name (男/女, 小/中/高). Each has its own "
        "baseline and target and is reported in a row of its own; the indicator has one "
        "judgement and is counted once. It stands where its worst part stands: a part that "
        "is missed or behind decides whatever the others say. Where none is, a part that "
        "was not reported leaves the whole not reported; then comes one that cannot be "
        "judged, or is not due yet. A part without a target, or one that was discontinued "
        "or does not apply in the year, is left aside. Which part decides stands in the "
        "sentence and in the formula."
    )


def _rule_meaning(rule: TargetRule | None) -> str:
    return joined_lines(faint(f"「{SENTENCES[rule]}」"), _(_RULES[rule]))


def judgements_chapter(profile: Profile) -> tuple[Block, ...]:
    """Each status with its limits, how cities differ, and what a missing figure is judged."""
    return (*_statuses(profile), *_missing_figures(profile))


def _statuses(profile: Profile) -> tuple[Block, ...]:
    limits = _paces_of_statuses(profile)
    rows = [
        (status_badge(status), _status_meaning(profile, status, limits))
        for status in Status
    ]
    language = current_language()
    names = [
        f"{key} {profile_name(named, language)}" for key, named in PROFILES.items()
    ]
    cities_differ = _(
        "Cities draw these lines differently: a plan says its own in its document "
        "(grading), else its municipality those of all its plans (municipality.grading), "
        "else the administrator chooses (DXKPI_PROFILE: {profiles}).",
        profiles=language.listed(names),
    )
    return (
        markdown_table([_("Judgement"), _("Meaning")], rows),
        plain(grade_bands_text(profile, language)),
        cities_differ,
    )


def _status_meaning(
    profile: Profile, status: Status, limits: Mapping[Status, str]
) -> str:
    """What a status means, the pace that it needs, and the profile's own grade for it."""
    facts = []
    if status in limits:
        facts.append(_limit_text(profile, limits[status]))
    grade = _grade_of(profile, status)
    if grade:
        facts.append(_("grade {grade}", grade=grade))
    needs = strong(current_language().listed(facts)) if facts else ""
    return joined_lines(_(_STATUSES[status]), needs)


def _limit_text(profile: Profile, limit: str) -> str:
    if profile.quantity is GradedQuantity.PACE:
        return _("pace {limit}", limit=limit)
    quantity = term_label(profile.quantity, current_language())
    return _("{quantity} {limit}", quantity=quantity, limit=limit)


def _grade_of(profile: Profile, status: Status) -> str:
    grades = [band.grade for band in profile.bands if band.status is status]
    if grades:
        return current_language().listed(grades)
    return profile.grades.get(status, "")


def _paces_of_statuses(profile: Profile) -> dict[Status, str]:
    """The rates of each status that a rate decides, as long as it is one and the same."""
    limits: dict[Status, str] = {}
    upper: Decimal | None = None
    alike = takewhile(lambda band: band.quantity is None, profile.bands)
    for status, bands in groupby(alike, key=lambda band: band.status):
        lower = list(bands)[-1].at_least
        limits[status] = _pace_range(lower, upper)
        upper = lower
    return limits


def _pace_range(lower: Decimal | None, upper: Decimal | None) -> str:
    """80%以上100%未満; an end that is None is open."""
    if upper is None:
        return _("{value} or more", value=_pace_text(lower))
    if lower is None:
        return _("under {value}", value=_pace_text(upper))
    return _(
        "{low} or more, under {high}", low=_pace_text(lower), high=_pace_text(upper)
    )


def _pace_text(pace: Decimal | None) -> str:
    if pace is None:
        return ""
    return percent_text(pace, 0)


def reasons_chapter(profile: Profile) -> tuple[Block, ...]:
    """What can decide a judgement, and which judgements it leads to."""
    rows = []
    for reason in Reason:
        badges = [status_badge(status) for status in statuses_after(reason, profile)]
        rows.append((plain(reason_text(reason, current_language())), " ".join(badges)))
    headings = [_("What decided"), _("Judgement")]
    return _("Beside the judgement stands what decided it."), markdown_table(
        headings, rows
    )


def statuses_after(reason: Reason, profile: Profile) -> Iterable[Status]:
    """The judgements that a reason can lead to."""
    match reason:
        case (
            Reason.PACE
            | Reason.YEAR_RATE
            | Reason.ACHIEVEMENT
            | Reason.PROGRESS
            | Reason.DUE_PART
        ):
            return _statuses_of(profile.bands)
        case Reason.TARGET_NOT_MET:
            return _not_met(profile, by_bands=profile.deadline_by_bands)
        case Reason.NOT_KEPT:
            return _not_met(profile, by_bands=profile.keeps_by_bands)
        case Reason.YEARLY_TARGET:
            return _statuses_of(_bands_of_a_yearly_target(profile))
        case Reason.STAGE_AS_PLANNED:
            return [stage_bands(profile).as_planned.status]
        case Reason.STAGE_BEHIND:
            _as_planned, *behind = stage_bands(profile)
            return _statuses_of(behind)
        case Reason.BELOW_START:
            return [profile.bands[-1].status]
    return _REASONS[reason]


def _bands_of_a_yearly_target(profile: Profile) -> Iterable[GradeBand]:
    """Those from 100% on, and the one that 100% lies in."""
    for band in profile.bands:
        if band.at_least is not None and band.at_least >= 1:
            yield band
    yield profile.band(Decimal(1))


def _statuses_of(bands: Iterable[GradeBand]) -> Iterable[Status]:
    """The statuses of bands, each once."""
    return dict.fromkeys(band.status for band in bands)


def _not_met(profile: Profile, *, by_bands: bool) -> Iterable[Status]:
    """What a target that is not met leads to: that it is missed, or every band as well,
    where the profile grades it by them; stages have no rate for a band.
    """
    if by_bands:
        return dict.fromkeys((*(band.status for band in profile.bands), Status.MISSED))
    return (Status.MISSED,)


def _missing_figures(profile: Profile) -> tuple[Block, ...]:
    rows = []
    for missing in Missing:
        judgement = judged_example(profile, None, missing=missing)
        meaning = joined_lines(_(_MISSING[missing]), status_badge(judgement.status))
        rows.append((term_label(missing, current_language()), meaning))
    before = _(
        "Where a year has no figure, the reason is kept. A figure "
        "that is not due yet is never counted as late."
    )
    return before, explained_terms(_("Reason"), _("Meaning and judgement"), rows)
