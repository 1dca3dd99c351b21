"""The 課 that people wrote, and what they are called here."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from dxkpi.findings import Choice, ChoiceKind
from dxkpi.plan.staff_survey import NOT_STATED, folded_answer

_LEAST_LIKENESS = 0.6


def department_key(name: str) -> str:
    """The name of a 課 as it is compared: written with spaces or without."""
    return folded_answer(name).replace(" ", "")


_NOT_STATED_KEY = department_key(NOT_STATED)


class DepartmentNames:
    """What the 課 are called, and which of them is meant by a name that was written.

    `known` are the names of 課 that there are, by their keys; `renamed` leads from the key of
    a written name to the key of the name that is meant.
    """

    def __init__(self, known: Iterable[str], renamed: Mapping[str, str]) -> None:
        self.renamed = {
            department_key(written): department_key(meant)
            for written, meant in renamed.items()
        }
        self.known: dict[str, str] = {}
        for name in (*_confirmed_names(renamed), *known):
            key = department_key(name)
            if key and key != _NOT_STATED_KEY:
                self.known[key] = name.strip()

    def name_of(self, written: str) -> str:
        """What a 課 is called here, however it is written.

        Where it is renamed to a name that is itself renamed, that counts too.
        """
        key = self._key_meant(department_key(written))
        if key not in self.known:
            key = self._key_meant(key)
        if key in ("", _NOT_STATED_KEY):
            return NOT_STATED
        return self.known.get(key, key)

    def _key_meant(self, key: str) -> str:
        return self.renamed.get(key) or key

    def is_settled(self, key: str) -> bool:
        """Whether it is known which 課 is meant by a key."""
        if key in self.renamed or key in self.known:
            return True
        return self.name_of(key) == NOT_STATED


def _confirmed_names(renamed: Mapping[str, str]) -> list[str]:
    """Names of which somebody said that they are right as they are written."""
    return [
        meant
        for written, meant in renamed.items()
        if department_key(written) == department_key(meant)
    ]


def nearest_department(name: str, known: Mapping[str, str]) -> str | None:
    """The 課 whose name is written most like this one; `known` are the names by their keys."""
    near = get_close_matches(department_key(name), known, 1, _LEAST_LIKENESS)
    return known[near[0]] if near else None


def department_choices(name: str, nearest: str | None) -> tuple[Choice, ...]:
    """What a 課 that is not known may be: the nearest, if there is one, or one of its own."""
    of_its_own = Choice(name, ChoiceKind.NEW_SECTION, name)
    if nearest is None:
        return (of_its_own,)
    return Choice(nearest, ChoiceKind.KNOWN_SECTION, nearest), of_its_own
