"""変更履歴, a change in words: what a version of a figure says, what else was changed,
where a write came from.
"""

from decimal import Decimal

from dxkpi.plan import Decision, Indicator, OwnMark, YearlyReport
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.returns.status import SURVEYED
from dxkpi.store import HistoryEntry, HistoryStep, ReviewAct
from dxkpi.web.accounts.members_table import days_words, role_words
from dxkpi.web.changes.recorded_change import ChangeOrigin, RecordedChange
from dxkpi.web.common.language import _, current_language
from dxkpi.wording import glossary
from dxkpi.wording.accounts import account_change_text
from dxkpi.wording.changed_values import value_text
from dxkpi.wording.decisions import state_text as state_of_decision
from dxkpi.wording.figures import recorded_value_text
from dxkpi.wording.history import text_field, text_owner, topic_text
from dxkpi.wording.language import mark
from dxkpi.wording.ledger import change_kind, change_text, former_text
from dxkpi.wording.releases import release_name, release_text
from dxkpi.wording.reviews import review_act_text
from dxkpi.wording.rounds import until_text
from dxkpi.wording.store import source_text as source_of_write
from dxkpi.wording.yearly_reports import state_text

ORIGIN_ICONS = {
    ChangeOrigin.FORM: ":material/description:",
    ChangeOrigin.TYPED: ":material/keyboard:",
    ChangeOrigin.SURVEY: ":material/how_to_vote:",
    ChangeOrigin.WITHDRAWAL: ":material/undo:",
    ChangeOrigin.LOAD: ":material/database_upload:",
    ChangeOrigin.COMMAND: ":material/terminal:",
    ChangeOrigin.ACCOUNTS: ":material/group:",
    ChangeOrigin.DRAFT: ":material/edit_note:",
}
_ORIGIN_LABELS = {
    ChangeOrigin.FORM: mark("form handed in"),
    ChangeOrigin.TYPED: mark("typed on the screen"),
    ChangeOrigin.SURVEY: SURVEYED,
    ChangeOrigin.WITHDRAWAL: mark("withdrawal"),
    ChangeOrigin.LOAD: mark("plan loaded"),
    ChangeOrigin.COMMAND: mark("typed on the command line"),
    ChangeOrigin.ACCOUNTS: mark("accounts"),
    ChangeOrigin.DRAFT: mark("plan edited on the screen"),
}
_NEVER = HistoryEntry(None)


def origin_label(origin: ChangeOrigin) -> str:
    return _(_ORIGIN_LABELS[origin])


def source_text(change: RecordedChange) -> str:
    """Where a write came from: the file, the reason of a withdrawal, what was loaded."""
    label = origin_label(change.origin)
    match change.origin:
        case ChangeOrigin.WITHDRAWAL:
            return _("withdrawn: {reason}", reason=change.withdrawal_reason)
        case ChangeOrigin.FORM if change.submission and change.submission.file:
            return change.submission.file
        case ChangeOrigin.LOAD:
            return f"{label} {change.recorded.source}"
        case ChangeOrigin.ACCOUNTS:
            source = source_of_write(change.recorded.source, current_language())
            return f"{label} {source}"
    return label


def changed_name(change: RecordedChange) -> str:
    """The name of what was changed; a round's is its year, a release's its
    number, in the reader's language."""
    if change.recorded.is_round:
        return year_text(change.recorded)
    if change.recorded.release is not None:
        return release_name(change.recorded.release, current_language())
    if change.recorded.wording is not None and not change.recorded.place:
        return text_owner(change.recorded.wording, current_language())
    return change.name


def figure_kind(change: RecordedChange) -> str:
    """The year, and which figure of it, unless it is an entry of the schedule."""
    year = year_text(change.recorded)
    if change.entry is not None:
        return year
    return f"{year} {kind_text(change.recorded)}".strip()


def year_text(recorded: HistoryStep) -> str:
    if recorded.fiscal_year is None:
        return ""
    return current_language().fiscal_year(recorded.fiscal_year)


