"""使い方: what the numbers mean, who does what when, how to print and share, and the words.

Nothing here repeats a number or a rule: limits come from the grading profile in use, statuses and rates of the examples
are judged by the program itself. A status, target rule or reason that is new to the program needs its words here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, groupby

import pandas as pd
import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Baseline,
    Indicator,
    Missing,
    NationalItem,
    Target,
    TargetRule,
)
from dxkpi.rules import (
    PROFILES,
    Judgement,
    Profile,
    Reason,
    Status,
    expected_value,
    judge,
)
from dxkpi.settings import settings
from dxkpi.text.rounding import percent_text, rounded_text
from dxkpi.web.common import parts
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import badge, faint, plain, strong, unbroken
from dxkpi.web.help import handbook
from dxkpi.wording import figures, glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.language import mark

Block = str | pd.DataFrame
Write = Callable[[Profile], tuple[Block, ...]]

_SHORT = 8
"""Terms of so few letters stay on one line."""

FIRST, LAST = 2025, 2030
START, GOAL = Decimal("64.4"), Decimal("75.0")
EXAMPLE = Indicator(
    code="K01",
    name="職員のDX推進実感率",
    unit="%",
    decimals=1,
    baseline=Baseline(fiscal_year=FIRST, value=START),
    target=Target(rule=TargetRule.REACH, value=GOAL, fiscal_year=LAST),
)
"""豊見城市's own indicator: 64.4% at the end of 令和7年度, 75.0% at the end of 令和12年度."""

_SUPPOSED = tuple(map(Decimal, ("64.0", "64.4", "65.6", "66.2", "66.6")))
_IN_FULL = Decimal("65.6")

SENTENCES: Mapping[TargetRule | None, str] = {
    TargetRule.REACH: "コンビニ交付利用件数を4,200件以上とする。",
    TargetRule.KEEP: "デジタル相談者の支援満足度80%以上を維持する。",
    TargetRule.IMPROVE: "市公式LINEの登録者数を毎年度増加させる。",
    TargetRule.RISE: "公開オープンデータ件数を増加させる。",
    TargetRule.DO: "RPAを導入する。",
    None: "市調査：R7年7月時点で市民取得率82.8パーセント。",
}
"""What the plans of 対馬市 and 潟上市 say under each rule, letter by letter."""

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
    Status.NOT_ASSESSABLE: mark(
        "There is a target, but something that the judgement needs is missing."
    ),
    Status.NOT_REPORTED: mark("The year is over and its figure has not come in."),
    Status.NOT_DUE: mark(
        "Too early: the year is not over, lies before the plan, or the deadline is ahead."
    ),
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
    Reason.TARGET_NOT_MET: (Status.MISSED,),
    Reason.NOT_KEPT: (Status.MISSED,),
    Reason.NOT_IMPROVED: (Status.MISSED,),
    Reason.NOT_DONE: (Status.MISSED,),
    Reason.NO_BASELINE: (Status.NOT_ASSESSABLE,),
    Reason.NO_PREVIOUS_YEAR: (Status.NOT_ASSESSABLE,),
    Reason.QUESTION_CHANGED: (Status.NOT_ASSESSABLE,),
    Reason.NO_DEADLINE: (Status.NOT_ASSESSABLE,),
    Reason.NO_FIGURE: (Status.NOT_ASSESSABLE, Status.NOT_REPORTED, Status.NOT_DUE),
    Reason.STARTING_POINT: (Status.NOT_DUE,),
    Reason.YEAR_NOT_OVER: (Status.NOT_DUE,),
    Reason.DEADLINE_AHEAD: (Status.NOT_DUE,),
    Reason.NO_TARGET: (Status.MONITORED,),
}

_MISSING: Mapping[Missing, str] = {
    Missing.NOT_SUBMITTED: mark("The department has not handed it in."),
    Missing.NOT_PUBLISHED: mark("Its source has not published it yet."),
    Missing.CANNOT_BE_EVALUATED: mark("It cannot be measured this year."),
    Missing.DISCONTINUED: mark("The survey or the activity has ended."),
    Missing.NOT_APPLICABLE: mark("The year does not concern this indicator."),
}


