"""The choices of a question and how they probably count, before anybody has said so.

A question that allows 「その他」 mixes what people wrote into its choices. What looks like
somebody's own words is neither offered nor kept: it is counted as one answer, `FREE_TEXT`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import FREE_TEXT, folded_answer
from dxkpi.survey.answer_sheet import (
    AnswerKind,
    AnswerSheet,
    CountingMethod,
    answers_by_choice,
)

_MOST_CHOICES = 12
_LEAST_SHARE = 0.8
"""The part of all answers that the choices of a closed question make up at the least."""

_RARE = 3
_SHORT = 12

_EXPRESSES_AGREEMENT = re.compile(
    "思う|思わない|感じ|実感|できて|はい|いいえ|ある|ない"
)
_DISAGREES = re.compile("ない|いいえ|わから|無回答|その他|どちらとも")
_COUNTS_NEITHER_WAY = re.compile("わから|分から|該当し|答えたくない|無回答")

_DEGREE = (
    "どちらかと(?:いえば|いうと|言えば|言うと)|とても|非常に|大変|大いに|十分に?|かなり"
    "|強く|よく|やや|少し|多少|ある程度|まあ(?:まあ)?|おおむね|概ね|あまり|それほど"
    "|さほど|ほとんど|まったく|全く|全然|何も"
)
_VERDICT = (
    "思(?:う|います|わない|いません)"
    "|(?:感じ|感じられ|感じて(?:い|き)?|実感が?(?:し|して(?:い)?|でき|できて(?:い)?))"
    "(?:る|た|ます|ました|ない|ません)"
    "|実感が?(?:する|します|ある|あります|ない|ありません)|実感"
    "|(?:ある|ない|あります|ありません)"
    "|(?:当て|あて)はま(?:る|ります|らない|りません)"
    "|変わ(?:った|らない|りません|っていない)|(?:不)?満足"
)
_STANDS_ALONE = (
    "はい|いいえ|どちら(?:と|で)も(?:いえ|言え)?(?:ない|ありません)"
    "|(?:わか|分か)(?:らない|りません)|該当(?:し(?:ない|ません)|なし)"
    "|(?:答え|回答し)(?:たく)?(?:ない|ません)|[無未]回答|その他"
)
_PHRASE = (
    f"(?:{_DEGREE}){{0,2}}、?(?:そう)?(?:{_VERDICT})|(?:{_DEGREE})?(?:{_STANDS_ALONE})"
)
_NUMBERING = r"[(\[]?(?:\d{1,2})?[)\].,:．、]? ?"
_STEP_OF_A_SCALE = re.compile(
    rf"{_NUMBERING}(?:{_PHRASE})(?:[・/、](?:{_PHRASE})){{0,2}}。?"
)
"""All that a choice of a closed question says: 「2. どちらかといえばそう思う」."""

_LONGEST_STEP = 200
"""Letters; the pattern matches nothing longer, and long texts take long to try."""


@dataclass(frozen=True)
class OfferedChoices:
    """The choices of a question, how often each was given, and how it probably counts.

    Nobody knows of those whose kind is None. `written` are the answers taken for people's own
    words, which are not to be shown; `forms` is how many forms hold one.
    """

    choices: Mapping[str, int]
    kinds: Mapping[str, AnswerKind | None]
    written: tuple[str, ...] = field(default=(), repr=False)
    forms: int = 0


def offered_choices(
    sheet: AnswerSheet, question: str, last: Survey | None = None
) -> OfferedChoices | None:
    """The choices of a question; None where its answers are everybody's own words.

    Choices of last year's survey that nobody gave this time are offered too: they belong to
    the question.
    """
    given = answers_by_choice(sheet, question)
    kinds_before = _kinds_in(last)
    in_order = sorted(
        given, key=lambda choice: (choice not in kinds_before, -given[choice])
    )
    shown = _shown_choices(in_order, given, kinds_before)
    if not _is_closed_question(shown, given, kinds_before):
        return None

    kinds = {choice: _probable_kind(choice, given, kinds_before) for choice in shown}
    counts = {choice: given[choice] for choice in shown}
    is_question_of_last = not kinds_before.keys().isdisjoint(given)
    if is_question_of_last:
        kinds = {**kinds_before, **kinds}
        counts = {**dict.fromkeys(kinds_before, 0), **counts}
    written = tuple(choice for choice in in_order if choice not in shown)
    forms = sum(given[choice] for choice in written)
    return OfferedChoices(counts, kinds, written, forms)


def _shown_choices(
    in_order: Sequence[str],
    given: Mapping[str, int],
    kinds_before: Mapping[str, AnswerKind],
) -> list[str]:
    """The most frequent answers, those of last year before all; nobody's own words."""
    shown: list[str] = []
    for choice in in_order:
        is_known = choice in kinds_before
        is_short = len(choice) <= _SHORT
        if is_known or is_short or not _may_be_own_words(choice, given[choice]):
            shown.append(choice)
    return shown[:_MOST_CHOICES]


