"""Whose form a workbook is: city, plan, year and department, as it says itself or as the user
says.

What is chosen is a question put to the file. Where the file says otherwise, somebody must
answer once for the whole file (`file_questions`); nothing is read until then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dxkpi import fiscal
from dxkpi.actions.file_questions import (
    EVERYONE,
    ask_about_department,
    ask_about_year,
    department_of_key,
)
from dxkpi.actions.reorganisation import (
    KnownDepartments,
    follow_reorganisation,
    known_departments,
)
from dxkpi.actions.return_forms import form_of_plan, plan_at
from dxkpi.actions.rounds import register_of_year
from dxkpi.findings import FactList, Finding, FiscalYear, Phrase, Severity, make_finding
from dxkpi.plan import Plan
from dxkpi.plan.document_place import meant_text
from dxkpi.returns import Confirmation, FilledForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.finding_list import chosen_key, settle_hold
from dxkpi.rules import reportable_entries
from dxkpi.store import ListedPlan, Revision, Store
from dxkpi.wording.municipality import plain_city_name

_ASKING = {
    "which_city": "city",
    "which_plan": "plan",
    "which_year": "fiscal_year",
    "which_department": "department",
    "unknown_department": "department",
}
"""What somebody must be asked, by the code of the finding that says so."""

_MOST_PLANS = 5


@dataclass(frozen=True)
class StatedPurpose:
    """What the user says a return is for; None where nothing was said.

    The department `EVERYONE` means all of them. City, plan (its id), year and department
    are said of this file. `chosen_year` is the one that is chosen for all files, or, where
    `year_is_assumed`, the one that is being collected: then only a file is asked about
    that would change what is reported of an earlier year.
    """

    city: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    chosen_year: int | None = None
    year_is_assumed: bool = False
    plan: str | None = None

    @property
    def expected_year(self) -> int | None:
        """The year that the file is expected to be of."""
        return self.fiscal_year or self.chosen_year


NOTHING_STATED = StatedPurpose()


@dataclass(frozen=True)
class MatchedPlan:
    """The plan that a workbook is about, and the plan's last change."""

    plan: Plan
    last_change: Revision


@dataclass(frozen=True)
class FormMatch:
    """Whose form a workbook is, as far as it says so or was told.

    `year_of_form` is the one that it was made for.
    """

    matched: MatchedPlan | None = None
    fiscal_year: int | None = None
    department: str | None = None
    findings: tuple[Finding, ...] = ()
    year_of_form: int | None = None

    @property
    def asks(self) -> tuple[str, ...]:
        """What somebody must be asked first: fields of `StatedPurpose`."""
        codes = [finding.code for finding in self.findings]
        return tuple(_ASKING[code] for code in codes if code in _ASKING)

    @property
    def is_open(self) -> bool:
        """Whether something must be mended or answered before it can be read."""
        return any(finding.is_open for finding in self.findings)

    @property
    def is_year_open(self) -> bool:
        """Whether somebody must say which year it is for."""
        for finding in self.findings:
            if finding.code == "other_year" and finding.severity is Severity.HOLD:
                return True
        return False


def match_form(
    store: Store,
    filled: FilledForm,
    stated: StatedPurpose,
    confirmed: Sequence[Confirmation],
    today: date,
) -> FormMatch:
    """Whose form a workbook is.

    The hidden sheet's word counts; where it is missing, what was said, then the title.
    """
    every_plan = store.listed_plans()
    cities = {listed.city.code: listed.city for listed in every_plan}
    names = {code: plain_city_name(city) for code, city in cities.items()}
    city = _city(filled, stated, names)
    if city is None:
        return FormMatch(findings=(make_finding("which_city"),))
    if city not in names:
        unknown = make_finding("unknown_city", value=_with_meant_code(city))
        return FormMatch(findings=(unknown,))

    plans_of_city = [listed for listed in every_plan if listed.city.code == city]
    chosen = _match_plan(plans_of_city, filled, stated)
    if chosen.listed is None:
        return FormMatch(findings=chosen.findings)
    last_change = chosen.listed.revision
    plan = plan_at(store, chosen.listed.key, last_change)
    matched = MatchedPlan(plan, last_change)
    assumed_year = stated.expected_year or _year_of_form(filled)
    department = _department_in_year(
        store, plan, filled, stated, confirmed, assumed_year, today
    )
    if _is_year_to_be_left(
        store, matched, department.filled, department.name, stated, today
    ):
        stated = replace(stated, chosen_year=None)
    year = _match_year(store, plan, filled, department.name, stated, confirmed, today)
    if year.fiscal_year not in (None, assumed_year):
        department = _department_in_year(
            store, plan, filled, stated, confirmed, year.fiscal_year, today
        )
    filled = department.filled
    findings = [
        *_city_findings(filled, stated, names, city),
        *chosen.findings,
        *year.findings,
        *department.findings,
    ]
    match = FormMatch(
        matched, year.fiscal_year, department.name, tuple(findings), year.of_form
    )
    if filled.origin is not None or year.fiscal_year is None or match.is_open:
        return match
    without_origin = make_finding(
        "origin_missing",
        year=FiscalYear(year.fiscal_year),
        department=department.name or Phrase.ALL_DEPARTMENTS,
    )
    return replace(match, findings=(*findings, without_origin))


