"""A finding: its code, where it is, its facts, and the answers that a hold waits for."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum

from dxkpi.findings.codes import SEVERITIES, Severity
from dxkpi.findings.facts import Fact
from dxkpi.text.lines import shortened

WHOLE_FILE = "file"
"""The place of a hold that concerns the file as a whole."""

LONGEST_QUOTE = 40
"""Characters of a value that are quoted back."""


class ChoiceKind(StrEnum):
    """What a choice does with the value that is held."""

    REGISTER = "register"
    REGISTER_FROM_FORM = "register_from_form"
    KEEP = "keep"
    KNOWN_SECTION = "known_section"
    NEW_SECTION = "new_section"
    WRITE_INTO_YEAR = "write_into_year"
    READ_AS_YEAR = "read_as_year"
    READ_FOR_DEPARTMENT = "read_for_department"
    FOR_ALL_OF_THEM = "for_all_of_them"
    LEAVE_OUT_OTHERS = "leave_out_others"
    CORRECT = "correct"
    ROW = "row"
    RENAME = "rename"
    ADD_AS_NEW = "add_as_new"
    KEEP_CODE = "keep_code"
    MOVE = "move"
    STAY = "stay"
    KEEP_ROWS = "keep_rows"
    REMOVE_ROWS = "remove_rows"
    REPLACE_CHANGES = "replace_changes"
    TAKE_BOOK = "take_book"
    KEEP_STORED = "keep_stored"


@dataclass(frozen=True)
class Choice:
    """One answer to a hold: its key (for --confirm CODE@CELL=KEY), and what it takes.

    `subject` is the figure, note or progress that is registered or kept, the section, or the
    indicator whose row it is.
    """

    key: str
    kind: ChoiceKind = ChoiceKind.REGISTER
    subject: Fact = ""


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed. Make it with `make_finding`.

    `sheet`, `cell` and `value` (as it is written, or what was made of that) are None where
    it concerns the whole file. `place` is the code of the indicator or schedule entry, or
    the section, that it concerns. A hold lists its `choices`; `proposed` is the key of the
    one that is taken if nobody names another, None where one must be named. `reason` is
    why a hold was confirmed, None while it was not.
    """

    code: str
    _: KW_ONLY
    sheet: str | None = None
    cell: str | None = None
    value: Fact | None = None
    place: str | None = None
    choices: tuple[Choice, ...] = ()
    proposed: str | None = None
    reason: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """How grave it is; a hold that was confirmed is only told."""
        if self.reason is not None:
            return Severity.INFO
        return SEVERITIES[self.code]

    @property
    def is_open(self) -> bool:
        """Whether it must be mended or confirmed before anything is put on record."""
        return self.severity in (Severity.ERROR, Severity.HOLD)

    @property
    def where(self) -> str:
        """What a confirmation names: the cell, the code of a figure typed on screen, or
        that it is of the whole file.
        """
        if self.cell or self.place:
            return self.cell or self.place or ""
        return WHOLE_FILE if self.is_of_file else ""

    @property
    def is_of_file(self) -> bool:
        """Whether it asks something of the file as a whole."""
        return SEVERITIES[self.code] is Severity.HOLD and not (self.cell or self.place)

    def confirmed(self, reason: str, choice: str | None = None) -> "Finding":
        """The same once confirmed; `proposed` is then the key of the choice taken."""
        return replace(self, reason=reason, proposed=choice or self.proposed)


def make_finding(
    code: str,
    /,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    value: Fact | None = None,
    place: str | None = None,
    choices: tuple[Choice, ...] = (),
    proposed: str | None = None,
    **facts: Fact,
) -> Finding:
    """A finding; `facts` fill its sentence. Raises `KeyError` for an unknown code."""
    if code not in SEVERITIES:
        raise KeyError(code)
    if type(value) in (str, int):
        value = quoted(str(value))
    return Finding(
        code,
        sheet=sheet,
        cell=cell,
        value=value,
        place=place,
        choices=choices,
        proposed=proposed,
        facts=facts,
    )


def quoted(text: str) -> str:
    """A value as it is quoted back: one line, not too long."""
    return shortened(" ".join(text.split()), LONGEST_QUOTE)
