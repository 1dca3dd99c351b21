"""職員のDX推進実感率: its sentence, three large figures, the trend with its margins, the numbers and how to read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal, survey
from dxkpi.charts import words
from dxkpi.i18n import _, ngettext, sentences
from dxkpi.plan import Direction, Indicator, TargetRule, figures
from dxkpi.progress import Judgement, Outlook, Reason, headline, meets, wording
from dxkpi.progress.headline import apart, difference, step
from dxkpi.progress.outlook import LEAST_FIGURES, explained, spoken
from dxkpi.progress.standing import figure_of
from dxkpi.web import choice, parts
from dxkpi.web.markdown import badge, faint, plain, strong, unbroken
from dxkpi.web.view import View

_PIECES = re.compile(r"\s+|令和[元0-9]+|[!-~]+[～–]?|\S{1,2}")
_UP_TO_THE_LAST_DIGIT = re.compile(r".*\d", re.DOTALL)


@dataclass(frozen=True)
class Card:
    """A large figure: its name, the figure, and a remark beneath."""

    name: str
    figure: str
    remark: str = ""


def followed(view: View) -> survey.Trend | None:
    """The share of staff who feel the DX in the view's year; None where the plan does not follow it."""
    return view.kept(_followed)


def _followed(view: View) -> survey.Trend | None:
    indicator = view.plan.realisation
    if indicator is None:
        return None
    return survey.trend(view.plan, view.judged(indicator), view.course(indicator))


def _trend(view: View) -> survey.Trend:
    found = followed(view)
    assert found is not None
    return found


def said(view: View, judgement: Judgement) -> str:
    """An indicator's sentence in the view's year: with its margin where a survey is behind the figure."""
    trend = followed(view)
    if trend is not None and trend.indicator.code == judgement.indicator.code and trend.is_surveyed:
        return trend.sentence
    return headline(judgement)


def answer(view: View) -> None:
    """The page's sentence."""
    st.header(view.kept(_answer), anchor=False)


def _answer(view: View) -> str:
    return plain(_trend(view).sentence)


def cards(view: View) -> None:
    """The large figures: three where there is enough to tell."""
    with st.container(horizontal=True, gap="small"):
        for card in view.kept(_cards):
            st.metric(
                card.name, card.figure, card.remark or None, delta_color="off", delta_arrow="off", border=True,
                height="stretch",
            )  # fmt: skip


def _cards(view: View) -> tuple[Card, ...]:
    found = _trend(view)
    goal = _goal_card(found)
    if found.standing is None:
        return (goal,) if goal else ()
    needed, ahead = _needed_card(found), _outlook_card(found)
    rest = [card for card in (goal, needed, ahead, None if needed else _pace_card(found)) if card]
    shown = [_now_card(found), *(rest[1:] if needed and ahead else rest)]
    return tuple(Card(plain(c.name), _large(c.figure), plain(c.remark)) for c in shown[:3])


def _large(figure: str) -> str:
    """A figure for a card: the unit behind it is small, so that a range fits too."""
    unit = _UP_TO_THE_LAST_DIGIT.sub("", figure)
    return plain(figure.removesuffix(unit)) + (f":small[{plain(unit)}]" if unit else "")


def _now_card(trend: survey.Trend) -> Card:
    assert trend.standing is not None
    found = trend.standing
    baseline, indicator, figure = found.indicator.baseline, found.indicator, figure_of(found)
    if trend.surveys is not None and trend.is_surveyed:
        spread = survey.interval(trend.surveys.latest)
        if spread.lies_evenly(found.value):
            figure = _("{rate} ±{margin}", rate=figure, margin=figures.number(indicator, spread.margin))
        else:
            figure = survey.with_margin(indicator, found.value, spread)
    if not found.begun and baseline is not None:
        month = fiscal.month_label(baseline.as_of) if baseline.as_of else ""
        remark = _("figure of {month}", month=month) if month else ""
        return Card(_("Starting point ({year})", year=fiscal.wareki(found.start)), figure, remark)
    remark = ""
    if found.line is not None and found.deadline is not None and found.last < found.deadline:
        ahead = found.value - found.line
        gap, line = apart(indicator, found.value, found.line)
        better = ahead * (1 if indicator.direction is Direction.HIGHER else -1)
        said = (
            _("{gap} behind the target line {line}")
            if better < 0
            else _("{gap} ahead of the target line {line}")
            if better > 0
            else _("on the target line {line}")
        )
        remark = said.format(gap=gap, line=line)
    return Card(_("Actual of {year}", year=fiscal.wareki(found.last)), figure, remark)


