"""A submission's receipt: the facts of it, its original, and the way to withdraw it;
one among those of a department.
"""

from collections.abc import Sequence

import streamlit as st

from dxkpi.actions import Right
from dxkpi.returns.own_correction import CORRECTION
from dxkpi.returns.status import ReturnStage
from dxkpi.returns.typed_over import TYPED_OVER
from dxkpi.store import TYPED, RecordedConfirmation, Submission
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain
from dxkpi.web.common.view import View
from dxkpi.web.returns import withdrawal
from dxkpi.web.returns.open_questions import show_open_questions
from dxkpi.web.returns.original_file import original_address
from dxkpi.web.returns.review_counts import items_of_return, review_badges
from dxkpi.web.returns.widget_keys import KEYS
from dxkpi.wording.glossary import department_name, marked_label, term_label
from dxkpi.wording.store import source_text

_MOST_LISTED = 10
_BADGE_COLOURS = {
    ReturnStage.REGISTERED: "blue",
    ReturnStage.WAITING: "yellow",
    ReturnStage.WITHDRAWN: "red",
}


def stage_badge(
    stage: ReturnStage, *, overdue: bool = False, are_figures_in: bool = False
) -> str:
    """A stage as a badge: glyph and word, and whether it is late; the colour only in
    support. Where figures came without a form, it is the form that was not handed in.
    """
    colour = "orange" if overdue else _BADGE_COLOURS.get(stage, "gray")
    label = marked_label(stage, current_language())
    if are_figures_in and stage is ReturnStage.NOT_SUBMITTED:
        label = _("no form handed in")
    badge = f":{colour}-badge[{label}]"
    if overdue:
        badge += " :orange[" + _("overdue") + "]"
    return badge


def count_text(word: str, count: int) -> str:
    """A word with how often it holds: 集計中 2件."""
    return ngettext("{word}: {n}", "{word}: {n}", count, word=word)


def source_label(submission: Submission) -> str:
    """The file it came in, or how it came without one."""
    if submission.file:
        return submission.file
    return source_text(submission.source or TYPED, current_language())


def file_size_text(octets: int) -> str:
    """The size of a file in kilobytes."""
    return f"{max(1, round(octets / 1024)):,} KB"


def show_receipt_slip(submission: Submission) -> None:
    """What was registered, to be printed or kept."""
    slip = ":blue-badge[◎ " + _("Receipt slip") + "] "
    department = department_name(submission.department, current_language())
    year = current_language().fiscal_year_title(submission.fiscal_year)
    heading = {
        _("Fiscal year"): plain(year),
        _("Department"): plain(department),
    }
    with st.container(border=True):
        st.markdown(slip + faint(_("Ctrl+P prints it")))
        st.table(
            heading | receipt_facts(submission),
            border="horizontal",
            alt=_("Receipt {number}", number=submission.number),
        )


def show_submissions_table(
    view: View, department: str | None, submissions: Sequence[Submission]
) -> None:
    """A department's newest submissions as a table; three columns, which fit a telephone."""
    newest = submissions[:_MOST_LISTED]
    st.table(
        {
            _("Receipt and state"): [
                _number_and_state(view, department, s) for s in newest
            ],
            _("File"): [plain(source_label(s)) for s in newest],
            _("Handed in, by whom"): [_handed_in(s) for s in newest],
        },
        border="horizontal",
        hide_index=True,
        alt=_("Submissions, the newest first"),
    )
    older = len(submissions) - len(newest)
    if older:
        st.caption(ngettext("{n} older one below.", "{n} older ones below.", older))


def _number_and_state(
    view: View, department: str | None, submission: Submission
) -> str:
    """Its number, its state, and what came of it in the review."""
    badge = stage_badge(ReturnStage(submission.state.value))
    reviewed = review_badges(items_of_return(view, department, submission))
    return f"{submission.number} {badge} {reviewed}".rstrip()


def _handed_in(submission: Submission) -> str:
    """When, by whom, and how many values it changed."""
    changed = ngettext("{n} value changed", "{n} values changed", submission.figures)
    moment = current_language().short_moment(submission.at)
    return f"{moment} {plain(submission.who)} {faint(changed)}"


