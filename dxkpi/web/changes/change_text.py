"""変更履歴, a change in words: what a version of a figure says, what else was changed,
where a write came from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Decision, Indicator
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.returns.status import SURVEYED
from dxkpi.returns.typed_over import TYPED_OVER
from dxkpi.store import FigureDetails, FigureKind, HistoryEntry, HistoryStep, ReviewAct
from dxkpi.web.accounts.members_table import days_words, role_words
from dxkpi.web.changes.history import ChangeOrigin, RecordedChange
from dxkpi.web.common.language import _, current_language
from dxkpi.wording import figures, glossary
from dxkpi.wording.accounts import account_change_text
from dxkpi.wording.decisions import decision_fields
from dxkpi.wording.decisions import state_text as state_of_decision
from dxkpi.wording.figures import recorded_value_text
from dxkpi.wording.language import mark
from dxkpi.wording.ledger import change_kind, change_text, former_text
from dxkpi.wording.releases import release_fields, release_name, release_text
from dxkpi.wording.reviews import review_act_text
from dxkpi.wording.rounds import (
    ROUND_FIELDS,
    round_field_label,
    round_fields,
    until_text,
)
from dxkpi.wording.store import source_text as source_of_write
from dxkpi.wording.yearly_reports import TEXT_FIELDS, state_text

ORIGIN_ICONS = {
    ChangeOrigin.FORM: ":material/description:",
    ChangeOrigin.TYPED: ":material/keyboard:",
    ChangeOrigin.SURVEY: ":material/how_to_vote:",
    ChangeOrigin.WITHDRAWAL: ":material/undo:",
    ChangeOrigin.LOAD: ":material/database_upload:",
    ChangeOrigin.COMMAND: ":material/terminal:",
    ChangeOrigin.ACCOUNTS: ":material/group:",
}
_ORIGIN_LABELS = {
    ChangeOrigin.FORM: mark("form handed in"),
    ChangeOrigin.TYPED: mark("typed on the screen"),
    ChangeOrigin.SURVEY: SURVEYED,
    ChangeOrigin.WITHDRAWAL: mark("withdrawal"),
    ChangeOrigin.LOAD: mark("plan loaded"),
    ChangeOrigin.COMMAND: mark("typed on the command line"),
    ChangeOrigin.ACCOUNTS: mark("accounts"),
}
_NEVER = HistoryEntry(None)


@dataclass(frozen=True)
class FieldChange:
    """A field of a figure before and after a write; an empty text where there was or is nothing."""

    label: str
    before: str
    after: str


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
    if recorded.account is not None:
        return _("account")
    if recorded.review is not None:
        return _("review")
    if recorded.report_key is not None:
        kind = glossary.field_label("report", current_language())
    elif recorded.marked is not None:
        kind = glossary.term_label(recorded.marked.by, current_language())
    elif recorded.decision is not None:
        kind = glossary.field_label("decision", current_language())
    elif recorded.release is not None:
        kind = glossary.field_label("release", current_language())
    elif recorded.is_round:
        kind = glossary.field_label("round", current_language())
    elif recorded.kind is None:
        kind = glossary.field_label("schedule", current_language())
    else:
        kind = glossary.term_label(recorded.kind, current_language())
    return f"{kind} {recorded.series}".strip()


def before_text(change: RecordedChange) -> str:
    """What a write found, as `version_text` says it; of a target what was promised."""
    former = change.recorded.former
    if former is not None:
        return former_text(former, change.indicator, current_language())
    if is_sentence(change):
        return _remark_answered(change.recorded)
    return version_text(change, change.recorded.before)


def after_text(change: RecordedChange) -> str:
    """What a write left; of a changed promise why it was changed."""
    former = change.recorded.former
    if former is not None:
        return change_text(former, current_language())
    if is_sentence(change):
        return _sentence(change.recorded)
    return version_text(change, change.recorded.after)


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
    if version is not None and version.withheld:
        return _("withheld")
    if version is not None and version.report is not None:
        return state_text(version.report, current_language())
    if version is not None and version.mark is not None:
        return version.mark.mark or _("opinion")
    if version is not None and version.decision is not None:
        return state_of_decision(version.decision, current_language())
    if version is not None and version.release is not None:
        return release_text(version.release, current_language())
    if version is not None and version.round is not None:
        return until_text(version.round, current_language())
    if version is None or version.value is None:
        return _("none")
    content = version.value
    if not isinstance(content, Decimal):
        return glossary.term_label(content, current_language()) + _percent(version)
    if change.indicator is None:
        return f"{content:f}"
    return recorded_value_text(
        change.indicator, content, current_language(), approximate=version.approximate
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


def other_fields(change: RecordedChange) -> Iterator[FieldChange]:
    """What else a write changed beside the value: month, survey, counts, texts."""
    old = change.recorded.before or _NEVER
    new = change.recorded.after or _NEVER
    if change.recorded.former is not None or is_sentence(change):
        return
    language = current_language()
    fields = (
        FieldChange(glossary.field_label("as_of", language), _month(old), _month(new)),
        FieldChange(
            glossary.field_label("survey", language), _survey(old), _survey(new)
        ),
        FieldChange(
            glossary.field_label("counts", language),
            _counts(change, old),
            _counts(change, new),
        ),
        FieldChange(_name_of_note(change), old.note or "", new.note or ""),
        FieldChange(
            glossary.field_label("countermeasure", language),
            old.countermeasure or "",
            new.countermeasure or "",
        ),
        *_changed_details(old, new, change.indicator),
        *_changed_words(old, new),
        *_changed_decision(old.decision, new.decision),
        *_released(new.release),
        *_changed_round(old.round, new.round),
        _typed_over(change),
    )
    for field in fields:
        if field.before != field.after:
            yield field


def _changed_details(
    old: HistoryEntry, new: HistoryEntry, indicator: Indicator | None
) -> Iterator[FieldChange]:
    """What a baseline or target has beside its figure: a higher aim, the plan's words."""
    language = current_language()
    before, after = old.details or FigureDetails(), new.details or FigureDetails()
    for name in FigureDetails.model_fields:
        yield FieldChange(
            glossary.field_label(name, language),
            _detail_text(getattr(before, name), indicator),
            _detail_text(getattr(after, name), indicator),
        )


