"""A field of the plan's document as forms name and explain it."""

from dxkpi.plan.document_columns import Column
from dxkpi.plan.document_shape import shape_at, shapes_of
from dxkpi.wording.document_notes import FIELD_NOTES
from dxkpi.wording.glossary import field_label
from dxkpi.wording.language import Language


def field_heading(column: Column, language: Language) -> str:
    """What a field is called: over its column in the workbook, in Japanese."""
    if language is Language.JAPANESE:
        return column.heading
    return " / ".join(field_label(name, language) for name in column.path)


def field_meaning(column: Column, language: Language) -> str:
    """What stands in a field, in a sentence or two; empty where there is nothing to say."""
    if column.model is None or not column.path:
        return ""
    holder = column.model
    if column.path[:-1]:
        shape = shape_at(column.path[:-1], column.model)
        if shape is None or shape.model is None:
            return ""
        holder = shape.model
    assert column.path[-1] in shapes_of(holder)
    return language.gettext(FIELD_NOTES[holder.__name__][column.path[-1]].meaning)
