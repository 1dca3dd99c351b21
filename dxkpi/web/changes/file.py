"""変更履歴 as a file: a row for every field that was changed."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from dxkpi import charts
from dxkpi.web.changes.change_text import (
    after_text,
    before_text,
    kind_text,
    origin_label,
    year_text,
)
from dxkpi.web.changes.changed_fields import FieldChange, other_fields
from dxkpi.web.changes.recorded_change import RecordedChange
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording.municipality import city_name


def changes_csv(view: View, changes: Sequence[RecordedChange]) -> bytes:
    """Every field that was changed as a row, for Japanese Excel."""
    rows = [row for change in changes for row in _rows(view, change)]
    return charts.csv_file(pd.DataFrame(rows))


def _rows(view: View, change: RecordedChange) -> Iterator[Mapping[str, object]]:
    facts = _facts(view, change)
    for field in _changed_fields(change):
        yield facts | {
            _("field"): field.label,
            _("before"): field.before,
            _("after"): field.after,
        }


def _changed_fields(change: RecordedChange) -> Iterator[FieldChange]:
    before, after = before_text(change), after_text(change)
    if before != after:
        label = glossary.field_label("value", current_language())
        yield FieldChange(label, before, after)
    yield from other_fields(change)


def _facts(view: View, change: RecordedChange) -> dict[str, object]:
    recorded = change.recorded
    return {
        _("municipality"): city_name(view.city, current_language()),
        _("when"): current_language().moment(recorded.at),
        _("by whom"): recorded.who,
        _("from where"): origin_label(change.origin),
        _("file"): _file(change),
        _("receipt number"): recorded.submission or "",
        _("reason of the withdrawal"): change.withdrawal_reason,
        _("reason of the correction"): recorded.correction or "",
        _("code"): change.entry.code if change.entry else recorded.place,
        _("indicator"): _label(change),
        _("fiscal year"): year_text(recorded),
        _("kind"): kind_text(recorded),
    }


def _file(change: RecordedChange) -> str:
    if change.submission is None:
        return change.recorded.source
    return change.submission.file or ""


def _label(change: RecordedChange) -> str:
    if change.entry is not None:
        return change.entry.item.label
    if change.indicator is not None:
        return change.indicator.name
    return ""
