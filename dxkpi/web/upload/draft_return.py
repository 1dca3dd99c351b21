"""A return that somebody works on in this session, until it is registered: a workbook
that was chosen, or rows that are typed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar, cast

from dxkpi.actions import ExaminedReturn, OpenedWorkbook, StatedPurpose
from dxkpi.plan import PlanKey
from dxkpi.returns import CheckedReturn, Confirmation, FilledRow
from dxkpi.returns.typed_over import type_over
from dxkpi.store import Submission
from dxkpi.web.upload.typing_table import TypingTable
from dxkpi.web.upload.widget_keys import KEYS

T = TypeVar("T")


class FormAddress(NamedTuple):
    """Whose form it is: the plan, the fiscal year, the department (None: all)."""

    plan: PlanKey
    fiscal_year: int
    department: str | None


@dataclass(frozen=True, eq=False)
class DraftAnswer:
    """What came of a draft when it was examined.

    `stamp` is everything that the examination depended on. `refusal` says why the reader
    may not register it, where it is another department's. What is made of the answer to
    be shown is kept with it, so a rerun only sends it.
    """

    stamp: Hashable
    examined: ExaminedReturn
    refusal: str | None = None
    _made: dict[Callable[[CheckedReturn], Any], Any] = field(default_factory=dict)

    @property
    def checked(self) -> CheckedReturn:
        """The checked return. Raises `LookupError` for a file that was matched to no form."""
        if self.examined.checked is None:
            raise LookupError("the file was matched to no form")
        return self.examined.checked

    def kept(self, make: Callable[[CheckedReturn], T]) -> T:
        """What `make` makes of the checked return, made once."""
        if make not in self._made:
            self._made[make] = make(self.checked)
        return cast("T", self._made[make])


@dataclass(eq=False)
class DraftState:
    """What is known of a draft, of whichever kind.

    `confirmations` are the held values that were confirmed, by code and place. `waiting`
    is the submission that waits to be confirmed, `receipt` the one that came of it.
    `failure` says why the last attempt stored nothing, `changes_meanwhile` what others
    changed since it was first shown.
    """

    key: int
    confirmations: dict[tuple[str, str], Confirmation] = field(default_factory=dict)
    waiting: Submission | None = None
    receipt: Submission | None = None
    failure: str = ""
    changes_meanwhile: tuple[str, ...] = ()
    answer: DraftAnswer | None = None

    @property
    def is_open(self) -> bool:
        """Whether something can still be done with it."""
        if self.receipt is not None:
            return False
        return self.answer is None or self.answer.examined.registered is None


@dataclass(eq=False)
class FileReturn(DraftState):
    """A workbook that was chosen.

    `stated` is what its reader said that it is for, `typed` the figures that were typed
    over those of the workbook, by the indicator's code.
    `chosen_at` is the store's revision when it was chosen.
    """

    workbook: OpenedWorkbook = field(kw_only=True)
    chosen_at: int | None = None
    stated: StatedPurpose = field(default_factory=StatedPurpose)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def workbook_as_typed(self) -> OpenedWorkbook:
        """The same file, read with what was typed over it; its bytes stay what they are."""
        if self.workbook.filled is None or not self.typed:
            return self.workbook
        filled = type_over(self.workbook.filled, self.typed)
        return replace(self.workbook, filled=filled)


@dataclass(eq=False)
class TypedReturn(DraftState):
    """Rows of a form that were typed: those of indicators, and those of the schedule.

    `figures` and `schedule` are the tables that they are typed into.
    """

    address: FormAddress = field(kw_only=True)
    figures: TypingTable = field(kw_only=True)
    schedule: TypingTable = field(kw_only=True)
    rows: tuple[FilledRow, ...] = ()
    entry_rows: tuple[FilledRow, ...] = ()


DraftReturn = FileReturn | TypedReturn


def key_of_changes(draft: TypedReturn) -> str:
    """The key of the box that says that the changes by others so far were seen."""
    return KEYS.key("changes", draft.key, len(draft.changes_meanwhile))
