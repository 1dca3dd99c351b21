"""Who is asked: the departments that a plan names, and those who answer for many at once.

A plan also names 全課, 関係各課 or 対象業務担当課. Nobody is called that: they get no form
of their own, and the secretariat says who answers for them. It says as well what a 課 of
former years became, so that a form of the time before is understood.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dxkpi.text.folding import without_spaces

_WHICH = "全て|すべて|全|各|関係する|関係|関連する|関連|該当|対象|担当|所管|主管|庁内"
_COLLECTIVE = re.compile(
    rf"(?:{_WHICH})(?:{_WHICH}|の|業務|事業|実施)*"
    r"(?:課室|課|室|部署|部局|部|局|所属|機関|庁)等?"
)


def is_collective(name: str) -> bool:
    """Whether a plan means several departments by a name: 全課, 関係各課, 対象業務担当課."""
    return bool(_COLLECTIVE.fullmatch(without_spaces(name)))


@dataclass(frozen=True, eq=False)
class DepartmentRegister:
    """What a city's secretariat says about its departments; read once, the same while it
    is the same object.

    `became`: a former name, and the department or departments of now.
    `answers_for`: a collective name (全課), and those who answer for it.
    """

    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answering(self, departments: Iterable[str]) -> tuple[str, ...]:
        """Who is asked where the plan names these departments, each once."""
        names: dict[str, None] = {}
        for department in departments:
            answering = self.answers_for.get(department)
            if answering is not None:
                names |= dict.fromkeys(answering)
            elif not is_collective(department):
                names[department] = None
        return tuple(names)

    def is_asked(self, department: str, departments: tuple[str, ...]) -> bool:
        """Whether a department is asked where the plan names these; 全課 is where the
        plan names 全課.
        """
        return department in departments or department in self.answering(departments)

    def successors(self, department: str) -> tuple[str, ...]:
        """What a department of former years is now, through all changes; () if unknown."""
        names: dict[str, None] = {}
        seen = {department}
        waiting = list(self.became.get(department, ()))
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            if name in self.became:
                waiting += self.became[name]
            else:
                names[name] = None
        return tuple(names)


NO_REGISTER = DepartmentRegister()
"""Where the secretariat has said nothing: nobody answers for 全課."""
