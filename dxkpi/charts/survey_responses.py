"""How many of the staff answered, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass

from dxkpi.charts.spec import (
    Mark,
    Spec,
    TextAtHeight,
    box_layers,
    chart_spec,
    in_role,
    text_layers,
)
from dxkpi.plan import Survey
from dxkpi.survey import response_rate
from dxkpi.text.rounding import percent_text
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import described
from dxkpi.wording.language import Language

_ROW, _EDGE, _SIZE = 30, 8, 12


@dataclass(frozen=True, kw_only=True)
class _ResponseBar(Mark):
    """The share of the invited staff that answered, from 0 to 1."""

    y: float
    share: float


def response_bars(surveys: Mapping[int, Survey], language: Language) -> Spec:
    """How many of the staff answered, year by year, as bars from 0 to 100%: 30 px a year."""
    year_width = text_width("令和10年度", _SIZE) + 10
    count_width = text_width("100.0% (888/888)", _SIZE) + 10
    bars: list[_ResponseBar] = []
    years: list[TextAtHeight] = []
    counts: list[TextAtHeight] = []
    for row, (year, survey) in enumerate(surveys.items()):
        y = _ROW * row + _ROW / 2
        share = response_rate(survey)
        if share is not None:
            bars.append(_ResponseBar(role="actual", y=y, share=float(share)))
        years.append(_text(language.fiscal_year(year), y))
        counts.append(_text(response_text(survey, language), y))

    length = f"(width - {year_width + count_width} - {_EDGE})"
    start = str(year_width)
    edges = ("datum.y - 6", "datum.y + 6")
    share_end = f"{year_width} + datum.share * {length}"
    track = in_role(bars, "track")
    layers = [
        *box_layers(track, start, f"{year_width} + {length}", *edges),
        *box_layers(bars, start, share_end, *edges),
        *text_layers(years, "datum.text", "0", "datum.y"),
        *text_layers(counts, "datum.text", f"width - {count_width - 8}", "datum.y"),
    ]
    facts = [
        f"{year.text} {count.text}" for year, count in zip(years, counts, strict=True)
    ]
    title = language.gettext("Response rate")
    height = _ROW * len(surveys) + 2
    return chart_spec(layers, height, described(title, facts, language))


def response_text(survey: Survey, language: Language) -> str:
    """64.0% (398/622), or how many answers where nobody knows of how many."""
    _ = language.gettext
    counts = _("{n} answers", n=survey.answered)
    if survey.invited:
        counts = f"{survey.answered}/{survey.invited}"
    share = response_rate(survey)
    if share is None:
        return counts
    return _("{rate} ({counts})", rate=percent_text(share), counts=counts)


def _text(text: str, y: float) -> TextAtHeight:
    return TextAtHeight(role="ink", size=_SIZE, text=text, y=y)
