"""The sentence about one indicator, the same wherever it is shown."""

from dxkpi.rules import Judgement
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.wording.headline import headline
from dxkpi.wording.survey_course import trend_text


def indicator_sentence(view: View, judgement: Judgement) -> str:
    """How an indicator stands in the view's year; a survey's figure with its margin."""
    trend = view.trend_of(judgement.indicator)
    if trend is not None and trend.is_surveyed:
        return trend_text(trend, current_language())
    return headline(judgement, current_language())
