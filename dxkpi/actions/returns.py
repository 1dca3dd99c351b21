"""The intake of yearly returns: from a file (or figures typed on the screen) to an answer, and to a registration.

`read` opens a workbook once; `examine` is cheap and is asked again whenever somebody confirms a held value or says which
year or department a form without its hidden sheet is for. Nothing is stored before `register`, which stores all or
nothing. The command line and the pages both go through here.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZipFile

from dxkpi import fiscal
from dxkpi.findings import Finding, FiscalYear, Phrase, Severity, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    ReturnForm,
    departments_asked,
)
from dxkpi.returns.checking import check_return
from dxkpi.returns.survey_totals import add_survey_totals
from dxkpi.rules import PROFILES
from dxkpi.settings import settings
from dxkpi.store import AlreadyRegistered, Revision, Store, Submission, SubmissionState
from dxkpi.wording.language import _
from dxkpi.workbook import template
from dxkpi.workbook.reader import Reader, Unreadable

EVERYONE = ""


@dataclass(frozen=True)
class StatedPurpose:
    """What the user says a return is for; None where nothing was said. The department `EVERYONE` means all of them."""

    city: str | None = None
    fiscal_year: int | None = None
    department: str | None = None


@dataclass(frozen=True)
class OpenedWorkbook:
    """A file as it was read. `filled` is None for a file that is no readable workbook; `findings` say why."""

    name: str
    content: bytes
    sha256: str
    filled: FilledForm | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class ExaminedReturn:
    """A return and what comes of it. `asks` names what must be told first: city, fiscal_year, department.

    `answer` is None while it cannot be matched to a form. `registered` is the submission in which this very file was
    registered before; then there is nothing to do.
    """

    reading: OpenedWorkbook | None
    answer: CheckedReturn | None
    findings: tuple[Finding, ...]
    asks: tuple[str, ...] = ()
    registered: Submission | None = None

    @property
    def accepted(self) -> bool:
        """Whether it can be registered, or was already."""
        return self.registered is not None or (
            self.answer is not None and self.answer.accepted
        )

    def of(self, *severities: Severity) -> tuple[Finding, ...]:
        """The findings of these severities, in order."""
        return tuple(f for f in self.findings if f.severity in severities)


def form(
    store: Store, city: str, fiscal_year: int, department: str | None, today: date
) -> ReturnForm:
    """What a department (None: all) is asked for a fiscal year, as the store stands. The store must have the plan."""
    last = next(known.revision for known in store.cities() if known.code == city)
    return _form(store, _plan(store, city, last), last, fiscal_year, department, today)


@lru_cache(maxsize=1)
def _plan(store: Store, city: str, _last: Revision) -> Plan:
    """A city's plan as of its last change, kept while returns come in one after another."""
    plan = store.plan(city)
    assert plan is not None
    return plan


def _form(
    store: Store,
    plan: Plan,
    last: Revision,
    fiscal_year: int,
    department: str | None,
    today: date,
) -> ReturnForm:
    city = plan.municipality.code
    progress = store.progress(city, fiscal_year)
    profile = PROFILES[settings().profile]
    return ReturnForm(
        plan,
        fiscal_year,
        department,
        last.number,
        fiscal.last_closed_year(today),
        progress,
        profile,
    )


def forms(
    store: Store, city: str, fiscal_year: int, today: date
) -> tuple[ReturnForm, ...]:
    """The form of each department; that of the whole city where the plan names none."""
    whole = form(store, city, fiscal_year, None, today)
    return tuple(
        replace(whole, department=name)
        for name in departments_asked(whole.plan) or (None,)
    )


def workbook(form: ReturnForm) -> bytes:
    """The form as an Excel workbook, with the deadline and the contact that are configured."""
    return template.make(
        form,
        settings().deadline(form.fiscal_year),
        settings().contact,
        settings().smallest_group,
    )


def archive(forms: Sequence[ReturnForm]) -> bytes:
    """Several forms as one .zip."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for form in forms:
            archive.writestr(template.file_name(form), workbook(form))
    return packed.getvalue()


def open_workbook(reader: Reader, name: str, content: bytes) -> OpenedWorkbook:
    """Open a workbook, in a process that can be ended."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        return OpenedWorkbook(name, content, digest, reader.read(content))
    except Unreadable as refused:
        return OpenedWorkbook(name, content, digest, None, (refused.finding,))


def examine_return(
    store: Store,
    reading: OpenedWorkbook,
    today: date,
    asked: StatedPurpose = StatedPurpose(),
    confirmed: Sequence[Confirmation] = (),
) -> ExaminedReturn:
    """What comes of a file now. Raises `StoreError` only."""
    filled = reading.filled
    if filled is None or not (filled.rows or filled.bars):
        return ExaminedReturn(
            reading, None, reading.findings + (filled.findings if filled else ())
        )
    match = _match(store, filled, asked)
    if (
        match.plan is None
        or match.last is None
        or match.fiscal_year is None
        or match.refused
    ):
        return ExaminedReturn(
            reading, None, (*filled.findings, *match.findings), match.asks
        )
    code, department = match.plan.municipality.code, match.department or None
    before = _registered(store, reading.sha256, code, match.fiscal_year)
    if before is not None:
        known = make_finding(
            "already_registered",
            who=before.who,
            when=before.at,
            number=before.number,
        )
        return ExaminedReturn(reading, None, (known,), registered=before)
    own = _form(store, match.plan, match.last, match.fiscal_year, department, today)
    overtaken = (
        store.changed_since(code, match.fiscal_year, filled.origin.revision)
        if filled.origin
        else {}
    )
    found = check_return(own, filled, overtaken, confirmed)
    found = add_survey_totals(
        found, filled, settings().smallest_group, overtaken, confirmed
    )
    answer = replace(
        found, findings=(*filled.findings, *match.findings, *found.findings)
    )
    return ExaminedReturn(reading, answer, answer.findings)


