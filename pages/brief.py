"""本部会議用: a plan's year on one sheet, to look at, to print, to take away as PDF."""

from dxkpi.web import brief, choice

view = choice.opened()
brief.answer(view)
brief.show(view)
