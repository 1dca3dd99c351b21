"""The JSON Schema of the plan document, for editors: they complete and check while one types.

It takes what `dxkpi load` takes, as far as a schema can say it; what holds between
fields is checked by `dxkpi load` alone. Draft 7, which the editors' YAML tools know.
"""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from dxkpi import fiscal
from dxkpi.plan.document_shape import (
    FieldShape,
    document_objects,
    document_terms,
    required_fields,
    shapes_of,
)
from dxkpi.plan.document_words import JAPANESE_WORDS, YES_NO_WORDS
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.tree import Plan
from dxkpi.wording.document_notes import FIELD_NOTES, OBJECT_NOTES
from dxkpi.wording.language import Language

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_DIGIT = "[0-9０-９]"
_YEAR = f"{_DIGIT}|元"
_FIGURE = "|".join((_DIGIT, *(f"^{word}$" for word in YES_NO_WORDS)))

_SCHEMA_OF_KIND: dict[FieldKind, Schema] = {
    FieldKind.TEXT: {"type": "string"},
    FieldKind.KEY: {"type": ["string", "number"]},
    FieldKind.MUNICIPAL_CODE: {
        "anyOf": [
            {"type": "string", "pattern": "^[0-9]{5,6}$"},
            {"type": "integer", "minimum": 10000, "maximum": 999999},
        ]
    },
    FieldKind.YEAR: {
        "anyOf": [
            {
                "type": "integer",
                "minimum": fiscal.FIRST_YEAR,
                "maximum": fiscal.LAST_YEAR,
            },
            {"type": "string", "pattern": _YEAR},
        ]
    },
    FieldKind.MONTH: {"type": "string", "pattern": _YEAR},
    FieldKind.FIGURE: {
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": _FIGURE}]
    },
    FieldKind.COUNT: {
        "anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": _DIGIT},
        ]
    },
    FieldKind.FLAG: {"type": "boolean"},
}

_FIGURE_OR_STAGE: Schema = {"type": ["number", "string"]}
"""A figure in an indicator, where it may be the name of a stage."""


def document_schema(language: Language) -> Schema:
    """The schema with descriptions in a language, as plain data."""
    definitions = {
        model.__name__: _object_schema(model, language)
        for model in document_objects(Plan)
    }
    definitions |= {
        terms.__name__: _terms_schema(terms) for terms in document_terms(Plan)
    }
    root = definitions.pop(Plan.__name__)
    root["properties"]["$schema"] = {"type": "string"}
    return {"$schema": _DRAFT, **root, "definitions": definitions}


def _object_schema(model: type[BaseModel], language: Language) -> Schema:
    _ = language.gettext
    note, notes = OBJECT_NOTES[model.__name__], FIELD_NOTES[model.__name__]
    properties: Schema = {}
    may_be_stage = model in document_objects(Indicator)
    for name, shape in shapes_of(model).items():
        meaning = _(notes[name].meaning)
        properties[name] = {
            "description": meaning,
            **_field_schema(shape, may_be_stage=may_be_stage),
        }
    without_stages: Schema = {}
    if model is Indicator:
        has_none = {"properties": {"stages": {"maxItems": 0}}}
        without_stages = {"if": has_none, "then": _with_numbers(Indicator)}
    return {
        "title": _(note.title),
        "description": _(note.meaning),
        "type": "object",
        "additionalProperties": False,
        "required": list(required_fields(model)),
        "properties": properties,
        **without_stages,
    }


def _with_numbers(model: type[BaseModel]) -> Schema:
    """That every figure of an object, and of those in it, is a number."""
    properties: Schema = {}
    for name, shape in shapes_of(model).items():
        inside = _numbers_in(shape)
        if inside and shape.is_list:
            inside = {"items": inside}
        if inside:
            properties[name] = inside
    return {"properties": properties} if properties else {}


def _numbers_in(shape: FieldShape) -> Schema:
    number = {"anyOf": [_SCHEMA_OF_KIND[FieldKind.FIGURE], {"type": "null"}]}
    if shape.kind is FieldKind.FIGURE:
        return number
    if shape.model is not None:
        return _with_numbers(shape.model)
    if shape.item is not None and shape.item.kind is FieldKind.FIGURE:
        return {"additionalProperties": number}
    return {}


def _field_schema(shape: FieldShape, *, may_be_stage: bool) -> Schema:
    schema = _value_schema(shape, may_be_stage=may_be_stage)
    if shape.is_list:
        return {"type": "array", "items": schema}
    if shape.is_nullable:
        return {"anyOf": [schema, {"type": "null"}]}
    # beside a reference nothing else counts, so it stands in a list of its own
    return {"allOf": [schema]} if "$ref" in schema else schema


def _value_schema(shape: FieldShape, *, may_be_stage: bool) -> Schema:
    if shape.model is not None:
        return {"$ref": f"#/definitions/{shape.model.__name__}"}
    if shape.terms is not None:
        return {"$ref": f"#/definitions/{shape.terms.__name__}"}
    if shape.item is not None:
        return _mapping_schema(shape, shape.item, may_be_stage=may_be_stage)
    if shape.kind is FieldKind.FIGURE and may_be_stage:
        return _FIGURE_OR_STAGE
    return _SCHEMA_OF_KIND[shape.kind]


def _mapping_schema(
    shape: FieldShape, item: FieldShape, *, may_be_stage: bool
) -> Schema:
    value = _field_schema(item, may_be_stage=may_be_stage)
    schema: Schema = {"type": "object", "additionalProperties": value}
    if shape.key is FieldKind.YEAR:
        schema["propertyNames"] = {"pattern": _YEAR}
    return schema


def _terms_schema(terms: type[StrEnum]) -> Schema:
    """The terms with the words that stand for them, also as people spell them with 良い."""
    words: list[str] = [term.value for term in terms]
    for term in terms:
        for word in JAPANESE_WORDS[term]:
            words += [word, word.replace("ほどよい", "ほど良い")]
    return {"type": "string", "enum": list(dict.fromkeys(words))}
