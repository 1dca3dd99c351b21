"""How answers fall to the groups of staff, and which 課 is meant by a name."""

from typing import Any

import pytest

from dxkpi.findings import ChoiceKind, FactList, Severity
from dxkpi.plan.staff_survey import NOT_STATED
from dxkpi.survey.comparability import replacement_findings
from tests.support.counted_rows import (
    FELT,
    NOT,
    SECTIONS,
    but,
    codes,
    counted,
    rows,
    survey_of,
    told,
)

OF_TWO_MINDS = (FELT, FELT, FELT, FELT, NOT, NOT)
"""Enough answers for a group of its own; one of a single mind would be pooled."""


def test_a_section_written_otherwise_is_asked_about_with_the_nearest_offered() -> None:
    found = told(counted(but(0, section="市民科"), known=SECTIONS), "survey_department")
    assert (found.severity, found.place, found.proposed) == (
        Severity.HOLD,
        "市民科",
        "市民課",
    )
    assert [(one.key, one.kind) for one in found.choices] == [
        ("市民課", ChoiceKind.KNOWN_SECTION),
        ("市民科", ChoiceKind.NEW_SECTION),
    ]
    assert found.facts == {"near": "市民課", "n": 1, "rows": FactList((2,))}


@pytest.mark.parametrize(("to", "sections"), [("市民課", 3), ("市民科", 4)])
def test_a_section_is_what_somebody_said_it_is(to: str, sections: int) -> None:
    given = [
        *but(0, section="市民科"),
        *((f"x{n}", "市民科", "", "", said) for n, said in enumerate(OF_TWO_MINDS)),
    ]
    found = counted(given, known=SECTIONS, renamed={"市民科": to})
    assert len(survey_of(found).departments) == sections
    assert not codes(found) & {"survey_department", "survey_new_department"}


def test_a_number_of_staff_does_not_answer_which_section_is_meant() -> None:
    given = [
        *but(0, section="市民科"),
        *((f"x{n}", "市民科", "", "", FELT) for n in range(6)),
    ]
    assert (
        told(
            counted(given, known=SECTIONS, invited_by_department={"市民科": 20}),
            "survey_department",
        ).place
        == "市民科"
    )
    found = told(
        counted(rows(), known=SECTIONS, invited_by_department={"市民科": 20}),
        "survey_department_asked",
    )
    assert (found.severity, found.proposed) == (Severity.HOLD, "市民課")
    whole = survey_of(
        counted(
            given,
            known=SECTIONS,
            invited_by_department={"市民科": 20},
            renamed={"市民科": "市民課"},
        )
    )
    assert {group.names: group.invited for group in whole.departments} == {
        ("市民課",): 20,
        ("福祉課",): None,
        ("税務課",): None,
    }


def test_sections_of_the_staff_are_offered_where_nothing_else_is_known() -> None:
    staff = dict.fromkeys(SECTIONS, 20)
    assert (
        told(
            counted(but(0, section="市民科"), invited_by_department=staff),
            "survey_department",
        ).proposed
        == "市民課"
    )
    assert not codes(counted(rows(), invited_by_department=staff)) & {
        "survey_department",
        "survey_new_department",
    }


@pytest.mark.parametrize("to", ["市民 課", "市民課", " 市民課 "])
def test_a_section_is_one_however_it_is_spelt(to: str) -> None:
    given = [
        *but(0, section="会計"),
        *((f"x{n}", "会計", "", "", FELT) for n in range(6)),
    ]
    found = survey_of(counted(given, known=SECTIONS, renamed={"会計": to}))
    assert {group.names for group in found.departments} == {
        ("市民課",),
        ("福祉課",),
        ("税務課",),
    }


def test_two_numbers_of_staff_for_one_section_are_told() -> None:
    found = told(
        counted(
            rows(), known=SECTIONS, invited_by_department={"市民課": 20, "市民 課": 99}
        ),
        "survey_staff_twice",
    )
    assert (found.severity, found.value) == (Severity.ERROR, "市民課")
    assert found.facts == {"numbers": FactList((20, 99))}
    same = survey_of(
        counted(
            rows(), known=SECTIONS, invited_by_department={"市民課": 20, "市民 課": 20}
        )
    )
    assert [
        group.invited for group in same.departments if group.names == ("市民課",)
    ] == [20]