def examine_typed(
    form: ReturnForm,
    rows: Sequence[FilledRow],
    bars: Sequence[FilledRow] = (),
    confirmed: Sequence[Confirmation] = (),
) -> ExaminedReturn:
    """What comes of what was typed on the screen: rows of the indicators and of the schedule's entries that were touched."""
    answer = check_return(
        form, FilledForm(rows=tuple(rows), bars=tuple(bars)), {}, confirmed
    )
    untouched = {"row_missing", "states_blank"}
    answer = replace(
        answer, findings=tuple(f for f in answer.findings if f.code not in untouched)
    )
    return ExaminedReturn(None, answer, answer.findings)


def marked(reader: Reader, content: bytes, answer: CheckedReturn) -> bytes:
    """The workbook with marks on what to mend; as it came where it is too large to be written anew in time."""
    try:
        return reader.mark(content, answer)
    except Unreadable:
        return content


def register_return(store: Store, returned: ExaminedReturn, who: str) -> Submission:
    """Store an accepted return: its figures, its original and its confirmations, all or nothing.

    Raises `store.Outdated` when somebody else changed a figure meanwhile: examine it again and show what changed.
    """
    if returned.registered is not None:
        return returned.registered
    assert returned.answer is not None
    reading = returned.reading
    name, content = (reading.name, reading.content) if reading else (None, None)
    try:
        return store.register(returned.answer, who, name, content)
    except AlreadyRegistered as known:
        return known.submission


@dataclass(frozen=True)
class _Match:
    """Whose form a workbook is, as far as it says so or was told."""

    plan: Plan | None = None
    last: Revision | None = None
    fiscal_year: int | None = None
    department: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        kinds = {
            "which_city": "city",
            "which_year": "fiscal_year",
            "which_department": "department",
        }
        return tuple(kinds[f.code] for f in self.findings if f.code in kinds)

    @property
    def refused(self) -> bool:
        return any(f.severity is Severity.ERROR for f in self.findings)


def _match(store: Store, filled: FilledForm, asked: StatedPurpose) -> _Match:
    """The hidden sheet's word counts; where it is missing, what was asked, then what the title says."""
    origin = filled.origin
    known = {city.code: city for city in store.cities()}
    names = {code: city.name for code, city in known.items()}
    findings: list[Finding] = []
    city = origin.city if origin else asked.city or _city_named(names, filled.city_name)
    if city is None:
        return _Match(findings=(make_finding("which_city"),))
    if city not in names:
        return _Match(findings=(make_finding("unknown_city", value=city),))
    named = next(
        (code for code, name in names.items() if name == filled.city_name), city
    )
    said = origin.city if origin else named
    if asked.city is not None and said != asked.city:
        findings.append(
            make_finding(
                "other_city", value=names[said], asked=names.get(asked.city, asked.city)
            )
        )
    last = known[city].revision
    plan = _plan(store, city, last)
    year = origin.fiscal_year if origin else filled.year or asked.fiscal_year
    if year is None:
        findings.append(make_finding("which_year"))
    elif asked.fiscal_year is not None and year != asked.fiscal_year:
        findings.append(
            make_finding(
                "other_year",
                value=FiscalYear(year),
                asked=FiscalYear(asked.fiscal_year),
            )
        )
    department, about = _department(plan, filled, asked)
    findings += about
    if origin is None and not findings and year is not None:
        findings.append(
            make_finding(
                "origin_missing",
                year=FiscalYear(year),
                department=department or Phrase.ALL_DEPARTMENTS,
            )
        )
    return _Match(plan, last, year, department, tuple(findings))


def department_name(department: str | None) -> str:
    """What a form's department is called: all of them where none is named."""
    return department or _("all departments")


def _department(
    plan: Plan, filled: FilledForm, asked: StatedPurpose
) -> tuple[str | None, list[Finding]]:
    known = (*departments_asked(plan), EVERYONE)
    stated: str | None
    if filled.origin:
        stated = filled.origin.department or EVERYONE
        if asked.department not in (None, stated):
            names = (
                stated or Phrase.ALL_DEPARTMENTS,
                asked.department or Phrase.ALL_DEPARTMENTS,
            )
            return stated, [
                make_finding("other_department", value=names[0], asked=names[1])
            ]
    elif asked.department is not None:
        stated = asked.department
    elif filled.department in known:
        stated = filled.department
    else:
        stated = EVERYONE if len(known) == 1 else None
    if stated is None:
        return None, [make_finding("which_department")]
    return stated, [] if stated in known else [
        make_finding("unknown_department", value=stated)
    ]


def _city_named(names: dict[str, str], name: str | None) -> str | None:
    """The municipality of this name, or the only one there is."""
    found = (
        [code for code, known in names.items() if known == name]
        if name
        else list(names)
    )
    return found[0] if len(found) == 1 else None


def _registered(
    store: Store, sha256: str, city: str, fiscal_year: int
) -> Submission | None:
    return next(
        (
            s
            for s in store.submissions(city)
            if s.sha256 == sha256
            and s.fiscal_year == fiscal_year
            and s.state is SubmissionState.REGISTERED
        ),
        None,
    )
