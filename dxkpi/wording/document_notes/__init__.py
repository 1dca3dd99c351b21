"""What each field of the plan document means, with an example: the one place for it.

The schema for editors and the reference page are made of these; a test says which field
has no note.
"""

from collections.abc import Mapping

from dxkpi.wording.document_notes.city_notes import CITY_NOTES
from dxkpi.wording.document_notes.figure_notes import FIGURE_NOTES
from dxkpi.wording.document_notes.grading_notes import GRADING_NOTES
from dxkpi.wording.document_notes.indicator_notes import INDICATOR_NOTES
from dxkpi.wording.document_notes.measure_notes import MEASURE_NOTES
from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.document_notes.report_notes import REPORT_NOTES
from dxkpi.wording.document_notes.target_notes import TARGET_NOTES

OBJECT_NOTES: Mapping[str, ObjectNote] = {
    **CITY_NOTES,
    **GRADING_NOTES,
    **MEASURE_NOTES,
    **REPORT_NOTES,
    **INDICATOR_NOTES,
    **TARGET_NOTES,
    **FIGURE_NOTES,
}
"""By the class that holds it in `dxkpi.plan`."""

FIELD_NOTES: Mapping[str, Mapping[str, FieldNote]] = {
    name: note.fields for name, note in OBJECT_NOTES.items()
}
"""By class and field, as documents name it."""
