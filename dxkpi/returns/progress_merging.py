"""What a form says of an entry's progress, beside what others registered since it was made.

Field by field, what only one of the two changed counts. Where both changed a field, and
not alike, it is disputed.
"""

from dataclasses import dataclass
from typing import TypeVar

from dxkpi.plan import Progress
from dxkpi.returns.cell_reading import LONGEST_TEXT, is_same_text

_T = TypeVar("_T")


@dataclass(frozen=True)
class MergedProgress:
    """The progress of both, by the form's words and by the registered ones.

    They differ in what is disputed only.
    """

    by_form: Progress
    by_store: Progress

    @property
    def is_disputed(self) -> bool:
        return self.by_form != self.by_store

    @property
    def is_comment_alone_disputed(self) -> bool:
        """Whether state and percentage agree, and the comments do not."""
        same_state = self.by_form.state == self.by_store.state
        same_percent = self.by_form.percent == self.by_store.percent
        return self.is_disputed and same_state and same_percent

    @property
    def with_both_comments(self) -> Progress | None:
        """The progress with the registered comment and the form's, one below the other;
        None where they are too long together.
        """
        registered, written = self.by_store.comment or "", self.by_form.comment or ""
        if _is_among_the_lines(written, registered):
            return self.by_store
        comment = f"{registered}\n{written}"
        if len(comment) > LONGEST_TEXT:
            return None
        return self.by_store.model_copy(update={"comment": comment})


def merge_progress(
    written: Progress, then: Progress | None, stored: Progress
) -> MergedProgress:
    """The progress that a form says, merged with the registered one.

    `then` is what was registered when the form was made.
    """
    state_then = then.state if then else None
    percent_then = then.percent if then else None
    comment_then = then.comment if then else None
    comment = written.comment
    if is_same_text(comment, stored.comment):
        comment = stored.comment
    elif is_same_text(comment, comment_then):
        comment = comment_then

    states = _merged(written.state, state_then, stored.state)
    percents = _merged(written.percent, percent_then, stored.percent)
    comments = _merged(comment, comment_then, stored.comment)
    versions = []
    for state, percent, text in zip(states, percents, comments, strict=True):
        fields = {"state": state, "percent": percent, "comment": text}
        versions.append(stored.model_copy(update=fields))
    by_form, by_store = versions
    return MergedProgress(by_form, by_store)


def _merged(written: _T, then: _T | None, stored: _T) -> tuple[_T, _T]:
    """A field by the form's words and by the registered ones; alike if undisputed."""
    changed_by_others = stored != then
    if not changed_by_others:
        return written, written
    changed_by_form = written is not None and written != then
    if not changed_by_form:
        return stored, stored
    return written, stored


def _is_among_the_lines(comment: str, comments: str) -> bool:
    return any(is_same_text(comment, line) for line in comments.split("\n"))