def _goal_card(found: survey.Trend) -> Card | None:
    indicator, target, stands = found.indicator, found.indicator.target, found.standing
    if target is None or target.value is None:
        return None
    when = words.when(target, short=False)
    name = _("Target ({when})", when=when) if when else _("Target")
    if target.rule is TargetRule.KEEP:
        name = _("Target (every year)")
    remark = ""
    if stands is not None and stands.left is not None:
        if not stands.begun:
            remark = _("{step} from the starting point", step=step(indicator, stands.left))
        elif stands.reached:
            remark = _("reached")
        elif stands.over:
            remark = _("{gap} short", gap=difference(indicator, stands.left))
        else:
            remark = _("{gap} to go", gap=difference(indicator, stands.left))
    return Card(name, wording.bound(indicator, target.value, target.comparator), remark)


def _needed_card(found: survey.Trend) -> Card | None:
    stands, so_far = found.standing, found.so_far
    if stands is None or stands.needed is None or stands.deadline is None:
        return None
    if so_far is None:
        remark = _span(stands.last, stands.deadline)
    else:
        n, pace = stands.last - stands.start, _a_year(found.indicator, so_far)
        remark = ngettext("so far, in {n} year: {pace}", "so far, in {n} years: {pace}", n, pace=pace)
    return Card(_("Pace that reaches the target"), _a_year(found.indicator, stands.needed), remark)


def _pace_card(found: survey.Trend) -> Card | None:
    stands, so_far = found.standing, found.so_far
    if stands is None or so_far is None:
        return None
    return Card(_("Pace so far"), _a_year(found.indicator, so_far), _span(stands.start, stands.last))


def _outlook_card(found: survey.Trend) -> Card | None:
    if found.outlook is None:
        return None
    indicator, end = found.indicator, found.outlook.end
    remark = ""
    if found.standing is not None and found.standing.goal is not None and found.outlook.has_width:
        goal = figures.figure(indicator, found.standing.goal)
        chance = survey.likely(found.outlook, found.standing.goal, indicator) if found.surveys else None
        said = (
            _("chance of the target {goal}: {chance}")
            if chance
            else _("target of {goal}: above this range")
            if found.standing.goal > end.high
            else _("target of {goal}: below this range")
            if found.standing.goal < end.low
            else _("target of {goal}: within this range")
        )
        remark = said.format(goal=goal, chance=chance)
    elif not found.outlook.has_width:
        remark = _("its width cannot be told")
    year = fiscal.wareki(end.fiscal_year)
    return Card(_("If this trend goes on ({year})", year=year), spoken(indicator, end), remark)


def _a_year(indicator: Indicator, change: Decimal) -> str:
    unit = "" if indicator.unit == "%" else indicator.unit
    return _("{n} a year", n=figures.signed(indicator, change) + unit)


def _span(first: int, last: int) -> str:
    """How many years lie between two."""
    return ngettext("{n} year from {year} on", "{n} years from {year} on", last - first, year=fiscal.wareki(first))


def picture(view: View) -> None:
    """The trend, with what one must know to read it, what somebody supposes of the next year, and its files."""
    spec, title, note = view.kept(_picture)
    with st.container(border=True):
        st.markdown(f"{strong(title)} {faint(note)}")
        if spec is None:
            st.info(view.kept(_no_picture))
            return
        supposed = _supposed(view)
        parts.chart(spec if supposed is None else _drawn(_trend(view), supposed))
        if supposed is not None:
            st.caption(plain(_supposition(_trend(view), supposed)))
        name = _trend(view).indicator.name
        parts.downloads(view, "realisation", [parts.Picture(name, spec, note)], _csv)


def _supposed(view: View) -> Decimal | None:
    """A figure of the next year to play with; it is not stored and not in the address. None while nobody plays."""
    stands = _trend(view).standing
    if stands is None or stands.deadline is None or stands.last >= stands.deadline or stands.indicator.unit != "%":
        return None
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        year = fiscal.wareki(stands.last + 1)
        if not st.toggle(_("What if? Suppose a figure for {year}", year=plain(year)), key="supposing"):
            return None
        value = st.slider(
            _("Supposed figure of {year}", year=plain(year)), 0.0, 100.0, round(float(stands.value), 1), 0.5,
            format="%.1f%%", key=f"supposed-{view.city.code}-{view.year}", width=360,
        )  # fmt: skip
    return Decimal(str(value))


