"""Whose form a workbook is: city, year and department, as it says itself or as the user
says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dxkpi.actions.return_forms import plan_at
from dxkpi.findings import Finding, FiscalYear, Phrase, Severity, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, departments_asked
from dxkpi.store import Revision, Store

EVERYONE = ""
"""The department that means all of them."""

_ASKING = {
    "which_city": "city",
    "which_year": "fiscal_year",
    "which_department": "department",
}
"""What somebody must be asked, by the code of the finding that says so."""


@dataclass(frozen=True)
class StatedPurpose:
    """What the user says a return is for; None where nothing was said.

    The department `EVERYONE` means all of them.
    """

    city: str | None = None
    fiscal_year: int | None = None
    department: str | None = None


NOTHING_STATED = StatedPurpose()


@dataclass(frozen=True)
class MatchedPlan:
    """The plan that a workbook is about, and the plan's last change."""

    plan: Plan
    last_change: Revision


@dataclass(frozen=True)
class FormMatch:
    """Whose form a workbook is, as far as it says so or was told."""

    matched: MatchedPlan | None = None
    fiscal_year: int | None = None
    department: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """What somebody must be asked first: fields of `StatedPurpose`."""
        codes = [finding.code for finding in self.findings]
        return tuple(_ASKING[code] for code in codes if code in _ASKING)

    @property
    def is_refused(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def match_form(store: Store, filled: FilledForm, stated: StatedPurpose) -> FormMatch:
    """Whose form a workbook is.

    The hidden sheet's word counts; where it is missing, what was said, then the title.
    """
    cities = {city.code: city for city in store.cities()}
    names = {code: city.name for code, city in cities.items()}
    city = _city(filled, stated, names)
    if city is None:
        return FormMatch(findings=(make_finding("which_city"),))
    if city not in names:
        return FormMatch(findings=(make_finding("unknown_city", value=city),))

    last_change = cities[city].revision
    matched = MatchedPlan(plan_at(store, city, last_change), last_change)
    year = _fiscal_year(filled, stated)
    department = _department(matched.plan, filled, stated)
    findings = [
        *_city_findings(filled, stated, names, city),
        *_year_findings(year, stated),
        *_department_findings(matched.plan, department, stated),
    ]
    if filled.origin is None and year is not None and not findings:
        findings.append(
            make_finding(
                "origin_missing",
                year=FiscalYear(year),
                department=department or Phrase.ALL_DEPARTMENTS,
            )
        )
    return FormMatch(matched, year, department, tuple(findings))


def _city(
    filled: FilledForm, stated: StatedPurpose, names: Mapping[str, str]
) -> str | None:
    if filled.origin is not None:
        return filled.origin.city
    return stated.city or _city_of_title(filled, names)


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


def _fiscal_year(filled: FilledForm, stated: StatedPurpose) -> int | None:
    if filled.origin is not None:
        return filled.origin.fiscal_year
    return filled.year or stated.fiscal_year


def _year_findings(year: int | None, stated: StatedPurpose) -> list[Finding]:
    """That the year is not known, or is another than the one it is handed in for."""
    if year is None:
        return [make_finding("which_year")]
    if stated.fiscal_year is None or stated.fiscal_year == year:
        return []
    asked = FiscalYear(stated.fiscal_year)
    return [make_finding("other_year", value=FiscalYear(year), asked=asked)]


def _department(plan: Plan, filled: FilledForm, stated: StatedPurpose) -> str | None:
    """The department that the form is of; None where nothing says it."""
    if filled.origin is not None:
        return filled.origin.department or EVERYONE
    if stated.department is not None:
        return stated.department
    known = (*departments_asked(plan), EVERYONE)
    if filled.department in known:
        return filled.department
    if len(known) == 1:
        return EVERYONE
    return None


def _department_findings(
    plan: Plan, department: str | None, stated: StatedPurpose
) -> list[Finding]:
    """That the department is not known, is none of the plan's, or is another than the
    stated one.
    """
    if department is None:
        return [make_finding("which_department")]
    if stated.department not in (None, department):
        return [
            make_finding(
                "other_department",
                value=department or Phrase.ALL_DEPARTMENTS,
                asked=stated.department or Phrase.ALL_DEPARTMENTS,
            )
        ]
    if department not in (*departments_asked(plan), EVERYONE):
        return [make_finding("unknown_department", value=department)]
    return []
