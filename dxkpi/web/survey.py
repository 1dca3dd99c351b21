"""アンケート取込: the file, how it is counted, what was noticed and what comes of it, and the registration.

The answers lie in this session only, from the moment the file is read until they are registered, another file is chosen
or another municipality is looked at. Of them nothing is shown but counts, rows of the file, names of 課 and choices.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from dxkpi import fiscal, intake, survey
from dxkpi.i18n import _, language, ngettext, sentences
from dxkpi.intake import Surveyed
from dxkpi.plan import Group, Indicator, Survey, figures
from dxkpi.progress.headline import step
from dxkpi.settings import settings
from dxkpi.store import StoreError, Submission
from dxkpi.submission import Finding, Severity, departments
from dxkpi.survey import Method, Repeated, Sheet, choosing
from dxkpi.survey.answers import NOT_STATED
from dxkpi.survey.answers import plain as same_letters
from dxkpi.survey.choosing import Kind
from dxkpi.web import access, cached, choice, desk, figure, finish, parts
from dxkpi.web.markdown import faint, plain, strong
from dxkpi.web.view import View

_KEY = "survey"
_NAME, _STAFF = "name", "staff"
_LONGEST_WORDING, _LONGEST_NAME, _MOST_STAFF = 300, 80, 1_000_000
_LISTED = 30

T = TypeVar("T")


@dataclass(eq=False)
class Work:
    """The answers being counted in this session: for which municipality, what was said so far, and what came of it.

    `asked_before` are the names of 課 (with their column) that had to be asked about, `renamed` what was said of them;
    `staff` the table of staff as it was sent, by the column of 課, and `typed` as it stands.
    """

    key: int
    city: str
    file: str
    sheet: Sheet | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    asked_before: dict[tuple[str | None, str], Finding] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    staff: dict[str, pd.DataFrame] = field(default_factory=dict)
    staff_times: int = 0
    counted: tuple[Any, Surveyed] | None = None
    receipt: Submission | None = None
    trouble: str = ""
    typed: dict[str, pd.DataFrame] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make` makes of the sheet, made once."""
        if (make, about) not in self._kept:
            self._kept[make, about] = make(self.sheet, *about)
        return cast("T", self._kept[make, about])

    def widget(self, *name: str) -> str:
        """The key of a widget of this sheet."""
        return "-".join((_KEY, str(self.key), *name))

    def editor(self, department: str) -> str:
        """The key of the table of staff."""
        return self.widget("staff", department, str(self.staff_times))

    def forget(self) -> None:
        """Drop the answers and everything made of them."""
        self.sheet = self.counted = None
        self._kept.clear()


@dataclass(eq=False)
class _Desk:
    work: Work | None = None
    batch: int = 0


def _desk() -> _Desk:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _Desk()
    return cast("_Desk", st.session_state[_KEY])


def opened(view: View) -> Work | None:
    """The answers that lie here for the view's municipality; those of another are dropped."""
    own = _desk()
    if own.work is not None and own.work.city != view.city.code:
        _take_away()
    return own.work


def _take_away() -> None:
    own = _desk()
    if own.work is not None:
        own.work.forget()
    own.work = None


def _indicator(view: View) -> Indicator:
    found = view.plan.realisation
    assert found is not None
    return found


def _last(view: View) -> Survey | None:
    return intake.last_survey(_indicator(view), view.year)


def answer(view: View, work: Work | None) -> None:
    """The page's sentence: what is on record for the year, or what was just put there."""
    indicator = _indicator(view)
    entry, year = indicator.actual(view.year), fiscal.wareki(view.year)
    facts = {"year": year, "name": indicator.name, "value": figure.actual(indicator, entry)}
    if work is not None and work.receipt is not None:
        words = _("Registered: {name} of {year} is {value}.", **facts)
    elif entry is None or entry.value is None:
        words = _("{name} of {year} is not on record yet.", **facts)
    elif entry.survey is None:
        words = _("{name} of {year} is on record as {value}, without the counts of its survey.", **facts)
    else:
        words = _("{name} of {year} is on record as {value}, with its survey.", **facts)
    st.header(plain(words), anchor=False)