def kind_text(recorded: HistoryStep) -> str:
    """Which figure it is: actual, baseline, reference with its series; or that it is of
    the schedule.
    """
    if recorded.former is not None:
        return change_kind(recorded.former, current_language())
    if recorded.wording is not None:
        return text_field(recorded.wording, current_language())
    kind = topic_text(recorded.topic, current_language())
    return f"{kind} {recorded.series}".strip()


def before_text(change: RecordedChange) -> str:
    """What a write found, as `version_text` says it; of a target what was promised."""
    former, wording = change.recorded.former, change.recorded.wording
    if wording is not None:
        return _text_of_plan(wording.old, change)
    if former is not None:
        return former_text(former, change.indicator, current_language())
    if is_sentence(change):
        return _remark_answered(change.recorded)
    return version_text(change, change.recorded.before)


def after_text(change: RecordedChange) -> str:
    """What a write left; of a changed promise why it was changed."""
    former, wording = change.recorded.former, change.recorded.wording
    if wording is not None:
        return _text_of_plan(wording.new, change)
    if former is not None:
        return change_text(former, current_language())
    if is_sentence(change):
        return _sentence(change.recorded)
    return version_text(change, change.recorded.after)


def _text_of_plan(value: object, change: RecordedChange) -> str:
    if value is None:
        return _("none")
    return value_text(value, current_language(), change.indicator)


def is_sentence(change: RecordedChange) -> bool:
    """Whether it is told in one sentence, not as a value before and after."""
    return change.recorded.review is not None or change.recorded.account is not None


def _remark_answered(recorded: HistoryStep) -> str:
    """The remark to which an answer was given; empty for anything else."""
    if recorded.before is None:
        return ""
    remark, column = recorded.before.note, recorded.before.column
    return review_act_text(ReviewAct.REMARKED, remark, current_language(), column)


def _sentence(recorded: HistoryStep) -> str:
    """What was done in a review or to an account."""
    language = current_language()
    if recorded.review is not None:
        written = recorded.after or _NEVER
        act, words = recorded.review, written.note
        return review_act_text(act, words, language, written.column)
    if recorded.account is None:
        return ""
    membership = recorded.account.membership
    detail = recorded.account.name or ""
    if membership is not None:
        detail = f"{role_words(membership)} {days_words(membership)}"
    return account_change_text(recorded.account.what, detail, language)


def version_text(change: RecordedChange, version: HistoryEntry | None) -> str:
    """What a version says: the figure with its unit, the reason for none, or the state
    of an entry of the schedule.
    """
    if version is None:
        return _("none")
    if version.withheld:
        return _("withheld")
    if version.whole is not None:
        return _whole_text(version.whole)
    match version.value:
        case None:
            return _("none")
        case Decimal() as figure:
            return _figure_text(figure, version, change.indicator)
        case state:
            return glossary.term_label(state, current_language()) + _percent(version)


def _whole_text(whole: YearlyReport | OwnMark | Decision | Round | Release) -> str:
    """How far a report, a decision, a round or a release is; the mark that was given."""
    language = current_language()
    match whole:
        case YearlyReport():
            return state_text(whole, language)
        case OwnMark():
            return whole.mark or _("opinion")
        case Decision():
            return state_of_decision(whole, language)
        case Release():
            return release_text(whole, language)
        case Round():
            return until_text(whole, language)


def _figure_text(
    figure: Decimal, version: HistoryEntry, indicator: Indicator | None
) -> str:
    """A figure as it was recorded; of an indicator that is gone its digits alone."""
    if indicator is None:
        return f"{figure:f}"
    return recorded_value_text(
        indicator, figure, current_language(), approximate=version.approximate
    )


def value_stays(change: RecordedChange) -> bool:
    """Whether a write left the figure, or the state of the entry, as it was and changed
    only what stands beside it.
    """
    before, after = change.recorded.before, change.recorded.after
    if is_sentence(change):
        return False
    if before is None or after is None or after.withheld:
        return False
    return version_text(change, before) == version_text(change, after)


def _percent(version: HistoryEntry) -> str:
    if version.percent is None:
        return ""
    return f" {version.percent.normalize():f}%"
