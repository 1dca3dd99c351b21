"""Who is at the other end, and the header that says so to the page."""

from hypothesis import given
from hypothesis import strategies as st

from dxkpi.web.sign_in.person import (
    LOCAL,
    NOBODY,
    Person,
    header_text,
    person_of_header,
)


@given(
    subject=st.none() | st.text(),
    name=st.text(),
    signed_in_at=st.none() | st.floats(allow_nan=False),
    token=st.none() | st.text(),
)
def test_whatever_letters_a_name_has_the_header_is_ascii_and_gives_it_back(
    subject: str | None, name: str, signed_in_at: float | None, token: str | None
) -> None:
    person = Person(subject, name, signed_in_at, token)
    text = header_text(person)
    assert text.isascii()
    assert text.isprintable()
    assert person_of_header(text) == person


def test_without_a_header_it_is_nobody() -> None:
    assert person_of_header(None) == NOBODY
    assert person_of_header("") == NOBODY
    assert not NOBODY.is_local
    assert person_of_header(header_text(LOCAL)).is_local