def test_a_section_unlike_any_other_is_new_and_told() -> None:
    given = [
        (who, "デジタル推進室" if section == "税務課" else section, *rest)
        for who, section, *rest in rows()
    ]
    found = counted([(a, b, c, d, e) for a, b, c, d, e in given], known=SECTIONS)
    new = told(found, "survey_new_department")
    assert (new.value, new.facts) == ("デジタル推進室", {"n": 12})
    assert {"デジタル推進室"} in [
        set(one.names) for one in survey_of(found).departments
    ]


def test_without_anything_known_every_section_is_taken_as_it_is_written() -> None:
    assert not codes(counted(rows())) & {"survey_department", "survey_new_department"}


def test_the_sections_of_the_last_survey_are_known_also_those_put_together() -> None:
    last = survey_of(
        counted([*rows(), *((f"x{n}", "会計課", "", "", FELT) for n in range(2))])
    )
    assert any(len(one.names) > 1 and "会計課" in one.names for one in last.departments)
    asked = told(counted(but(0, section="会計科"), last), "survey_department")
    assert asked.proposed == "会計課"
    assert not codes(counted(but(0, section="会計 課"), last)) & {
        "survey_department",
        "survey_new_department",
    }


def test_more_answers_than_staff_are_told_for_a_section_and_for_all() -> None:
    found = told(
        counted(
            rows(), invited_by_department={"市民課": 11, "福祉課": 40, "税務課": 49}
        ),
        "survey_too_many",
    )
    assert (found.severity, found.value) == (Severity.ERROR, "市民課")
    assert found.facts == {"answers": 12, "asked": 11}
    found = told(counted(rows(), invited=35), "survey_too_many_in_all")
    assert found.facts == {"answers": 36, "asked": 35}
    assert counted(rows(), invited=36).survey is not None


@pytest.mark.parametrize(
    "asked", [{"invited": 10**11}, {"invited_by_department": {"市民課": 10**11}}]
)
def test_more_staff_than_there_can_be_is_told(asked: dict[str, Any]) -> None:
    assert (
        told(counted(rows(), **asked), "survey_too_many_staff").severity
        is Severity.ERROR
    )


@pytest.mark.parametrize("staff", [{}, {"存在課": 5}])
def test_a_section_that_nobody_knows_is_asked_about_wherever_it_is_named(
    staff: dict[str, int],
) -> None:
    renamed = {} if staff else {"税務課": "存在課"}
    found = told(
        counted(rows(), known=SECTIONS, renamed=renamed, invited_by_department=staff),
        "survey_department_unknown",
    )
    assert (found.severity, found.place, [one.key for one in found.choices]) == (
        Severity.HOLD,
        "存在課",
        ["存在課"],
    )
    kept = survey_of(
        counted(
            rows(),
            known=SECTIONS,
            renamed=renamed | {"存在課": "存在課"},
            invited_by_department=staff,
        )
    )
    assert "存在課" in {name for group in kept.departments for name in group.names}


def test_a_section_that_another_is_said_to_be_is_asked_about_with_the_nearest() -> None:
    found = told(
        counted(rows(), known=SECTIONS, renamed={"税務課": "市民科"}),
        "survey_department_meant",
    )
    assert (found.severity, found.proposed) == (Severity.HOLD, "市民課")
    again = survey_of(
        counted(
            rows(), known=SECTIONS, renamed={"税務課": "市民科", "市民科": "市民課"}
        )
    )
    assert {group.names: group.answers for group in again.departments} == {
        ("市民課",): 24,
        ("福祉課",): 12,
    }


