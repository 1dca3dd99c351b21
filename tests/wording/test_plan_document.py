"""Every mistake in a plan document is told at its line, in our own words."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dxkpi.plan import document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import (
    DocumentProblem,
    Position,
    ProblemCode,
    SheetCell,
    UnreadablePlan,
)
from dxkpi.wording.language import Language
from dxkpi.wording.plan_document import placed_problem_text, problem_text
from tests.support.plan_documents import PLAN, SURVEY, changed_plan, with_survey


def said(text: str) -> list[tuple[int, str]]:
    """The lines and words of everything that is wrong in a text."""
    with pytest.raises(UnreadablePlan) as error:
        document.parse_plan(text, "plan.yaml")
    return [
        (problem.line, problem_text(problem, Language.ENGLISH))
        for problem in error.value.problems
    ]


def test_all_problems_are_reported_at_once_each_with_its_line() -> None:
    text = PLAN.replace('"472123"', '"472124"').replace(
        "first_fiscal_year: 2026", "first_fiscal_year: いつか"
    )
    text = (
        text.replace("[総務課]", "総務課")
        .replace("kind: bar", "kind: arrow")
        .replace("decimals: 1", "decimal: 1")
    )
    text = text.replace('measure: "1-1"', 'measure: "9-9"').replace(
        "value: 66.0", "value: 集計中"
    )
    assert said(text) == [
        (1, '“code” is "472124"; its check digit should be 3.'),
        (
            4,
            (
                '“first_fiscal_year” is "いつか"; write a fiscal year such as 2026, R8 or '
                "令和8年度."
            ),
        ),
        (11, "“departments” must be a list (write [] for none)."),
        (
            15,
            "“kind” is \"arrow\"; it can be 'bar', 'milestone', 'deadline' (期間, 節目, 期限).",
        ),
        (19, "There is no measure 9-9 in this plan."),
        (21, "“decimal” is not a field of the plan document."),
        (25, '“value” must be a number, not "集計中".'),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  title: 豊見城市DX推進計画\n", "", 2, "“title” is missing."),
        (
            "豊見城市DX推進計画",
            "2026",
            3,
            "“title” must be text, not 2026. Put numbers in quotes.",
        ),
        (
            "豊見城市DX推進計画",
            "[a]",
            3,
            "“title” must be text, not a list. Put numbers in quotes.",
        ),
        (
            "豊見城市DX推進計画",
            "{a: b}",
            3,
            "“title” must be text, not a group of fields. Put numbers in quotes.",
        ),
        (
            "豊見城市DX推進計画",
            '" "',
            3,
            "“title” is blank; write null where the plan says nothing.",
        ),
        (
            "豊見城市DX推進計画",
            '"\\0"',
            3,
            "“title” holds a character that cannot be stored (U+0000).",
        ),
        (
            "豊見城市DX推進計画",
            '"\\ud83d"',
            3,
            "“title” holds a character that cannot be stored (U+D83D).",
        ),
        (
            "豊見城市DX推進計画",
            "&a x",
            3,
            "Anchors and aliases (& and *) are not supported; write the text out.",
        ),
        (
            "豊見城市DX推進計画",
            "!secret x",
            3,
            "Tags (!) are not supported; write the value without one.",
        ),
        (
            "豊見城市DX推進計画",
            "!!binary eA==",
            3,
            "Tags (!) are not supported; write the value without one.",
        ),
        ("豊見城市DX推進計画", "!!null x", 3, "“x” must be null, true or false here."),
        (
            "first_fiscal_year: 2026",
            "first_fiscal_year: 1026",
            4,
            "“first_fiscal_year” is 1026; it must be at least 1989.",
        ),
        (
            "first_fiscal_year: 2026",
            "first_fiscal_year: 20260",
            4,
            "“first_fiscal_year” is 20260; it must be at most 2100.",
        ),
        (
            "first_fiscal_year: 2026",
            "established: 令和8年度",
            4,
            '“established” is "令和8年度"; write a month as "2026-03".',
        ),
        (
            "first_fiscal_year: 2026",
            'established: "2026-13"',
            4,
            '“established” is "2026-13"; write a month as "2026-03".',
        ),
        (
            "first_fiscal_year: 2026",
            "title: また",
            4,
            "“title” stands here a second time.",
        ),
        (
            "first_fiscal_year: 2026",
            "[a, b]: c",
            4,
            "A list or a group of fields cannot be the name of a field.",
        ),
        (
            "first_fiscal_year: 2026",
            "null: c",
            4,
            "“null” is not a field of the plan document.",
        ),
        (
            "first_fiscal_year: 2026",
            "1.5: c",
            4,
            "“1.5” is not a field of the plan document.",
        ),
        (
            "first_fiscal_year: 2026",
            "<<: {title: x}",
            4,
            "“<<” is not a field of the plan document.",
        ),
        ("plan:\n", "about:\n", 2, "“about” is not a field of the plan document."),
        (
            "decimals: 1",
            "official: yes",
            21,
            '“official” must be true or false, not "yes".',
        ),
        ("value: 66.0", "value: true", 25, "“value” must be a number, not true."),
        ("value: 66.0", "value: .nan", 25, "“.nan” is not a number that can be read."),
        (
            "value: 66.0",
            "value: -.inf",
            25,
            "“-.inf” is not a number that can be read.",
        ),
        ("value: 66.0", "value: 0x1f", 25, "“0x1f” is not a number that can be read."),
        ("value: 66.0", 'value: "NaN"', 25, '“value” must be a number, not "NaN".'),
        (
            "value: 66.0",
            "value: 1e999999999",
            25,
            "“value” has more digits than a figure can have.",
        ),
        (
            "value: 66.0",
            "value: 1e-999999999",
            25,
            "“value” has more digits than a figure can have.",
        ),
        (
            "value: 66.0",
            "value: 1, 200",
            25,
            "“200” is not a field of the plan document.",
        ),
        (
            "value: 66.0",
            "value: 1,200人",
            25,
            (
                '“value” is "1,200人", but the unit of the indicator is empty. Write the '
                "figure in that unit, or mend “unit”."
            ),
        ),
        (
            "kind: bar",
            "kind: line",
            15,
            "“kind” is \"line\"; it can be 'bar', 'milestone', 'deadline' (期間, 節目, 期限).",
        ),
        (
            "{2027: 66.5}",
            "[]",
            23,
            "“yearly” must be a list of years and figures (write {} for none).",
        ),
        (
            "{2027: 66.5}",
            "{27: 66.5}",
            23,
            '“27” is "27"; write a fiscal year such as 2026, R8 or 令和8年度.',
        ),
        (
            "{2027: 66.5}",
            "{2027: 1, R9: 2}",
            23,
            "“R9” stands here a second time.",
        ),
        (
            "{2027: 66.5}",
            '{2027: 1, "2027": 2}',
            23,
            "“2027” stands here a second time.",
        ),
        ("{2027: 66.5}", "{2027: x}", 23, '“2027” must be a number, not "x".'),
        (
            "fiscal_year: 2025, ",
            "fiscal_year: 2026, ",
            22,
            "“as_of” 2026-03 lies in fiscal year 2025, not in the one given beside it.",
        ),
        (
            "  - code: K01\n",
            "  - x\n  - code: K01\n",
            17,
            '“indicators” must hold further fields, not "x".',
        ),
        (
            "first_fiscal_year: 2026",
            "first_fiscal_year: 2026\n  last_fiscal_year: 2025",
            2,
            "The plan's first fiscal year lies after its last.",
        ),
        (
            "start: 2026, end: 2030",
            "start: 2030, end: 2026",
            15,
            "The schedule entry starts after it ends.",
        ),
        (
            "kind: bar",
            "kind: milestone",
            15,
            "A milestone must start and end in the same year.",
        ),
        (
            ", start: 2026, end: 2030",
            ", kind: deadline",
            15,
            "A deadline needs its year in “end”.",
        ),
        (
            "value: 66.0",
            "value: 66.0, missing: discontinued",
            25,
            "A reason for a missing figure (“missing”) stands beside a figure; remove one.",
        ),
        (
            "value: 66.0",
            "approximate: true",
            25,
            "“approximate” is true, but there is no figure.",
        ),
        (
            "value: 75.0, ",
            "",
            23,
            "A target to reach (rule: reach) needs “value” and “fiscal_year”.",
        ),
        (
            "rule: reach, value: 75.0",
            'rule: keep, comparator: ">="',
            23,
            "A “comparator” needs a “value”.",
        ),
        ("rule: reach", "rule: do", 17, "Rule “do” needs value_type: yes_no."),
        (
            "decimals: 1",
            "value_type: yes_no",
            17,
            "A yes/no indicator can have the rules “keep” and “do” only.",
        ),
        (
            "target: {rule: reach, value: 75.0",
            "value_type: yes_no\n    target: {rule: do",
            17,
            "The figure of a yes/no indicator is 1 (yes) or 0 (no).",
        ),
        (
            "fiscal_year: 2030, yearly",
            "fiscal_year: 2025, yearly",
            17,
            "The baseline's fiscal year must lie before the target's.",
        ),
        (
            "decimals: 1",
            "direction: lower",
            17,
            (
                "The target is worse than the baseline by “direction”. If the figure is to be "
                "kept at that level, write “rule: keep”. If the plan aims lower on purpose, "
                "write its reason as “worse_because” in the target. Otherwise correct the "
                "figures or “direction”."
            ),
        ),
        (
            "rule: reach, ",
            'rule: reach, comparator: "<=", ',
            17,
            "“comparator” disagrees with “direction”.",
        ),
        (
            "target: {rule: reach, value: 75.0, fiscal_year: 2030, yearly: {2027: 66.5}}",
            "direction: lower\n    target: {rule: keep}",
            17,
            "A falling figure to keep (rule: keep, direction: lower) needs “value”.",
        ),
    ],
)
def test_each_mistake_is_told_in_words_at_its_line(
    old: str, new: str, line: int, message: str
) -> None:
    assert (line, message) in said(changed_plan(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "indicators:\n",
            '  - {number: "1", name: また}\nindicators:\n',
            16,
            "Policy number 1 is used twice.",
        ),
        (
            "indicators:\n",
            '      - {number: "1-1", name: また}\nindicators:\n',
            16,
            "Measure number 1-1 is used twice.",
        ),
        (
            "        schedule:\n",
            '          - {number: "1", name: また}\n        schedule:\n',
            14,
            "Initiative number 1 is used twice in this measure.",
        ),
        (
            'initiative: "1"',
            'initiative: "2"',
            15,
            "There is no initiative 2 in this measure.",
        ),
        (
            "  - code: K01\n",
            "  - {code: K01, name: また}\n  - code: K01\n",
            18,
            "Indicator code K01 is used twice.",
        ),
        (
            '    policy: "1"',
            '    policy: "2"',
            20,
            "There is no policy 2 in this plan.",
        ),
        (
            "indicators:\n",
            (
                '  - {number: "2", name: また}\nindicators:\n'
                '  - {code: K02, name: 率, measure: "1-1", policy: "2"}\n'
            ),
            18,
            "Measure 1-1 belongs to policy 1.",
        ),
        (
            "    references:\n",
            "      - {fiscal_year: 2026, missing: not_submitted}\n    references:\n",
            26,
            "Fiscal year 2026 has two actuals.",
        ),
        (
            "  - code: K01\n",
            (
                "  - {code: K02, name: また, role: realisation}\n  - code: K01\n"
                "    role: realisation\n"
            ),
            19,
            "Two indicators have the role realisation.",
        ),
        (
            "      - {series: 全国",
            "      - {series: 全国, fiscal_year: 2026, value: 1}\n      - {series: 全国",
            28,
            "This series has two figures for fiscal year 2026.",
        ),
    ],
)
def test_what_disagrees_between_two_places_is_told_at_the_later_one(
    old: str, new: str, line: int, message: str
) -> None:
    assert said(changed_plan(old, new)) == [(line, message)]


@pytest.mark.parametrize("hostile", ["\\ud800", "\\e[31m", "\\u2028", "\\n", "\\x85"])
def test_a_problem_can_be_printed_whatever_the_file_holds(hostile: str) -> None:
    texts = [
        changed_plan("first_fiscal_year: 2026", f'"{hostile}": x'),
        changed_plan("kind: bar", f'kind: "{hostile}"'),
    ]
    for text in texts:
        for _, message in said(text):
            message.encode("utf-8")
            assert "\x1b" not in message
            assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "The file holds no plan."),
        ("\n\n", 1, "The file holds no plan."),
        ("# nur Kommentar\n", 1, "The file holds no plan."),
        ("null", 1, "The file holds no plan."),
        ("豊見城市", 1, "The file holds no plan."),
        ("- 1\n", 1, "The file holds no plan."),
        ("5", 1, "The file holds no plan."),
        ("a: [1\nb: 2\n", 2, "This is not YAML or JSON (column 2)"),
        ("a:\n\tb: 1\n", 2, "This is not YAML or JSON (column 1)"),
        ("a: 1\n---\nb: 2\n", 2, "This is not YAML or JSON (column 1)"),
        ("a: *nowhere", 1, "This is not YAML or JSON (column 4)"),
        ('a: "\\q"', 1, "This is not YAML or JSON (column 6)"),
        ('a: "\\UFFFFFFFF"', 1, "This is not YAML or JSON."),
        ("%YAML 1.3\n---\na: 1\n", 1, "This is not YAML or JSON."),
        ("%YAML 9.9\n---\na: 1\n", 1, "This is not YAML or JSON (column 1)"),
        ("a: 1\nb: \x07\n", 2, "U+0007 is a character that cannot be read."),
        ("a: \0", 1, "U+0000 is a character that cannot be read."),
        ("a: \ud800", 1, "U+D800 is a character that cannot be read."),
        ("- " * 20_000, 1, "Lists and fields are nested too deeply."),
        ("[" * 1_000, 1, "Lists and fields are nested too deeply."),
        ("{a: " * 1_000, 1, "Lists and fields are nested too deeply."),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_what_is_no_document_is_told_in_one_sentence(
    text: str, line: int, words: str
) -> None:
    [(at, message)] = said(text)
    assert at == line
    assert message.startswith(words)


@pytest.mark.parametrize("size", [4_000, 5_000])
def test_a_number_of_thousands_of_digits_is_refused_and_not_printed_in_full(
    size: int,
) -> None:
    [(line, message)] = said(changed_plan("value: 66.0", "value: " + "9" * size))
    assert line == 25
    assert len(message) < 150


def test_a_problem_names_file_and_line() -> None:
    with pytest.raises(UnreadablePlan) as error:
        document.parse_plan("a: [", "豊見城.yaml")
    [problem] = error.value.problems
    sentence = placed_problem_text(problem, Language.ENGLISH)
    assert sentence.startswith("豊見城.yaml, line 1: This is not YAML or JSON")
    assert str(error.value) == "豊見城.yaml:1: not_yaml_at"


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (7, "計画.xlsx, line 7: The file holds no plan."),
        (
            SheetCell(4, 5, 2, "指標", "B5"),
            "計画.xlsx, sheet “指標”, cell B5: The file holds no plan.",
        ),
        (
            ("indicators", 2, "target", "value"),
            "indicators 3 › target › value: The file holds no plan.",
        ),
        ((), "The file holds no plan."),
    ],
)
def test_a_problem_names_its_line_its_cell_or_its_place(
    position: Position, sentence: str
) -> None:
    problem = DocumentProblem("計画.xlsx", position, ProblemCode.NO_PLAN)
    assert placed_problem_text(problem, Language.ENGLISH) == sentence


def _places(
    data: Any, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    if at:
        yield at
    children = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, child in children:
        yield from _places(child, (*at, key))


def _with(data: Any, places: list[tuple[str | int, ...]], value: Any) -> Any:
    result = copy.deepcopy(data)
    for at in places:
        inner = result
        for key in at[:-1]:
            inner = inner[key]
        inner[at[-1]] = value
    return result


WRONG: list[Any] = [
    None,
    True,
    0,
    -1,
    10**4000,
    1.5,
    1e300,
    "",
    " ",
    "x",
    "1",
    "NaN",
    "1e999",
    "\0",
    "\ud800",
    "\x85",
    "2026-13",
    "999998",
    [],
    [None],
    ["x"],
    [[]],
    [{}],
    {},
    {"x": 1},
    {"2027": "x"},
    {"": ""},
    {"9" * 5000: 1},
]


def test_every_wrong_value_in_every_place_is_told_in_our_own_words() -> None:
    """A refusal that has no code of its own would be told in words for no known case."""
    data = plan_as_data(document.parse_plan(PLAN))
    for depth in range(1, 9):
        places = [at for at in _places(data) if len(at) == depth]
        for wrong in WRONG if places else ():
            with pytest.raises(UnreadablePlan) as error:
                document.parse_plan(json.dumps(_with(data, places, wrong), default=str))
            for problem in error.value.problems:
                assert problem.code is not ProblemCode.REFUSED
                for language in Language:
                    assert 0 < len(problem_text(problem, language)) < 250


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[はい]",
            "[たぶん]",
            "“counted” must name choices of “tally”, and none may be in “excluded” as well.",
        ),
        (
            "わからない",
            "いいえ",
            "“counted” must name choices of “tally”, and none may be in “excluded” as well.",
        ),
        (
            "{はい: 66, いいえ: 34}",
            "{はい: 0}",
            "“survey” holds no answer, so there is no rate.",
        ),
        (
            "asked: 300",
            "asked: 104",
            "More answers than staff asked, or more that felt it than answered.",
        ),
        ("はい: 66", "はい: 67", "“value” is not the rate of the survey beside it."),
        (
            "asked: 300",
            "departments: [{names: [人事課], answers: 99, felt: 66}]",
            "The groups of the survey do not add up to its answers.",
        ),
        (
            "asked: 300",
            "ages: [{names: [20代], answers: 50, felt: 33}, {names: [20代], answers: 50, felt: 33}]",
            "Two groups of the survey have the same name. Put them together.",
        ),
        (
            "asked: 300",
            "ages: [{names: [20代], answers: 98, felt: 66}, {names: [30代], answers: 2, felt: 0}]",
            (
                "A group of the survey has fewer than 3 answers, which would tell what single people think. "
                "Put small groups together."
            ),
        ),
        (
            "asked: 300",
            "ages: [{names: [20代], answers: 100, felt: 66, asked: 99}]",
            "More answers than staff asked, or more that felt it than answered.",
        ),
        ("はい: 66", "はい: -66", "“はい” is -66; it must be at least 0."),
        (
            "question: 進んだか",
            'question: "\\0"',
            "“question” holds a character that cannot be stored (U+0000).",
        ),
    ],
)
def test_mistakes_in_a_survey_are_told(old: str, new: str, message: str) -> None:
    assert SURVEY.count(old) == 1
    assert said(with_survey(SURVEY.replace(old, new))) == [(25, message)]


@pytest.mark.parametrize(
    ("municipality", "message"),
    [
        (
            '{code: "472123", prefecture: 沖縄県, name: 日向市}',
            (
                "Code 472123 is 沖縄県豊見城市, and 宮崎県日向市 has code 452068 "
                "(official list of 1 January 2024). Correct the code or the name."
            ),
        ),
        (
            '{code: "472123", prefecture: 秋田県, name: 豊見城市}',
            (
                "“prefecture” is “秋田県”, but code 472123 is one of 沖縄県. Correct the one "
                "that is wrong."
            ),
        ),
        (
            '{code: "34", prefecture: 広島県, name: 広島県}',
            (
                '“code” is "34"; a municipal code has six digits. Probably meant: 340006 '
                "広島県."
            ),
        ),
    ],
)
def test_what_the_official_list_says_is_told(municipality: str, message: str) -> None:
    whole = '{code: "472123", prefecture: 沖縄県, name: 豊見城市}'
    assert said(PLAN.replace(whole, municipality)) == [(1, message)]


def test_every_rule_of_the_values_has_its_words() -> None:
    sources = (
        path.read_text(encoding="utf-8")
        for path in Path(document.__file__).parent.glob("*.py")
    )
    raised = [
        code
        for source in sources
        for code in re.findall(r'PydanticCustomError\(\s*"(\w+)"', source)
    ]
    assert len(raised) > 15
    assert set(raised) <= set(ProblemCode)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence(code: ProblemCode, language: Language) -> None:
    names = "field input text key measure policy expected ge le least code as_of year"
    of_places = (
        "meant prefecture place name right date read unit comment whole words stages "
        "longest"
    )
    of_counts = "value numerator denominator share column reason"
    all_names = (*names.split(), *of_places.split(), *of_counts.split())
    facts = dict.fromkeys(all_names, 1)
    assert problem_text(DocumentProblem("plan.yaml", 1, code, facts), language)
