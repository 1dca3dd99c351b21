"""変更履歴: what each write changed, newest first, a page at a time; narrowed by filters, and as a file.

The history of a municipality is read once for each change of its plan and kept; filters look through it in memory, and
only the writes of one page are sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from itertools import groupby
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Indicator
from dxkpi.returns import ReportableEntry, reportable_entries
from dxkpi.store import SURVEYED, City, HistoryEntry, Recorded, Submission
from dxkpi.text.lines import shortened
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common import cached
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.filters import show_filter, show_search
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import figures, glossary
from dxkpi.wording.figures import recorded_value_text
from dxkpi.wording.language import mark
from dxkpi.wording.municipality import city_name

_WRITES, _STEPS, _LONGEST = 20, 8, 60
_OPENED = "changes_opened"


class ChangeOrigin(StrEnum):
    """Where a write came from."""

    FORM = "form"
    TYPED = "typed"
    SURVEY = "survey"
    WITHDRAWAL = "withdrawal"
    LOAD = "load"


_ORIGINS = {
    ChangeOrigin.FORM: (":material/description:", mark("form handed in")),
    ChangeOrigin.TYPED: (":material/keyboard:", mark("typed on the screen")),
    ChangeOrigin.SURVEY: (":material/how_to_vote:", SURVEYED),
    ChangeOrigin.WITHDRAWAL: (":material/undo:", mark("withdrawal")),
    ChangeOrigin.LOAD: (":material/database_upload:", mark("plan loaded")),
}


@dataclass(frozen=True, eq=False)
class WriteStep:
    """One figure or entry of the schedule changed by one write, and whose it is.

    `indicator` and `bar` are None where the plan has them no more.
    """

    recorded: Recorded
    submission: Submission | None
    indicator: Indicator | None
    bar: ReportableEntry | None
    departments: tuple[str, ...]

    @property
    def origin(self) -> ChangeOrigin:
        if self.recorded.withdrawal:
            return ChangeOrigin.WITHDRAWAL
        if self.submission is None:
            return ChangeOrigin.LOAD
        if self.submission.file is not None:
            return ChangeOrigin.FORM
        return (
            ChangeOrigin.SURVEY
            if self.recorded.source == SURVEYED
            else ChangeOrigin.TYPED
        )

    @property
    def name(self) -> str:
        """Its number and name."""
        if self.bar is not None:
            return f"{self.bar.code} {self.bar.item.label}"
        return (
            f"{self.indicator.code} {self.indicator.name}"
            if self.indicator
            else self.recorded.place
        )

    @property
    def reason(self) -> str:
        """Why it was withdrawn, where it was."""
        return (
            (self.submission.withdrawn_reason or "")
            if self.submission and self.recorded.withdrawal
            else ""
        )

    @cached_property
    def words(self) -> str:
        """What a search looks into."""
        r = self.recorded
        notes = [entry.note for entry in (r.before, r.after) if entry]
        return search_text(
            self.name,
            r.who,
            r.source,
            self.reason,
            r.series,
            *notes,
            str(r.old),
            str(r.new),
        )


@dataclass(frozen=True, eq=False)
class History:
    """Every step of a municipality's figures, the newest write first, and what there is to narrow them to."""

    steps: tuple[WriteStep, ...]

    @cached_property
    def places(self) -> dict[str, str]:
        return {
            step.recorded.place: step.name
            for step in sorted(self.steps, key=lambda step: step.name)
        }

    @cached_property
    def departments(self) -> list[str]:
        return sorted({name for step in self.steps for name in step.departments})

    @cached_property
    def years(self) -> list[int]:
        return sorted(
            {
                s.recorded.fiscal_year
                for s in self.steps
                if s.recorded.fiscal_year is not None
            },
            reverse=True,
        )

    @cached_property
    def people(self) -> list[str]:
        return sorted({step.recorded.who for step in self.steps})

    @cached_property
    def origins(self) -> list[ChangeOrigin]:
        present = {step.origin for step in self.steps}
        return [origin for origin in ChangeOrigin if origin in present]


