"""What is asked once of a file as a whole: its year, its department, whose rows it holds.

The key of a choice is the year as a number, the department's name, or `ALL` for all of
them.
"""

from collections.abc import Sequence

from dxkpi.findings import (
    Choice,
    ChoiceKind,
    FactList,
    Finding,
    FiscalYear,
    Phrase,
    make_finding,
)

EVERYONE = ""
"""The department that means all of them."""

ALL = "all"
"""The key that stands for all departments."""

BOTH, OWN = "both", "own"
"""The keys of the choice between all rows of a file and those of its own department."""

_MOST_LISTED = 5


def ask_about_year(of_form: int, others: Sequence[int]) -> Finding:
    """Whether a form is to be written into its own year or read as one of the others."""
    own = Choice(str(of_form), ChoiceKind.WRITE_INTO_YEAR, FiscalYear(of_form))
    read_as = [
        Choice(str(year), ChoiceKind.READ_AS_YEAR, FiscalYear(year)) for year in others
    ]
    return make_finding(
        "other_year",
        value=FiscalYear(of_form),
        choices=(own, *read_as),
        asked=FactList(tuple(FiscalYear(year) for year in others)),
    )


def ask_about_department(of_form: str, stated: str) -> Finding:
    """Whether a form is read for its own department or for the one that was stated."""
    choices = [
        Choice(
            department or ALL,
            ChoiceKind.READ_FOR_DEPARTMENT,
            department or Phrase.ALL_DEPARTMENTS,
        )
        for department in (of_form, stated)
    ]
    return make_finding(
        "other_department",
        value=of_form or Phrase.ALL_DEPARTMENTS,
        choices=tuple(choices),
        asked=stated or Phrase.ALL_DEPARTMENTS,
    )


def department_of_key(key: str) -> str:
    """The department that a choice's key names."""
    return EVERYONE if key == ALL else key


def ask_about_rows(
    department: str, others: Sequence[str], codes: Sequence[str]
) -> Finding:
    """Whether a file with rows of other departments is for all of these."""
    own = Choice(OWN, ChoiceKind.LEAVE_OUT_OTHERS, department)
    everybody = FactList((department, *others))
    both = Choice(BOTH, ChoiceKind.FOR_ALL_OF_THEM, everybody)
    return make_finding(
        "rows_of_departments",
        choices=(both, own),
        department=department,
        others=FactList(tuple(others)),
        codes=FactList.first_of(codes, _MOST_LISTED),
    )