def contents() -> None:
    """The page's name, and its chapters as links."""
    title = _("How to use")
    st.set_page_config(page_title=f"{title} – dxkpi")
    st.title(title, anchor=False)
    links = ((anchor, _(name)) for anchor, name, _write in CHAPTERS)
    st.markdown(parts.SEPARATOR.join(f"[{name}](#{anchor})" for anchor, name in links))


def chapters() -> None:
    """Everything there is to say, a card each."""
    grid = st.grid(2, min_column_width=420, border=True)
    for anchor, title, write in CHAPTERS:
        with grid.cell():
            st.header(_(title), anchor=anchor)
            for block in _written(
                write, current_language(), settings().profile, settings().smallest_group
            ):
                if isinstance(block, str):
                    st.markdown(block)
                else:
                    st.table(block, border="horizontal", hide_index=True, alt=_(title))


@lru_cache(maxsize=64)
def _written(
    write: Write, _language: str, profile: str, _smallest: int
) -> tuple[Block, ...]:
    return write(PROFILES[profile])


def _screens(_profile: Profile) -> tuple[Block, ...]:
    return (
        _table(
            _("Screen"),
            _("What it answers"),
            ((_(name), _(words)) for name, words in handbook.SCREENS),
        ),
    )


def _numbers(_profile: Profile) -> tuple[Block, ...]:
    rows = [
        (_("Baseline"), _("Where the indicator starts, by the plan."), ""),
        (_("Target"), _("What the plan promises, and by when."), ""),
        (_("Actual"), _("What was reached at the end of the fiscal year."), ""),
        (
            _("Expected"),
            _(
                "What should be reached by the end of a year: the year's own target if the plan gives one, else the value "
                "on the line from baseline to target."
            ),
            _("baseline + (target − baseline) × years gone ÷ all years"),
        ),
        (
            _("Pace"),
            _(
                "How much of the expected way is done. 100% is exactly as planned. Up to the deadline this is judged."
            ),
            _("(actual − baseline) ÷ (expected − baseline)"),
        ),
        (
            _("Progress rate"),
            _(
                "How much of the whole way is done: 0% at the start, 100% at the target."
            ),
            _("(actual − baseline) ÷ (target − baseline)"),
        ),
        (
            _("Achievement rate"),
            _(
                "The actual as a share of the target. It contains the starting point, so it is no measure of progress."
            ),
            _("actual ÷ target"),
        ),
    ]
    said = (
        (name, _join(means, strong(rule) if rule else "")) for name, means, rule in rows
    )
    return (_table(_("Number"), _("Meaning and formula"), said),)


def _example(profile: Profile) -> tuple[Block, ...]:
    start, shown = _judged(profile, START, FIRST), _judged(profile, _IN_FULL)
    expected, year = expected_value(EXAMPLE, FIRST + 1), fiscal.wareki(FIRST + 1)
    promise = _(
        "The indicator of 豊見城市: {name}, {start} at the end of {first}, {goal} at the end of {last}. For the end of {year}, "
        "{expected} is to be expected.",
        name=plain(EXAMPLE.name),
        start=_figure(START),
        first=fiscal.wareki(FIRST),
        goal=_figure(GOAL),
        last=fiscal.wareki(LAST),
        year=year,
        expected=_figure(expected),
    )
    rows = (
        (f"{strong(_figure(value))} {badge(j.status)}", _rates(j))
        for value, j in _supposed(profile)
    )
    first_day = _(
        "Why {quotient}={achievement} is no progress: that is the achievement rate on the first day, when nothing has been "
        "done yet. The progress rate says {progress}. Where the two would be judged differently, the screen says so.",
        quotient=f"{START}÷{GOAL}",
        achievement=_percent(start.achievement_rate),
        progress=_percent(start.progress_rate),
    )
    return (
        promise,
        _("If the figure of {year} were (these figures are supposed):", year=year),
        _grid([_("Actual"), _("Pace and rates")], rows),
        _("With {value} the screen says:", value=_figure(_IN_FULL)),
        "\n".join(
            f"- {plain(str(step))}"
            for step in wording.formula_steps(shown, current_language())
        ),
        first_day,
    )


