"""Reminders: what the secretariat writes to a department, or to all that are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from dxkpi.returns.round_items import RoundItem
from dxkpi.returns.round_status import DepartmentInRound, RoundState
from dxkpi.wording.glossary import department_name
from dxkpi.wording.language import Language
from dxkpi.wording.round_sentences import counted_items, late_items

_MOST_NAMED = 12
_LONGEST_ADDRESS = 1900
"""The characters of a mailto: address that mail programs take for sure."""


@dataclass(frozen=True)
class Sender:
    """Who reminds of which year's report: whom to ask, and where the form is taken; None
    where it is not said.
    """

    fiscal_year: int
    today: date
    contact: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Reminder:
    """A mail: its subject and its text."""

    subject: str
    text: str

    @property
    def mail_address(self) -> str:
        """The mailto: address; without the text where it would be too long for a mail
        program.
        """
        subject = f"mailto:?subject={quote(self.subject)}"
        whole = f"{subject}&body={quote(self.text.replace(chr(10), chr(13) + chr(10)))}"
        return whole if len(whole) <= _LONGEST_ADDRESS else subject

    @property
    def holds_text(self) -> bool:
        """Whether the mail program gets the text as well."""
        return "&body=" in self.mail_address


def department_reminder(
    department: DepartmentInRound, sender: Sender, language: Language
) -> Reminder:
    """What is written to a department: what is overdue, and what comes when."""
    _ = language.gettext
    name = department_name(department.department, language)
    late = late_items(department, sender.today)
    coming = [item for item in department.open_items if item not in late]
    paragraphs = [_("To: {department}", department=name)]
    if late:
        paragraphs.append(_late_paragraph(late, sender, language))
    paragraphs += _coming_paragraphs(coming, sender, language)
    if department.state is RoundState.FORM_NOT_TAKEN:
        paragraphs.append(_("The form has not been taken yet."))
    paragraphs.append(_closing(sender, language))
    return Reminder(_subject(sender, language), _joined(paragraphs))


def _coming_paragraphs(
    coming: Sequence[RoundItem], sender: Sender, language: Language
) -> Iterator[str]:
    """What is not due yet, a paragraph for each deadline."""
    for deadline in dict.fromkeys(item.deadline for item in coming):
        items = [item for item in coming if item.deadline == deadline]
        yield _coming_paragraph(items, deadline, sender, language)


def reminder_to_all(
    missing: Sequence[DepartmentInRound], sender: Sender, language: Language
) -> Reminder:
    """What is written to all who have something left to hand in."""
    _ = language.gettext
    lines = [
        _(
            "Of the report of {year} this is missing, as of {day}:",
            year=language.fiscal_year(sender.fiscal_year),
            day=language.day_within_year(sender.today),
        )
    ]
    lines += [_line_of_department(department, language) for department in missing]
    request = _(
        "Please hand it in until the day named; what is overdue as soon as you can."
    )
    paragraphs = [
        _("To all departments"),
        "\n".join(lines),
        request,
        _closing(sender, language),
    ]
    return Reminder(_subject(sender, language), _joined(paragraphs))


def _subject(sender: Sender, language: Language) -> str:
    year = language.fiscal_year(sender.fiscal_year)
    return language.gettext("Report of {year}: what is missing", year=year)


def _late_paragraph(
    items: Sequence[RoundItem], sender: Sender, language: Language
) -> str:
    _ = language.gettext
    days = [item.deadline for item in items if item.deadline is not None]
    sentence = _(
        "The deadline of the report of {year} ({day}) has passed. Please hand in as soon "
        "as you can:",
        year=language.fiscal_year(sender.fiscal_year),
        day=language.day_within_year(min(days)),
    )
    return "\n".join([sentence, *_names(items, language)])


def _coming_paragraph(
    items: Sequence[RoundItem],
    deadline: date | None,
    sender: Sender,
    language: Language,
) -> str:
    _ = language.gettext
    year = language.fiscal_year(sender.fiscal_year)
    sentence = _("Please hand in for the report of {year}:", year=year)
    if deadline is not None:
        sentence = _(
            "Please hand in for the report of {year} until {day}:",
            year=year,
            day=language.day_within_year(deadline),
        )
    return "\n".join([sentence, *_names(items, language)])


def _names(items: Sequence[RoundItem], language: Language) -> list[str]:
    lines = [f"・{' '.join(item.name.split())}" for item in items[:_MOST_NAMED]]
    more = len(items) - _MOST_NAMED
    if more > 0:
        lines.append(
            "・" + language.ngettext("{n} more thing", "{n} more things", more)
        )
    return lines


def _line_of_department(department: DepartmentInRound, language: Language) -> str:
    """・人事課 実績1件（5月15日まで、5日超過）."""
    _ = language.gettext
    name = department_name(department.department, language)
    what = counted_items(department.open_items, language)
    days = [
        item.deadline for item in department.open_items if item.deadline is not None
    ]
    if not days:
        return f"・{name}\u3000{what}"
    first = language.day_within_year(min(days))
    if department.days_late:
        late = language.ngettext(
            "{n} day overdue", "{n} days overdue", department.days_late
        )
        return _(
            "・{name} {what} (until {day}, {late})",
            name=name,
            what=what,
            day=first,
            late=late,
        )
    return _("・{name} {what} (until {day})", name=name, what=what, day=first)


def _closing(sender: Sender, language: Language) -> str:
    """Where to take and hand in the form, and whom to ask."""
    _ = language.gettext
    lines = []
    if sender.address:
        lines.append(_("Form and handing in: {address}", address=sender.address))
    if sender.contact:
        lines.append(_("Contact: {contact}", contact=sender.contact))
    return "\n".join(lines)


def _joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
