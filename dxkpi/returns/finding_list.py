"""The list in which everything is told that is found in a return, and held values settled."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from dxkpi.findings import Choice, Fact, Finding, Severity, quoted
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.checked_return import Confirmation
from dxkpi.returns.filled_form import WrittenCell


@dataclass
class FindingList:
    """The findings so far, and the confirmations that settle holds.

    `overruled` are the codes of what counts as it is written against what the same person
    returned before; he is asked about all of it at once.
    """

    confirmations: Sequence[Confirmation] = ()
    findings: list[Finding] = field(default_factory=list)
    overruled: set[str] = field(default_factory=set)

    def add(
        self,
        code: str,
        cell: WrittenCell | None = None,
        place: str | None = None,
        **facts: Fact,
    ) -> None:
        """Tell something of a cell.

        Its value is quoted in the sentence as it is written, unless a fact is called
        `value`.
        """
        self.findings.append(_finding_of_cell(code, cell, place, facts))

    def hold(
        self,
        code: str,
        cell: WrittenCell,
        place: str | None,
        choices: Sequence[Choice],
        proposed: str | None,
        **facts: Fact,
    ) -> str | None:
        """Hold a value until somebody confirms it.

        Gives the key of the choice that was confirmed, so that reading goes on with it;
        None while it is open.
        """
        finding = _finding_of_cell(code, cell, place, facts)
        held = replace(finding, choices=tuple(choices), proposed=proposed)
        settled = settle_hold(held, self.confirmations)
        self.findings.append(settled)
        return chosen_key(settled)

    @contextmanager
    def in_order_of(self, cells: Iterable[WrittenCell]) -> Iterator[None]:
        """Put what is told meanwhile into the order of these cells."""
        start = len(self.findings)
        position = {cell.ref: n for n, cell in enumerate(cells)}
        yield
        new = self.findings[start:]
        new.sort(key=lambda finding: position.get(finding.cell or "", -1))
        self.findings[start:] = new

    def has_errors(self, since: int = 0) -> bool:
        """Whether an error was told, after the first so many findings."""
        return any(
            finding.severity is Severity.ERROR for finding in self.findings[since:]
        )


def settle_hold(held: Finding, confirmations: Iterable[Confirmation]) -> Finding:
    """The hold, confirmed if somebody settled it."""
    for confirmation in confirmations:
        key = _confirmed_key(confirmation, held)
        if key is not None:
            return held.confirmed(confirmation.reason, key)
    return held


def chosen_key(settled: Finding) -> str | None:
    """The key of the choice that a hold was confirmed with; None while it is open."""
    if settled.severity is Severity.HOLD:
        return None
    return settled.proposed


def _finding_of_cell(
    code: str, cell: WrittenCell | None, place: str | None, facts: dict[str, Fact]
) -> Finding:
    if cell is None:
        return Finding(code, place=place, facts=facts)
    written = shown_value(cell)
    return Finding(
        code,
        sheet=cell.sheet or None,
        cell=cell.ref or None,
        value=None if written is None else quoted(written),
        place=place,
        facts=facts,
    )


def _confirmed_key(confirmation: Confirmation, held: Finding) -> str | None:
    """The key of the choice that a confirmation takes; None where it is of something else."""
    if confirmation.code != held.code:
        return None
    if not _is_place_of(confirmation.cell, held):
        return None
    key = confirmation.choice or held.proposed
    keys = [choice.key for choice in held.choices]
    return key if key in keys else None


def _is_place_of(place: str, held: Finding) -> bool:
    """Whether a confirmation's place (E7, $E$7, 実績!E7, K13) is that of a hold."""
    named = place.replace("$", "").casefold()
    return named in (held.where.casefold(), f"{held.sheet}!{held.where}".casefold())