def _supposed(profile: Profile) -> list[tuple[Decimal, Judgement]]:
    return [(value, _judged(profile, value)) for value in _SUPPOSED]


def _rates(judgement: Judgement) -> str:
    """The pace, which is judged, and beside it the rates."""
    pace, progress, achievement = _("Pace"), _("Progress rate"), _("Achievement rate")
    return _join(
        strong(f"{pace} {_percent(judgement.pace)}"),
        f"{progress} {_percent(judgement.progress_rate)}",
        f"{achievement} {_percent(judgement.achievement_rate)}",
    )


def _judged(
    profile: Profile,
    value: Decimal | None,
    year: int = FIRST + 1,
    missing: Missing | None = None,
) -> Judgement:
    """The example as if this were the figure of the year."""
    actual = Actual(fiscal_year=year, value=value, missing=missing)
    return judge(
        EXAMPLE.model_copy(update={"actuals": (actual,)}), year, profile=profile
    )


def _figure(value: Decimal | None) -> str:
    return (
        "" if value is None else figures.figure_text(EXAMPLE, value, current_language())
    )


def _percent(rate: Decimal | None) -> str:
    return "－" if rate is None else percent_text(rate)


def _rules(_profile: Profile) -> tuple[Block, ...]:
    named = [
        (glossary.term_label(rule, current_language()), rule) for rule in TargetRule
    ] + [(glossary.term_label(Status.MONITORED, current_language()), None)]
    rows = [
        (name, _join(faint(f"「{SENTENCES[rule]}」"), _(_RULES[rule])))
        for name, rule in named
    ]
    after = _(
        "Without a baseline there is no rate and no expected value; it is never taken as 0. A missing figure is never taken "
        "as 0 either. Figures are compared unrounded and rounded only to be shown."
    )
    return _table(
        _("Target rule"), _("A plan's sentence, and how it is judged"), rows
    ), after


def _statuses(profile: Profile) -> tuple[Block, ...]:
    limits = _limits(profile)
    rows = [
        (badge(status), _join(_(_STATUSES[status]), _limit(profile, status, limits)))
        for status in Status
    ]
    profiles = _(", ").join(f"{key} {one.name}" for key, one in PROFILES.items())
    after = _(
        "Cities draw these lines differently; the administrator chooses (DXKPI_PROFILE: {profiles}).",
        profiles=profiles,
    )
    return (
        _grid([_("Judgement"), _("Meaning")], rows),
        plain(wording.grade_bands_text(profile, current_language())),
        after,
    )


def _reasons(profile: Profile) -> tuple[Block, ...]:
    rows = [
        (
            plain(wording.reason_text(r, current_language())),
            " ".join(map(badge, led_to(r, profile))),
        )
        for r in Reason
    ]
    return _("Beside the judgement stands what decided it."), _grid(
        [_("What decided"), _("Judgement")], rows
    )


def _limit(profile: Profile, status: Status, limits: Mapping[Status, str]) -> str:
    """The pace that a status needs, and the profile's own grade for it."""
    grade = _grade(profile, status)
    said = [
        _("pace {limit}", limit=limits[status]) if status in limits else "",
        _("grade {grade}", grade=grade) if grade else "",
    ]
    return strong(_(", ").join(filter(None, said))) if any(said) else ""


def _limits(profile: Profile) -> dict[Status, str]:
    """The paces of each status that a pace decides."""
    limits, upper = {}, None
    for status, group in groupby(profile.bands, key=lambda band: band.status):
        lower = [band.at_least for band in group][-1]
        limits[status], upper = _between(lower, upper), lower
    return limits


def _between(lower: Decimal | None, upper: Decimal | None) -> str:
    low, high = (
        f"{rounded_text(end * 100, 0)}%" if end is not None else ""
        for end in (lower, upper)
    )
    if not high:
        return _("{value} or more", value=low)
    return (
        _("{low} or more, under {high}", low=low, high=high)
        if low
        else _("under {value}", value=high)
    )


def _grade(profile: Profile, status: Status) -> str:
    grades = [band.grade for band in profile.bands if band.status is status]
    return _(", ").join(grades) or profile.grades.get(status, "")