# The municipality


def _city(
    filled: FilledForm, stated: StatedPurpose, names: Mapping[str, str]
) -> str | None:
    if filled.origin is not None:
        return filled.origin.city
    return stated.city or _city_of_title(filled, names)


def _with_meant_code(city: str) -> str:
    """What was said for a code, with the code that may be meant: 34 → 340006 広島県."""
    meant = meant_text(city)
    return f"{city} → {meant}" if meant else city


def _city_of_title(filled: FilledForm, names: Mapping[str, str]) -> str | None:
    """The municipality that the title names, or the only one there is."""
    candidates = list(names)
    if filled.city_name:
        candidates = [code for code in names if names[code] == filled.city_name]
    if len(candidates) != 1:
        return None
    return candidates[0]


def _city_findings(
    filled: FilledForm, stated: StatedPurpose, names: Mapping[str, str], city: str
) -> list[Finding]:
    """That the workbook is another municipality's than the one it is handed in for."""
    own_city = city
    if filled.origin is None:
        for code, name in names.items():
            if name == filled.city_name:
                own_city = code
                break
    if stated.city is None or stated.city == own_city:
        return []
    stated_name = names.get(stated.city, stated.city)
    return [make_finding("other_city", value=names[own_city], asked=stated_name)]


# The plan


@dataclass(frozen=True)
class _MatchedListing:
    """The plan of the city that a workbook is about; None where that is not known."""

    listed: ListedPlan | None
    findings: tuple[Finding, ...] = ()


def _match_plan(
    plans: Sequence[ListedPlan], filled: FilledForm, stated: StatedPurpose
) -> _MatchedListing:
    """The plan that the file says; it is refused where it is handed in for another."""
    asked = next((listed for listed in plans if listed.id == stated.plan), None)
    is_of_city = stated.city == plans[0].city.code
    if stated.plan is not None and asked is None and is_of_city:
        ids = FactList.first_of([listed.id for listed in plans], _MOST_PLANS)
        wrong = make_finding("no_such_plan", value=stated.plan, plans=ids)
        return _MatchedListing(None, (wrong,))
    of_form = _plan_of_form(plans, filled)
    if of_form is not None:
        if asked is None or asked is of_form:
            return _MatchedListing(of_form)
        other = make_finding("other_plan", value=of_form.title, asked=asked.title)
        return _MatchedListing(of_form, (other,))
    if filled.origin is not None and filled.origin.plan is not None:
        unknown = make_finding("unknown_plan", value=filled.origin.plan)
        return _MatchedListing(None, (unknown,))
    if asked is not None:
        return _MatchedListing(asked)
    titles = FactList.first_of([listed.title for listed in plans], _MOST_PLANS)
    return _MatchedListing(None, (make_finding("which_plan", plans=titles),))


def _plan_of_form(plans: Sequence[ListedPlan], filled: FilledForm) -> ListedPlan | None:
    """The plan that a form was made for; forms of former versions have only its title."""
    origin = filled.origin
    fitting = list(plans)
    if origin is not None and origin.plan is not None:
        fitting = [listed for listed in plans if listed.id == origin.plan]
    elif origin is not None and len(plans) > 1:
        fitting = [listed for listed in plans if listed.title == origin.plan_title]
    return fitting[0] if len(fitting) == 1 else None


# The year


@dataclass(frozen=True)
class _MatchedYear:
    """The year that a workbook is read as, the one it was made for, what is asked."""

    fiscal_year: int | None
    of_form: int | None
    findings: tuple[Finding, ...] = ()


def _match_year(
    store: Store,
    plan: Plan,
    filled: FilledForm,
    department: str | None,
    stated: StatedPurpose,
    confirmed: Sequence[Confirmation],
    today: date,
) -> _MatchedYear:
    """The year that the file says; another one that is expected is asked about."""
    of_form = _year_of_form(filled)
    if of_form is None:
        if stated.fiscal_year is None:
            return _MatchedYear(None, None, (make_finding("which_year"),))
        return _MatchedYear(stated.fiscal_year, None)

    others = _other_years(filled, of_form, stated)
    if not others:
        return _MatchedYear(of_form, of_form)

    question = settle_hold(ask_about_year(of_form, others), confirmed)
    answer = chosen_key(question)
    if answer is not None:
        return _MatchedYear(int(answer), of_form, (question,))

    findings = [question]
    reported = _reported_places(store, plan, department, of_form, today)
    if reported:
        year = FiscalYear(of_form)
        findings.append(make_finding("year_reported", n=reported, year=year))
    return _MatchedYear(of_form, of_form, tuple(findings))