def _supposition(found: survey.Trend, supposed: Decimal) -> str:
    """What the supposed figure would mean for the years after it."""
    stands = found.standing
    assert stands is not None
    assert stands.goal is not None
    assert stands.deadline is not None
    indicator, year = found.indicator, stands.last + 1
    value, goal, left = (
        figures.figure(indicator, supposed),
        figures.figure(indicator, stands.goal),
        stands.deadline - year,
    )
    start = _(
        "A supposition, not a figure; nothing is stored. If {year} were {value}:", year=fiscal.wareki(year), value=value
    )
    if meets(supposed, stands.goal, None, indicator.direction):
        return sentences((start, _("the target of {goal} would be reached.", goal=goal)))
    gap = stands.goal - supposed
    if left == 0:
        return sentences(
            (start, _("the target of {goal} would be missed by {gap}.", goal=goal, gap=difference(indicator, gap)))
        )
    pace = step(indicator, gap / left)
    rest = ngettext(
        "the target of {goal} would then ask for {pace} in the {n} year left.",
        "the target of {goal} would then ask for {pace} in each of the {n} years left.",
        left, goal=goal, pace=pace,
    )  # fmt: skip
    return sentences((start, rest))


def _picture(view: View) -> tuple[dict[str, Any] | None, str, str]:
    found = _trend(view)
    title = _("Trend and way to the target")
    if found.standing is None:
        return None, title, ""
    return _drawn(found), title, charts.trend_note(found)


def _drawn(found: survey.Trend, supposed: Decimal | None = None) -> dict[str, Any]:
    assert found.standing is not None
    return charts.trend(found.standing, found.course, found.outlook, supposed)


def _no_picture(view: View) -> str:
    indicator = _trend(view).indicator
    known = [a.fiscal_year for a in indicator.actuals if a.value is not None]
    if known:
        return plain(
            _("The first figure is of {year}. Choose that year or a later one.", year=fiscal.wareki(min(known)))
        )
    return parts.nothing_to_draw(indicator)


def _csv(view: View) -> bytes:
    found = _trend(view)
    return charts.trend_csv(found.indicator, found.course, found.outlook, parts.city_name(view.city))


def numbers(view: View) -> None:
    """The chart's numbers beside how to read them, and the way to everything else about the indicator."""
    title, table, remarks = view.kept(_figures)
    grid = st.grid(2, min_column_width=360, border=True)
    with grid.cell():
        st.markdown(title)
        if not table.empty:
            st.table(table, border="horizontal", hide_index=True, alt=_("Figures"))
        if remarks:
            st.caption(remarks)
        st.page_link(
            parts.INDICATOR, label=_("More about this indicator"), icon=":material/monitoring:",
            query_params=choice.address(kpi=_trend(view).indicator.code),
        )  # fmt: skip
    with grid.cell():
        st.markdown(view.kept(_reading))


def _figures(view: View) -> tuple[str, pd.DataFrame, str]:
    """The title of the table, the table with the year looked at in bold, and what is to be known of the figures."""
    found = _trend(view)
    title, unit, definition = _("Figures"), found.indicator.unit, found.indicator.definition
    small = _("unit {unit}", unit=unit) if unit else ""
    frame = charts.trend_table(found.indicator, found.course, found.outlook)
    year, actual = frame.columns[:2]
    chosen = frame[year] == fiscal.wareki(view.year)
    shown = frame.map(_in_pieces)
    shown.loc[chosen, [year, actual]] = "**" + shown.loc[chosen, [year, actual]] + "**"
    remarks = [found.latest.actual.note if found.latest.actual else None]
    if definition:
        remarks.append(_("Definition: {text}", text=definition))
    return f"{strong(title)} {faint(small)}", shown.rename(columns=plain), "\n\n".join(plain(r) for r in remarks if r)


def _in_pieces(cell: str) -> str:
    """A cell that breaks well where the screen is narrow: 令和7/年度, 65.2～/67.6, 概ね/順調. A status is its word alone."""
    word = cell.removeprefix(cell[:2]) if cell[1:2] == " " else cell
    return "".join(piece if piece.isspace() else unbroken(piece) for piece in _PIECES.findall(word))


