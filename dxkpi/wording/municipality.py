"""A municipality's name as it is shown, and how an invented one is marked everywhere."""

from typing import Protocol

from dxkpi.wording.language import Language


class NamedMunicipality(Protocol):
    """A municipality as the plan or the store has it."""

    @property
    def name(self) -> str: ...

    @property
    def fictional(self) -> bool: ...


def city_name(city: NamedMunicipality, language: Language) -> str:
    """The name, marked where the municipality is invented."""
    return city.name + invented_suffix(city, language)


def invented_suffix(city: NamedMunicipality, language: Language) -> str:
    """What stands behind an invented municipality's name; nothing behind a real one's."""
    if not city.fictional:
        return ""
    return language.gettext(" (invented)")


def invented_label(city: NamedMunicipality, language: Language) -> str:
    """The mark beside figures of an invented municipality; nothing beside real ones."""
    if not city.fictional:
        return ""
    return language.gettext("Invented data")
