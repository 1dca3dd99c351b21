"""Which of an indicator's stages an answer names: 試行, 試行中, ②試行（3課）.

What names two stages (導入に向けて試行中), or tells of what is still to come or undone (導入予定,
未導入), is no answer: somebody has to choose.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from dxkpi.plan.stages import stage_number
from dxkpi.returns.done_words import folded_word, remark_behind, word_alone
from dxkpi.text.folding import folded_text

_NUMBER_BEFORE = (
    r"(?:第?[0-9]{1,2}(?:段階|[.:、)])?|\([0-9]{1,2}\)|ステージ[0-9]{1,2}|[・●○◎→])*:?"
)
"""What stands before a stage in a list: ②, 2., 第2段階、."""

_STATE_BEHIND = (
    "(?:を|に|が|の)?(?:段階|フェーズ|実施|開始|着手|移行|到達)?"
    "(?:中|済み?|完了|段階|実施中|しました|した|して(?:いる|います)|です)?"
)
"""What may stand behind a stage without making it another: 中, 段階, を開始した."""

_STILL_TO_COME = re.compile(
    "予定|見込|未|前|まで|今後|これから|来年度|次年度|に向け|せず|ない|なし|なかった"
)


def named_stage(text: str, stages: Sequence[str]) -> Decimal | None:
    """The number of the only stage that an answer names; None for none or several."""
    number = stage_number(stages, text) or stage_number(stages, folded_word(text))
    if number is not None:
        return number
    remark = remark_behind(text)
    if _STILL_TO_COME.search(remark) or _stages_in(remark, stages):
        return None
    answer = word_alone(text)
    named = [stage for stage in stages if _is_answer(answer, stage)]
    if len(named) != 1 or len(_stages_in(answer, stages)) > 1:
        return None
    return stage_number(stages, named[0])


def _is_answer(answer: str, stage: str) -> bool:
    """Whether an answer is a stage with what may stand around it."""
    name = re.escape(folded_text(stage))
    return re.fullmatch(_NUMBER_BEFORE + name + _STATE_BEHIND, answer) is not None


def _stages_in(text: str, stages: Sequence[str]) -> set[str]:
    """The stages whose names stand in a text; of 導入準備 not also 導入."""
    names: set[str] = set()
    rest = folded_text(text)
    for stage in sorted(stages, key=len, reverse=True):
        name = folded_text(stage)
        if name in rest:
            names.add(stage)
            rest = rest.replace(name, "\n")
    return names
