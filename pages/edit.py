"""計画の編集: a plan's draft in forms, beside what each edit comes to."""

from dxkpi.web.common.language import _
from dxkpi.web.edit.about_part import show_about
from dxkpi.web.edit.beginning import open_draft_to_edit
from dxkpi.web.edit.book_part import show_book
from dxkpi.web.edit.department_part import show_departments
from dxkpi.web.edit.foot import show_foot
from dxkpi.web.edit.grading_part import show_grading
from dxkpi.web.edit.head import show_edit_head
from dxkpi.web.edit.indicator_part import show_indicators
from dxkpi.web.edit.parts import EditPart, choose_part
from dxkpi.web.edit.registering import show_registering
from dxkpi.web.edit.schedule_part import show_schedule
from dxkpi.web.edit.structure_part import show_structure

_SHOWN = {
    EditPart.ABOUT: show_about,
    EditPart.STRUCTURE: show_structure,
    EditPart.INDICATORS: show_indicators,
    EditPart.SCHEDULE: show_schedule,
    EditPart.DEPARTMENTS: show_departments,
    EditPart.GRADING: show_grading,
    EditPart.BOOK: show_book,
    EditPart.REGISTER: show_registering,
}

opened = open_draft_to_edit(_("Edit the plan"))
show_edit_head(opened)
part = choose_part(opened)
_SHOWN[part](opened)
show_foot(opened, part)
