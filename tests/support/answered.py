"""Answers to 見本市's staff survey, made up: one row a person, as a survey tool would export them."""

from itertools import cycle, islice

from dxkpi.plan import Survey
from dxkpi.survey import AnswerSheet, CountingMethod, answer_choices, column_choice

QUESTION = "問5 この1年で、担当する業務のデジタル化が進んだと感じますか"
NUMBER, SECTION, POSITION, AGE, WORDS = "職員番号", "所属課", "職位", "年代", "自由意見"
AGREE, RATHER, RATHER_NOT, NOT = (
    "そう思う",
    "どちらかといえばそう思う",
    "どちらかといえばそう思わない",
    "そう思わない",
)
SECTIONS = {
    "総務課": 30,
    "企画課": 20,
    "市民課": 40,
    "福祉課": 45,
    "こども課": 35,
    "建設課": 30,
    "会計課": 3,
    "防災課": 9,
}
ASKED = {
    "総務課": 37,
    "企画課": 26,
    "市民課": 61,
    "福祉課": 71,
    "こども課": 63,
    "建設課": 53,
    "会計課": 6,
    "防災課": 15,
}
SECRET = "窓口の山田さんが不親切です"
POSITIONS = ("係長級", "主任・主事級", "主任・主事級", "会計年度任用職員")
AGES = ("20代", "30代", "40代", "50代", "50代")

SCALE = (AGREE, RATHER, RATHER_NOT, NOT)
_CYCLE = (AGREE, RATHER, RATHER, RATHER_NOT, RATHER, AGREE, NOT)


def answers(question: str = QUESTION) -> list[dict[str, str]]:
    """212 answers of eight sections, in no order of theirs: 152 of them feel it."""
    sections = [name for name, n in SECTIONS.items() for _ in range(n)]
    sections = [sections[n * 37 % len(sections)] for n in range(len(sections))]
    return [
        {
            NUMBER: f"{n:05}",
            SECTION: section,
            POSITION: position,
            AGE: age,
            question: choice,
            WORDS: SECRET if n == 7 else "",
        }
        for n, (section, position, age, choice) in enumerate(
            zip(
                sections,
                *(
                    islice(cycle(own), len(sections))
                    for own in (POSITIONS, AGES, _CYCLE)
                ),
                strict=True,
            ),
            1,
        )
    ]


def but(rows: list[dict[str, str]], at: int, **cells: str) -> list[dict[str, str]]:
    """The same with other cells in one row, from 1: `section="会計"`, `choice=""`, `number="00001"`."""
    names = {
        "section": SECTION,
        "choice": QUESTION,
        "number": NUMBER,
        "position": POSITION,
        "age": AGE,
        "words": WORDS,
    }
    changed = [dict(row) for row in rows]
    changed[at - 1] |= {names[name]: text for name, text in cells.items()}
    return changed


def probable(sheet: AnswerSheet, last: Survey | None = None) -> CountingMethod:
    """How a sheet is counted where nobody changes what is filled in."""
    method = column_choice.guess_method(sheet, last)
    offered = answer_choices.offered_choices(sheet, method.question, last)
    return (
        method
        if offered is None
        else answer_choices.settle_choices(
            sheet, method, offered.kinds, offered.written
        )[1]
    )