def read(view: View) -> History:
    """The history of the view's municipality, as of its plan's last change."""
    return _history(view.city)


@lru_cache(maxsize=8)
def _history(city: City) -> History:
    """A city is another one after each change of its plan."""
    plan, store = cached.plan(city), cached.store()
    submissions = {
        submission.number: submission for submission in store.submissions(city.code)
    }
    indicators = {indicator.code: indicator for indicator in plan.indicators}
    bars = {bar.key: bar for bar in reportable_entries(plan)}

    def step(recorded: Recorded) -> WriteStep:
        indicator = indicators.get(recorded.indicator or "")
        bar = bars.get(recorded.bar) if recorded.bar else None
        departments = (
            plan.departments_of(indicator)
            if indicator
            else bar.measure.departments
            if bar
            else ()
        )
        return WriteStep(
            recorded,
            submissions.get(recorded.submission or 0),
            indicator,
            bar,
            departments,
        )

    order: dict[object, int] = {
        place: n for n, place in enumerate((*indicators, *bars))
    }

    def newest_first(recorded: Recorded) -> tuple[int, int]:
        return -recorded.revision, order.get(
            recorded.bar or recorded.indicator, len(order)
        )

    return History(tuple(map(step, sorted(store.history(city.code), key=newest_first))))


@dataclass(frozen=True)
class ChangeFilters:
    """What the reader narrows the history to; empty means everything."""

    text: str = ""
    place: str | None = None
    department: str | None = None
    year: int | None = None
    who: str | None = None
    origin: ChangeOrigin | None = None

    def keep(self, step: WriteStep) -> bool:
        return (
            self.place in (None, step.recorded.place)
            and self.year in (None, step.recorded.fiscal_year)
            and self.who in (None, step.recorded.who)
            and self.origin in (None, step.origin)
            and (self.department is None or self.department in step.departments)
            and (not self.text or holds_words(step.words, self.text))
        )


def answer(history: History) -> None:
    """The page's sentence."""
    if not history.steps:
        st.header(_("No figure has been recorded yet."), anchor=False)
        return
    last = history.steps[0].recorded
    count = ngettext(
        "{n} value has been recorded or changed so far.",
        "{n} values have been recorded or changed so far.",
        len(history.steps),
    )
    newest = _(
        "The last time was {when}, by {who}.",
        when=fiscal.moment_label(last.at),
        who=last.who,
    )
    st.header(plain(sentences([count, newest])), anchor=False)


def filters(history: History) -> ChangeFilters:
    """The filters above the history; none where there is nothing to filter."""
    if not history.steps:
        return ChangeFilters()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        return ChangeFilters(
            show_search(WidgetKeys("changes"), _("Search name, file, person")),
            show_filter("changes_place", _("Indicator or entry"), history.places),
            show_filter(
                "changes_department",
                _("Department"),
                {name: name for name in history.departments},
            ),
            show_filter(
                "changes_year",
                _("Fiscal year"),
                {year: fiscal.wareki(year) for year in history.years},
            ),
            show_filter(
                "changes_who", _("By whom"), {name: name for name in history.people}
            ),
            show_filter(
                "changes_origin",
                _("From where"),
                {o: _(_ORIGINS[o][1]) for o in history.origins},
            ),
        )


