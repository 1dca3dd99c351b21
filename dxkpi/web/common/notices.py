"""Sentences that the next page heading shows once: an address named no plan of ours."""

from dataclasses import dataclass, field

from dxkpi.web.common.session import page_state


@dataclass
class _Notices:
    sentences: list[str] = field(default_factory=list)


def add_notice(sentence: str) -> None:
    """Something that the next page heading is to say."""
    page_state(_Notices).sentences.append(sentence)


def take_notices() -> list[str]:
    """What was to be said since the last heading; each is given once."""
    notices = page_state(_Notices)
    taken, notices.sentences = notices.sentences, []
    return taken
