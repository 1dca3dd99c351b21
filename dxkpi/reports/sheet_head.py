"""The head that every paper has."""

from dataclasses import dataclass

from dxkpi.wording.language import Language


@dataclass(frozen=True)
class SheetHead:
    """Whose paper it is, what kind of paper, its title, its plan, and how things stand in
    a sentence. `invented` marks an invented municipality; empty for others.
    """

    language: Language
    place: str
    kind: str
    invented: str
    title: str
    plan: str
    sentence: str
