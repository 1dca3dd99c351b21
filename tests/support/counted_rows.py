"""Answers of three sections, row by row, and what they come to when they are counted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from dxkpi.findings import Finding
from dxkpi.plan import Survey
from dxkpi.survey import AnswerSheet, CountedSurvey, CountingMethod, count_survey

FELT, NOT, UNKNOWN = "思う", "思わない", "わからない"
HEADINGS = ("職員番号", "所属", "職位", "年代", "デジタル化が進んだと感じますか")
SECTIONS = ("市民課", "福祉課", "税務課")
METHOD = CountingMethod(
    HEADINGS[4],
    (FELT,),
    (NOT,),
    (UNKNOWN,),
    department="所属",
    position="職位",
    age="年代",
    respondent="職員番号",
    invited=100,
)
Row = tuple[str, str, str, str, str]

TEXTS = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "",
        " ",
        "<b>思う</b>",
        "**思う**",
        "=1+1",
        "思\n う",
        "思" * 5000,
        "\0",
        "\ud83d",
        "\u200b",
        "㍿",
        "｢はい｣",
    ]
)


def rows(per_section: int = 12) -> list[Row]:
    """Answers of three sections, two of three felt; the numbers of those who answered are p00 and up."""
    return [
        (
            f"p{n:02}",
            SECTIONS[n % 3],
            ("係長級", "主任級")[n % 2],
            ("30代", "50代")[n // 2 % 2],
            NOT if n % 9 > 5 else FELT,
        )
        for n in range(3 * per_section)
    ]


def sheet_of(given: Sequence[Row], headings: tuple[str, ...] = HEADINGS) -> AnswerSheet:
    return AnswerSheet(headings, tuple(given), tuple(range(2, len(given) + 2)))


def but(n: int, **cells: str) -> list[Row]:
    """The answers with other cells in row n, from 0: who, section, position, age, said."""
    found = [list(row) for row in rows()]
    for name, text in cells.items():
        found[n][("who", "section", "position", "age", "said").index(name)] = text
    return [(a, b, c, d, e) for a, b, c, d, e in found]


def counted(
    given: Sequence[Row],
    last: Survey | None = None,
    known: Sequence[str] = (),
    **method: Any,
) -> CountedSurvey:
    if "invited_by_department" in method:
        method["invited_by_department"] = tuple(
            dict(method["invited_by_department"]).items()
        )
    return count_survey(sheet_of(given), replace(METHOD, **method), 5, known, last)


def survey_of(found: CountedSurvey) -> Survey:
    assert found.survey is not None, found.findings
    assert found.survey is not None
    return found.survey


def told(found: CountedSurvey, code: str) -> Finding:
    """The only finding of a kind; an error or a hold keeps the whole from being put on record."""
    own = [one for one in found.findings if one.code == code]
    assert len(own) == 1, found.findings
    assert (found.survey is not None) is not any(one.is_open for one in found.findings)
    return own[0]


def codes(found: CountedSurvey) -> set[str]:
    return {one.code for one in found.findings}
