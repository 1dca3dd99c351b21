"""Doubts about a plan document in words for its author."""

from dxkpi.plan.document_problem import Position
from dxkpi.returns.plan_doubt import PlanDoubt
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.wording.plan_document import placed_text

_TO_BE_COMPARED = frozenset(
    (
        "over_hundred",
        "negative",
        "cumulative_falls",
        "jump",
        "share_as_ratio",
        "other_scale",
    )
)
"""Questions of a yearly return, which waits for an answer; a document is to be compared."""


def placed_doubt_text(
    doubt: PlanDoubt, file: str, position: Position, language: Language
) -> str:
    """What is odd, with where in the file, what it is about, and what to do."""
    return placed_text(file, position, doubt_text(doubt, language), language)


def doubt_text(doubt: PlanDoubt, language: Language) -> str:
    """What is odd, what it is about, and what to do."""
    _ = language.gettext
    sentence = finding_text(doubt.finding, language)
    if doubt.finding.code in _TO_BE_COMPARED:
        sentence = _(
            "{sentence} Compare digits and unit with the source.", sentence=sentence
        )
    subject = doubt.subject
    if doubt.fiscal_year is not None:
        year = language.fiscal_year(doubt.fiscal_year)
        subject = _("{subject}, {year}", subject=subject, year=year)
    if not subject:
        return sentence
    return _("{subject}: {sentence}", subject=subject, sentence=sentence)
