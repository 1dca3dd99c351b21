"""What there is to choose from before a sheet is counted, and what probably is right: columns, choices, names of 課.

A question that allows 「その他」 mixes what people wrote into its choices, and a column of addresses is no column of 課.
What looks like somebody's own words is neither offered nor kept: it is counted as one answer, `FREE_TEXT`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import FREE_TEXT, NOT_STATED, folded_answer
from dxkpi.survey.counting import (
    AnswerSheet,
    CountingMethod,
    answers_by_choice,
    department_key,
)

_MOST = 12
_LEAST_SHARE = 0.8
_FEW_VALUES = 10
_LONGEST = 24
_FEW, _SHORT = 3, 12
_FILLED = 3
_HEADINGS = {
    "question": ("実感|(?:デジタル化|DX).*(?:感じ|思い)",),
    "department": ("所属|課名|部署|^課$|^部局",),
    "position": ("職位|役職|職階|職級|職名",),
    "age": ("年代|年齢",),
    "respondent": (
        "職員(?:番号|ID|コード)",
        "(?i)メール|mail",
        "回答者|氏名|名前",
        "(?i)受付番号|回答番号|回答ID|^ID$",
    ),
}
_SCALE = re.compile("思う|思わない|感じ|実感|できて|はい|いいえ|ある|ない")
_NOT = re.compile("ない|いいえ|わから|無回答|その他|どちらとも")
_NEITHER = re.compile("わから|分から|該当し|答えたくない|無回答")
_DEGREE = (
    "どちらかと(?:いえば|いうと|言えば|言うと)|とても|非常に|大変|大いに|十分に?|かなり|強く|よく|やや|少し|多少|ある程度|まあ(?:まあ)?"
    "|おおむね|概ね|あまり|それほど|さほど|ほとんど|まったく|全く|全然|何も"
)
_VERDICT = (
    "思(?:う|います|わない|いません)"
    "|(?:感じ|感じられ|感じて(?:い|き)?|実感が?(?:し|して(?:い)?|でき|できて(?:い)?))(?:る|た|ます|ました|ない|ません)"
    "|実感が?(?:する|します|ある|あります|ない|ありません)|実感|(?:ある|ない|あります|ありません)"
    "|(?:当て|あて)はま(?:る|ります|らない|りません)|変わ(?:った|らない|りません|っていない)|(?:不)?満足"
)
_STANDS_ALONE = (
    "はい|いいえ|どちら(?:と|で)も(?:いえ|言え)?(?:ない|ありません)|(?:わか|分か)(?:らない|りません)|該当(?:し(?:ない|ません)|なし)"
    "|(?:答え|回答し)(?:たく)?(?:ない|ません)|[無未]回答|その他"
)
_PHRASE = (
    f"(?:{_DEGREE}){{0,2}}、?(?:そう)?(?:{_VERDICT})|(?:{_DEGREE})?(?:{_STANDS_ALONE})"
)
_OF_A_SCALE = re.compile(
    rf"[(\[]?(?:\d{{1,2}})?[)\].,:．、]? ?(?:{_PHRASE})(?:[・/、](?:{_PHRASE})){{0,2}}。?"
)
"""What a choice of a closed question says and nothing else: 「2. どちらかといえばそう思う」, 「わからない・該当しない」."""


class AnswerKind(StrEnum):
    """How an answer counts."""

    FELT = "felt"
    NOT_FELT = "not_felt"
    EXCLUDED = "excluded"
    FREE = "free"


@dataclass(frozen=True)
class OfferedChoices:
    """The choices of a question with how often each was given and how it probably counts (None: nobody knows).

    `written` are answers beyond the choices, taken for people's own words, which are not to be shown; `forms` is how many
    forms hold one.
    """

    choices: Mapping[str, int]
    kinds: Mapping[str, AnswerKind | None]
    written: tuple[str, ...] = field(default=(), repr=False)
    forms: int = 0


def offered_choices(
    sheet: AnswerSheet, question: str, last: Survey | None = None
) -> OfferedChoices | None:
    """What is to be said about a question's answers; None where they are no choices but everybody's own words.

    Choices of last year's survey that nobody gave this time are offered too: they belong to the question.
    """
    found, before = answers_by_choice(sheet, question), _kinds_of(last)
    order = sorted(found, key=lambda choice: (choice not in before, -found[choice]))
    unknown = [
        choice for choice in order if choice not in before and len(choice) > _SHORT
    ]
    own = {choice for choice in unknown if _perhaps_words(choice, found[choice])}
    shown = [choice for choice in order if choice not in own][:_MOST]
    rest = [choice for choice in order if choice not in shown]
    single = [
        choice
        for choice in shown
        if choice not in before
        and found[choice] == 1
        and not _OF_A_SCALE.fullmatch(choice)
    ]
    if 2 * len(single) > len(shown) or sum(
        found[c] for c in shown
    ) < _LEAST_SHARE * sum(found.values()):
        return None
    kinds = {choice: _probably(choice, found[choice], before) for choice in shown}
    counted = {choice: n for choice, n in found.items() if choice in kinds}
    if before.keys() & found.keys():
        kinds = dict(before) | {
            choice: kind for choice, kind in kinds.items() if choice not in before
        }
        counted = dict.fromkeys(before, 0) | counted
    return OfferedChoices(
        counted, kinds, tuple(rest), sum(found[choice] for choice in rest)
    )


def _perhaps_words(answer: str, n: int) -> bool:
    """Whether an answer that no choice is known to be may be what somebody wrote: it is rare and no step of a scale."""
    return n < _FEW and not _OF_A_SCALE.fullmatch(answer)


def _probably(
    choice: str, n: int, before: Mapping[str, AnswerKind | None]
) -> AnswerKind | None:
    """How a choice counts: as in the last survey, else by common words. What neither says is left for somebody to decide."""
    if choice in before:
        return before[choice]
    if _perhaps_words(choice, n):
        return None
    if _SCALE.search(choice) and not _NOT.search(choice):
        return AnswerKind.FELT
    if _NEITHER.search(choice):
        return AnswerKind.EXCLUDED
    return (
        None
        if before or "その他" in choice or not _SCALE.search(choice)
        else AnswerKind.NOT_FELT
    )


def _kinds_of(last: Survey | None) -> Mapping[str, AnswerKind | None]:
    if last is None:
        return {}
    tally = {
        choice: AnswerKind.FELT if choice in last.counted else AnswerKind.NOT_FELT
        for choice in last.tally
    }
    return tally | dict.fromkeys(
        (choice for choice in last.excluded if choice != FREE_TEXT), AnswerKind.EXCLUDED
    )


def settle_choices(
    sheet: AnswerSheet,
    method: CountingMethod,
    kinds: Mapping[str, AnswerKind | None],
    written: Collection[str],
) -> tuple[AnswerSheet, CountingMethod]:
    """The sheet and the method once it is said how each choice counts; people's own words become one answer."""

    def of(kind: AnswerKind) -> tuple[str, ...]:
        return tuple(choice for choice, its in kinds.items() if its is kind)

    own, excluded = {*written, *of(AnswerKind.FREE)}, of(AnswerKind.EXCLUDED)
    if own:
        sheet, excluded = (
            _without_words(sheet, method.question, own),
            (*excluded, FREE_TEXT),
        )
    return sheet, replace(
        method,
        counted=of(AnswerKind.FELT),
        others=of(AnswerKind.NOT_FELT),
        excluded=excluded,
    )