def test_groups_stand_as_last_year_then_by_their_numbers_not_by_who_answered_first() -> (
    None
):
    ages = ("60代以上", "20代以下", "９級", "10級", "")
    given = [
        (who, section, position, ages[n % 5], said)
        for n, (who, section, position, _a, said) in enumerate(rows())
    ]
    found = survey_of(counted(given))
    assert [one.name for one in found.ages] == [
        "9級",
        "10級",
        "20代以下",
        "60代以上",
        NOT_STATED,
    ]
    assert counted(but(0, age="9" * 5000)).findings
    last = found.model_copy(
        update={
            "ages": tuple(reversed(found.ages)),
            "departments": found.departments[::-1],
        }
    )
    again = survey_of(counted(given, last, known=SECTIONS))
    assert [one.name for one in again.ages] == [
        "60代以上",
        "20代以下",
        "10級",
        "9級",
        NOT_STATED,
    ]
    assert again.departments == last.departments
    assert not list(replacement_findings(found, last, 2026)), (
        "the order is no other count"
    )


def test_a_section_that_was_asked_and_did_not_answer_is_among_the_groups() -> None:
    found = counted(
        rows(),
        invited=70,
        invited_by_department={"市民課": 20, "福祉課": 20, "税務課": 20, "会計課": 10},
    )
    assert "会計課" in {
        name for one in survey_of(found).departments for name in one.names
    }
    assert "survey_pooled" in codes(found)


def test_who_does_not_state_a_group_is_told_and_counted_as_such() -> None:
    given = but(0, section="", position="　")
    others = [
        (f"x{n}", "", "係長級", "30代", said) for n, said in enumerate(OF_TWO_MINDS)
    ]
    found = counted([*given, *others])
    survey = survey_of(found)
    assert [one.code for one in found.findings].count("survey_not_stated") == 2
    assert survey.departments[-1].names == (NOT_STATED,)
    assert survey.departments[-1].answers == 7
    assert sum(one.answers for one in survey.positions) == survey.answers == 42


def test_too_many_groups_are_no_groups() -> None:
    given = [(f"p{n}", f"部屋{n}です", "係長級", "30代", FELT) for n in range(600)]
    assert told(counted(given, invited=700), "survey_no_groups").value == "所属"
    assert (
        told(counted(given, invited=700, known=SECTIONS), "survey_no_groups").severity
        is Severity.ERROR
    )


SPELLINGS_OF_AN_AGE = [
    ("20～29歳", "20〜29歳"),
    ("20〜29歳", "２０~２９歳"),
    ("20‐29歳", "20－29歳"),
    ("20−29歳", "20-29歳"),
    ("20–29歳", "２０ー２９歳"),
    ("20代", "２０\u200b代"),
    ("20代", "\u200e20代\ufe00"),
]


@pytest.mark.parametrize("spellings", SPELLINGS_OF_AN_AGE)
def test_two_spellings_of_one_word_are_one_group(spellings: tuple[str, str]) -> None:
    """A Mac types 〜 and a Windows PC ～, and both are read as the same word."""
    given = [
        (*row[:3], spellings[n % 2] if row[3] == "30代" else row[3], row[4])
        for n, row in enumerate(rows())
    ]
    assert (
        len(survey_of(counted(given)).ages) == len(survey_of(counted(rows())).ages) == 2
    )


def test_two_names_that_only_look_alike_stay_two() -> None:
    given = [
        (*row[:3], "髙齢" if n % 2 else "高齢", row[4]) for n, row in enumerate(rows())
    ]
    assert {group.names for group in survey_of(counted(given)).ages} == {
        ("髙齢",),
        ("高齢",),
    }


def test_a_group_of_the_last_survey_keeps_its_place_however_it_was_spelt() -> None:
    last = survey_of(counted(rows()))
    ages = (
        last.ages[0].model_copy(update={"names": ("20〜29歳",)}),
        last.ages[1].model_copy(update={"names": ("18〜19歳",)}),
    )
    spelt = {"30代": "20～29歳", "50代": "18～19歳"}
    given = [(*row[:3], spelt[row[3]], row[4]) for row in rows()]
    before = last.model_copy(update={"ages": ages})
    ages_now = survey_of(counted(given, before)).ages
    assert [group.name for group in ages_now] == ["20~29歳", "18~19歳"]
