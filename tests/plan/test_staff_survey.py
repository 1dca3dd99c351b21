"""The staff survey as documents and databases hold it."""

import pytest
from pydantic import ValidationError

from dxkpi.plan import Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind

SURVEY = Survey(
    question="進んだと感じるか",
    tally={"思う": 7, "思わない": 3},
    counted=("思う",),
    invited=20,
    positions=(SurveyGroup(names=("主任級",), answers=10, positive=7, invited=12),),
)


def test_documents_keep_the_names_that_they_always_had() -> None:
    data = SURVEY.model_dump(mode="json")
    assert data == {
        "question": "進んだと感じるか",
        "tally": {"思う": 7, "思わない": 3},
        "counted": ["思う"],
        "excluded": {},
        "blanks": 0,
        "asked": 20,
        "departments": [],
        "positions": [{"names": ["主任級"], "answers": 10, "felt": 7, "asked": 12}],
        "ages": [],
        "headings": {},
    }
    assert Survey.model_validate(data) == SURVEY


def test_groups_are_had_by_their_kind() -> None:
    assert SURVEY.groups(GroupKind.POSITION) == SURVEY.positions
    assert SURVEY.names_of(GroupKind.POSITION) == ["主任級"]
    assert SURVEY.groups(GroupKind.AGE) == ()
    assert SURVEY.with_groups(SURVEY.groups_by_kind) == SURVEY


@pytest.mark.parametrize("kind", ["departments", "positions", "ages"])
def test_no_group_of_a_survey_is_named_twice(kind: str) -> None:
    half = {"names": ["A課"], "answers": 10, "felt": 5}
    facts = {
        "question": "感じるか",
        "tally": {"思う": 10, "思わない": 10},
        "counted": ["思う"],
    }
    for groups in (
        [half, half],
        [half | {"names": ["A課", "A課"], "answers": 20, "felt": 10}],
    ):
        with pytest.raises(ValidationError, match="named twice"):
            Survey.model_validate(facts | {kind: groups})
