"""A municipality's name as it is shown, and how an invented one is marked everywhere.

Prefecture and name are put together here only: a prefecture's plan is 宮城県, not
宮城県宮城県, and a 区 is not told from that of another city by its own name (中区).
"""

from typing import Protocol

from dxkpi.plan.official_places import city_of_ward, is_association_code
from dxkpi.wording.language import Language


class NamedMunicipality(Protocol):
    """A municipality as the plan or the store has it."""

    @property
    def code(self) -> str: ...

    @property
    def prefecture(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def fictional(self) -> bool: ...


def city_name(city: NamedMunicipality, language: Language) -> str:
    """The name, marked where the municipality is invented."""
    return plain_city_name(city) + invented_suffix(city, language)


def plain_city_name(city: NamedMunicipality) -> str:
    """The name without a mark; a 区 is named with its city, 広島市中区."""
    if city.fictional:
        return city.name
    whole_city = city_of_ward(city.code)
    if whole_city is None or whole_city in city.name:
        return city.name
    return whole_city + city.name


def full_city_name(city: NamedMunicipality, language: Language) -> str:
    """The name with its prefecture, marked where the municipality is invented."""
    return name_with_prefecture(city) + invented_suffix(city, language)


def name_with_prefecture(city: NamedMunicipality) -> str:
    """The name with its prefecture, 沖縄県豊見城市, without a mark.

    A prefecture has its name alone, and so has what bears the prefecture's name already
    (宮城県後期高齢者医療広域連合) or may lie in several (関西広域連合).
    """
    name = plain_city_name(city)
    if name.startswith(city.prefecture):
        return name
    if is_association_code(city.code) and not city.fictional:
        return name
    return city.prefecture + name


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