def led_to(reason: Reason, profile: Profile) -> Iterable[Status]:
    """The judgements that a reason can lead to."""
    match reason:
        case Reason.PACE:
            return dict.fromkeys(band.status for band in profile.bands)
        case Reason.YEARLY_TARGET:
            return [profile.band(Decimal(1)).status]
        case Reason.BELOW_START:
            return [profile.bands[-1].status]
    return _REASONS[reason]


def _judgements(profile: Profile) -> tuple[Block, ...]:
    return (*_statuses(profile), *_missing(profile))


def _missing(profile: Profile) -> tuple[Block, ...]:
    judged = ((m, badge(_judged(profile, None, missing=m).status)) for m in Missing)
    rows = [
        (
            glossary.term_label(missing, current_language()),
            _join(_(_MISSING[missing]), status),
        )
        for missing, status in judged
    ]
    before = _(
        "Where a year has no figure, the reason is kept. A figure that is not due yet is never counted as late."
    )
    return before, _table(_("Reason"), _("Meaning and judgement"), rows)


def _marks(_profile: Profile) -> tuple[Block, ...]:
    plan = _("in the plan and the schedule")
    items = (
        (
            f"{glossary.term_glyph(item)} {plan}",
            glossary.term_label(item, current_language()),
        )
        for item in NationalItem
    )
    return (
        _table(
            _("Mark"),
            _("Meaning"),
            chain(((_(seen), _(means)) for seen, means in handbook.MARKS), items),
        ),
    )


def _cycle(_profile: Profile) -> tuple[Block, ...]:
    rows = (
        (_(when), _join(strong(_(who)), _(what))) for when, who, what in handbook.CYCLE
    )
    return (_table(_("When"), _("Who does what"), rows),)


def _return(_profile: Profile) -> tuple[Block, ...]:
    read = _table(
        _("Cell or file"),
        _("What is read and what is not"),
        ((_(what), _(how)) for what, how in handbook.READ),
    )
    return _table(
        _("Step"),
        _("What happens"),
        ((_(step), _(what)) for step, what in handbook.RETURN),
    ), read


def _survey(_profile: Profile) -> tuple[Block, ...]:
    smallest = settings().smallest_group
    return (
        _table(
            _("Step"),
            _("What happens"),
            ((_(step), _(what, n=smallest)) for step, what in handbook.SURVEY),
        ),
    )


def _tasks(_profile: Profile) -> tuple[Block, ...]:
    return (
        _table(
            _("To do"), _("How"), ((_(task), _(how)) for task, how in handbook.TASKS)
        ),
    )


def _words(_profile: Profile) -> tuple[Block, ...]:
    japanese = current_language() == "ja"
    rows = (
        (word if japanese else " ".join((word, _(english))), _(means))
        for word, english, means in handbook.WORDS
    )
    return (_table(_("Word"), _("Meaning"), rows),)


def _join(*texts: str) -> str:
    return "  \n".join(filter(None, texts))


def _table(first: str, second: str, rows: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Terms with what there is to say about each; two columns are what a narrow screen has room for."""
    return _grid([first, second], ((_term(term), said) for term, said in rows))


def _term(text: str) -> str:
    return f"**{unbroken(text)}**" if len(text) <= _SHORT else strong(text)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> pd.DataFrame:
    """A table; the cells are Markdown."""
    return pd.DataFrame(rows, columns=list(head))


CHAPTERS = (
    ("screens", mark("Which screen answers what"), _screens),
    ("numbers", mark("The numbers and their formulas"), _numbers),
    ("example", mark("An example"), _example),
    ("rules", mark("The kinds of targets"), _rules),
    ("judgements", mark("The judgements"), _judgements),
    ("reasons", mark("What decides a judgement"), _reasons),
    ("cycle", mark("Who does what when"), _cycle),
    ("return", mark("Handing in the year's figures"), _return),
    ("survey", mark("Taking in the staff survey"), _survey),
    ("tasks", mark("Printing, saving, sharing"), _tasks),
    ("marks", mark("Marks in the charts"), _marks),
    ("words", mark("The words"), _words),
)
