"""Reading a plan document: what is read, what is refused, and that no text does harm."""

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import ReachTarget, document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan
from tests.support.plan_documents import (
    PIECES,
    PLAN,
    SURVEY,
    changed_plan,
    problems_of,
    with_survey,
)


def title(written: str) -> str:
    return document.parse_plan(changed_plan("豊見城市DX推進計画", written)).about.title


def test_a_plan_is_read() -> None:
    plan = document.parse_plan(PLAN)
    assert plan.municipality.name == "豊見城市"
    assert plan.about.first_fiscal_year == 2026
    assert plan.indicators[0].target == ReachTarget(
        value=Decimal("75.0"),
        fiscal_year=2030,
        yearly={2027: Decimal("66.5")},
    )


@pytest.mark.parametrize("written", ["", "    policy: null\n"])
def test_a_policy_may_be_left_out_where_the_measure_says_it(written: str) -> None:
    text = changed_plan('    policy: "1"\n', written)
    plan = document.parse_plan(text)
    assert plan == document.parse_plan(PLAN)
    assert plan.indicators[0].policy == "1"
    exported = plan_as_data(plan)
    assert exported["indicators"][0]["policy"] == "1"


def test_an_indicator_of_no_measure_has_no_policy_by_itself() -> None:
    text = changed_plan('    measure: "1-1"\n    policy: "1"\n', "")
    assert document.parse_plan(text).indicators[0].policy is None


def test_the_same_year_of_another_series_is_no_repetition() -> None:
    text = changed_plan(
        "      - {series: 全国",
        "      - {series: 沖縄県, fiscal_year: 2026, value: 1}\n      - {series: 全国",
    )
    assert len(document.parse_plan(text).indicators[0].references) == 2


@pytest.mark.parametrize(
    "field",
    ['measure: "1-1"', 'policy: "1"', "code: K01", 'initiative: "1"', "series: 全国"],
)
@pytest.mark.parametrize("value", ["[1]", "{a: 1}", "[[]]", "true"])
def test_a_reference_of_the_wrong_kind_is_a_problem_and_no_crash(
    field: str, value: str
) -> None:
    name, _, _ = field.partition(":")
    problems = problems_of(changed_plan(field, f"{name}: {value}"))
    assert ProblemCode.STRING_TYPE in {code for _, code in problems}


def test_one_anchor_used_often_is_reported_once_and_not_unfolded() -> None:
    text = changed_plan("[総務課]", "&a [総務課]").replace(
        "indicators:\n", "  - *a\n  - *a\nindicators:\n"
    )
    assert problems_of(text) == [(11, ProblemCode.ANCHOR)]


def test_a_plan_in_an_anchor_that_holds_itself_is_refused() -> None:
    assert problems_of("&a {plan: *a}") == [(1, ProblemCode.ANCHOR)]


def test_a_billion_laughs_stay_unlaughed() -> None:
    levels = ["a0: &a0 [ha, ha]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)
    ]
    assert len(problems_of("\n".join(levels))) < 40


@pytest.mark.parametrize("depth", [10, 100, 300, 450])
def test_a_value_nested_to_the_edge_of_what_is_read_is_a_problem_like_any_other(
    depth: int,
) -> None:
    assert problems_of(changed_plan("豊見城市DX推進計画", "[" * depth + "]" * depth))


def test_yes_and_no_are_not_taken_for_truth_even_where_yaml_once_did() -> None:
    text = "%YAML 1.1\n---\n" + changed_plan(
        "name: 豊見城市}", "name: 豊見城市, fictional: yes}"
    )
    assert problems_of(text) == [(3, ProblemCode.NOT_A_LITERAL)]


def test_no_tag_of_a_file_builds_an_object(tmp_path: Path) -> None:
    target = tmp_path / "made"
    assert problems_of(
        changed_plan(
            "豊見城市DX推進計画", f"!!python/object/apply:os.mkdir ['{target}']"
        )
    )
    assert not target.exists()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-31", "2026-03-31"),
        ("'2026'", "2026"),
        ("yes", "yes"),
        ("=", "="),
        ("'null'", "null"),
        ('"\\ud83d\\ude0a"', "😊"),  # as JSON writers without UTF-8 do
        ('"\\u0085"x', None),
        ('"\\/"', "/"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_what_looks_like_something_else_is_read_as_text(
    written: str, read: str | None
) -> None:
    if read is None:
        problems_of(changed_plan("豊見城市DX推進計画", written))
    else:
        assert title(written) == read


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_from_windows_or_an_old_mac_is_read(
    tmp_path: Path, newline: str, encoding: str
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(PLAN.replace("\n", newline).encode(encoding))
    assert document.read_plan(file) == document.parse_plan(PLAN)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_of_any_other_program_is_read(
    indent: int | str | None, ascii_only: bool
) -> None:
    plan = {
        "municipality": {"code": "472123", "prefecture": "沖縄県", "name": "豊見城市"},
        "plan": {"title": "計画😊/\\\"'", "notes": ["", "x"][1:]},
    }
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        plan, indent=indent, ensure_ascii=ascii_only, separators=separators
    )
    assert document.parse_plan(text).about.title == "計画😊/\\\"'"


def unreadable(path: Path) -> list[tuple[int, ProblemCode]]:
    with pytest.raises(UnreadablePlan) as error:
        document.read_plan(path)
    assert str(path) in str(error.value)
    return [(problem.line, problem.code) for problem in error.value.problems]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "none.yaml") == [(1, ProblemCode.NO_FILE)]
    assert unreadable(Path("none\0.yaml")) == [(1, ProblemCode.NO_FILE)]


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    assert unreadable(tmp_path) == [(1, ProblemCode.IS_FOLDER)]


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "utf-16"])
def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(
        ("# 1\n# 計画\n" if encoding != "utf-16" else "計画").encode(encoding)
    )
    assert unreadable(file) == [
        (1 if encoding == "utf-16" else 2, ProblemCode.NOT_UTF8)
    ]


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.touch()
    assert unreadable(file) == [(1, ProblemCode.NO_PLAN)]


def test_a_file_of_eleven_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(b"#" * 11_000_000)
    assert unreadable(file) == [(1, ProblemCode.TOO_LARGE)]


def test_a_figure_is_read_with_its_survey() -> None:
    survey = document.parse_plan(with_survey(SURVEY)).indicators[0].actuals[0].survey
    assert survey is not None
    assert (survey.answers, survey.positive, survey.answered, survey.departments) == (
        100,
        66,
        105,
        (),
    )


@given(
    st.lists(
        st.sampled_from([*PIECES, "%YAML 1.1\n---\n", "%TAG ! x:\n", "\0", "\ud800"]),
        max_size=10,
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_plan_or_a_list_of_problems(text: str) -> None:
    with pytest.raises(UnreadablePlan) as error:
        document.parse_plan(text)
    assert error.value.problems
    assert all(problem.line >= 1 for problem in error.value.problems)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PLAN)),
            st.integers(0, 8),
            st.sampled_from([*PIECES, "\0", "!!set ", "&a "]),
        ),
        max_size=3,
    )
)
@settings(max_examples=200, deadline=None)
def test_a_damaged_plan_is_read_or_refused_and_nothing_else_happens(
    edits: list[tuple[int, int, str]],
) -> None:
    text = PLAN
    for at, length, new in edits:
        text = text[:at] + new + text[at + length :]
    with suppress(UnreadablePlan):
        document.parse_plan(text)
