"""What `dxkpi load` asks and says about targets that a plan file changes."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dxkpi import fiscal
from dxkpi.actions import ChangeWord, SlipCorrection, TargetChange, TargetDecision
from dxkpi.cli.console import fail, year_of
from dxkpi.cli.language import _, current_language
from dxkpi.plan import FormerTarget
from dxkpi.plan.ledger import replaced_promise
from dxkpi.wording.ledger import promise_changes

Decided = Annotated[
    str | None,
    typer.Option(
        "--decided",
        help=_(
            "Targets were revised: the day of the decision (2025-03-18). The former ones "
            "stay on record."
        ),
    ),
]
By = Annotated[str | None, typer.Option("--by", help=_("Who decided the revision."))]
Reason = Annotated[
    str | None, typer.Option("--reason", help=_("Why the targets were revised."))
]
JudgedFrom = Annotated[
    str | None,
    typer.Option(
        "--judged-from",
        help=_(
            "The first fiscal year that is judged by the revised targets. Default: that of "
            "the decision."
        ),
    ),
]
Correction = Annotated[
    str | None,
    typer.Option(
        "--correction",
        help=_(
            "Targets were slips and are corrected: what was wrong in them. Also why a plan "
            "that is over is changed."
        ),
    ),
]


def change_word(
    decided: str | None,
    by: str | None,
    reason: str | None,
    judged_from: str | None,
    correction: str | None,
) -> ChangeWord | None:
    """What is said of changed targets; ends the program where it is half a word."""
    texts = (decided, by, reason, judged_from, correction)
    if any(text is not None and not text.strip() for text in texts):
        fail(_("Say something behind each switch; it is empty."), code=2)
    of_decision = any(text is not None for text in (decided, by, reason, judged_from))
    if correction is not None:
        if of_decision:
            fail(
                _(
                    "A target is either revised (--decided, --by, --reason) or a slip is "
                    "corrected (--correction). Load the two one after the other."
                ),
                code=2,
            )
        return SlipCorrection(correction)
    if not of_decision:
        return None
    if decided is None or reason is None:
        fail(_("A revision needs its day and its reason: --decided, --reason."), code=2)
    first_year = None if judged_from is None else year_of(judged_from)
    return TargetDecision(_day_of(decided), reason, by, first_year)


def _day_of(text: str) -> str:
    """The month or day of a decision, which has been."""
    try:
        day = fiscal.parse_year(text).as_of
    except fiscal.NotAFiscalYear:
        day = None
    if day is None:
        fail(
            _("“{text}” is not a day. Write 2025-03-18 or 令和7年3月18日.", text=text),
            code=2,
        )
    today = fiscal.today().isoformat()
    if day > today[: len(day)]:
        fail(_("“{text}” is still to come.", text=text), code=2)
    return day


def unexplained_text(changes: Sequence[TargetChange]) -> str:
    """The targets that would change, and what is to be said about them."""
    lines = [
        _("Not loaded: targets, baselines or rules differ from those in the store.")
    ]
    for change in changes:
        replaced = replaced_promise(change.before, change.after)
        former = FormerTarget(**replaced, correction="?")
        differences = current_language().listed(
            promise_changes(change.before, change.after, former, current_language())
        )
        lines.append(
            f"  {change.plan} {change.after.code} {change.after.name}: {differences}"
        )
    lines.append(
        _(
            "If they were revised, say when, by whom and why: --decided 2025-03-18 "
            "--by 本部会議 --reason “…”. If a slip is corrected, say what was wrong: "
            "--correction “…”. One word counts for all of them."
        )
    )
    return "\n".join(lines)