def _detail_text(detail: object, indicator: Indicator | None) -> str:
    if detail is True:
        return "○"
    if isinstance(detail, Decimal):
        is_stage = indicator is not None and indicator.has_stages
        return indicator.stage(detail) if indicator and is_stage else f"{detail:f}"
    return str(detail) if detail else ""


def _changed_words(old: HistoryEntry, new: HistoryEntry) -> Iterator[FieldChange]:
    """The texts of a yearly report, and those beside a mark, before and after."""
    language = current_language()
    for name in TEXT_FIELDS:
        before, after = getattr(old.report, name, None), getattr(new.report, name, None)
        label = glossary.field_label(name, language)
        yield FieldChange(label, before or "", after or "")
    for name in ("text", "decided"):
        before, after = getattr(old.mark, name, None), getattr(new.mark, name, None)
        label = glossary.field_label(name, language)
        yield FieldChange(label, before or "", after or "")


def _changed_decision(
    old: Decision | None, new: Decision | None
) -> Iterator[FieldChange]:
    """What a decision says beside how far it is, before and after."""
    language = current_language()
    before, after = decision_fields(old, language), decision_fields(new, language)
    for name in after:
        label = glossary.field_label(name, language)
        yield FieldChange(label, before[name], after[name])


def _released(release: Release | None) -> Iterator[FieldChange]:
    """What a release says beside its day."""
    if release is None:
        return
    for name, text in release_fields(release).items():
        label = glossary.field_label(name, current_language())
        yield FieldChange(label, "", text)


def _changed_round(old: Round | None, new: Round | None) -> Iterator[FieldChange]:
    """What a round says beside its deadline, before and after."""
    language = current_language()
    before, after = round_fields(old, language), round_fields(new, language)
    for name in ROUND_FIELDS:
        label = round_field_label(name, language)
        yield FieldChange(label, before[name], after[name])


def _name_of_note(change: RecordedChange) -> str:
    """What the words beside a figure are: of a target why it is worse than the present."""
    if change.recorded.kind is FigureKind.TARGET:
        return glossary.field_label("worse_because", current_language())
    return _("cause") if change.entry is None else _("comment")


def _typed_over(change: RecordedChange) -> FieldChange:
    """What the form said and what was typed over it on the page; nothing where it was not."""
    label = _("typed on the page over the form's value")
    if change.origin is ChangeOrigin.FORM and change.submission is not None:
        for confirmation in change.submission.confirmations:
            is_of_figure = confirmation.cell == change.recorded.indicator
            if confirmation.code == TYPED_OVER and is_of_figure:
                typed = confirmation.choice or ""
                return FieldChange(label, confirmation.reason, typed)
    return FieldChange(label, "", "")


def _month(version: HistoryEntry) -> str:
    return current_language().month(version.as_of) if version.as_of else ""


def _counts(change: RecordedChange, version: HistoryEntry) -> str:
    """The two counts of a share, in the unit that they have now."""
    things = change.indicator.counts if change.indicator else None
    unit = things.unit if things else None
    return figures.share_counts_text(version.counts, unit or "", current_language())


def _survey(version: HistoryEntry) -> str:
    return figures.counts_text(version.survey) if version.survey else ""