def show(view: View, history: History, chosen: ChangeFilters) -> None:
    """The writes that the filters leave, a page of them, and all of what is left as a file."""
    if not history.steps:
        st.info(
            _("The first figures come with the plan (dxkpi load) or with a return.")
        )
        return
    steps = (
        history.steps
        if chosen == ChangeFilters()
        else [step for step in history.steps if chosen.keep(step)]
    )
    if not steps:
        st.info(_("No change fits these filters. Clear one of them to see more."))
        return
    writes = [
        list(group)
        for _revision, group in groupby(steps, key=lambda step: step.recorded.revision)
    ]
    pages = -(-len(writes) // _WRITES)
    key = f"changes_page_{pages}"  # begins anew where other filters leave another number of pages
    page = int(st.session_state.get(key, 1))
    said = ngettext(
        "{n} value in {writes} writes.",
        "{n} values in {writes} writes.",
        len(steps),
        writes=len(writes),
    )
    st.caption(plain(said))
    for group in writes[(page - 1) * _WRITES : page * _WRITES]:
        _write(group)
    if pages > 1:
        st.pagination(pages, key=key)
    offer_downloads(view, "changes", [], partial(_csv, steps=steps), with_year=False)


def _write(steps: Sequence[WriteStep]) -> None:
    """One write: when, by whom, from where, and what it changed."""
    revision, opened = steps[0].recorded.revision, st.session_state.get(_OPENED)
    with st.container(border=True, gap="xsmall"):
        st.markdown(_line(steps[0], len(steps)))
        if opened == revision:
            st.dataframe(
                pd.DataFrame([_plain_row(step) for step in steps]),
                hide_index=True,
                alt=_alt(steps[0]),
            )
            return
        rows = pd.DataFrame([_row(step) for step in steps[:_STEPS]])
        st.table(
            rows,
            border="horizontal",
            hide_index=True,
            hide_header=True,
            alt=_alt(steps[0]),
        )
        if more := len(steps) - _STEPS if len(steps) > _STEPS else 0:
            st.button(
                ngettext("{n} more value", "{n} more values", more),
                icon=":material/expand_more:",
                type="tertiary",
                key=f"changes-{revision}",
                on_click=_open,
                args=(revision,),
            )


def _open(revision: int) -> None:
    st.session_state[_OPENED] = revision


def _alt(step: WriteStep) -> str:
    return _("Values changed on {when}", when=fiscal.moment_label(step.recorded.at))


def _line(step: WriteStep, n: int) -> str:
    """When, by whom, from where with the receipt, and how many values."""
    recorded, submission = step.recorded, step.submission
    icon, label = _ORIGINS[step.origin]
    said = [
        strong(fiscal.moment_label(recorded.at)),
        plain(recorded.who),
        f"{icon} {plain(_source(step, _(label)))}",
    ]
    if submission is not None:
        year = str(submission.fiscal_year)
        receipt = _("Receipt number {number}", number=submission.number)
        said.append(
            _link(receipt, "returns", year=year, submission=str(submission.number))
        )
    said.append(faint(ngettext("{n} value", "{n} values", n)))
    return SEPARATOR.join(said)


def _source(step: WriteStep, label: str) -> str:
    """Where a write came from: the file, the reason of a withdrawal, what was loaded."""
    match step.origin:
        case ChangeOrigin.WITHDRAWAL:
            return _("withdrawn: {reason}", reason=step.reason)
        case ChangeOrigin.FORM if step.submission and step.submission.file:
            return step.submission.file
        case ChangeOrigin.LOAD:
            return f"{label} {step.recorded.source}"
    return label


def _link(label: str, page: str, **query: str) -> str:
    """A link in running text; it opens beside the history, which stays where it is."""
    return f"[{plain(label)}]({page}?{urlencode(link_query(**query))})"


def _row(step: WriteStep) -> dict[str, str]:
    name = shortened(step.name, _LONGEST)
    before, after = _said(step, step.recorded.before), _said(step, step.recorded.after)
    changed = [
        faint(_when(step)),
        plain(before),
        "→",
        strong(after),
        *map(faint, _others(step)),
    ]
    return {
        _("Indicator or entry"): _link(name, "indicator", kpi=step.indicator.code)
        if step.indicator
        else plain(name),
        _("Before → after"): " ".join(changed),
    }


def _plain_row(step: WriteStep) -> dict[str, str]:
    return {
        _("Indicator or entry"): step.name,
        _("Fiscal year"): _when(step),
        _(
            "Before → after"
        ): f"{_said(step, step.recorded.before)} → {_said(step, step.recorded.after)}",
        _("Besides"): _(", ").join(_others(step)),
    }


def _others(step: WriteStep) -> list[str]:
    """What else was changed, in words; long ones are cut here and whole in the file."""
    nothing = _("none")
    told = (
        (label, shortened(old, _LONGEST), shortened(new, _LONGEST))
        for label, old, new in _besides(step)
    )
    return [f"{label}: {old or nothing} → {new or nothing}" for label, old, new in told]


def _when(step: WriteStep) -> str:
    """The year, and which figure of it, unless it is its actual."""
    recorded = step.recorded
    year = (
        fiscal.wareki(recorded.fiscal_year) if recorded.fiscal_year is not None else ""
    )
    return " ".join(filter(None, [year, "" if step.bar else _kind(recorded)]))


def _kind(recorded: Recorded) -> str:
    kind = (
        glossary.term_label(recorded.kind, current_language())
        if recorded.kind
        else glossary.field_label("schedule", current_language())
    )
    return f"{kind} {recorded.series}".strip()


def _said(step: WriteStep, entry: HistoryEntry | None) -> str:
    """What an entry says: the figure with its unit, the reason for none, or the state of an entry of the schedule."""
    said = entry.said if entry else None
    if said is None or entry is None:
        return _("none")
    if isinstance(said, Decimal):
        known = step.indicator
        return (
            recorded_value_text(
                known, said, current_language(), approximate=entry.approximate
            )
            if known
            else f"{said:f}"
        )
    return glossary.term_label(said, current_language()) + (
        f" {entry.percent.normalize():f}%" if entry.percent is not None else ""
    )


def _besides(step: WriteStep) -> Iterator[tuple[str, str, str]]:
    """What else a write changed beside the value: field, old, new; an empty text where there was or is nothing."""
    old, new = (
        step.recorded.before or HistoryEntry(None),
        step.recorded.after or HistoryEntry(None),
    )
    for label, before, after in (
        (
            glossary.field_label("as_of", current_language()),
            fiscal.month_label(old.as_of) if old.as_of else "",
            fiscal.month_label(new.as_of) if new.as_of else "",
        ),
        (
            glossary.field_label("survey", current_language()),
            figures.counts_text(old.survey) if old.survey else "",
            figures.counts_text(new.survey) if new.survey else "",
        ),
        (
            _("causes and measures") if step.bar is None else _("comment"),
            old.note or "",
            new.note or "",
        ),
    ):
        if before != after:
            yield label, before, after


def _csv(view: View, steps: Sequence[WriteStep]) -> bytes:
    """Every field that was changed as a row."""
    return charts.csv_file(
        pd.DataFrame([row for step in steps for row in _records(view, step)])
    )


def _records(view: View, step: WriteStep) -> Iterator[Mapping[str, object]]:
    recorded = step.recorded
    head = {
        _("municipality"): city_name(view.city, current_language()),
        _("when"): fiscal.moment_label(recorded.at),
        _("by whom"): recorded.who,
        _("from where"): _(_ORIGINS[step.origin][1]),
        _("file"): (step.submission.file or "") if step.submission else recorded.source,
        _("receipt number"): recorded.submission or "",
        _("reason of the withdrawal"): step.reason,
        _("code"): step.bar.code if step.bar else recorded.place,
        _("indicator"): step.bar.item.label
        if step.bar
        else step.indicator.name
        if step.indicator
        else "",
        _("fiscal year"): fiscal.wareki(recorded.fiscal_year)
        if recorded.fiscal_year is not None
        else "",
        _("kind"): _kind(recorded),
    }
    before, after = _said(step, recorded.before), _said(step, recorded.after)
    if before != after:
        yield head | {
            _("field"): glossary.field_label("value", current_language()),
            _("before"): before,
            _("after"): after,
        }
    for label, old, new in _besides(step):
        yield head | {_("field"): label, _("before"): old, _("after"): new}
