"""Refused forms given back with marks on what to mend, beside nobody's own file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from dxkpi import actions
from dxkpi.cli.console import not_written_text, say
from dxkpi.cli.language import _
from dxkpi.cli.own_files import is_own_file, write_sealed
from dxkpi.cli.submitted_return import Outcome, SubmittedReturn
from dxkpi.workbook.reader import WorkbookReader


@dataclass
class GiveBack:
    """Where marked copies go (None: nowhere), and what must not be written over: the
    files that are handed in, and the copies of this run.

    `is_any_missing`: a copy could not be written, which was said.
    """

    reader: WorkbookReader
    folder: Path | None
    handed_in: Sequence[Path]
    written: set[Path] = field(default_factory=set)
    is_any_missing: bool = False

    def marked_copy(self, submitted: SubmittedReturn) -> Path | None:
        """Put a copy of a refused form into the folder, with marks on what to mend."""
        checked = submitted.examined.checked
        is_refused = submitted.outcome is Outcome.REFUSED
        if self.folder is None or not is_refused or checked is None:
            return None
        content = actions.marked_workbook(
            self.reader, submitted.opened.content, checked
        )
        file = self._free_place(submitted.file.name)
        try:
            write_sealed(file, content)
        except OSError as error:
            self.is_any_missing = True
            say(not_written_text(file, error))
            return None
        self.written.add(file.resolve())
        return file

    def _free_place(self, name: str) -> Path:
        """A name in the folder under which nothing stands that is not ours."""
        if self.folder is None:
            raise LookupError("there is no folder for marked copies")
        kept = {file.resolve() for file in self.handed_in} | self.written
        for candidate in _names_like(name):
            file = self.folder / candidate
            is_free = not file.exists() or is_own_file(file)
            if is_free and file.resolve() not in kept:
                return file
        raise LookupError("no name is free")


def _names_like(name: str) -> Iterator[str]:
    """The name itself, then with a mark, then with numbers behind it."""
    path = Path(name)
    marked = path.stem + _("-marked")
    yield name
    yield marked + path.suffix
    for n in count(2):
        yield f"{marked}-{n}{path.suffix}"
