"""A measure in full, in the plan's words."""

from collections.abc import Collection, Sequence

from dxkpi.plan import Certainty, Initiative, Measure, ScheduleItem, ScheduleKind
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, plain_lines, strong
from dxkpi.wording import glossary
from dxkpi.wording.retirement import retirement_text


def measure_text(measure: Measure, stated: Collection[str]) -> str:
    """Everything the plan says of a measure but its departments, as Markdown.

    A field that it leaves out is said to be missing where other measures fill it (`stated`).
    """
    paragraphs = []
    for field, texts in _texts_by_field(measure).items():
        filled = [text for text in texts if text]
        if filled or field in stated:
            paragraphs.append(_field_paragraph(field, filled))
    if not paragraphs:
        return plain(_("The plan gives no more than the name."))
    return "\n\n".join(paragraphs)


def _texts_by_field(measure: Measure) -> dict[str, list[str]]:
    """What the plan says in each field, in the order in which they are shown."""
    initiatives = [_initiative_text(initiative) for initiative in measure.initiatives]
    effects = [plain(effect) for effect in measure.expected_effects]
    return {
        "description": [plain_lines(measure.description or "")],
        "initiatives": initiatives,
        "expected_effects": [" / ".join(effects)],
        "schedule": [_entry_text(entry) for entry in measure.schedule],
    }


def field_title(name: str) -> str:
    """A field's name in bold, with a capital."""
    return strong(name[:1].upper() + name[1:])


def _field_paragraph(field: str, texts: Sequence[str]) -> str:
    """A field's texts under its name; the description speaks for itself."""
    title = field_title(glossary.field_label(field, current_language()))
    if not texts:
        return title + SEPARATOR + faint(_("not stated"))
    if field == "description":
        return texts[0]
    if len(texts) == 1:
        return title + SEPARATOR + texts[0]
    items = "\n".join(f"- {text}" for text in texts)
    return f"{title}\n{items}"


def _initiative_text(initiative: Initiative) -> str:
    parts = [strong(f"{initiative.number} {initiative.name}")]
    if initiative.retired is not None:
        parts.append(faint(retirement_text(initiative.retired, current_language())))
    if initiative.description:
        parts.append(plain_lines(initiative.description))
    return SEPARATOR.join(parts)


def _entry_text(entry: ScheduleItem) -> str:
    """An entry of the schedule: its words, years, and kind where that is not plain."""
    remarks = faint(current_language().listed(_entry_remarks(entry)))
    parts = [plain(entry.label), plain(_entry_years(entry)), remarks]
    return SEPARATOR.join(part for part in parts if part)


def _entry_years(entry: ScheduleItem) -> str:
    language = current_language()
    if entry.kind is ScheduleKind.DEADLINE and entry.end is not None:
        return _("end of {year}", year=language.fiscal_year(entry.end))
    return language.fiscal_years(entry.start, entry.end) or _("period not stated")


def _entry_remarks(entry: ScheduleItem) -> list[str]:
    language = current_language()
    remarks = []
    if entry.kind is not ScheduleKind.BAR:
        remarks.append(glossary.term_label(entry.kind, language))
    if entry.certainty is not Certainty.STATED:
        remarks.append(glossary.term_label(entry.certainty, language))
    if entry.initiative:
        remarks.append(_("initiative {number}", number=entry.initiative))
    return remarks
