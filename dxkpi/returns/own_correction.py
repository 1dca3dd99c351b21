"""A return that corrects what the same person returned before, in the same round.

He is asked once whether all of it is to be so, not figure by figure. What somebody else
changed meanwhile is asked about each time, whoever returns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dxkpi import fiscal
from dxkpi.findings import Choice, ChoiceKind, Finding, Quantity, make_finding
from dxkpi.returns.checked_return import CheckedReturn, Confirmation
from dxkpi.returns.finding_list import settle_hold

CORRECTION = "corrects_own_return"
"""The code of the one question."""

CORRECT = "correct"
"""The key of its answer."""


@dataclass(frozen=True)
class OwnReturns:
    """What somebody returned before for a form's departments, in its round.

    `number` and `at` are those of the last one, `revisions` the writes that put them on
    record. `places` are the codes of what is registered as he returned it.
    """

    number: int
    at: datetime
    revisions: frozenset[int]
    places: frozenset[str]


def ask_about_correction(
    checked: CheckedReturn,
    own: OwnReturns | None,
    confirmations: Iterable[Confirmation] = (),
) -> CheckedReturn:
    """The return with the one question whether it corrects the earlier one.

    It is only told where the form was made after that: then whoever filled it in has seen
    what he changes.
    """
    if own is None:
        return checked
    corrected = tuple(one for one in checked.changes if one.place in own.places)
    places = {change.place for change in corrected}
    if not places:
        return checked
    was_unseen = not places.isdisjoint(checked.overruled)
    if was_unseen:
        finding = settle_hold(_question(own, len(places)), confirmations)
    else:
        finding = _finding("own_return_corrected", own, len(places))
    findings = (finding, *checked.findings)
    return replace(checked, findings=findings, corrected=corrected)


def _question(own: OwnReturns, n: int) -> Finding:
    choice = Choice(CORRECT, ChoiceKind.CORRECT)
    return replace(_finding(CORRECTION, own, n), choices=(choice,), proposed=CORRECT)


def _finding(code: str, own: OwnReturns, n: int) -> Finding:
    return make_finding(
        code,
        day=fiscal.day_in_japan(own.at),
        number=own.number,
        n=Quantity(n),
    )
