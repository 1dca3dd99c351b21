"""Nothing that leaves the count holds a small group: no export, no download, no database."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dxkpi import charts
from dxkpi.plan import Plan, document_writing
from dxkpi.settings import settings as own_settings
from dxkpi.store import Store, writing
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    count_survey,
    pool_small_groups,
    surveyed_actual,
    surveys_by_year,
)
from dxkpi.wording.language import Language
from tests.support.small_groups import whole


def groups_of(data: Any) -> Iterator[dict[str, Any]]:
    """Every group in a document or a stored survey, wherever it stands."""
    if isinstance(data, dict):
        if {"names", "answers", "felt"} <= data.keys():
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from groups_of(one)


ROWS = [
    (section, position, choice)
    for section, position, yes, no in (
        ("市民課", "係長級", 9, 4),
        ("市民課", "主任級", 12, 9),
        ("福祉課", "主任級", 14, 6),
        ("会計課", "係長級", 2, 0),
        ("監査課", "部長級", 1, 1),
        ("税務課", "主任級", 5, 1),
    )
    for choice, times in (("思う", yes), ("思わない", no))
    for _time in range(times)
]


def counted(smallest: int) -> CountedSurvey:
    sheet = AnswerSheet(
        ("所属", "職位", "実感"), tuple(ROWS), tuple(range(2, len(ROWS) + 2))
    )
    method = CountingMethod(
        "実感",
        ("思う",),
        ("思わない",),
        department="所属",
        position="職位",
        invited=100,
    )
    return count_survey(sheet, method, smallest)


def surveyed(plan: Plan, smallest: int) -> Plan:
    """The plan with a survey whose 会計課, 監査課 and 部長級 are small."""
    found, indicator = counted(smallest).survey, plan.realisation
    assert found is not None
    assert indicator is not None
    return plan.with_actuals(
        {indicator.code: surveyed_actual(indicator, 2026, found, "2027-02")}
    )


def test_what_is_counted_holds_no_small_group_of_any_kind() -> None:
    found = counted(5).survey
    assert found is not None
    assert [one.names for one in found.departments] == [
        ("市民課",),
        ("福祉課",),
        ("会計課", "監査課", "税務課"),
    ]
    for kind in (found.departments, found.positions):
        assert all(one.answers >= 5 for one in kind)
        assert whole(kind) == (found.answers, found.positive)


def test_no_export_holds_a_small_group(sample_plan: Plan) -> None:
    plan = surveyed(sample_plan, own_settings().smallest_group)
    for data in (
        json.loads(document_writing.plan_as_json(plan)),
        YAML(typ="safe").load(document_writing.plan_as_yaml(plan)),
        plan.model_dump(mode="json"),
    ):
        found = list(groups_of(data))
        assert len(found) > 10
        assert min(one["answers"] for one in found) >= own_settings().smallest_group
        assert not [
            one for one in found if one["names"] == ["会計課"] and one["answers"] == 2
        ]


def test_no_download_holds_a_small_group(sample_plan: Plan) -> None:
    indicator = surveyed(sample_plan, 5).realisation
    assert indicator is not None
    text = charts.group_csv(
        indicator, surveys_by_year(indicator), "見本市", Language.ENGLISH
    ).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "会計課・監査課・税務課" in {row["Group"] for row in rows}
    assert min(int(row["answers"]) for row in rows) >= 5


def test_no_database_holds_a_small_group(sample_plan: Plan, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'groups.sqlite3'}")
    store.migrate()
    writing.save_plans(store, [surveyed(sample_plan, 5)], "tester", "test")
    store.close()
    with sqlite3.connect(tmp_path / "groups.sqlite3") as connection:
        kept = [
            json.loads(text)
            for (text,) in connection.execute(
                "select survey from figure where survey is not null"
            )
        ]
    connection.close()
    found = list(groups_of(kept))
    assert len(found) > 10
    assert min(one["answers"] for one in found) >= 5


def test_what_is_shipped_is_put_together_already(
    shipped_plans: dict[str, Plan],
) -> None:
    surveys = [
        entry.survey
        for plan in shipped_plans.values()
        for indicator in plan.indicators
        for entry in indicator.actuals
        if entry.survey is not None
    ]
    assert len(surveys) >= 5
    for survey in surveys:
        for kind in (survey.departments, survey.positions, survey.ages):
            assert pool_small_groups(kind, own_settings().smallest_group) == kind
