"""A submission's receipt: the facts of it, its original, and the way to withdraw it; one among those of a department."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dxkpi import fiscal
from dxkpi.returns.status import ReturnStage
from dxkpi.store import TYPED, RecordedConfirmation, Store, Submission, SubmissionState
from dxkpi.text.file_names import file_name
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.returns import withdrawal
from dxkpi.wording import glossary
from dxkpi.wording.store import source_text

_LISTED = 10
_BADGES = {
    ReturnStage.REGISTERED: "blue",
    ReturnStage.WAITING: "yellow",
    ReturnStage.WITHDRAWN: "red",
}
_SUFFIX = ".xlsx"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def badge(stage: ReturnStage, *, overdue: bool = False) -> str:
    """A stage as a badge: glyph and word, and whether it is late; the colour only in support."""
    colour = "orange" if overdue else _BADGES.get(stage, "gray")
    shown = f":{colour}-badge[{glossary.term_glyph(stage)} {glossary.term_label(stage, current_language())}]"
    return shown + " :orange[" + _("overdue") + "]" if overdue else shown


def count(word: str, n: int) -> str:
    """A word with how often it holds: 集計中 2件."""
    return ngettext("{word}: {n}", "{word}: {n}", n, word=word)


def slip(submission: Submission) -> None:
    """What was registered, to be printed or kept."""
    with st.container(border=True):
        st.markdown(
            ":blue-badge[◎ " + _("Receipt slip") + "] " + faint(_("Ctrl+P prints it"))
        )
        whose = {
            _("Fiscal year"): plain(fiscal.wareki(submission.fiscal_year)),
            _("Department"): plain(
                glossary.department_name(submission.department, current_language())
            ),
        }
        st.table(
            whose | facts(submission),
            border="horizontal",
            alt=_("Receipt {number}", number=submission.number),
        )


def listed(found: Sequence[Submission]) -> None:
    """The newest submissions as a table."""
    st.table(
        {
            _("Receipt"): [str(s.number) for s in found[:_LISTED]],
            _("State"): [badge(ReturnStage(s.state.value)) for s in found[:_LISTED]],
            _("File"): [plain(source(s)) for s in found[:_LISTED]],
            _("Handed in, by whom"): [
                f"{fiscal.short_moment(s.at)} {plain(s.who)}" for s in found[:_LISTED]
            ],
            _("Values changed"): [str(s.figures) for s in found[:_LISTED]],
        },
        border="horizontal",
        hide_index=True,
        alt=_("Submissions, the newest first"),
    )
    if len(found) > _LISTED:
        st.caption(
            ngettext(
                "{n} older one below.", "{n} older ones below.", len(found) - _LISTED
            )
        )


def source(submission: Submission) -> str:
    """The file it came in, or how it came without one."""
    return submission.file or source_text(
        submission.source or TYPED, current_language()
    )


def shown(view: View, submission: Submission) -> None:
    """A submission's facts, its original, and what can be done with it."""
    st.table(
        facts(submission),
        border="horizontal",
        alt=_("Submission {number}", number=submission.number),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if submission.file is not None:
            st.download_button(
                _("Original (xlsx)"),
                partial(_original, cached.store(), submission.number),
                file_name=_safe_name(submission.file),
                mime=_WORKBOOK,
                icon=":material/download:",
                on_click="ignore",
                key=f"original-{submission.number}",
            )
        if submission.state is SubmissionState.WAITING:
            st.page_link(
                page_files.UPLOAD,
                label=_("Go on with confirming"),
                icon=":material/fact_check:",
                query_params=link_query(
                    year=str(submission.fiscal_year), submission=str(submission.number)
                ),
            )
        if withdrawal.can_begin(submission):
            withdrawal.button(submission)
    withdrawal.show(view, submission)
    withdrawal.told()


def facts(submission: Submission) -> dict[str, str]:
    """What is known of a submission: its receipt."""
    s = submission
    said = {
        _("Receipt number"): str(s.number),
        _("File"): plain(source(s))
        + (" " + faint(size(s.size)) if s.file is not None and s.size else ""),
        _("SHA-256"): _in_groups(s.sha256 or ""),
        _("Handed in"): plain(f"{fiscal.moment_label(s.at)}{SEPARATOR}{s.who}"),
        _("Registered"): _registered(s),
        _("Values changed"): str(s.figures),
        _("Without figure"): plain(
            _(", ").join(
                count(glossary.term_label(reason, current_language()), n)
                for reason, n in s.missing.items()
            )
        ),
        _("Confirmed"): plain(_("; ").join(_confirmed(c) for c in s.confirmations)),
    }
    if s.withdrawn_at is not None:
        said[_("Withdrawn")] = plain(
            f"{fiscal.moment_label(s.withdrawn_at)}{SEPARATOR}{s.withdrawn_by}"
        )
        said[_("Reason")] = plain(s.withdrawn_reason or "")
    return {name: words for name, words in said.items() if words}


def _in_groups(digest: str) -> str:
    """A digest in groups of sixteen, which a narrow table can set below each other."""
    return " ".join(digest[n : n + 16] for n in range(0, len(digest), 16))


def _registered(submission: Submission) -> str:
    """By whom it was registered, where it waited before."""
    if submission.registered_at is None or submission.registered_at == submission.at:
        return ""
    return plain(
        f"{fiscal.moment_label(submission.registered_at)}{SEPARATOR}{submission.registered_by}"
    )


def _confirmed(confirmation: RecordedConfirmation) -> str:
    """A value that was held and confirmed: its cell, what was chosen, and the reason given."""
    return " ".join(
        filter(None, [confirmation.cell, confirmation.choice, confirmation.reason])
    )


def size(octets: int) -> str:
    """The size of a file in kilobytes."""
    return f"{max(1, round(octets / 1024)):,} KB"


def _original(store: Store, number: int) -> bytes:
    return store.original(number) or b""


def _safe_name(name: str) -> str:
    """The name it was handed in with, without what a file system or a reader could be deceived by."""
    printable = "".join(letter for letter in name if letter.isprintable())
    stem = (
        printable[: -len(_SUFFIX)]
        if printable.casefold().endswith(_SUFFIX)
        else printable
    )
    return (file_name(stem) or "original") + _SUFFIX
