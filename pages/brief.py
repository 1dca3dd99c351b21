"""本部会議用: a plan's year on one sheet, to look at, to print, to take away as PDF."""

from dxkpi.web.brief import decided, sheet
from dxkpi.web.common.opened_view import open_view

view = open_view()
brief = sheet.brief_of_view(view)
sheet.show_heading_and_sentence(view, brief)
sheet.show_sheet(brief)
decided.show_form_and_file(view)
