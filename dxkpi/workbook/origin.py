"""The hidden sheet: for whom and from which state of the store a workbook was made.

A check sum tells whether somebody has altered it.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from dxkpi.returns import FormOrigin, ReturnForm

FORM_VERSION = 2
"""1 had one column for causes and what is done about them; 2 asks for each apart."""

KEYS = ("format", "city", "plan", "fiscal_year", "department", "revision")
MOMENT = "changed_at"
PLAN_ID = "plan_id"
LATER_KEYS = (MOMENT, PLAN_ID)
"""The revision's moment and the plan's id, which older forms do not have."""

CHECKSUM = "checksum"


class NewerForm(Exception):
    """The workbook was made by a newer version of this program."""


def origin_facts(form: ReturnForm) -> dict[str, str]:
    """The rows of the hidden sheet: key and value, the check sum last."""
    about = form.plan.about
    facts = {
        "format": str(FORM_VERSION),
        "city": form.plan.municipality.code,
        "plan": about.title,
        "fiscal_year": str(form.fiscal_year),
        "department": form.department or "",
        "revision": str(form.revision),
    }
    if form.changed_at is not None:
        facts[MOMENT] = form.changed_at.isoformat()
    facts[PLAN_ID] = about.id
    return facts | {CHECKSUM: _checksum(facts)}


def parse_origin(facts: Mapping[str, str]) -> FormOrigin | None:
    """What the hidden sheet says; None where it was altered. Raises `NewerForm`."""
    values = {key: facts.get(key, "") for key in KEYS}
    values |= {key: facts[key] for key in LATER_KEYS if key in facts}
    if facts.get(CHECKSUM) != _checksum(values):
        return None
    try:
        version = int(values["format"])
        if version > FORM_VERSION:
            raise NewerForm
        fiscal_year, revision = int(values["fiscal_year"]), int(values["revision"])
        changed_at = _moment(values.get(MOMENT))
    except ValueError:
        return None
    return FormOrigin(
        values["city"],
        fiscal_year,
        values["department"] or None,
        revision,
        changed_at,
        plan=values.get(PLAN_ID),
        plan_title=values["plan"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _checksum(facts: Mapping[str, str]) -> str:
    """Over everything but spaces and line breaks, which programs change when they save."""
    lines = []
    for key in (*KEYS, *LATER_KEYS):
        if key not in facts:
            continue
        value = "".join(facts[key].split())
        lines.append(f"{key}={value}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
