"""Which sentence of the rules decided a judgement, in words."""

from dxkpi.rules.judgement import Reason
from dxkpi.wording.language import Language, mark

_SENTENCES = {
    Reason.NO_TARGET: mark("no target: not judged"),
    Reason.STARTING_POINT: mark("judged from the year after the baseline"),
    Reason.NO_FIGURE: mark("no figure for this year"),
    Reason.YEAR_NOT_OVER: mark("no figure is due for this year"),
    Reason.UNCONFIRMED: mark("the figure waits to be confirmed"),
    Reason.AWAITING_PUBLICATION: mark("the figure is not published yet"),
    Reason.NO_FIGURE_THIS_YEAR: mark("no survey is made in this year"),
    Reason.TARGET_MET: mark("the target is reached"),
    Reason.TARGET_NOT_MET: mark("the deadline is reached, the target is not"),
    Reason.PACE: mark("the pace since the baseline"),
    Reason.YEAR_RATE: mark("the actual against the year's target"),
    Reason.ACHIEVEMENT: mark("the achievement rate"),
    Reason.PROGRESS: mark("the progress rate"),
    Reason.DUE_PART: mark("the actual against the part of the target that is due"),
    Reason.SUM_UNKNOWN: mark("a year of the total has no figure"),
    Reason.LEAST_SUM_MET: mark("the known years alone make the total"),
    Reason.NO_BASELINE: mark("no baseline"),
    Reason.YEARLY_TARGET: mark("the year's target is reached"),
    Reason.BELOW_START: mark("below the expected value, without a pace"),
    Reason.KEPT: mark("the year's duty is fulfilled"),
    Reason.NOT_KEPT: mark("the year's duty is not fulfilled"),
    Reason.IN_RANGE: mark("within the range"),
    Reason.OUT_OF_RANGE: mark("outside of the range"),
    Reason.IMPROVED: mark("better than the year before"),
    Reason.NOT_IMPROVED: mark("not better than the year before"),
    Reason.NO_PREVIOUS_YEAR: mark("no figure of the year before"),
    Reason.QUESTION_CHANGED: mark("the survey was changed"),
    Reason.DIRECTION: mark("compared with the baseline"),
    Reason.STAGE_AS_PLANNED: mark("at the stage expected of the year, or beyond"),
    Reason.STAGE_BEHIND: mark("behind the stage expected of the year"),
    Reason.DONE: mark("carried out"),
    Reason.NOT_DONE: mark("not carried out by the deadline"),
    Reason.DEADLINE_AHEAD: mark("the deadline lies ahead"),
    Reason.NO_DEADLINE: mark("no deadline is stated"),
    Reason.WORST_PART: mark("by its worst part"),
}


def reason_text(reason: Reason, language: Language) -> str:
    """What decided, in a few words."""
    return language.gettext(_SENTENCES[reason])
