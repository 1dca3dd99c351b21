"""The rules between objects of a plan document: no number twice, no reference to nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from dxkpi.plan.document_problem import Location, ProblemCode
from dxkpi.plan.document_source import DocumentSource, quoted_text

Fields = Mapping[str, Any]


def report_references(data: Fields, source: DocumentSource) -> None:
    """Report every number that is used twice and every reference that leads nowhere."""
    _ReferenceCheck(source).check(data)


class _ReferenceCheck:
    def __init__(self, source: DocumentSource) -> None:
        self._source = source
        self._policies: set[str | int] = set()
        self._policy_of_measure: dict[str, str | None] = {}
        self._initiatives: set[tuple[str | None, str | None]] = set()

    def check(self, data: Fields) -> None:
        self._check_departments(data)
        for place, policy in _children(data, "policies"):
            self._check_policy(policy, place)

        codes: set[str | int] = set()
        roles: set[str | int] = set()
        for place, indicator in _children(data, "indicators"):
            self._repeated(indicator, "code", codes, place, ProblemCode.INDICATOR_TWICE)
            self._repeated(indicator, "role", roles, place, ProblemCode.ROLE_TWICE)
            self._check_home(indicator, place)
            self._check_figures(indicator, place)
            self._check_links(indicator, place, _object(data, "plan"))
            self._check_again(indicator, place)
            for inside, part in _children(indicator, "parts"):
                at = (*place, *inside)
                self._repeated(part, "code", codes, at, ProblemCode.INDICATOR_TWICE)
                self._check_figures(part, at)
                self._check_links(part, at, _object(data, "plan"))
        self._check_nesting(data)
        self._check_decisions(data, codes)

    def _check_departments(self, data: Fields) -> None:
        municipality = data.get("municipality")
        if not isinstance(municipality, dict):
            return
        names: set[str | int] = set()
        for inside, department in _children(municipality, "departments"):
            place = ("municipality", *inside)
            self._repeated(
                department, "name", names, place, ProblemCode.DEPARTMENT_TWICE
            )

    def _check_policy(self, policy: Fields, place: Location) -> None:
        self._repeated(
            policy, "number", self._policies, place, ProblemCode.POLICY_TWICE
        )
        self._check_marks(policy, place)
        for inside, measure in _children(policy, "measures"):
            self._check_measure(measure, policy, (*place, *inside))

    def _check_measure(self, measure: Fields, policy: Fields, place: Location) -> None:
        number = _text(measure, "number")
        if number is not None:
            if number in self._policy_of_measure:
                self._source.report(
                    (*place, "number"),
                    ProblemCode.MEASURE_TWICE,
                    key=quoted_text(number),
                )
            self._policy_of_measure[number] = _text(policy, "number")

        self._check_reports(measure, place)
        self._check_marks(measure, place)
        initiatives: set[str | int] = set()
        for inside, initiative in _children(measure, "initiatives"):
            self._initiatives.add((number, _text(initiative, "number")))
            self._check_reports(initiative, (*place, *inside))
            self._check_marks(initiative, (*place, *inside))
            self._repeated(
                initiative,
                "number",
                initiatives,
                (*place, *inside),
                ProblemCode.INITIATIVE_TWICE,
            )
        for inside, item in _children(measure, "schedule"):
            initiative_number = _text(item, "initiative")
            if initiative_number is None or initiative_number in initiatives:
                continue
            self._source.report(
                (*place, *inside, "initiative"),
                ProblemCode.NO_SUCH_INITIATIVE,
                key=quoted_text(initiative_number),
            )

    def _check_home(self, indicator: Fields, place: Location) -> None:
        """The measure and the policy that an indicator names are there and belong together.

        The measure says which policy it is, where the indicator does not.
        """
        measure, policy = _text(indicator, "measure"), _text(indicator, "policy")
        if measure is not None and measure not in self._policy_of_measure:
            self._source.report(
                (*place, "measure"),
                ProblemCode.NO_SUCH_MEASURE,
                key=quoted_text(measure),
            )
            return
        if policy is not None and policy not in self._policies:
            self._source.report(
                (*place, "policy"), ProblemCode.NO_SUCH_POLICY, key=quoted_text(policy)
            )
            return
        if measure is None or policy is None:
            return
        right_policy = self._policy_of_measure[measure]
        if policy != right_policy:
            self._source.report(
                (*place, "policy"),
                ProblemCode.OTHER_POLICY,
                measure=measure,
                policy=str(right_policy),
            )

    def _check_again(self, indicator: Fields, place: Location) -> None:
        """The measures under which an indicator stands once more are others of the plan."""
        numbers = indicator.get("also_in")
        for n, number in enumerate(numbers if isinstance(numbers, list) else ()):
            at, key = (*place, "also_in", n), quoted_text(str(number))
            if str(number) not in self._policy_of_measure:
                self._source.report(at, ProblemCode.NO_SUCH_MEASURE, key=key)
            elif str(number) == _text(indicator, "measure"):
                self._source.report(at, ProblemCode.ALSO_IN_OWN, key=key)

    def _check_nesting(self, data: Fields) -> None:
        """The indicator above another is there, and no chain of them comes back."""
        above: dict[str, str | None] = {}
        for _place, indicator in _children(data, "indicators"):
            code = _text(indicator, "code")
            if code is not None:
                above[code] = _text(indicator, "part_of")
        for place, indicator in _children(data, "indicators"):
            code, upper = _text(indicator, "code"), _text(indicator, "part_of")
            if code is None or upper is None:
                continue
            at = (*place, "part_of")
            if upper not in above:
                key = quoted_text(upper)
                self._source.report(at, ProblemCode.NO_SUCH_INDICATOR, key=key)
            elif _leads_back(code, above):
                self._source.report(at, ProblemCode.PART_OF_ITSELF)

    def _check_reports(self, reported: Fields, place: Location) -> None:
        years: set[str | int] = set()
        for inside, report in _children(reported, "reports"):
            at = (*place, *inside)
            self._repeated(report, "fiscal_year", years, at, ProblemCode.REPORT_TWICE)

    def _check_marks(self, marked: Fields, place: Location) -> None:
        """Each judge marks a year once."""
        years_of_judge: dict[str, set[str | int]] = {}
        for inside, mark in _children(marked, "marks"):
            years = years_of_judge.setdefault(_text(mark, "by") or "", set())
            at = (*place, *inside)
            self._repeated(mark, "fiscal_year", years, at, ProblemCode.MARK_TWICE)

    def _check_decisions(self, data: Fields, codes: set[str | int]) -> None:
        """Each has a number of its own and is about something of this plan."""
        numbers: set[str | int] = set()
        for place, decision in _children(data, "decisions"):
            self._repeated(
                decision, "number", numbers, place, ProblemCode.DECISION_TWICE
            )
            indicator = _text(decision, "indicator")
            if indicator is not None and indicator not in codes:
                key = quoted_text(indicator)
                at = (*place, "indicator")
                self._source.report(at, ProblemCode.NO_SUCH_INDICATOR, key=key)
            self._check_measure_of_decision(decision, place)

    def _check_measure_of_decision(self, decision: Fields, place: Location) -> None:
        measure, initiative = _text(decision, "measure"), _text(decision, "initiative")
        if measure is None:
            return
        if measure not in self._policy_of_measure:
            key = quoted_text(measure)
            at = (*place, "measure")
            self._source.report(at, ProblemCode.NO_SUCH_MEASURE, key=key)
        elif initiative is not None and (measure, initiative) not in self._initiatives:
            key = quoted_text(initiative)
            at = (*place, "initiative")
            self._source.report(at, ProblemCode.NO_SUCH_INITIATIVE, key=key)

    def _check_figures(self, indicator: Fields, place: Location) -> None:
        self._check_marks(indicator, place)
        years: set[str | int] = set()
        for inside, actual in _children(indicator, "actuals"):
            self._repeated(
                actual,
                "fiscal_year",
                years,
                (*place, *inside),
                ProblemCode.ACTUAL_TWICE,
            )
        years_of_series: dict[str, set[str | int]] = {}
        for inside, reference in _children(indicator, "references"):
            series = _text(reference, "series")
            if series is None:
                continue
            self._repeated(
                reference,
                "fiscal_year",
                years_of_series.setdefault(series, set()),
                (*place, *inside),
                ProblemCode.REFERENCE_TWICE,
            )

    def _check_links(self, indicator: Fields, place: Location, about: Fields) -> None:
        """What an indicator has to do with one of another plan leads out of this plan, and
        its figures stand in one plan alone.
        """
        shared, former = _object(indicator, "shares"), _object(indicator, "continues")
        own_id, followed_id = _text(about, "id"), _text(about, "follows")
        for field, link in (("shares", shared), ("continues", former)):
            if own_id is not None and _text(link, "plan") == own_id:
                self._source.report(
                    (*place, field, "plan"), ProblemCode.LINK_TO_ITSELF, field=field
                )
        if shared and indicator.get("actuals"):
            self._source.report((*place, "actuals"), ProblemCode.SHARED_ACTUALS)
        names_no_plan = former.get("plan") is None and followed_id is None
        if former and names_no_plan:
            self._source.report((*place, "continues"), ProblemCode.CONTINUES_NOTHING)

    def _repeated(
        self,
        item: Fields,
        field: str,
        seen: set[str | int],
        place: Location,
        code: ProblemCode,
    ) -> None:
        """Report the field's value if it was seen before, and remember it."""
        key = item.get(field)
        if not isinstance(key, str | int):
            return
        if key in seen:
            self._source.report((*place, field), code, key=quoted_text(str(key)))
        seen.add(key)


def _leads_back(code: str, above: dict[str, str | None]) -> bool:
    """Whether the way up from an indicator comes back to it."""
    upper = above[code]
    seen: set[str] = set()
    while upper is not None and upper not in seen:
        if upper == code:
            return True
        seen.add(upper)
        upper = above.get(upper)
    return False


def _children(parent: Fields, key: str) -> Iterator[tuple[Location, Fields]]:
    """The objects of a list with their places; the list's own rule reports what is no object."""
    children = parent.get(key)
    if not isinstance(children, list):
        return
    for n, child in enumerate(children):
        if isinstance(child, dict):
            yield (key, n), child


def _object(parent: Fields, key: str) -> Fields:
    """The object at a field; empty where there is none."""
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _text(item: Fields, field: str) -> str | None:
    """The field if it is text; anything else in its place is reported by its own rule."""
    value = item.get(field)
    return value if isinstance(value, str) else None
