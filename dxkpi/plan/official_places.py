"""The official list of prefectures and municipalities: code, prefecture, name and kana.

It is 総務省's 全国地方公共団体コード, as `official_places.csv` beside this module says with
its date and source: the prefectures, 市区町村 and the 区 of 政令指定都市. 一部事務組合 and
広域連合 are on another list, which each prefecture numbers itself.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dxkpi.plan.fields import municipal_check_digit
from dxkpi.text.folding import folded_text
from dxkpi.text.readings import hiragana

LIST_DATE = date(2024, 1, 1)
"""The day whose municipalities the list has (令和6年1月1日現在)."""

_FILE = Path(__file__).with_name("official_places.csv")
_COMMENT = "#"
_DESIGNATED_CITY = "1"
"""The third digit of a 政令指定都市, its 区 and the 23 区."""
_LAST_PREFECTURE = 47
_FIRST_ASSOCIATION = 800
"""From here on third to fifth digit number associations; the list ends with 700."""

_KIND_OF_PLACE = re.compile("(と|どう|ふ|けん|し|く|ちょう|まち|そん|むら)$")
"""How 都, 道, 府, 県, 市, 区, 町 and 村 are read at the end of a name."""

_ONE_LETTER = str.maketrans("ヶヵ檮惠竈鯵龍劍曾", "ケカ梼恵釜鰺竜剣曽")
"""Letters of names that are written for one another: 龍ヶ崎市, 龍ケ崎市."""


@dataclass(frozen=True)
class OfficialPlace:
    """An entry of the list; a 区 is named with its city (広島市中区). Kana are hiragana."""

    code: str
    prefecture: str
    name: str
    kana: str

    @property
    def is_prefecture(self) -> bool:
        return self.name == self.prefecture

    @property
    def full_name(self) -> str:
        """The name with its prefecture: 沖縄県豊見城市; a prefecture's is its name."""
        return self.name if self.is_prefecture else self.prefecture + self.name


def official_places() -> tuple[OfficialPlace, ...]:
    """Every place of the list, in the order of their codes."""
    return tuple(_places().values())


def place_with_code(code: str) -> OfficialPlace | None:
    """The place of a code of six digits; None where the list has none."""
    return _places().get(code)


def prefecture_of_code(code: str) -> str | None:
    """The prefecture that a code of any list belongs to by its first two digits."""
    prefecture = _places().get(_six_digits(code[:2] + "000"))
    return prefecture.name if prefecture else None


def is_association_code(code: str) -> bool:
    """Whether a code is none of a municipality but of an association (広域連合, 一部事務組合)."""
    is_of_prefecture = 1 <= int(code[:2]) <= _LAST_PREFECTURE
    return is_of_prefecture and int(code[2:5]) >= _FIRST_ASSOCIATION


def city_of_ward(code: str) -> str | None:
    """The 政令指定都市 that a code's 区 is part of; None for any other code."""
    if code[2:3] != _DESIGNATED_CITY:
        return None
    place = place_with_code(code)
    if place is None:
        return None
    match = re.fullmatch("(.+市).+区", place.name)
    return match[1] if match else None


def places_named(name: str, prefecture: str | None = None) -> tuple[OfficialPlace, ...]:
    """The places that a name may mean, with or without prefecture, 郡 and (of a 区) city.

    Of one prefecture only, where it is given.
    """
    named = _places_by_name().get(_name_key(name))
    if named is None:
        named = _places_by_name().get(_name_key(_without_district(name)), ())
    if prefecture is None:
        return named
    return tuple(p for p in named if is_same_name(p.prefecture, prefecture))


