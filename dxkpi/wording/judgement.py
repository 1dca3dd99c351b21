"""A judgement in words: its figure, the note a reader needs beside it, and the grades
of a profile.
"""

from dxkpi.plan import Actual, Direction, RangeTarget
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.judgement import UNKNOWN_SUMS, Judgement, Reason
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import GradeBand, Profile, Status
from dxkpi.rules.readable_rates import readable_achievement, readable_progress
from dxkpi.wording.figures import about_text, figure_text, number_text
from dxkpi.wording.glossary import marked_label, term_label
from dxkpi.wording.language import Language, mark
from dxkpi.wording.parts import listed_parts, texts_of_parts
from dxkpi.wording.profiles import profile_name
from dxkpi.wording.rates import rate_text
from dxkpi.wording.stages import inferred_stage_note
from dxkpi.wording.targets import stretch_note, worse_reason_text
from dxkpi.wording.totals import least_sum_text, sum_text, total_note

_NOTES = {
    Reason.NO_BASELINE: mark(
        "Without a baseline there is no progress rate and no expected path."
    ),
    Reason.NO_PREVIOUS_YEAR: mark(
        "There is no figure of the year before to compare with."
    ),
    Reason.QUESTION_CHANGED: mark(
        "The survey was changed since: figures of different "
        "questions are not compared. A new baseline helps."
    ),
    Reason.YEAR_NOT_OVER: mark(
        "The year is not over or lies before the plan: its figure is shown, but not judged."
    ),
    Reason.YEAR_RATE: mark(
        "No way leads from a baseline to what is expected of the year, so the "
        "actual is measured by that figure itself."
    ),
    Reason.BELOW_START: mark(
        "The expected value lies no further than the baseline, so no pace can be given."
    ),
}


def actual_text(judgement: Judgement, language: Language) -> str:
    """The year's figure with its unit, or why there is none."""
    actual, value = judgement.actual, judgement.value
    if judgement.parts:
        texts = texts_of_parts(judgement, lambda part: actual_text(part, language))
        return listed_parts(texts, language)
    if actual is not None and actual.is_unconfirmed:
        return term_label(Status.UNCONFIRMED, language)
    if judgement.reason in UNKNOWN_SUMS:
        return least_sum_text(judgement, language)
    if judgement.reason in (Reason.AWAITING_PUBLICATION, Reason.NO_FIGURE_THIS_YEAR):
        return _waiting_text(judgement, language)
    if actual is None or value is None:
        return _why_no_figure(actual, language)
    figure = figure_text(judgement.indicator, value, language)
    figure = about_text(figure, language, is_about=actual.approximate)
    text = sum_text(judgement.indicator, figure, language)
    return _with_year_if_late(judgement, text, language)


def _with_year_if_late(judgement: Judgement, figure: str, language: Language) -> str:
    if not judgement.is_late_figure:
        return figure
    year = language.short_year(judgement.figure_year)
    return language.gettext("{figure} ({year})", figure=figure, year=year)


def _why_no_figure(actual: Actual | None, language: Language) -> str:
    if actual is None or actual.missing is None:
        return language.gettext("no actual")
    return term_label(actual.missing, language)


def verdict_text(judgement: Judgement, language: Language) -> str:
    """The status after its mark, and what it can be within the margin: ▲ 遅れ（誤差を考えると
    遅れ～順調）.
    """
    status = marked_label(judgement.status, language)
    return _with_range(status, judgement, language)


def verdict_word(judgement: Judgement, language: Language) -> str:
    """The same without the mark."""
    status = term_label(judgement.status, language)
    return _with_range(status, judgement, language)


def _with_range(status: str, judgement: Judgement, language: Language) -> str:
    statuses = verdict_range_text(judgement, language)
    if not statuses:
        return status
    return language.gettext("{status} ({range})", status=status, range=statuses)


def verdict_range_text(judgement: Judgement, language: Language) -> str:
    """What the status can be within the margin: 誤差を考えると 遅れ～順調; empty where it
    is sure.
    """
    statuses = possible_statuses_text(judgement, language)
    if not statuses:
        return ""
    return language.gettext("within the margin {range}", range=statuses)


def possible_statuses_text(judgement: Judgement, language: Language) -> str:
    """The statuses themselves, the worst first: 遅れ～順調; empty where it is sure."""
    verdict_range = judgement.verdict_range
    if verdict_range is None or judgement.is_sure:
        return ""
    return language.gettext(
        "{low}–{high}",
        low=term_label(verdict_range.worst, language),
        high=term_label(verdict_range.best, language),
    )


def own_grade_text(judgement: Judgement, language: Language) -> str:
    """The city's own grade, where it says more than the status beside it."""
    status = term_label(judgement.status, language)
    return "" if judgement.own_grade == status else judgement.own_grade


def _waiting_text(judgement: Judgement, language: Language) -> str:
    """Why there is no figure though nobody is late, with the latest known one."""
    _ = language.gettext
    reason = _("awaiting publication")
    if judgement.reason is Reason.NO_FIGURE_THIS_YEAR:
        reason = _("no survey this year")
    latest = last_known(judgement.indicator, judgement.fiscal_year - 1)
    if latest is None or latest.value is None:
        return reason
    return _(
        "{reason} ({year}: {figure})",
        reason=reason,
        year=language.short_year(latest.fiscal_year),
        figure=figure_text(judgement.indicator, latest.value, language),
    )