def _without_words(
    sheet: AnswerSheet, question: str, own: Collection[str]
) -> AnswerSheet:
    at = sheet.headings.index(question)
    rows = tuple(
        (*row[:at], FREE_TEXT, *row[at + 1 :]) if folded_answer(row[at]) in own else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def identifies_respondents(sheet: AnswerSheet, heading: str) -> bool:
    """Whether a column looks as if it told who answered, or holds people's own words: it cannot be one of groups."""
    given = [cell for cell in map(folded_answer, sheet.column(heading)) if cell]
    values = set(given)
    long = sum(len(cell) > _LONGEST for cell in given) > len(given) / 4
    own = len(values) > max(_FEW_VALUES, _LEAST_SHARE * len(given))
    return any("@" in cell for cell in values) or long or own


def grouping_columns(sheet: AnswerSheet) -> tuple[str, ...]:
    """The columns that can say to which group somebody belongs."""
    return tuple(heading for heading in sheet.headings if _groups(sheet, heading))


def _groups(sheet: AnswerSheet, heading: str) -> bool:
    filled = sum(map(bool, sheet.column(heading)))
    return _FILLED * filled > len(sheet.rows) and not identifies_respondents(
        sheet, heading
    )


def guess_method(sheet: AnswerSheet, last: Survey | None = None) -> CountingMethod:
    """The columns that are probably meant: as in the last survey where the headings are the same, else by common words.

    A column that tells who answered is none of groups, and one in which respondents do not differ is none of respondents.
    """
    usable = {
        "respondent": _tells_apart,
        **dict.fromkeys(("department", "position", "age"), _groups),
    }

    def column(use: str) -> str | None:
        before = last.headings.get(use) if last else None
        likely = [
            h
            for words in _HEADINGS[use]
            for h in sheet.headings
            if re.search(words, folded_answer(h))
        ]
        remembered = [before] if before in sheet.headings else []
        return next(
            (
                heading
                for heading in (*remembered, *likely)
                if usable[use](sheet, heading)
            ),
            None,
        )

    return CountingMethod(
        question=_question(sheet, last),
        department=column("department"),
        position=column("position"),
        age=column("age"),
        respondent=column("respondent"),
    )


def _question(sheet: AnswerSheet, last: Survey | None) -> str:
    """Last year's question, else one whose heading says so, else the one that most agree or disagree with.

    Where nobody agrees or disagrees with any, that whose heading says so, whatever its answers are.
    """
    before = (
        [
            folded_answer(words)
            for words in (last.headings.get("question", ""), last.question)
        ]
        if last
        else []
    )
    for words in filter(None, before):
        if again := [
            heading for heading in sheet.headings if folded_answer(heading) == words
        ]:
            return again[0]

    def likely(heading: str) -> tuple[bool, bool, bool, int]:
        found = offered_choices(sheet, heading)
        named = any(
            re.search(words, folded_answer(heading)) for words in _HEADINGS["question"]
        )
        given = found.choices if found else {}
        agreed = sum(n for choice, n in given.items() if _SCALE.search(choice))
        return named and bool(given), agreed > 0, named, agreed

    return max(sheet.headings, key=likely)


def _tells_apart(sheet: AnswerSheet, heading: str) -> bool:
    given = [cell for cell in map(folded_answer, sheet.column(heading)) if cell]
    return 2 * len(set(given)) > len(given)


def has_same_heading(heading: str, last: Survey | None) -> bool:
    """Whether the question stands under the same heading as in the last survey, so that its wording is the same."""
    return last is not None and last.headings.get("question") == heading


def surveyed_departments(
    sheet: AnswerSheet,
    department: str | None,
    known: Iterable[str],
    last: Survey | None,
) -> tuple[str, ...]:
    """The names of 課 that may have been asked: those of the last survey, and those that answered, as they are known."""
    before = (
        [name for group in last.departments for name in group.names] if last else []
    )
    called = {department_key(name): name for name in (*before, *known)}
    cells = sheet.column(department) if department else ()
    found = dict.fromkeys(
        called.get(cell, cell) for cell in map(department_key, cells) if cell
    )
    return tuple(
        dict.fromkeys([*(name for name in before if name != NOT_STATED), *found])
    )