def is_name_of(place: OfficialPlace, name: str) -> bool:
    """Whether a place is written by this name, whatever letters stand for one another."""
    keys = {_name_key(spelling) for spelling in _spellings(place)}
    return _name_key(name) in keys or _name_key(_without_district(name)) in keys


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ at most by letters that stand for one another."""
    return _name_key(one) == _name_key(other)


def meant_places(text: str) -> tuple[OfficialPlace, ...]:
    """The places that something typed for a code may mean, in the order of their codes.

    "34" and "34000" mean 340006, 広島県; five digits may lack the sixth or a first zero,
    six may end in a wrong one; a name may lack what kind of place it is (豊見城), and
    may be written as it is read (とみぐすく).
    """
    typed = folded_text(text)
    if re.fullmatch("[0-9]+", typed):
        return _known_places(meant_codes(typed))
    named = places_named(typed) or _places_by_stem().get(_name_key(typed))
    return named or _places_by_reading().get(hiragana(typed), ())


def meant_codes(text: str) -> tuple[str, ...]:
    """The codes that digits may be short for; a code that no place has is among them only
    if no other is, and then only in a prefecture that there is.
    """
    digits = folded_text(text)
    if not re.fullmatch("[0-9]{1,6}", digits):
        return ()
    possible = [_six_digits(digits[:5])] if len(digits) >= 5 else []
    if len(digits) <= 2:
        possible.append(_six_digits(digits.zfill(2) + "000"))
    elif len(digits) == 4:
        possible.append(_six_digits("0" + digits))
    elif len(digits) == 5 and "0" + digits == _six_digits("0" + digits[:4]):
        possible.append("0" + digits)
    listed = tuple(sorted(code for code in possible if code in _places()))
    return listed or tuple(c for c in possible if prefecture_of_code(c) is not None)


def _six_digits(first_five: str) -> str:
    """A code with its check digit."""
    return f"{first_five}{municipal_check_digit(first_five)}"


def _known_places(codes: Iterable[str]) -> tuple[OfficialPlace, ...]:
    places = (place_with_code(code) for code in codes)
    return tuple(place for place in places if place is not None)


# The list, read when it is first asked for


@cache
def _places() -> dict[str, OfficialPlace]:
    """The list by code, in its order."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith(_COMMENT))
        rows = list(csv.DictReader(lines))
    return {
        row["code"]: OfficialPlace(
            row["code"],
            row["prefecture"],
            row["name"] or row["prefecture"],
            row["kana"],
        )
        for row in rows
    }


@cache
def _places_by_name() -> dict[str, tuple[OfficialPlace, ...]]:
    """The places by every way to write their names."""
    by_name: dict[str, tuple[OfficialPlace, ...]] = {}
    for place in _places().values():
        for key in {_name_key(spelling) for spelling in _spellings(place)}:
            by_name[key] = (*by_name.get(key, ()), place)
    return by_name


@cache
def _places_by_stem() -> dict[str, tuple[OfficialPlace, ...]]:
    """The places by their names without what kind of place they are: 広島."""
    by_stem: dict[str, tuple[OfficialPlace, ...]] = {}
    for place in _places().values():
        stem = _name_key(place.name[:-1])
        by_stem[stem] = (*by_stem.get(stem, ()), place)
    return by_stem


@cache
def _places_by_reading() -> dict[str, tuple[OfficialPlace, ...]]:
    """The places by their kana, with and without what kind of place they are."""
    by_reading: dict[str, tuple[OfficialPlace, ...]] = {}
    for place in _places().values():
        for reading in {place.kana, _KIND_OF_PLACE.sub("", place.kana)}:
            by_reading[reading] = (*by_reading.get(reading, ()), place)
    return by_reading


def _spellings(place: OfficialPlace) -> tuple[str, ...]:
    """A name alone and with its prefecture, a 区 also without its city."""
    if place.is_prefecture:
        return (place.name,)
    city = city_of_ward(place.code)
    short_name = place.name.removeprefix(city) if city else place.name
    return (place.name, place.prefecture + place.name, short_name)


def _without_district(name: str) -> str:
    """The name without prefecture and 郡: 読谷村 of 沖縄県中頭郡読谷村."""
    return re.sub("^.+郡(?=.)", "", name)


def _name_key(name: str) -> str:
    """What two spellings of a name have in common."""
    return folded_text(name).translate(_ONE_LETTER)
