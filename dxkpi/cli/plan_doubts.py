"""What is odd in plan documents, told before they are loaded."""

from collections.abc import Sequence

from dxkpi import fiscal
from dxkpi.cli.console import say
from dxkpi.cli.finding_lines import marked_line
from dxkpi.cli.language import current_language, ngettext
from dxkpi.findings import Severity
from dxkpi.plan.document import PlanDocument
from dxkpi.plan.document_problem import position_order
from dxkpi.returns.plan_doubts import doubts_about_plan
from dxkpi.wording.plan_document import placed_problem_text
from dxkpi.wording.plan_doubts import placed_doubt_text


def say_doubts(documents: Sequence[PlanDocument]) -> int:
    """Say what is odd in the documents, in the order of their lines; gives how much."""
    lines = [line for document in documents for line in _doubt_lines(document)]
    if not lines:
        return 0
    for line in lines:
        say(marked_line(Severity.WARNING, line))
    say(
        ngettext(
            "{n} doubt. If the file is right, leave it as it is.",
            "{n} doubts. Where the file is right, leave it as it is.",
            len(lines),
        )
    )
    return len(lines)


def _doubt_lines(document: PlanDocument) -> list[str]:
    """What was read otherwise than it is written, and the doubts about the plan."""
    language, source = current_language(), document.source
    lines = [
        (remark.position, placed_problem_text(remark, language))
        for remark in source.remarks
    ]
    for doubt in doubts_about_plan(document.plan, fiscal.today()):
        position = source.position_of(doubt.location)
        text = placed_doubt_text(doubt, source.name, position, language)
        lines.append((position, text))
    lines.sort(key=lambda line: position_order(line[0]))
    return [text for _position, text in lines]
