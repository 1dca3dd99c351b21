"""The survey that somebody takes in in this session: its answers and what was said of them.

The answers lie in this session only, from the moment the file is read until they are
registered, another file is chosen or another municipality is looked at. Of them nothing
is shown but counts, rows of the file, names of 課 and choices. They are never written to
a disk, so a reload of the page drops them too (`lost_answers`).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from dxkpi.actions import ExaminedSurvey
from dxkpi.findings import Finding
from dxkpi.plan import PlanKey
from dxkpi.store import Submission
from dxkpi.survey import AnswerSheet
from dxkpi.web.common.session import WidgetKeys, page_state
from dxkpi.web.common.view import View
from dxkpi.web.survey.staff_table import StaffTable

KEYS = WidgetKeys("survey")

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class SurveyAnswer:
    """What a survey came to when it was counted; `stamp` is all that the count depended on."""

    stamp: object
    examined: ExaminedSurvey


@dataclass(eq=False)
class DraftSurvey:
    """The answers that are being counted, for the plan `plan`.

    `sheet` is None for a file that cannot be read, and once the answers were dropped;
    `findings` are about the file. `name_findings` are the holds about names of 課, by the
    column of 課 and the name; they stay when a name was settled, so that it can be
    changed. `renamed` is which 課 each of these names means. `staff_tables` are the numbers
    of staff, by the column of 課.
    """

    key: int
    plan: PlanKey
    file: str
    sheet: AnswerSheet | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    name_findings: dict[tuple[str | None, str], Finding] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    staff_tables: dict[str, StaffTable] = field(default_factory=dict)
    answer: SurveyAnswer | None = None
    receipt: Submission | None = None
    failure: str = ""
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def kept(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make(sheet, *about)` gives, made once."""
        if (make, about) not in self._made:
            self._made[make, about] = make(self.sheet, *about)
        return cast("T", self._made[make, about])

    def widget_key(self, widget: str, *which: object) -> str:
        """The key of a widget about these answers."""
        return KEYS.key(widget, self.key, *which)

    def drop_answers(self) -> None:
        """Drop the answers and everything made of them."""
        self.sheet = self.answer = None
        self._made.clear()


@dataclass(eq=False)
class SurveyState:
    """What the page remembers of one reader; `files_read` tells the uploader of the next
    file from the one before. `answers_lost` is whether answers of an earlier session were
    dropped, until the next file is read.
    """

    draft: DraftSurvey | None = None
    files_read: int = 0
    answers_lost: bool = False


def survey_state() -> SurveyState:
    """What the page remembers of this session's reader; it may be changed."""
    return page_state(SurveyState)


def draft_survey(view: View) -> DraftSurvey | None:
    """The survey being taken in for the view's plan; that of another is dropped."""
    draft = survey_state().draft
    if draft is not None and draft.plan != view.listed.key:
        drop_draft()
    return survey_state().draft


def drop_draft() -> None:
    """Drop the answers and what was said of them."""
    state = survey_state()
    if state.draft is not None:
        state.draft.drop_answers()
    state.draft = None