# --- ① The file ---------------------------------------------------------------------------------------------------------


def file(view: View) -> None:
    """The uploader, and what happens to the file."""
    grid = st.grid(2, min_column_width=320, border=True)
    with grid.cell():
        st.markdown(strong(_("① Choose the file with the answers")))
        st.markdown(
            _(
                "One row for each answer, the questions as headings, as LoGoフォーム, Microsoft Forms and Google フォーム "
                "export it: Excel (.xlsx) or CSV."
            )
        )
        if not access.may_register():
            st.info(plain(access.closed()), icon=":material/lock:")
            return
        brought = st.file_uploader(
            _("Put the file here, or press “Upload” and choose it. Up to 10 MB (“10MB per file”)."),
            key=f"survey-file-{_desk().batch}",
        )
        if brought is not None:
            _read(view, brought.name, brought.getvalue())
            st.rerun()
    with grid.cell():
        smallest = settings().smallest_group
        st.markdown(strong(_("What is kept, and what is not")))
        st.markdown(
            "\n".join(
                f"- {plain(line)}"
                for line in (
                    _("The file is not kept. Only counts are stored, once “Register” is pressed."),
                    _("What a single person answered, free text, addresses and numbers of staff are never stored."),
                    _("Groups of fewer than {n} answers are put together before anything is stored.", n=smallest),
                    _("The answers lie in this browser's session only, and are dropped when they are registered."),
                )
            )
        )


def _read(view: View, name: str, content: bytes) -> None:
    own = _desk()
    own.batch += 1
    with st.spinner(_("Reading the answers")):
        sheet, findings = intake.answers(desk.reader(), content)
    own.work = Work(own.batch, view.city.code, name, sheet, findings)


