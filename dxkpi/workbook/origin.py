"""What the hidden sheet says: for whom and from which state of the store a workbook was made, with a check sum."""

import hashlib
from collections.abc import Mapping

from dxkpi.returns import FormOrigin, ReturnForm

FORMAT = 1
KEYS = ("format", "city", "plan", "fiscal_year", "department", "revision")
CHECKSUM = "checksum"


class NewerForm(Exception):
    """The workbook was made by a newer version of this program."""


def facts(form: ReturnForm) -> dict[str, str]:
    """The rows of the hidden sheet: key and value, the check sum last."""
    said = {
        "format": str(FORMAT),
        "city": form.plan.municipality.code,
        "plan": form.plan.about.title,
        "fiscal_year": str(form.fiscal_year),
        "department": form.department or "",
        "revision": str(form.revision),
    }
    return said | {CHECKSUM: _checksum(said)}


def parse(said: Mapping[str, str]) -> FormOrigin | None:
    """What the hidden sheet says; None where it was altered. Raises `NewerForm`."""
    values = {key: said.get(key, "") for key in KEYS}
    if said.get(CHECKSUM) != _checksum(values):
        return None
    try:
        if int(values["format"]) > FORMAT:
            raise NewerForm
        year, revision = int(values["fiscal_year"]), int(values["revision"])
    except ValueError:
        return None
    return FormOrigin(values["city"], year, values["department"] or None, revision)


def _checksum(said: Mapping[str, str]) -> str:
    """Over everything but spaces and line breaks, which programs change when they save."""
    return hashlib.sha256(
        "\n".join(f"{key}={''.join(said[key].split())}" for key in KEYS).encode()
    ).hexdigest()
