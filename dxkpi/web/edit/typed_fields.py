"""A field of a plan's document as its widget holds it, and what was typed as data again."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dxkpi.plan.document_columns import Column, ListStyle
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.stages import ARROW

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_COUNT = re.compile("[0-9]{1,9}")

CHOSEN = (FieldKind.TERM, FieldKind.YEAR)
"""Kinds of fields whose values are chosen from a list."""


def is_choice(column: Column) -> bool:
    """Whether one of several values is chosen, rather than typed."""
    return column.shape.kind in CHOSEN


def held_value(column: Column, value: Any) -> Any:
    """A value of the document as its widget holds it."""
    if column.shape.is_list:
        return _held_list(column.list_style, value or [])
    if column.shape.kind is FieldKind.FLAG:
        return bool(value)
    if is_choice(column):
        return value
    return "" if value is None else str(value)


def typed_value(column: Column, held: Any) -> Any:
    """What a widget holds as a value of the document; None for nothing."""
    if column.shape.is_list:
        return _typed_list(column.list_style, held)
    if isinstance(held, str) and not is_choice(column):
        return typed_text(column, held)
    return held


def typed_text(column: Column, text: str) -> Any:
    """A text as a value of its field: a plain number is one."""
    text = text.strip()
    if column.shape.kind is FieldKind.FIGURE and _NUMBER.fullmatch(text):
        return Decimal(text)
    if column.shape.kind is FieldKind.COUNT and _COUNT.fullmatch(text):
        return int(text)
    return text or None


def _held_list(style: ListStyle | None, texts: Sequence[str]) -> Any:
    match style:
        case ListStyle.LINES:
            return "\n".join(texts)
        case ListStyle.STAGES:
            return ARROW.join(texts)
        case _:
            return list(texts)


def _typed_list(style: ListStyle | None, held: Any) -> list[str]:
    match style:
        case ListStyle.LINES:
            parts = held.splitlines()
        case ListStyle.STAGES:
            parts = held.replace("→", ARROW.strip()).split(ARROW.strip())
        case _:
            parts = held or []
    return [part.strip() for part in parts if part.strip()]