def _reading(view: View) -> str:
    """The judgement with its formulas, then where the trend leads and by which method, as a list; then the small print."""
    found = _trend(view)
    title = _("How to read these figures")
    notes = [wording.note(replace(found.latest, rates_disagree=False))]
    if found.latest.pace is not None:
        notes.append(wording.bands(view.profile))
    small = faint(sentences(notes))
    return "\n\n".join(
        [
            f"{strong(title)} {badge(found.judgement.status)}",
            "\n".join(f"- {point}" for point in (*_rates(found), *_ahead(found))),
            f":small[{small}]" if small else "",
        ]
    )


def _rates(found: survey.Trend) -> Iterator[str]:
    """The judgement with its formula and numbers, and that the achievement rate is no progress."""
    latest, steps = found.latest, wording.steps(found.latest)
    if latest.fiscal_year != found.judgement.fiscal_year and latest.value is not None:
        yield plain(_("Worked out from the figure of {year}.", year=fiscal.wareki(latest.fiscal_year)))
    if latest.progress_rate is None or latest.achievement_rate is None or not latest.rates_disagree:
        yield from map(_step, steps)
        return
    *others, progress, achievement = steps
    starting = latest.reason is Reason.STARTING_POINT
    yield from map(_step, [progress] if starting else [*others, progress])
    warning = _("{formula} = {rate} is not how far it has come.", formula=achievement.numbers, rate=achievement.result)
    reason = _("It includes the starting point. The progress rate is {rate}.", rate=progress.result)
    yield f"{strong(warning)} {plain(reason)}"


def _step(found: wording.Step) -> str:
    return "  \n  ".join(
        filter(None, [strong(f"{found.name} {found.result}".strip()), plain(found.rule), plain(found.numbers)])
    )


def _ahead(found: survey.Trend) -> Iterator[str]:
    """Where the trend leads, by which method, and what that method does not know."""
    if found.outlook is not None:
        yield _step(explained(found.indicator, found.outlook))
        yield plain(_what_is_not_known(found.outlook, surveyed=found.surveys is not None))
    elif found.surveys is not None and found.surveys.first_comparable is not None and found.standing is not None:
        first = found.surveys.first_comparable
        if not found.standing.over and sum(year >= first for year in found.surveys.surveys) < LEAST_FIGURES:
            year = fiscal.wareki(first)
            yield plain(
                _(
                    "The survey was changed in {year}. Once there are {n} figures from then on, the chart shows where the trend leads.",
                    year=year, n=LEAST_FIGURES,
                )
            )  # fmt: skip
    elif found.standing is not None and len(found.standing.known) < LEAST_FIGURES and not found.standing.over:
        yield plain(
            _(
                "Once there are {n} figures, the starting point included, the chart shows where this trend leads.",
                n=LEAST_FIGURES,
            )
        )


def _what_is_not_known(found: Outlook, *, surveyed: bool) -> str:
    width = (
        ""
        if found.has_width
        else _("The figures so far lie exactly on a line; that does not make the outlook certain.")
    )
    margin = (
        _("It assumes that things go on as before. The surveys' margins of error are in the range.")
        if surveyed
        else _("It assumes that things go on as before; the survey's own margin of error is not in the range yet.")
    )
    return sentences([width, margin])


def not_followed(view: View) -> None:
    """That the plan has no such indicator, what it has about staff, and what would have to be added."""
    st.header(_("This plan does not follow the share of staff who feel the DX."), anchor=False)
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Indicators of this plan about staff")))
        about_staff = view.timeless.kept(_about_staff)
        for indicator in about_staff:
            parts.indicator_link(indicator)
        if not about_staff:
            n = len(view.plan.indicators)
            none = ngettext("Its {n} indicator is not about staff.", "None of its {n} indicators is about staff.", n)
            st.markdown(none if n else _("This plan sets no indicators at all."))
        label = _("To the list of indicators")
        st.page_link(parts.GALLERY, label=label, icon=":material/arrow_forward:", query_params=choice.address())
    with grid.cell():
        st.markdown(strong(_("To follow it, the plan needs")))
        st.markdown(
            "\n".join(
                f"{n}. {plain(line)}"
                for n, line in enumerate(
                    [
                        _("an indicator with “実感率” in its name, and the survey question as its definition,"),
                        _("a baseline and a target: how many per cent, and when,"),
                        _("the result of the staff survey every year, asked and counted in the same way."),
                    ],
                    1,
                )
            )
        )
        st.caption(_("The way to the target shows at once; where the trend leads, from the third figure on."))


def _about_staff(view: View) -> tuple[Indicator, ...]:
    return tuple(i for i in view.plan.indicators if "職員" in f"{i.name}{i.definition or ''}")
