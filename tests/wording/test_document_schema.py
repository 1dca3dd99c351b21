"""The schema for editors takes what `dxkpi load` takes, and marks what it refuses."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxkpi.plan import Plan, document, document_writing
from dxkpi.plan.document_shape import document_objects
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.document_yaml import read_yaml
from dxkpi.wording.document_notes import FIELD_NOTES
from dxkpi.wording.document_reference import EXAMPLE
from dxkpi.wording.document_schema import document_schema
from dxkpi.wording.language import Language
from tests.conftest import PLANS
from tests.support.plan_documents import PLAN, SURVEY, changed_plan, with_survey


@cache
def schema() -> dict[str, Any]:
    return document_schema(Language.ENGLISH)


def plain(value: Any) -> Any:
    """Data of a document as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def refused(text: str) -> list[str]:
    """The places that the schema refuses."""
    data = plain(read_yaml(text, DocumentSource("-")))
    errors = jsonschema.Draft7Validator(schema()).iter_errors(data)
    return sorted(".".join(map(str, error.absolute_path)) for error in errors)


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_it_takes_every_shipped_plan_and_what_is_exported_of_it(path: Path) -> None:
    assert refused(path.read_text("utf-8")) == []
    plan = document.read_plan(path)
    assert refused(document_writing.plan_as_json(plan)) == []


NAMED = '{"$schema": "plan.schema.json", "municipality": {"code": "999997", "prefecture": "県", "name": "市", "fictional": true}, "plan": {"title": "計画"}}'


@pytest.mark.parametrize("text", [PLAN, EXAMPLE, NAMED, with_survey(SURVEY)])
def test_it_takes_what_is_loaded(text: str) -> None:
    document.parse_plan(text)
    assert refused(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("first_fiscal_year: 2026", "first_fiscal_year: 令和8年度"),
        ("first_fiscal_year: 2026", "first_fiscal_year: null"),
        ('code: "472123"', "code: 472123"),
        ("kind: bar", "kind: 期間"),
        ("rule: reach", "rule: 達成"),
        ("decimals: 1", "direction: 上がるほど良い"),
        ("decimals: 1", "aggregation: 累計"),
        ("value: 66.0", "value: ６６．０"),
        ("{2027: 66.5}", "{R9: 66.5}"),
        ('measure: "1-1"', "measure: 1-1"),
        ('    policy: "1"\n', ""),
    ],
)
def test_it_takes_every_writing_that_is_read(old: str, new: str) -> None:
    text = changed_plan(old, new)
    document.parse_plan(text)
    assert refused(text) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("decimals: 1", "decimal: 1", "indicators.0"),
        ("kind: bar", "kind: arrow", "policies.0.measures.0.schedule.0.kind"),
        (
            "first_fiscal_year: 2026",
            "first_fiscal_year: soon",
            "plan.first_fiscal_year",
        ),
        ("value: 66.0", "value: 集計中", "indicators.0.actuals.0.value"),
        ("  title: 豊見城市DX推進計画\n", "", "plan"),
        ("[総務課]", "総務課", "policies.0.measures.0.departments"),
        ("{2027: 66.5}", "{soon: 66.5}", "indicators.0.target"),
    ],
)
def test_it_marks_what_is_refused(old: str, new: str, place: str) -> None:
    assert any(at.startswith(place) for at in refused(changed_plan(old, new)))


@pytest.mark.parametrize("model", document_objects(Plan), ids=lambda m: m.__name__)
def test_every_field_has_its_meaning_and_takes_its_own_example(
    model: type[Plan],
) -> None:
    definitions = schema()["definitions"]
    own = schema() if model is Plan else definitions[model.__name__]
    for name, note in FIELD_NOTES[model.__name__].items():
        field = own["properties"][name]
        assert field["description"] == note.meaning
        example = plain(read_yaml(f"x: {note.example}\n", DocumentSource("-")))["x"]
        inside = {**field, "definitions": definitions}
        assert jsonschema.Draft7Validator(inside).is_valid(example), (name, example)


def test_descriptions_are_japanese_for_japanese_readers() -> None:
    japanese = document_schema(Language.JAPANESE)
    assert japanese["properties"]["indicators"]["description"].startswith("測るもの")


def with_stages(stages: str) -> str:
    text = changed_plan("decimals: 1", stages)
    for number, stage in (
        ("64.4", "検討"),
        ("75.0", "全庁展開"),
        ("66.5", "導入"),
        ("value: 66.0", "value: 試行"),
        ("70.1", "導入"),
    ):
        text = text.replace(number, stage)
    return text


def test_it_takes_names_in_place_of_figures_where_there_are_stages() -> None:
    text = with_stages("stages: [検討, 試行, 導入, 全庁展開]")
    document.parse_plan(text)
    assert refused(text) == []


def test_it_marks_every_name_where_there_are_none() -> None:
    places = [
        "indicators.0.actuals.0.value",
        "indicators.0.baseline.value",
        "indicators.0.references.0.value",
        "indicators.0.target.value",
        "indicators.0.target.yearly.2027",
    ]
    assert refused(with_stages("decimals: 1")) == places