def brought(work: Work) -> None:
    """Which file it is, how many answers, and the way to another; why it cannot be read, where it cannot."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        rows = len(work.sheet.rows) if work.sheet else 0
        count = ngettext("{n} row of answers", "{n} rows of answers", rows) if work.sheet else ""
        st.markdown(strong(work.file) + parts.SEPARATOR + faint(count), width="stretch")
        st.button(
            _("Choose another file"), icon=":material/upload_file:", type="tertiary", on_click=_take_away, key="again"
        )
    for found in work.findings:
        error = found.severity is Severity.ERROR
        (st.error if error else st.info)(plain(found.message), icon=":material/error:" if error else ":material/info:")


# --- ② How to count -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """How the sheet is to be counted: the sheet without people's own words, the method, and the day of the survey.

    `kinds` says which answers are people's own words, which the method does not.
    """

    sheet: Sheet = field(repr=False)
    method: Method
    kinds: Mapping[str, Kind | None]
    held: str | None


def method(view: View, work: Work) -> Asked | None:
    """What has to be said before the answers can be counted, as far as possible filled in; None where more is needed."""
    sheet = work.sheet
    if sheet is None:
        return None
    last = _last(view)
    first = work.once(choosing.guessed, last)
    with st.container(border=True):
        st.markdown(strong(_("② How to count")) + " " + faint(_from_where(last)))
        question = _column(work, "question", _("Question"), sheet.headings, first.question)
        if question is None:
            return None
        offered = work.once(choosing.offered, question, last)
        if offered is None:
            st.error(
                plain(
                    _("“{heading}” holds people's own words, not choices. Choose another question.", heading=question)
                ),
                icon=":material/error:",
            )
            return None
        wording = _wording(work, question, last)
        kinds = _kinds(work, question, offered, last)
        used = _groups(work, sheet, first)
        repeated = _repeated(work, used)
        asked, held, within = _numbers(view, work, last)
        staff = _staff(view, work, used.get("department"), asked, last)
    if not within:
        return None
    counted = Method(
        question=question, counted=(), others=(), department=used.get("department"), position=used.get("position"),
        age=used.get("age"), respondent=used.get("respondent"), wording=wording, repeated=repeated,
        renamed=dict(work.renamed), asked=asked, asked_of=staff,
    )  # fmt: skip
    return Asked(*choosing.settled(sheet, counted, kinds, offered.written), kinds, held)


def _from_where(last: Survey | None) -> str:
    return (
        _("filled in by the words of the headings; check it")
        if last is None
        else _("filled in as in the last survey, as far as the headings are the same; check it")
    )


def _column(work: Work, use: str, label: str, headings: Sequence[str], first: str | None) -> str | None:
    return st.selectbox(
        label, headings, index=headings.index(first) if first in headings else None,
        placeholder=_("not asked"), key=work.widget(use), persist_state="session",
    )  # fmt: skip


def _wording(work: Work, question: str, last: Survey | None) -> str:
    """The question as it is kept; where it only looks different from last year's, last year's wording stays."""
    same = choosing.same_heading(question, last)
    known = last.question if last is not None and same else question
    typed = st.text_input(
        _("Wording of the question, as it is kept"), known, key=work.widget("wording", question),
        persist_state="session", max_chars=_LONGEST_WORDING,
    )  # fmt: skip
    wording = " ".join(typed.split()) or question
    if last is None or same_letters(wording) == same_letters(last.question):
        return wording
    st.caption(plain(_("The last survey asked: {question}", question=last.question)))
    unchanged = st.checkbox(
        _("It is the same question: only its number or spelling differs (the last wording is kept)"),
        key=work.widget("same", question), persist_state="session",
    )  # fmt: skip
    return last.question if unchanged else wording


def _kinds(work: Work, question: str, offered: choosing.Offered, last: Survey | None) -> dict[str, Kind | None]:
    """How each answer counts, one line an answer."""
    st.markdown(strong(_("How does each answer count?")))
    grid, kinds = st.grid(2, min_column_width=340), {}
    known = {*last.tally, *last.excluded} if last else set()
    for option, count in offered.choices.items():
        first = offered.kinds.get(option)
        rare = option not in known and count < settings().smallest_group
        options = [Kind.FELT, Kind.NOT_FELT, Kind.EXCLUDED, *([Kind.FREE] if rare else [])]
        label = ngettext("{choice} ({n} answer)", "{choice} ({n} answers)", count, choice=option)
        with grid.cell():
            kinds[option] = st.radio(
                plain(label), options, index=options.index(first) if first in options else None, horizontal=True,
                format_func=_kind, key=work.widget("kind", question, option), persist_state="session",
            )  # fmt: skip
    if offered.written:
        st.caption(plain(choosing.told(offered)))
    return kinds


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.FELT:
            return _("counts as felt")
        case Kind.NOT_FELT:
            return _("counts as not felt")
        case Kind.EXCLUDED:
            return _("is not counted")
    return _("somebody's own words (not kept, not counted)")


def _groups(work: Work, sheet: Sheet, first: Method) -> dict[str, str]:
    """The columns of groups and of the respondent, as far as there are any."""
    st.markdown(strong(_("Columns")))
    grid, usable = st.grid(4, min_column_width=190), work.once(choosing.groupings)
    labels = {"department": _("Section"), "position": _("Position"), "age": _("Age"), "respondent": _("Respondent")}
    used = {}
    for use, label in labels.items():
        headings = sheet.headings if use == "respondent" else usable
        with grid.cell():
            used[use] = _column(work, use, label, headings, getattr(first, use))
    notes = (
        _("The respondent's column only serves to find who answered twice; it is not kept."),
        _("Columns that tell who answered, or hold people's own words, cannot be chosen as groups."),
    )
    st.caption(plain(sentences(notes)))
    return {use: heading for use, heading in used.items() if heading}


def _repeated(work: Work, used: dict[str, str]) -> Repeated:
    """Which answer of somebody counts who gave several; asked where it can be told."""
    if "respondent" not in used:
        return Repeated.ALL
    words = {
        Repeated.LAST: _("the last one counts"),
        Repeated.FIRST: _("the first one counts"),
        Repeated.ALL: _("each one counts"),
    }
    return st.radio(
        _("Where somebody answered several times"), list(words), format_func=words.__getitem__, horizontal=True,
        key=work.widget("repeated"), persist_state="session",
    ) or Repeated.LAST  # fmt: skip


def _numbers(view: View, work: Work, last: Survey | None) -> tuple[int | None, str | None, bool]:
    """How many were asked in all, and on which day, and whether that lies in the year."""
    grid = st.grid(2, min_column_width=240)
    with grid.cell():
        asked = st.number_input(
            _("Staff asked in all"), 1, _MOST_STAFF, None, 1, key=work.widget("asked"), persist_state="session",
            placeholder=_("number not known"),
        )  # fmt: skip
        if last is not None and last.asked is not None:
            st.caption(plain(_("Last survey: {n}", n=f"{last.asked:,}")))
    with grid.cell():
        held = st.date_input(
            _("Day of the survey (its last day)"), None, date(view.year - 5, 1, 1), date(view.year + 5, 12, 31),
            key=work.widget("held", str(view.year)), persist_state="session",
        )  # fmt: skip
        if not isinstance(held, date):
            return asked, None, True
        within = fiscal.of_day(held) == view.year
        if not within:
            day, year = fiscal.month_label(held.isoformat()), fiscal.label(view.year)
            words = _("{value} does not lie in {year}. Write a day of that fiscal year.", value=day, year=year)
            st.error(plain(words), icon=":material/error:")
    return asked, held.isoformat(), within


# --- The staff of each section ------------------------------------------------------------------------------------------


def _staff(view: View, work: Work, department: str | None, asked: int | None, last: Survey | None) -> dict[str, int]:
    """How many were asked in each section, as far as known: a table to type or paste into."""
    if department is None:
        return {}
    st.markdown(strong(_("Staff asked in each section")) + " " + faint(_("as far as known; blank where not")))
    known = _staff_known(last)
    base = _staff_table(view, work, department, last)
    if known:
        st.button(
            _("Take over the numbers of the last survey"), icon=":material/history:", type="tertiary",
            key=work.widget("take"), on_click=_take_numbers, args=(work, department, known),
        )  # fmt: skip
    table = st.data_editor(
        base, hide_index=True, num_rows="dynamic", key=work.editor(department), height=260, placeholder="",
        column_config={
            _NAME: st.column_config.TextColumn(_("Section"), max_chars=_LONGEST_NAME, required=True),
            _STAFF: st.column_config.NumberColumn(_("Staff asked"), min_value=0, max_value=_MOST_STAFF, step=1),
        },
        alt=_("Staff asked in each section"),
    )  # fmt: skip
    work.typed[department] = table
    found = _numbers_in(table)
    whole = sum(found.values())
    if found and whole != asked:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = ngettext("{n} section: {all} staff.", "{n} sections: {all} staff.", len(found), all=f"{whole:,}")
            st.caption(plain(said), width="content")
            st.button(
                _("Take {n} as the staff asked in all", n=f"{whole:,}"), type="tertiary", key=work.widget("sum"),
                on_click=_take_sum, args=(work, whole),
            )  # fmt: skip
    return found


def _staff_table(view: View, work: Work, department: str, last: Survey | None) -> pd.DataFrame:
    """The table as it is sent; with what was typed before when somebody comes back to it."""
    if department not in work.staff:
        names = work.once(choosing.sections, department, departments(view.plan), last)
        numbers = pd.Series([None] * len(names), dtype="Int64")
        work.staff[department] = pd.DataFrame({_NAME: pd.Series(names, dtype=str), _STAFF: numbers})
    elif department in work.typed and work.editor(department) not in st.session_state:
        _send(work, department, work.typed[department])
    return work.staff[department]


def _send(work: Work, department: str, table: pd.DataFrame) -> None:
    work.staff[department] = table.reset_index(drop=True)
    work.staff_times += 1


def _take_numbers(work: Work, department: str, known: dict[str, int]) -> None:
    """Fill the blanks with the numbers of the last survey."""
    table = work.typed.get(department, work.staff[department]).copy()
    table[_STAFF] = table[_STAFF].astype("Int64").fillna(table[_NAME].map(known).astype("Int64"))
    work.typed[department] = table
    _send(work, department, table)


def _take_sum(work: Work, whole: int) -> None:
    st.session_state[work.widget("asked")] = whole


def _staff_known(last: Survey | None) -> dict[str, int]:
    """The staff of each section in the last survey; those that were counted together have none of their own."""
    groups = last.departments if last else ()
    return {group.names[0]: group.asked for group in groups if len(group.names) == 1 and group.asked is not None}


def _numbers_in(table: pd.DataFrame) -> dict[str, int]:
    rows = zip(table[_NAME], table[_STAFF], strict=True)
    return {
        " ".join(str(name).split()): int(n)
        for name, n in rows
        if isinstance(name, str) and name.strip() and pd.notna(n)
    }


# --- ③ Check ------------------------------------------------------------------------------------------------------------


def check(view: View, work: Work, asked: Asked) -> None:
    """What was noticed, gravest first, and what the survey comes to."""
    found = _counted(view, work, asked)
    of = {severity: [f for f in found.counted.findings if f.severity is severity] for severity in Severity}
    for hold in of[Severity.HOLD]:
        work.asked_before.setdefault((asked.method.department, hold.place or ""), hold)
    with st.container(border=True):
        st.markdown(strong(_("③ Check")) + " " + faint(_("nothing is stored yet")))
        if errors := of[Severity.ERROR]:
            count = ngettext("× {n} to mend", "× {n} to mend", len(errors))
            st.markdown(f":red-badge[{count}] " + strong(_("It cannot be registered like this")))
            st.markdown(_list(errors))
        _names(view, work, asked.method.department, len(of[Severity.HOLD]))
        if warnings := of[Severity.WARNING]:
            st.warning(_list(warnings), icon=":material/info:")
        if found.answer is not None:
            _preview(view, found)
        if notes := of[Severity.INFO]:
            label = ngettext("{n} reading (registered like this)", "{n} readings (registered like this)", len(notes))
            with st.expander(label, icon=":material/translate:"):
                st.markdown(_list(notes))


def _list(findings: Sequence[Finding]) -> str:
    lines = [f"- {plain(found.message)}" for found in findings[:_LISTED]]
    if more := len(findings) - len(lines):
        lines.append("- " + faint(ngettext("and {n} more", "and {n} more", more)))
    return "\n".join(lines)


def _counted(view: View, work: Work, asked: Asked) -> Surveyed:
    """What the answers come to as they are to be counted now; counted anew only when something changed."""
    state = (cached.store().revision(), view.year, view.today, language(), settings())
    stamp = (asked.method, asked.kinds, asked.held, state)
    if work.counted is None or work.counted[0] != stamp:
        found = intake.count_answers(
            cached.store(), view.city.code, view.year, view.today, asked.sheet, asked.method, asked.held
        )
        work.counted = (stamp, found)
    return work.counted[1]


def _names(view: View, work: Work, department: str | None, left: int) -> None:
    """The names of 課 that are written otherwise: which each is. What was said can be changed."""
    asked = {name: found for (column, name), found in work.asked_before.items() if column == department}
    if not asked:
        return
    count = ngettext("△ {n} to confirm", "△ {n} to confirm", left) if left else "◎ " + _("confirmed")
    st.markdown(f":{'yellow' if left else 'blue'}-badge[{count}] " + strong(_("Which sections are meant?")))
    last = _last(view)
    known = [name for group in (last.departments if last else ()) for name in group.names]
    for name, found in asked.items():
        offered = {c.key: c.label for c in found.choices}
        others = dict.fromkeys((*known, *departments(view.plan)))
        offered |= {other: other for other in others if other not in offered and other != NOT_STATED}
        key = work.widget("name", name)
        with st.grid(2, min_column_width=300) as grid, grid.cell():
            st.markdown(plain(found.message))
        with grid.cell():
            st.selectbox(
                found.message, list(offered), index=None, format_func=offered.__getitem__, placeholder=_("Choose"),
                label_visibility="collapsed", key=key, on_change=_rename, args=(work, name, key), persist_state="session",
            )  # fmt: skip


def _rename(work: Work, name: str, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        work.renamed.pop(name, None)
    else:
        work.renamed[name] = str(given)


def _preview(view: View, found: Surveyed) -> None:
    """Old → new with how sure it is, the answers by choice, and the groups as they would be stored."""
    assert found.answer is not None
    assert found.actual is not None
    assert found.counted.survey is not None
    counted, indicator = found.counted.survey, _indicator(view)
    course = survey.course(found.answer.new_judgement(indicator))
    assert course is not None
    target = indicator.target
    until = (target.fiscal_year or view.plan.about.last_fiscal_year) if target else None
    new = figure.actual(indicator, found.actual)
    st.markdown(
        strong(_("What is registered"))
        + parts.SEPARATOR
        + plain(figure.actual(indicator, found.before))
        + " → "
        + strong(new)
    )
    st.markdown(plain(survey.told(course, course.outlook(until) if until else None)))
    grid = st.grid(2, min_column_width=320)
    with grid.cell():
        st.table(_facts(indicator, counted, course), border="horizontal", alt=_("The figure and how sure it is"))
    with grid.cell():
        st.table(_tally(counted), border="horizontal", hide_index=True, alt=_("Answers by choice"))
    kinds = {
        _("By section"): counted.departments, _("By position"): counted.positions, _("By age"): counted.ages,
    }  # fmt: skip
    for title, groups in kinds.items():
        if groups:
            n = sum(len(group.names) for group in groups)
            with st.expander(plain(title) + " " + faint(ngettext("{n} group", "{n} groups", n))):
                st.table(_group_table(indicator, groups), border="horizontal", hide_index=True, alt=title)
                if any(len(group.names) > 1 for group in groups):
                    st.caption(
                        plain(_("＊ Counted together and stored only so: fewer than {n} answers would tell what single people think.",
                                n=settings().smallest_group))
                    )  # fmt: skip


def _facts(indicator: Indicator, counted: Survey, course: survey.Course) -> dict[str, str]:
    """The figure with its margin, the response, and the change."""
    spread, answered = survey.interval(counted), survey.response(counted)
    low, high = (figures.number(indicator, end) for end in (spread.low, spread.high))
    change = course.change
    facts = {
        _("Rate"): strong(survey.with_margin(indicator, survey.rate(counted), spread.margin)),
        _("95% interval"): plain(_("{low}–{high}", low=low, high=high) + indicator.unit),
        _("Answers that count"): plain(_("{n} ({felt} felt)", n=f"{counted.answers:,}", felt=f"{counted.felt:,}")),
        _("Not counted"): plain(
            _("{excluded} excluded, {blanks} blank", excluded=f"{sum(counted.excluded.values()):,}", blanks=f"{counted.blanks:,}")
        ),
        _("Staff asked"): f"{counted.asked:,}" if counted.asked is not None else _("number not known"),
        _("Response rate"): plain(figures.percent(answered)) if answered is not None else _("number not known"),
    }  # fmt: skip
    if change is not None:
        sure = _("more than the margin of error") if change.certain else _("within the margin of error")
        when = fiscal.wareki(change.before)
        facts[_("Change on {year}", year=when)] = plain(f"{step(indicator, change.points)} ({sure})")
    return facts


def _tally(counted: Survey) -> pd.DataFrame:
    """How many gave which answer, and how it counts."""
    rows = [
        (plain(c), _kind(Kind.FELT if c in counted.counted else Kind.NOT_FELT), n) for c, n in counted.tally.items()
    ]
    rows += [(plain(c), _kind(Kind.EXCLUDED), n) for c, n in counted.excluded.items()]
    if counted.blanks:
        rows.append((faint(_("(blank)")), _kind(Kind.EXCLUDED), counted.blanks))
    return pd.DataFrame(rows, columns=[_("Answer"), _("Counts as"), _("Answers")]).astype(str)


def _group_table(indicator: Indicator, groups: Sequence[Group]) -> pd.DataFrame:
    """The groups as they would be stored; several that are counted together in one line."""
    return pd.DataFrame(
        [
            {
                _("Group"): ("＊ " if len(group.names) > 1 else "") + plain(_(", ").join(group.names)),
                _("Rate"): plain(_rate(indicator, group)),
                _("Answers"): plain(f"{group.answers:,}" + ("" if group.asked is None else f" / {group.asked:,}")),
            }
            for group in groups
        ]
    )


def _rate(indicator: Indicator, group: Group) -> str:
    if not group.answers:
        return "－"
    return survey.with_margin(indicator, survey.rate(group), survey.interval(group).margin)


# --- ④ Register ---------------------------------------------------------------------------------------------------------


def register(view: View, work: Work) -> None:
    """Who registers, and the button."""
    if not access.may_register():
        st.info(plain(access.closed()), icon=":material/lock:")
        return
    ready = work.counted is not None and work.counted[1].answer is not None
    with st.container(border=True):
        st.markdown(strong(_("④ Register")))
        if ready:
            access.ask_who()
        else:
            st.markdown(plain(_left(work)))
        if work.trouble:
            st.error(plain(work.trouble), icon=":material/block:")
        st.button(
            _("Register"), type="primary", icon=":material/check_circle:", disabled=not ready, key="survey-register",
            on_click=_register, args=(view, work),
        )  # fmt: skip


def _left(work: Work) -> str:
    """Why there is nothing to register yet."""
    found = work.counted[1].counted.findings if work.counted else ()
    errors, holds = (sum(f.severity is severity for f in found) for severity in (Severity.ERROR, Severity.HOLD))
    return sentences(
        [
            ngettext("{n} place is left to mend.", "{n} places are left to mend.", errors) if errors else "",
            ngettext("{n} place is left to confirm.", "{n} places are left to confirm.", holds) if holds else "",
        ]
    )


def _register(view: View, work: Work) -> None:
    """Register what was shown; then the answers are dropped."""
    choice.speak()
    work.trouble = desk.refused()
    shown = work.counted[1] if work.counted else None
    if work.trouble or shown is None or shown.answer is None or work.city != view.city.code:
        return
    try:
        work.receipt = intake.register_survey(cached.store(), shown, access.who())
    except StoreError as error:
        work.trouble, work.counted = str(error), None
        return
    work.forget()


def receipt(view: View, work: Work) -> None:
    """The receipt, and where to go from here."""
    assert work.receipt is not None
    finish.receipt(work.receipt)
    st.caption(_("The answers have been dropped; only the counts are on record."))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("Take in another survey"), icon=":material/upload_file:", on_click=_take_away, key="again")
        st.page_link(
            parts.REALISATION, label=_("DX felt by staff"), icon=":material/groups:",
            query_params=choice.address(year=str(work.receipt.fiscal_year)),
        )  # fmt: skip
        finish.to_returns(view)