def judgement_note(judgement: Judgement, language: Language) -> str:
    """What a reader should know beside the figures; empty where nothing needs saying."""
    if judgement.parts:
        return _notes_of_parts(judgement, language)
    return language.sentences(
        (
            _missing_note(judgement, language),
            total_note(judgement, language),
            _reason_note(judgement, language),
            _margin_note(judgement, language),
            inferred_stage_note(judgement, language),
            _other_year_note(judgement, language),
            _approximate_note(judgement, language),
            _range_note(judgement, language),
            _rates_note(judgement, language),
            stretch_note(judgement, language),
            worse_reason_text(judgement.indicator, language),
        )
    )


def _notes_of_parts(judgement: Judgement, language: Language) -> str:
    """The notes of each part behind its name."""
    notes = [
        language.gettext("{part}: {text}", part=name, text=note)
        for name, part in judgement.named_parts
        if (note := judgement_note(part, language))
    ]
    return language.sentences(notes)


def _missing_note(judgement: Judgement, language: Language) -> str:
    actual = judgement.actual
    if actual is None or actual.missing is None:
        return ""
    reason = term_label(actual.missing, language)
    return language.gettext("No figure: {reason}.", reason=reason)


def _reason_note(judgement: Judgement, language: Language) -> str:
    is_graded_so = judgement.quantity is GradedQuantity.YEAR_ACHIEVEMENT
    if judgement.reason is Reason.YEAR_RATE and is_graded_so:
        return ""  # the profile always measures by the year's figure
    if judgement.reason in _NOTES:
        return language.gettext(_NOTES[judgement.reason])
    target = judgement.indicator.target
    deadline = target.fiscal_year if target else None
    if judgement.reason is Reason.DEADLINE_AHEAD and deadline:
        year = language.fiscal_year(deadline)
        return language.gettext("The deadline is the end of {year}.", year=year)
    return ""


def _margin_note(judgement: Judgement, language: Language) -> str:
    """What the margin of error leaves open."""
    _ = language.gettext
    verdict_range = judgement.verdict_range
    if verdict_range is None or judgement.is_sure:
        return ""
    facts = {
        "low": number_text(judgement.indicator, verdict_range.interval.low, language),
        "high": figure_text(judgement.indicator, verdict_range.interval.high, language),
        "worst": term_label(verdict_range.worst, language),
        "best": term_label(verdict_range.best, language),
    }
    if judgement.is_undecided:
        return _(
            "The margin of error ({low}–{high}) lies on both sides of the line: from "
            "“{worst}” to “{best}” anything is possible, so it is no alarm.",
            **facts,
        )
    if judgement.is_surely_behind:
        return _(
            "All of the margin of error ({low}–{high}) lies behind the line: from "
            "“{worst}” to “{best}”.",
            **facts,
        )
    return _(
        "Within the margin of error ({low}–{high}) it is from “{worst}” to “{best}”.",
        **facts,
    )


def _other_year_note(judgement: Judgement, language: Language) -> str:
    actual = judgement.actual
    if actual is None or actual.fiscal_year == judgement.fiscal_year:
        return ""
    year = language.fiscal_year(actual.fiscal_year)
    return language.gettext("Judged by the figure of {year}.", year=year)


def _approximate_note(judgement: Judgement, language: Language) -> str:
    if judgement.actual is None or not judgement.actual.approximate:
        return ""
    return language.gettext("The source gives the actual as approximate.")


def _range_note(judgement: Judgement, language: Language) -> str:
    """That a range is graded by its pace, where the profile grades something else."""
    is_range = isinstance(judgement.indicator.target, RangeTarget)
    is_graded_so = judgement.quantity is GradedQuantity.PACE
    if not is_range or is_graded_so or judgement.pace is None:
        return ""
    return language.gettext("A range is graded by the pace towards its nearer end.")


def _rates_note(judgement: Judgement, language: Language) -> str:
    """Which rate to look at, where the two would get different grades."""
    _ = language.gettext
    achievement = readable_achievement(judgement)
    progress = readable_progress(judgement)
    if not judgement.rates_disagree or achievement is None or progress is None:
        return ""
    rates = {
        "achievement": rate_text(achievement, language),
        "progress": rate_text(progress, language),
    }
    if judgement.indicator.direction is Direction.HIGHER:
        return _(
            "The achievement rate of {achievement} includes the "
            "starting point; the progress rate is {progress}.",
            **rates,
        )
    return _(
        "For a figure that should fall, look at the progress "
        "rate of {progress}, not at {achievement}.",
        **rates,
    )


def grade_bands_text(profile: Profile, language: Language) -> str:
    """From which pace on a profile gives which grade: 標準: 100%以上 A、80%以上
    B+、50%以上 B、それ未満 C.
    """
    _ = language.gettext
    name = profile_name(profile, language)
    bands = language.listed(_band_text(band, language) for band in profile.bands)
    if profile.quantity is GradedQuantity.PACE:
        return _("Grades by pace ({profile}): {bands}.", profile=name, bands=bands)
    return _(
        "Grades by {quantity} ({profile}): {bands}.",
        quantity=term_label(profile.quantity, language),
        profile=name,
        bands=bands,
    )


def _band_text(band: GradeBand, language: Language) -> str:
    _ = language.gettext
    if band.at_least is None:
        return _("{grade} below", grade=band.grade)
    bound = bound_text(band)
    if band.quantity is not None:
        quantity = term_label(band.quantity, language)
        bound = _("{quantity} {rate}", quantity=quantity, rate=bound)
    if band.above:
        return _("{grade} over {pace}", pace=bound, grade=band.grade)
    return _("{grade} from {pace}", pace=bound, grade=band.grade)


def bound_text(band: GradeBand) -> str:
    """The bound of a grade in percent, with the digits that it has; empty without one."""
    if band.at_least is None:
        return ""
    percent = (band.at_least * 100).normalize() + 0
    return f"{percent:f}%"