def show_submission(view: View, submission: Submission) -> None:
    """A submission's facts, its original, and what can be done with it."""
    st.table(
        receipt_facts(submission),
        border="horizontal",
        alt=_("Submission {number}", number=submission.number),
    )
    show_open_questions(view, submission)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if submission.file is not None:
            show_original(submission)
        withdrawal.show_first_step(view, submission)
    withdrawal.show_second_step(view, submission)
    withdrawal.show_outcome()


def show_original(submission: Submission) -> None:
    """The way to the original for whoever may have it, or why it is not kept."""
    if cached.store().is_original_kept(submission.number):
        city, department = submission.plan.city, submission.department
        if access.may(Right.SEE_ORIGINALS, city, department):
            _offer_original(submission.number)
        return
    reason = _(
        "The file is not kept: it held the totals of a staff survey, and others "
        "stand in their place."
    )
    st.caption(plain(reason))


def _offer_original(number: int) -> None:
    """A link to an address that asks again who may have it; not one of Streamlit's own
    downloads, whose addresses are anybody's who knows them.
    """
    st.link_button(
        _("Original (xlsx)"),
        original_address(number),
        icon=":material/download:",
        key=KEYS.key("original", number),
    )


def receipt_facts(submission: Submission) -> dict[str, str]:
    """What is known of a submission: its receipt, as Markdown. What is empty is left out."""
    handed_in = f"{current_language().moment(submission.at)}{SEPARATOR}{submission.who}"
    facts = {
        _("Receipt number"): str(submission.number),
        _("File"): _file_with_size(submission),
        _("SHA-256"): _in_groups(submission.sha256 or ""),
        _("Handed in"): plain(handed_in),
        _("Registered"): _registered(submission),
        _("Values changed"): str(submission.figures),
        _("Without figure"): _without_figure(submission),
        _("Confirmed"): _confirmations(submission),
        _("Correction"): plain(submission.correction or ""),
    }
    if submission.withdrawn_at is not None:
        moment = current_language().moment(submission.withdrawn_at)
        withdrawn = f"{moment}{SEPARATOR}{submission.withdrawn_by}"
        facts[_("Withdrawn")] = plain(withdrawn)
        facts[_("Reason")] = plain(submission.withdrawn_reason or "")
    return {name: text for name, text in facts.items() if text}


def _file_with_size(submission: Submission) -> str:
    source = plain(source_label(submission))
    if submission.file is None or not submission.size:
        return source
    return source + " " + faint(file_size_text(submission.size))


def _in_groups(digest: str) -> str:
    """A digest in groups of sixteen, which a narrow table can set below each other."""
    return " ".join(digest[n : n + 16] for n in range(0, len(digest), 16))


def _registered(submission: Submission) -> str:
    """By whom it was registered, where it waited before."""
    at = submission.registered_at
    if at is None or at == submission.at:
        return ""
    return plain(
        f"{current_language().moment(at)}{SEPARATOR}{submission.registered_by}"
    )


def _without_figure(submission: Submission) -> str:
    language = current_language()
    reasons = [
        count_text(term_label(reason, language), count)
        for reason, count in submission.missing.items()
    ]
    return plain(language.listed(reasons))


def _confirmations(submission: Submission) -> str:
    texts = [_confirmation_text(c) for c in submission.confirmations]
    return plain(_("; ").join(texts))


def _confirmation_text(confirmation: RecordedConfirmation) -> str:
    """A value that was held and confirmed: its cell, what was chosen, and the reason given;
    or one that was typed over the form's.
    """
    if confirmation.code == TYPED_OVER:
        return _(
            "{code} typed on the page: {typed} (the form said {written})",
            code=confirmation.cell,
            typed=confirmation.choice,
            written=confirmation.reason,
        )
    if confirmation.code == CORRECTION:
        return _("correction of the own earlier return")
    facts = (confirmation.cell, confirmation.choice, confirmation.reason)
    return " ".join(fact for fact in facts if fact)
