"""変更履歴, what else a write changed beside the value: each field before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Decision, Indicator
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.returns.typed_over import TYPED_OVER
from dxkpi.store import FigureDetails, FigureKind, HistoryEntry
from dxkpi.web.changes.change_text import is_sentence
from dxkpi.web.changes.recorded_change import ChangeOrigin, RecordedChange
from dxkpi.web.common.language import _, current_language
from dxkpi.wording import figures, glossary
from dxkpi.wording.decisions import decision_fields
from dxkpi.wording.releases import release_fields
from dxkpi.wording.rounds import ROUND_FIELDS, round_field_label, round_fields
from dxkpi.wording.yearly_reports import TEXT_FIELDS

_NEVER = HistoryEntry(None)


@dataclass(frozen=True)
class FieldChange:
    """A field of a figure before and after a write; an empty text where there was or is nothing."""

    label: str
    before: str
    after: str


def other_fields(change: RecordedChange) -> Iterator[FieldChange]:
    """What else a write changed beside the value: month, survey, counts, texts."""
    old = change.recorded.before or _NEVER
    new = change.recorded.after or _NEVER
    if change.recorded.former is not None or is_sentence(change):
        return
    fields = (
        *_beside_figure(change, old, new),
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


def _beside_figure(
    change: RecordedChange, old: HistoryEntry, new: HistoryEntry
) -> Iterator[FieldChange]:
    """The month of a figure, what it is made of, and what was written of it."""
    language = current_language()
    as_of = glossary.field_label("as_of", language)
    yield FieldChange(as_of, _month(old), _month(new))
    survey = glossary.field_label("survey", language)
    yield FieldChange(survey, _survey(old), _survey(new))
    counts = glossary.field_label("counts", language)
    yield FieldChange(counts, _counts(change, old), _counts(change, new))
    yield FieldChange(_name_of_note(change), old.note or "", new.note or "")
    countermeasure = glossary.field_label("countermeasure", language)
    yield FieldChange(
        countermeasure, old.countermeasure or "", new.countermeasure or ""
    )


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
    if not isinstance(detail, Decimal):
        return str(detail or "")
    if indicator is not None and indicator.has_stages:
        return indicator.stage(detail)
    return f"{detail:f}"


def _changed_words(old: HistoryEntry, new: HistoryEntry) -> Iterator[FieldChange]:
    """The texts of a yearly report, and those beside a mark, before and after."""
    yield from _texts_of(TEXT_FIELDS, old.report, new.report)
    yield from _texts_of(("text", "decided"), old.mark, new.mark)


def _texts_of(
    names: Iterable[str], old: object | None, new: object | None
) -> Iterator[FieldChange]:
    for name in names:
        before, after = getattr(old, name, None), getattr(new, name, None)
        label = glossary.field_label(name, current_language())
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
