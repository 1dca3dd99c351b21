"""How much of papers of invented cities is proposed rightly, and how much wrongly.

Run `python -m tests.drafting.invented_scores` for the table of the README. The papers were
written in the styles of plans that the rules had not seen, with what is right beside each.
The rules were mended in rounds: each batch was measured at first sight, then mended for. The
README has what each gave at first sight.
What counts is as in `tests.drafting.scores`; an indicator's unit must be right too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.proposal import DraftReading, Proposal, ProposalKind
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.text_blocks import text_document
from tests.drafting.scores import Score, number, plain, total, without

KINDS = (
    ProposalKind.POLICY,
    ProposalKind.MEASURE,
    ProposalKind.INITIATIVE,
    ProposalKind.INDICATOR,
)
FIRST = (
    "shiomidai-strategy",
    "shirakaba-dx",
    "asanagi-basic-plan",
    "kumoi-reform",
    "soukai-environment",
    "hoshigaoka-children",
    "tsukimino-information",
    "tamayura-transport",
)
SECOND = (
    "wakakusano-strategy",
    "shinonome-digital",
    "midorigaoka-master-plan",
    "chigusa-reform",
    "mizuhono-environment",
    "fujinoki-children",
    "matsugaura-smart",
    "kirigahara-tourism",
)
THIRD = (
    "azusano-equality",
    "wakamiyano-health",
    "tsubakihara-education",
    "nijinohama-dx",
    "hiiragi-housing",
    "kirino-aged",
    "mugibatake-farming",
    "shiomigahama-vision",
)
FOURTH = (
    "ashibino-welfare",
    "kagerou-disaster",
    "suzukaze-strategy",
    "hatsushimo-culture",
    "tokiwagi-ict",
    "yamabuki-forest",
)
FIFTH = (
    "hoshikuzu-sports",
    "minamo-water",
    "kazemachi-dx",
    "sazanami-safety",
)
BATCHES = (FIRST, SECOND, THIRD, FOURTH, FIFTH)
PAPERS = tuple(paper for batch in BATCHES for paper in batch)
FOLDER = Path(__file__).parents[1] / "fixtures" / "invented_plans"

Items = dict[ProposalKind, list[Any]]


@cache
def document_of(paper: str) -> Document:
    (path,) = (path for path in FOLDER.glob(f"{paper}.*") if path.suffix != ".yaml")
    return text_document(path.read_text("utf-8"))


@cache
def reading_of(paper: str) -> DraftReading:
    return read_plan_document(document_of(paper))


def scores_of(paper: str) -> dict[ProposalKind, Score]:
    """The scores of one paper, by kind."""
    expected, proposed = expected_of(paper), proposed_of(reading_of(paper))
    return {kind: _score(expected[kind], proposed[kind]) for kind in KINDS}


def whole_score(papers: Iterable[str]) -> Score:
    """All kinds of several papers together."""
    return total(score for paper in papers for score in scores_of(paper).values())


def missing(paper: str, kind: ProposalKind) -> list[Any]:
    """What stands in the paper and was not proposed."""
    return without(expected_of(paper)[kind], proposed_of(reading_of(paper))[kind])


def wrong(paper: str, kind: ProposalKind) -> list[Any]:
    """What was proposed and does not stand in the paper."""
    return without(proposed_of(reading_of(paper))[kind], expected_of(paper)[kind])


def _score(expected: list[Any], proposed: list[Any]) -> Score:
    right = len(expected) - len(without(expected, proposed))
    return Score(len(expected), right, len(proposed) - right)


def expected_of(paper: str) -> Items:
    """What is right, written by hand from the paper."""
    path = FOLDER / f"{paper}.yaml"
    data: Mapping[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    items: Items = {kind: [] for kind in KINDS}
    for policy, measures in data["structure"].items():
        items[ProposalKind.POLICY].append(plain(policy))
        for measure, initiatives in measures.items():
            items[ProposalKind.MEASURE].append((plain(policy), plain(measure)))
            items[ProposalKind.INITIATIVE] += [
                (plain(measure), plain(initiative)) for initiative in initiatives
            ]
    items[ProposalKind.INDICATOR] = [
        _written_indicator(*indicator) for indicator in data["indicators"]
    ]
    return items


def _written_indicator(
    name: str,
    place: str | None,
    unit: str,
    baseline: float | None,
    baseline_year: int | None,
    rule: str,
    target: float | None,
    target_year: int | None,
) -> tuple[Any, ...]:
    return (
        plain(name),
        None if place is None else plain(place),
        plain(unit),
        number(baseline),
        baseline_year,
        rule,
        number(target),
        target_year,
    )


def proposed_of(reading: DraftReading) -> Items:
    """What was proposed, comparable with what is right."""
    by_key = {proposal.key: proposal for proposal in reading.proposals}
    items: Items = {kind: [] for kind in KINDS}
    for proposal in reading.proposals:
        if proposal.kind not in KINDS:
            continue
        parent = _name(by_key.get(proposal.parent or ""))
        if proposal.kind is ProposalKind.INDICATOR:
            items[proposal.kind].append(_proposed_indicator(proposal.data, parent))
        elif proposal.kind is ProposalKind.POLICY:
            items[proposal.kind].append(_name(proposal))
        else:
            items[proposal.kind].append((parent, _name(proposal)))
    return items


def _name(proposal: Proposal | None) -> str | None:
    return None if proposal is None else plain(proposal.data["name"])


def _proposed_indicator(data: Mapping[str, Any], place: str | None) -> tuple[Any, ...]:
    target = data.get("target") or {}
    baseline = data.get("baseline") or {}
    return (
        plain(data["name"]),
        place,
        plain(data.get("unit")),
        number(baseline.get("value")),
        baseline.get("fiscal_year"),
        target.get("rule"),
        number(target.get("value")),
        target.get("fiscal_year"),
    )


def table() -> str:
    """The scores of all batches as a Markdown table."""
    rows = [
        "| 計画 | 基本方針 | 施策 | 取組 | 指標 | 正しい | 誤り |",
        "|---" * 7 + "|",
    ]
    for papers in BATCHES:
        for paper in papers:
            rows.append(_row(paper, [paper]))
        rows.append(_row("計", papers))
    return "\n".join(rows)


def _row(name: str, papers: Iterable[str]) -> str:
    scores = [scores_of(paper) for paper in papers]
    by_kind = [total(score[kind] for score in scores) for kind in KINDS]
    whole = total(by_kind)
    cells = " | ".join(_cell(score) for score in by_kind)
    return f"| {name} | {cells} | {whole.share_right:.1%} | {whole.share_wrong:.1%} |"


def _cell(score: Score) -> str:
    return f"{score.right}/{score.of}" + (f" (+{score.wrong})" if score.wrong else "")


def differences(paper: str) -> str:
    """What is missing (-) and what is wrong (+), for whoever mends a rule."""
    lines = [paper]
    for kind in KINDS:
        lines += [f"  - {kind}: {item}" for item in missing(paper, kind)]
        lines += [f"  + {kind}: {item}" for item in wrong(paper, kind)]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
    for name in sys.argv[1:]:
        print(differences(name))
