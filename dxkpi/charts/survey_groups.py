"""The staff survey by groups: a map of groups and years.

The map's blue only supports the figure in each cell; what was put together because it
is too small says so. Rows stand in the order of the survey and never by rank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxkpi.charts.spec import (
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    box_layers,
    chart_spec,
    expr,
    in_role,
    text_layers,
)
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.survey import survey_breaks
from dxkpi.text.rounding import rounded_text
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import described
from dxkpi.wording.figures import figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.survey import rate_with_range

_HEAD, _ROW, _GAP, _EDGE = 26, 27, 2, 8
_NAME_EMS = 7
_SIZE = 12
_PALEST, _DEEPEST = 0.05, 0.5
_ROOMY = 60  # pixels a year from which on long words fit

SurveysByYear = Mapping[int, Survey]


@dataclass(frozen=True, kw_only=True)
class _Cell(Mark):
    """A group in a year; `depth` is the strength of its blue, from 0 to 1."""

    column: int
    y: float
    depth: float
    tip: str


@dataclass(frozen=True, kw_only=True)
class _GroupText(TextMark):
    """Words in a column, the short ones where it is narrow."""

    column: int
    y: float
    long: str
    short: str


@dataclass(frozen=True, kw_only=True)
class _BreakLine(Mark):
    column: int


def group_map(
    indicator: Indicator, surveys: SurveysByYear, kind: GroupKind, language: Language
) -> Spec:
    """The rates of every group of a kind in every year as one picture, 27 px a group.

    Returns a Vega-Lite spec without a width. A cell is the rate; on pointing its
    answers, its margin, and which groups it was counted with.
    """
    years = list(surveys)
    names = group_names(surveys, kind)
    name_width = text_width("国" * _NAME_EMS, _SIZE) + 8
    bottom = _HEAD + _ROW * len(names)
    step = f"((width - {name_width} - {_EDGE}) / {len(years)})"
    left = f"{name_width} + datum.column * {step}"
    middle = f"{left} + {step} / 2"
    fitting = f"{step} >= {_ROOMY} ? datum.long : datum.short"
    breaks = [
        _BreakLine(role="alert", column=years.index(year))
        for year in survey_breaks(surveys)
    ]
    texts = _cell_texts(surveys, kind, names, language)
    text_middle = f"datum.y + {_ROW / 2}"
    layers = [
        *_cell_layers(surveys, kind, names, left, step, language),
        *box_layers(breaks, f"{left} - 0.75", f"{left} + 0.75", 4, bottom),
        *text_layers(texts, fitting, middle, text_middle),
        *text_layers(_row_names(names), "datum.text", "0", "datum.y"),
        *text_layers(_year_heads(years, language), fitting, middle, "datum.y"),
    ]
    description = _map_description(indicator, surveys, kind, language)
    return chart_spec(layers, bottom + 4, description)


def group_names(surveys: SurveysByYear, kind: GroupKind) -> list[str]:
    """The names of all groups, those of the last year first, in its order."""
    names: dict[str, None] = {}
    for year in reversed(list(surveys)):
        for group in surveys[year].groups(kind):
            names |= dict.fromkeys(group.names)
    return list(names)


def _cell_layers(
    surveys: SurveysByYear,
    kind: GroupKind,
    names: Sequence[str],
    left: str,
    step: str,
    language: Language,
) -> list[Layer]:
    """A cell for each group that a year has: blue, the deeper, the higher its rate;
    dashed where it was put together.
    """
    alone: list[_Cell] = []
    together: list[_Cell] = []
    for column, (year, survey) in enumerate(surveys.items()):
        for group in survey.groups(kind):
            tip = f"{language.fiscal_year(year)} {group_tip(group, language)}"
            cells = together if group.is_pool else alone
            for name in group.names:
                cells.append(
                    _Cell(
                        role="actual",
                        column=column,
                        y=_cell_top(names, name),
                        depth=_depth(positive_rate(group)),
                        tip=tip,
                    )
                )
    place = (
        f"{left} + {_GAP}",
        f"{left} + {step} - {_GAP}",
        "datum.y + 2",
        f"datum.y + {_ROW - 2}",
    )
    blue: dict[str, Any] = {"opacity": expr("datum.depth"), "cornerRadius": 2}
    dashed: dict[str, Any] = {"filled": False, "strokeWidth": 1, "strokeDash": [3, 3]}
    return [
        *box_layers(alone, *place, tips=True, **blue),
        *box_layers(in_role(together, "muted"), *place, tips=True, **dashed),
    ]


def _cell_texts(
    surveys: SurveysByYear, kind: GroupKind, names: Sequence[str], language: Language
) -> list[_GroupText]:
    """The rate of each group; of those put together only that they were."""
    _ = language.gettext
    texts: list[_GroupText] = []
    for column, survey in enumerate(surveys.values()):
        for group in survey.groups(kind):
            rate = rounded_text(positive_rate(group), 0)
            role, long, short = "ink", _("{rate}%", rate=rate), rate
            if group.is_pool:
                role, long, short = "muted", _("together"), "＊"
            texts += [
                _GroupText(
                    role=role,
                    size=_SIZE,
                    anchor="center",
                    column=column,
                    y=_cell_top(names, name),
                    long=long,
                    short=short,
                )
                for name in group.names
            ]
    return texts


def _cell_top(names: Sequence[str], name: str) -> float:
    return _HEAD + _ROW * names.index(name)


def _depth(share: Decimal) -> float:
    """The strength of the blue: palest up to 20%, deepest at 100%."""
    of_the_scale = max(0.0, min(1.0, (float(share) - 20) / 80))
    return round(_PALEST + (_DEEPEST - _PALEST) * of_the_scale, 3)


def _row_names(names: Sequence[str]) -> list[TextAtHeight]:
    return [
        TextAtHeight(
            role="ink",
            size=_SIZE,
            text=cut_to_width(name, _NAME_EMS),
            y=_HEAD + _ROW * n + _ROW / 2,
        )
        for n, name in enumerate(names)
    ]


def _year_heads(years: Sequence[int], language: Language) -> list[_GroupText]:
    return [
        _GroupText(
            role="muted",
            size=_SIZE,
            anchor="center",
            column=column,
            y=_HEAD / 2,
            long=language.fiscal_year(year),
            short=language.short_year(year),
        )
        for column, year in enumerate(years)
    ]


def group_tip(group: SurveyGroup, language: Language) -> str:
    """What a group's figure is made of."""
    _ = language.gettext
    answers = _("{n} answers", n=group.answers)
    if group.invited:
        answers = _("{n} of {asked}", n=group.answers, asked=group.invited)
    facts = [rate_with_range(group, language), answers]
    return _("{title}: {facts}.", title=group.name, facts=language.listed(facts))


def _map_description(
    indicator: Indicator, surveys: SurveysByYear, kind: GroupKind, language: Language
) -> str:
    """The last year's rates in words; the other years are in the table beside."""
    last = list(surveys)[-1]
    facts: list[str] = []
    for group in surveys[last].groups(kind):
        rate = figure_text(indicator, positive_rate(group), language)
        facts.append(f"{group.name} {rate}")
    title = f"{indicator.name} {language.fiscal_year(last)}"
    return described(title, facts, language)
