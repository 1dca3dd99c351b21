"""What others changed in an open draft since the reader saw it last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dxkpi.store import DraftStep
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import changed_by_text

_MOST_TOLD = 5


@dataclass
class SeenSteps:
    """The last step that this session has seen of each draft, and the one before that."""

    last: dict[int, int] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)


def show_changes_of_others(opened: OpenedDraft, refusals: Sequence[str]) -> None:
    """Each change by who made it, old → new, until the draft changes again; not what a
    refusal tells already.
    """
    texts = [
        text
        for text in _texts(opened, _steps_of_others(opened))
        if not any(text in refusal for refusal in refusals)
    ]
    if not texts:
        return
    lines = [f"- {plain(text)}" for text in texts[:_MOST_TOLD]]
    more = len(texts) - _MOST_TOLD
    if more > 0:
        lines.append(f"- {ngettext('and {n} more', 'and {n} more', more)}")
    title = plain(_("Changed by others meanwhile:"))
    st.info("\n".join([title, *lines]), icon=":material/group:")


def _steps_of_others(opened: OpenedDraft) -> list[DraftStep]:
    """The steps of others that came in between what the session saw last and now."""
    seen = page_state(SeenSteps)
    last = seen.last.setdefault(opened.number, opened.step)
    if last != opened.step:
        seen.before[opened.number] = last
        seen.last[opened.number] = opened.step
    since = seen.before.get(opened.number, last)
    who = current_actor().name
    return [step for step in opened.steps if step.number > since and step.who != who]


def _texts(opened: OpenedDraft, steps: Sequence[DraftStep]) -> Iterator[str]:
    language = current_language()
    for step in steps:
        for change in step.changes:
            yield changed_by_text(change, step.who, step.at, opened.stored, language)