def _is_closed_question(
    shown: Sequence[str],
    given: Mapping[str, int],
    kinds_before: Mapping[str, AnswerKind],
) -> bool:
    """Whether the answers are choices: few are given by one alone, and they make up most."""
    given_by_one = 0
    for choice in shown:
        is_known = choice in kinds_before or _is_step_of_a_scale(choice)
        if given[choice] == 1 and not is_known:
            given_by_one += 1
    shown_answers = sum(given[choice] for choice in shown)
    are_most_shared = 2 * given_by_one <= len(shown)
    make_up_most = shown_answers >= _LEAST_SHARE * sum(given.values())
    return are_most_shared and make_up_most


def _is_step_of_a_scale(answer: str) -> bool:
    if len(answer) > _LONGEST_STEP:
        return False
    return _STEP_OF_A_SCALE.fullmatch(answer) is not None


def _may_be_own_words(answer: str, times: int) -> bool:
    """Whether an answer that is no known choice may be what somebody wrote."""
    return times < _RARE and not _is_step_of_a_scale(answer)


def _probable_kind(
    choice: str, given: Mapping[str, int], kinds_before: Mapping[str, AnswerKind]
) -> AnswerKind | None:
    """How a choice counts: as in the last survey, else by common words.

    What neither says is left for somebody to decide.
    """
    if choice in kinds_before:
        return kinds_before[choice]
    if _may_be_own_words(choice, given[choice]):
        return None
    kind = _kind_by_common_words(choice)
    is_question_of_last = bool(kinds_before)
    if is_question_of_last and kind is AnswerKind.NOT_POSITIVE:
        return None
    return kind


def _kind_by_common_words(choice: str) -> AnswerKind | None:
    is_on_the_scale = expresses_agreement(choice)
    if is_on_the_scale and not _DISAGREES.search(choice):
        return AnswerKind.POSITIVE
    if _COUNTS_NEITHER_WAY.search(choice):
        return AnswerKind.EXCLUDED
    if is_on_the_scale and "その他" not in choice:
        return AnswerKind.NOT_POSITIVE
    return None


def expresses_agreement(choice: str) -> bool:
    """Whether a choice has words with which people agree or disagree."""
    return _EXPRESSES_AGREEMENT.search(choice) is not None


def _kinds_in(last: Survey | None) -> dict[str, AnswerKind]:
    """How the choices of the last survey counted."""
    if last is None:
        return {}
    kinds: dict[str, AnswerKind] = {}
    for choice in last.tally:
        is_positive = choice in last.counted
        kinds[folded_answer(choice)] = (
            AnswerKind.POSITIVE if is_positive else AnswerKind.NOT_POSITIVE
        )
    for choice in last.excluded:
        if choice != FREE_TEXT:
            kinds[folded_answer(choice)] = AnswerKind.EXCLUDED
    return kinds


def settle_choices(
    sheet: AnswerSheet,
    method: CountingMethod,
    kinds: Mapping[str, AnswerKind | None],
    written: Iterable[str],
) -> tuple[AnswerSheet, CountingMethod]:
    """The sheet and the method once it is said how each choice counts.

    People's own words, those of `written` too, become one answer that is excluded.
    """
    excluded = _choices_of(kinds, AnswerKind.EXCLUDED)
    own_words = {*written, *_choices_of(kinds, AnswerKind.OWN_WORDS)}
    if own_words:
        sheet = _without_own_words(sheet, method.question, own_words)
        excluded = (*excluded, FREE_TEXT)
    settled = replace(
        method,
        counted=_choices_of(kinds, AnswerKind.POSITIVE),
        others=_choices_of(kinds, AnswerKind.NOT_POSITIVE),
        excluded=excluded,
    )
    return sheet, settled


def _choices_of(
    kinds: Mapping[str, AnswerKind | None], kind: AnswerKind
) -> tuple[str, ...]:
    return tuple(choice for choice, its_kind in kinds.items() if its_kind is kind)


def _without_own_words(
    sheet: AnswerSheet, question: str, own_words: Collection[str]
) -> AnswerSheet:
    at = sheet.headings.index(question)
    rows = []
    for row in sheet.rows:
        if folded_answer(row[at]) in own_words:
            rows.append((*row[:at], FREE_TEXT, *row[at + 1 :]))
        else:
            rows.append(row)
    return replace(sheet, rows=tuple(rows))
