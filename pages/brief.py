"""本部会議用: a plan's year on one sheet, to look at, to print, to take away as PDF."""

from dxkpi.web.brief import sheet
from dxkpi.web.common import choice

view = choice.opened()
sheet.answer(view)
sheet.show(view)
