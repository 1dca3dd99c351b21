"""The value axis of a chart as it is drawn: grid lines with their figures."""

from decimal import Decimal

from dxkpi.charts.plane import GridLine, Plane
from dxkpi.charts.spec import Layer
from dxkpi.charts.value_axis import ValueAxis
from dxkpi.plan import Indicator
from dxkpi.text.rounding import rounded_text
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.language import Language

_WIDEST_STAGE_EMS = 9


def tick_width(indicator: Indicator, axis: ValueAxis, language: Language) -> float:
    """How many pixels the figures of the value axis take, with the gap to the chart."""
    ticks = [_tick_text(indicator, tick, axis.step, language) for tick in axis.ticks]
    return max(text_width(tick, 12) for tick in ticks) + 12


def axis_layers(
    plane: Plane, indicator: Indicator, axis: ValueAxis, language: Language
) -> list[Layer]:
    """The grid lines with their figures; the line of zero stands out where there are
    figures below it.
    """
    width = tick_width(indicator, axis, language)
    grid: list[GridLine] = []
    labels: list[tuple[float, str]] = []
    for tick in axis.ticks:
        is_inner_zero = tick == 0 and axis.start < 0
        role = "reference" if is_inner_zero else "track"
        grid.append(GridLine(role=role, value=float(tick)))
        text = _tick_text(indicator, tick, axis.step, language)
        labels.append((plane.pixel(tick), text))
    return [
        *plane.rule_layers(grid, width),
        *plane.side_label_layers(labels, width - 8),
    ]


def _tick_text(
    indicator: Indicator, value: Decimal, step: Decimal, language: Language
) -> str:
    """A figure of the value axis; large ones in 万 or 億, so that a telephone has room
    left for the chart; the name of a stage.
    """
    _ = language.gettext
    if indicator.has_stages:
        return cut_to_width(indicator.stage(value), _WIDEST_STAGE_EMS)
    power = 0
    if step >= 10**7:
        power = 8
    elif step >= 10**4:
        power = 4
    exponent = step.scaleb(-power).normalize().as_tuple().exponent
    text = rounded_text(value.scaleb(-power), max(0, -int(exponent)))
    if power == 8:
        text = _("{value}×10⁸", value=text)
    elif power == 4:
        text = _("{value}×10⁴", value=text)
    return text + indicator.unit if len(indicator.unit) <= 2 else text
