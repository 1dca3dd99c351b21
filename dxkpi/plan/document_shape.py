"""What the plan document can hold: of each object the fields, of each field its kind.

It is read off the plan's own classes, so a field that is added there is in the document,
in its schema and in its reference page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from dxkpi.plan.fields import DERIVABLE, UNKNOWABLE, FieldKind
from dxkpi.plan.target import TargetByRule, WrittenTarget

_KIND_OF_TYPE: dict[type, FieldKind] = {
    bool: FieldKind.FLAG,
    int: FieldKind.COUNT,
    str: FieldKind.TEXT,
    Decimal: FieldKind.FIGURE,
}


@dataclass(frozen=True)
class FieldShape:
    """What a field holds.

    `model` is the class of an OBJECT, `terms` are those of a TERM; a MAPPING has values of
    the shape `item`, with keys of the kind `key`. `is_list`: any number of them.
    `is_nullable`: null may stand in its place.
    """

    kind: FieldKind
    model: type[BaseModel] | None = None
    terms: type[StrEnum] | None = None
    key: FieldKind | None = None
    item: "FieldShape | None" = None
    is_list: bool = False
    is_nullable: bool = False


@lru_cache(maxsize=64)
def shapes_of(model: type[BaseModel]) -> Mapping[str, FieldShape]:
    """The fields of an object in their order, by the names that documents use."""
    hints = get_type_hints(model, include_extras=True)
    shapes: dict[str, FieldShape] = {}
    for name, field in model.model_fields.items():
        shapes[field.serialization_alias or name] = _shape(hints[name])
    return shapes


def shape_at(place: tuple[str | int, ...], model: type[BaseModel]) -> FieldShape | None:
    """The field at a place of a document; None where the document has none there."""
    inside: type[BaseModel] | None = model
    shape: FieldShape | None = None
    for part in place:
        if isinstance(part, int):
            continue
        if shape is not None and shape.kind is FieldKind.MAPPING:
            return shape.item
        if inside is None or part not in shapes_of(inside):
            return None
        shape = shapes_of(inside)[part]
        inside = shape.model
    return shape


def document_objects(root: type[BaseModel]) -> list[type[BaseModel]]:
    """The class of each object that a document can hold, each before what it holds."""
    objects = {root: None}
    for shape in shapes_of(root).values():
        if shape.model is not None:
            objects |= dict.fromkeys(document_objects(shape.model))
    return list(objects)


def document_terms(root: type[BaseModel]) -> list[type[StrEnum]]:
    """The kinds of terms that its fields can have, each once."""
    terms: dict[type[StrEnum], None] = {}
    for model in document_objects(root):
        for shape in shapes_of(model).values():
            if shape.terms is not None:
                terms[shape.terms] = None
    return list(terms)


def required_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that an object must have, by the names that documents use."""
    return tuple(
        field.serialization_alias or name
        for name, field in model.model_fields.items()
        if field.is_required() and DERIVABLE not in field.metadata
    )


def _shape(hint: Any) -> FieldShape:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated_shape(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        [inner] = [argument for argument in arguments if argument is not NoneType]
        return replace(_shape(inner), is_nullable=True)
    if origin is tuple:
        return replace(_shape(arguments[0]), is_list=True)
    if origin is dict:
        key = _shape(arguments[0]).kind
        return FieldShape(FieldKind.MAPPING, key=key, item=_shape(arguments[1]))
    if origin is Literal:
        return FieldShape(FieldKind.TERM, terms=type(arguments[0]))
    return _plain_shape(hint)


def _annotated_shape(hint: Any, marks: tuple[Any, ...]) -> FieldShape:
    """The shape of a hint with marks; a kind among them counts before what it marks."""
    if TargetByRule in marks:
        return FieldShape(FieldKind.OBJECT, model=WrittenTarget)
    for mark in marks:
        if isinstance(mark, FieldKind):
            return FieldShape(mark, is_nullable=UNKNOWABLE in marks)
    return _shape(hint)


def _plain_shape(hint: Any) -> FieldShape:
    if issubclass(hint, StrEnum):
        return FieldShape(FieldKind.TERM, terms=hint)
    if issubclass(hint, BaseModel):
        return FieldShape(FieldKind.OBJECT, model=hint)
    return FieldShape(_KIND_OF_TYPE[hint])
