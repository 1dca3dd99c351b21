"""Who is at the other end of a connection, as the server itself found it.

The server writes it into one header of every request and of every page's connection
(`identify`), in the place of whatever the client sent under that name; Streamlit hands
that header to the page as `st.user["person"]`, and takes a session up again only for the
same person.
"""

import json
from dataclasses import asdict, dataclass
from urllib.parse import quote, unquote

HEADER = b"x-dxkpi-person"
"""Named in .streamlit/config.toml as well (server.trustedUserHeaders)."""

USER_KEY = "person"


@dataclass(frozen=True)
class Person:
    """Somebody whom the server knows by his account, sits at itself, or knows nothing of.

    `subject` is the one that a provider or a proxy names; None where none does.
    `signed_in_at` is the moment (POSIX) at which a provider's word reached this server; a
    proxy says it anew for every connection. `token` is what the store gave a browser when
    somebody signed in with his password: it alone knows who that was. `is_local`: at this
    very machine, in a house without sign-in.
    """

    subject: str | None = None
    name: str = ""
    signed_in_at: float | None = None
    token: str | None = None
    is_local: bool = False

    @property
    def has_signed_in(self) -> bool:
        """Whether there is an account to look for, though it may be gone by now."""
        return self.token is not None or self.subject is not None


NOBODY = Person()
LOCAL = Person(is_local=True)


def header_text(person: Person) -> str:
    """A person as a header's value: ASCII, whatever letters the name has."""
    return quote(json.dumps(asdict(person)))


def person_of_header(text: object) -> Person:
    """The person in a header's value; nobody where there is none."""
    if not isinstance(text, str) or not text:
        return NOBODY
    return Person(**json.loads(unquote(text)))
