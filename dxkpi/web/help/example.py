"""使い方, the example: 豊見城市's own indicator, judged by the program for a few
supposed figures.
"""

from decimal import Decimal

from dxkpi.plan import Actual, Baseline, Indicator, Missing, ReachTarget
from dxkpi.rules import Judgement, Profile, expected_value, judge
from dxkpi.text.rounding import percent_text
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong, verdict_badge
from dxkpi.web.help.blocks import Block, joined_lines, markdown_table
from dxkpi.wording.figures import figure_text
from dxkpi.wording.formula import formula_steps

FIRST, LAST = 2025, 2030
START, GOAL = Decimal("64.4"), Decimal("75.0")
EXAMPLE = Indicator(
    code="K01",
    name="職員のDX推進実感率",
    unit="%",
    decimals=1,
    baseline=Baseline(fiscal_year=FIRST, value=START),
    target=ReachTarget(value=GOAL, fiscal_year=LAST),
)
"""豊見城市's own indicator: 64.4% at the end of 令和7年度, 75.0% at the end of 令和12年度."""

_EXAMPLE_YEAR = FIRST + 1
_SUPPOSED = ("64.0", "64.4", "65.6", "66.2", "66.6")
_SHOWN_IN_FULL = Decimal("65.6")


def example_chapter(profile: Profile) -> tuple[Block, ...]:
    """The promise, what supposed figures of the next year would be judged, and why
    85.9% is no progress.
    """
    year = current_language().fiscal_year(_EXAMPLE_YEAR)
    headings = [_("Actual"), _("Pace and rates")]
    rows = [_supposed_row(judgement) for judgement in supposed_judgements(profile)]
    return (
        _promise(year),
        _("If the figure of {year} were (these figures are supposed):", year=year),
        markdown_table(headings, rows),
        _("With {value} the screen says:", value=_figure(_SHOWN_IN_FULL)),
        _steps_in_full(profile),
        _first_day(profile),
    )


def supposed_judgements(profile: Profile) -> list[Judgement]:
    """The example judged for each supposed figure, lowest first."""
    return [judged_example(profile, Decimal(value)) for value in _SUPPOSED]


def judged_example(
    profile: Profile,
    value: Decimal | None,
    year: int = _EXAMPLE_YEAR,
    missing: Missing | None = None,
) -> Judgement:
    """The example as if this were the figure of the year, or the reason why it has none."""
    actual = Actual(fiscal_year=year, value=value, missing=missing)
    indicator = EXAMPLE.model_copy(update={"actuals": (actual,)})
    return judge(indicator, year, profile=profile)


def _promise(year: str) -> str:
    expected = expected_value(EXAMPLE, _EXAMPLE_YEAR)
    return _(
        "The indicator of 豊見城市: {name}, {start} at the end of {first}, "
        "{goal} at the end of {last}. For the end of {year}, "
        "{expected} is to be expected.",
        name=plain(EXAMPLE.name),
        start=_figure(START),
        first=current_language().fiscal_year(FIRST),
        goal=_figure(GOAL),
        last=current_language().fiscal_year(LAST),
        year=year,
        expected=_figure(expected),
    )


def _supposed_row(judgement: Judgement) -> tuple[str, str]:
    figure = strong(_figure(judgement.value))
    return f"{figure} {verdict_badge(judgement)}", _rates(judgement)


def _rates(judgement: Judgement) -> str:
    """The pace, which is judged, and beside it the rates."""
    return joined_lines(
        strong(f"{_('Pace')} {_percent(judgement.pace)}"),
        f"{_('Progress rate')} {_percent(judgement.progress_rate)}",
        f"{_('Achievement rate')} {_percent(judgement.achievement_rate)}",
    )


def _steps_in_full(profile: Profile) -> str:
    judgement = judged_example(profile, _SHOWN_IN_FULL)
    steps = formula_steps(judgement, current_language())
    return "\n".join(f"- {plain(str(step))}" for step in steps)


def _first_day(profile: Profile) -> str:
    judgement = judged_example(profile, START, FIRST)
    return _(
        "Why {quotient}={achievement} is no progress: that is the "
        "achievement rate on the first day, when nothing has been "
        "done yet. The progress rate says {progress}. Where the two "
        "would be judged differently, the screen says so.",
        quotient=f"{START}÷{GOAL}",
        achievement=_percent(judgement.achievement_rate),
        progress=_percent(judgement.progress_rate),
    )


def _figure(value: Decimal | None) -> str:
    if value is None:
        return ""
    return figure_text(EXAMPLE, value, current_language())


def _percent(rate: Decimal | None) -> str:
    if rate is None:
        return "－"
    return percent_text(rate)
