"""計画書を読み取る: what a paper proposes for a draft, each proposal beside its passage."""

from dxkpi.web.common.language import _
from dxkpi.web.edit.beginning import open_draft_to_edit
from dxkpi.web.reading.cards import show_cards, show_unread
from dxkpi.web.reading.filters import choose_shown
from dxkpi.web.reading.head import show_reading_head
from dxkpi.web.reading.paper_choice import paper_to_read
from dxkpi.web.reading.taking import show_taking

opened = open_draft_to_edit(_("Read the plan's paper"))
paper = paper_to_read(opened)
show_reading_head(opened, paper)
shown = choose_shown(paper)
if shown.is_unread:
    show_unread(paper)
else:
    show_cards(opened, paper, shown.proposals)
show_taking(opened, paper)
