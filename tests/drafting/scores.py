"""How much of five public plans is proposed rightly from their texts, and how much wrongly.

Run `python -m tests.drafting.scores` for the tables of the README. What is right is said by
the plan documents in `data/plans`, written by hand from the same texts.

A name counts where it is equal once spaces and widths are equal, a policy, measure or
initiative only under the right parent: the one of that name, or, where the text has its
name damaged, the one of that printed number. An indicator counts where its name, its place in the
plan, its rule, its figure, its year and its baseline are all right; an entry of a schedule
where its measure, its initiative, its kind, its words and both its years are. What was proposed and is
not in the document, or is proposed twice, is wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.proposal import DraftReading, Proposal, ProposalKind
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.text_blocks import text_document
from dxkpi.workbook.papers.paper_reading import read_paper
from tests.support import paper_files

PLANS = (
    "472123-tomigusuku",
    "452068-hyuga",
    "422096-tsushima",
    "052116-katagami",
    "412091-ureshino",
)
KINDS = (
    ProposalKind.POLICY,
    ProposalKind.MEASURE,
    ProposalKind.INITIATIVE,
    ProposalKind.INDICATOR,
    ProposalKind.SCHEDULE,
)
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Score:
    """`of` stand in the document, `right` of them were proposed; `wrong` others too."""

    of: int = 0
    right: int = 0
    wrong: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.of + other.of, self.right + other.right, self.wrong + other.wrong
        )

    @property
    def share_right(self) -> float:
        return self.right / self.of if self.of else 1.0

    @property
    def share_wrong(self) -> float:
        proposed = self.right + self.wrong
        return self.wrong / proposed if proposed else 0.0


FORMS = ("txt", "docx", "pdf")
"""The five papers as extracted, and the same set as Word documents and as PDF."""


@cache
def text_of(plan: str) -> Document:
    path = _ROOT / "tests" / "fixtures" / "plan_texts" / f"{plan}.txt"
    return text_document(path.read_text("utf-8"))


@cache
def reading_of(plan: str, form: str = "txt") -> DraftReading:
    document = text_of(plan)
    if form == "docx":
        document = read_paper(paper_files.word_of(document))
    elif form == "pdf":
        document = read_paper(paper_files.pdf_of(document))
    return read_plan_document(document)


@cache
def document_of(plan: str) -> Mapping[str, Any]:
    path = _ROOT / "data" / "plans" / f"{plan}.yaml"
    data: Mapping[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return data


def scores_of(plan: str, form: str = "txt") -> dict[ProposalKind, Score]:
    """The scores of one plan, by kind."""
    return {kind: _score(*_both(plan, kind, form)) for kind in KINDS}


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def missing(plan: str, kind: ProposalKind, form: str = "txt") -> list[Any]:
    """What of the document was not proposed."""
    expected, proposed = _both(plan, kind, form)
    return without(expected, proposed)


def wrong(plan: str, kind: ProposalKind, form: str = "txt") -> list[Any]:
    """What was proposed and does not stand in the document."""
    expected, proposed = _both(plan, kind, form)
    return without(proposed, expected)


def _both(plan: str, kind: ProposalKind, form: str) -> tuple[list[Any], list[Any]]:
    """What stands in the document and what was proposed, comparable."""
    document = document_of(plan)
    proposed = _proposed(reading_of(plan, form), _names_bynumber(document))
    return _expected(document)[kind], proposed[kind]


def _names_bynumber(document: Mapping[str, Any]) -> dict[str, str]:
    names = {}
    for policy in document["policies"]:
        names[policy["number"]] = plain(policy["name"])
        for measure in policy["measures"]:
            names[measure["number"]] = plain(measure["name"])
    return names


def plain(name: str | None) -> str:
    """A name without spaces, in usual widths."""
    return "".join(unicodedata.normalize("NFKC", name or "").split())


def _score(expected: list[Any], proposed: list[Any]) -> Score:
    right = len(expected) - len(without(expected, proposed))
    return Score(len(expected), right, len(proposed) - right)


def without(items: list[Any], others: list[Any]) -> list[Any]:
    """The items of which no equal is left among others."""
    left = list(others)
    rest = []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            rest.append(item)
    return rest


def _expected(document: Mapping[str, Any]) -> dict[ProposalKind, list[Any]]:
    found: dict[ProposalKind, list[Any]] = {kind: [] for kind in KINDS}
    names = _names_bynumber(document)
    for policy in document["policies"]:
        found[ProposalKind.POLICY].append(plain(policy["name"]))
        for measure in policy["measures"]:
            found[ProposalKind.MEASURE].append(
                (plain(policy["name"]), plain(measure["name"]))
            )
            for entry in measure["schedule"]:
                under = (plain(measure["name"]), entry["initiative"])
                found[ProposalKind.SCHEDULE].append(_entry(entry, under))
            for initiative in measure["initiatives"]:
                found[ProposalKind.INITIATIVE].append(
                    (plain(measure["name"]), plain(initiative["name"]))
                )
    for indicator in document["indicators"]:
        if indicator["official"]:
            place = names.get(indicator["measure"] or indicator["policy"] or "")
            found[ProposalKind.INDICATOR].append(_indicator(indicator, place))
    return found


def _proposed(
    reading: DraftReading, names: Mapping[str, str]
) -> dict[ProposalKind, list[Any]]:
    by_key = {proposal.key: proposal for proposal in reading.proposals}
    found: dict[ProposalKind, list[Any]] = {kind: [] for kind in KINDS}
    for proposal in reading.proposals:
        if proposal.kind not in KINDS:
            continue
        parent = _name_of(by_key.get(proposal.parent or ""), names)
        if proposal.kind is ProposalKind.INDICATOR:
            item: Any = _indicator(proposal.data, parent)
        elif proposal.kind is ProposalKind.POLICY:
            item = plain(proposal.data["name"])
        elif proposal.kind is ProposalKind.SCHEDULE:
            item = _entry(proposal.data, (parent, proposal.data.get("initiative")))
        else:
            item = (parent, plain(proposal.data["name"]))
        found[proposal.kind].append(item)
    return found


def _name_of(proposal: Proposal | None, names: Mapping[str, str]) -> str | None:
    if proposal is None:
        return None
    name = plain(proposal.data["name"])
    if name in names.values():
        return name
    return names.get(proposal.data.get("number", ""), name)


def _indicator(data: Mapping[str, Any], place: str | None) -> tuple[Any, ...]:
    target = data.get("target") or {}
    baseline = data.get("baseline") or {}
    return (
        plain(data["name"]),
        place,
        target.get("rule"),
        number(target.get("value")),
        target.get("fiscal_year"),
        number(baseline.get("value")),
        baseline.get("fiscal_year"),
    )


def _entry(data: Mapping[str, Any], place: tuple[str | None, str | None]) -> Any:
    return (*place, data["kind"], plain(data["label"]), data["start"], data["end"])


def number(value: Any) -> float | None:
    """A figure for comparing, whatever its type."""
    return None if value is None else float(value)


def _cell(score: Score) -> str:
    if not score.of and not score.wrong:
        return ""
    return f"{score.right}/{score.of}" + (f" (+{score.wrong})" if score.wrong else "")


def table(form: str = "txt") -> str:
    """The scores of the papers in one form as a Markdown table."""
    rows = []
    totals = {kind: Score() for kind in KINDS}
    for plan in PLANS:
        scores = scores_of(plan, form)
        totals = {kind: totals[kind] + scores[kind] for kind in KINDS}
        rows.append(_row(document_of(plan)["municipality"]["name"], scores))
    rows.append(_row("計", totals))
    head = "| 市 | 基本方針 | 施策 | 取組 | 指標 | 工程 | 正しい | 誤り |\n|---|---|---|---|---|---|---|---|"
    return "\n".join([head, *rows])


def _row(name: str, scores: Mapping[ProposalKind, Score]) -> str:
    cells = " | ".join(_cell(scores[kind]) for kind in KINDS)
    whole = total(scores.values())
    return f"| {name} | {cells} | {whole.share_right:.1%} | {whole.share_wrong:.1%} |"


if __name__ == "__main__":
    for form in FORMS:
        print(f"{form}\n\n{table(form)}\n")
