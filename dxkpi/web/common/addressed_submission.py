"""The submission that the address names (`?submission=12`); a page takes it up once."""

from dataclasses import dataclass

import streamlit as st

_PARAMETER = "submission"
_LONGEST_NUMBER = 9
_LONGEST_QUOTE = 20


@dataclass(frozen=True)
class AddressedSubmission:
    """What the address says, short enough to be quoted, and the number that it is, if it
    is one.
    """

    quote: str
    number: int | None


def take_addressed_submission() -> AddressedSubmission | None:
    """What the address names, which is gone from it then; None where it names nothing."""
    asked = st.query_params.get(_PARAMETER)
    if asked is None:
        return None
    del st.query_params[_PARAMETER]
    is_number = asked.isdecimal() and len(asked) <= _LONGEST_NUMBER
    return AddressedSubmission(
        asked[:_LONGEST_QUOTE], int(asked) if is_number else None
    )