def _is_year_to_be_left(
    store: Store,
    matched: MatchedPlan,
    filled: FilledForm,
    department: str | None,
    stated: StatedPurpose,
    today: date,
) -> bool:
    """Whether the year was not chosen by anybody, and a file of another one does no harm."""
    assumed, of_form = stated.chosen_year, _year_of_form(filled)
    if not stated.year_is_assumed or assumed is None or of_form is None:
        return False
    if of_form >= assumed:
        return True
    plan, last_change = matched.plan, matched.last_change
    form = form_of_plan(store, plan, last_change, of_form, department or None, today)
    changes = check_return(form, filled).changes
    return all(change.old is None for change in changes)


def _year_of_form(filled: FilledForm) -> int | None:
    """The year that a form was made for, as far as it says so."""
    return filled.origin.fiscal_year if filled.origin else filled.year


def _other_years(filled: FilledForm, of_form: int, stated: StatedPurpose) -> list[int]:
    """The years that speak against the one that the form was made for.

    Headings of a later year were written over: the hidden sheet stays what it was.
    """
    candidates = [stated.expected_year]
    if filled.year is not None and filled.year > of_form:
        candidates.insert(0, filled.year)
    others = dict.fromkeys(year for year in candidates if year is not None)
    others.pop(of_form, None)
    return list(others)


def _reported_places(
    store: Store, plan: Plan, department: str | None, fiscal_year: int, today: date
) -> int:
    """How many figures and entries of a department (none: of all) are reported."""

    register = register_of_year(store, plan, fiscal_year, today)

    def is_own(departments: tuple[str, ...]) -> bool:
        return not department or register.is_asked(department, departments)

    number = 0
    for indicator in plan.measured_indicators:
        actual = indicator.actual(fiscal_year)
        if actual is not None and is_own(plan.departments_of(indicator)):
            number += 1
    progress = store.progress(plan.key, fiscal_year)
    for entry in reportable_entries(plan):
        state = progress.get(entry.key)
        is_of_year = state is not None and state.fiscal_year == fiscal_year
        if is_of_year and is_own(entry.measure.departments):
            number += 1
    return number


# The department


@dataclass(frozen=True)
class _MatchedDepartment:
    """Whose form it is (`EVERYONE`: that of all, None: not known), and what is asked."""

    name: str | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _DepartmentInYear:
    """Whose form it is in a year, and the form with the department's name of that year."""

    name: str | None
    filled: FilledForm
    findings: tuple[Finding, ...]


def _department_in_year(
    store: Store,
    plan: Plan,
    filled: FilledForm,
    stated: StatedPurpose,
    confirmed: Sequence[Confirmation],
    fiscal_year: int | None,
    today: date,
) -> _DepartmentInYear:
    """Whose form it is for the report of a year; None: of the year before today's."""
    year = fiscal_year or fiscal.last_closed_year(today)
    known = known_departments(store, plan, year, today)
    followed = follow_reorganisation(known, filled)
    stated = _with_present_department(stated, known)
    department = _match_department(known, followed.filled, stated, confirmed)
    findings = (*department.findings, *followed.findings)
    return _DepartmentInYear(department.name, followed.filled, findings)


def _with_present_department(
    stated: StatedPurpose, known: KnownDepartments
) -> StatedPurpose:
    """What was said, with the name of now in place of one of another time."""
    former = stated.department
    if not former or former in known.names:
        return stated
    present = known.present(former)
    if len(present) != 1:
        return stated
    return replace(stated, department=present[0])


def _match_department(
    departments: KnownDepartments,
    filled: FilledForm,
    stated: StatedPurpose,
    confirmed: Sequence[Confirmation],
) -> _MatchedDepartment:
    known = (*departments.names, EVERYONE)
    department = _department(filled, stated, known)
    if department is None:
        return _MatchedDepartment(None, (make_finding("which_department"),))
    if stated.department in (None, department):
        if department in known:
            return _MatchedDepartment(department)
        finding = make_finding("unknown_department", value=department)
        return _MatchedDepartment(department, (finding,))
    if stated.department not in known:
        finding = make_finding("unknown_department", value=stated.department)
        return _MatchedDepartment(department, (finding,))
    if department not in known:  # it was asked which one it is now
        told = make_finding(
            "read_for_department",
            value=department,
            department=stated.department or Phrase.ALL_DEPARTMENTS,
        )
        return _MatchedDepartment(stated.department, (told,))
    return _chosen_department(department, stated.department, confirmed)


def _chosen_department(
    of_form: str, stated: str, confirmed: Sequence[Confirmation]
) -> _MatchedDepartment:
    question = settle_hold(ask_about_department(of_form, stated), confirmed)
    answer = chosen_key(question)
    chosen = of_form
    if answer is not None:
        chosen = department_of_key(answer)
    return _MatchedDepartment(chosen, (question,))


def _department(
    filled: FilledForm, stated: StatedPurpose, known: Sequence[str]
) -> str | None:
    """The department that the form is of; None where nothing says it."""
    if filled.origin is not None:
        return filled.origin.department or EVERYONE
    if stated.department is not None:
        return stated.department
    if filled.department in known:
        return filled.department
    if len(known) == 1:
        return EVERYONE
    return None
