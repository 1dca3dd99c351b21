"""Files that are handed in by the command line, taken in one after the other.

Each is worked out against the state after those before it. Nothing ends the run: what
cannot be read or stored is told of that file, and the next one is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dxkpi import actions, fiscal
from dxkpi.actions import Batch, ExaminedReturn, OpenedWorkbook, StatedPurpose
from dxkpi.cli.operator import operator
from dxkpi.cli.submitted_return import SubmittedReturn
from dxkpi.findings import make_finding
from dxkpi.returns import Confirmation
from dxkpi.store import ChangedInStore, Store, StoreError
from dxkpi.workbook.reader import WorkbookReader

_MOST_ATTEMPTS = 10
"""How often a file is examined anew because others are registering at the same moment."""


@dataclass
class Intake:
    """How files are taken in: what they are for, which held values are confirmed, and
    whether anything is registered. `correction` is the reason that plans which are over
    ask for.

    `would_be_registered` are the files of a dry run so far.
    """

    store: Store
    reader: WorkbookReader
    stated: StatedPurpose
    confirmed: Sequence[Confirmation]
    dry_run: bool
    correction: str = ""
    would_be_registered: list[ExaminedReturn] = field(default_factory=list)
    begun_at: int | None = None

    def take_in(self, file: Path) -> SubmittedReturn:
        """Examine a file, and register it if nothing speaks against it."""
        opened = self._opened(file)
        try:
            if self.begun_at is None:
                self.begun_at = self.store.revision().number
            return self._taken_in(file, opened)
        except StoreError as error:
            nothing_known = ExaminedReturn(opened, None, opened.findings)
            return SubmittedReturn(file, opened, nothing_known, failure=error)

    def _opened(self, file: Path) -> OpenedWorkbook:
        try:
            content = file.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            finding = make_finding("file_not_read", reason=reason)
            return OpenedWorkbook(file.name, b"", "", None, (finding,))
        return actions.open_workbook(self.reader, file.name, content)

    def _taken_in(self, file: Path, opened: OpenedWorkbook) -> SubmittedReturn:
        """Examine and register it.

        Where somebody else was faster it is examined anew: nobody has been shown what it
        would change, and what must be asked about is asked about then.
        """
        failure: StoreError | None = None
        for _attempt in range(_MOST_ATTEMPTS):
            examined = self._examine(opened)
            if self.dry_run or not examined.accepted:
                self.would_be_registered.append(examined)
                return SubmittedReturn(file, opened, examined)
            try:
                command = actions.RegisterReturn(examined, self.correction)
                submission = actions.register_return(self.store, command, operator())
            except ChangedInStore as overtaken:
                failure = overtaken
                continue
            except StoreError as error:
                return SubmittedReturn(file, opened, examined, failure=error)
            return SubmittedReturn(file, opened, examined, submission)
        return SubmittedReturn(file, opened, self._examine(opened), failure=failure)

    def _examine(self, opened: OpenedWorkbook) -> ExaminedReturn:
        earlier = tuple(self.would_be_registered) if self.dry_run else ()
        batch = Batch(earlier, self.begun_at)
        return actions.examine_return(
            self.store,
            opened,
            fiscal.today(),
            self.stated,
            self.confirmed,
            batch,
            operator().name,
        )
