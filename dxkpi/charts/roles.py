"""What a colour means. The theme gives each role its colour, so one spec serves light,
dark and print.

The order is a contract with `chartCategoricalColors` in .streamlit/config.toml:
Streamlit fills the range of a nominal scale from there. Every layer therefore encodes
`color` with this whole domain and no range, and paints with that one channel only (a
second channel, or a layer without the domain, shifts all colours).
"""

import altair as alt

from dxkpi.rules import JUDGED, WAITING, Status

ROLES = (
    "actual",
    "path",
    "target",
    "ink",
    "muted",
    "reference",
    "surface",
    "track",
    "alert",
    *(status.value for status in JUDGED),
    "within_margin",
    "not_assessable",
    "not_reported",
    "not_due",
    "monitored",
    "on_solid",
    "on_pale",
    "bar",
)

_SOLID = {
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.FAR_BEHIND,
    Status.MISSED,
    Status.NOT_ASSESSABLE,
}
_FAINT = {
    Status.MOSTLY_ON_TRACK,
    Status.BEHIND,
    Status.WITHIN_MARGIN,
    Status.MONITORED,
}


def role_colour() -> alt.Color:
    """The encoding of colour by each mark's `role`."""
    return alt.Color("role:N", scale=alt.Scale(domain=list(ROLES)), legend=None)


def status_role(status: Status) -> str:
    """The role of a status; all that is not due yet has one colour."""
    return "not_due" if status in WAITING else status.value


def glyph_role(status: Status) -> str:
    """The role of a glyph that stands on a status colour."""
    return "on_solid" if status in _SOLID else "on_pale"


def needs_outline(role: str) -> bool:
    """Whether the colour of a status is too pale to end visibly against the page."""
    return role in _FAINT
