"""The note of a group of fields of the plan document, and of each of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldNote:
    """What a field means, and what may stand in it, as it is written in a file."""

    meaning: str
    example: str


@dataclass(frozen=True)
class ObjectNote:
    """What a group of fields is called, what it is, and its fields by name."""

    title: str
    meaning: str
    fields: Mapping[str, FieldNote]
