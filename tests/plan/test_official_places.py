"""The official list of places: whole, right in every check digit, and found by what people type."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dxkpi.plan import official_places
from dxkpi.plan.fields import municipal_check_digit
from dxkpi.plan.official_places import (
    LIST_DATE,
    OfficialPlace,
    city_of_ward,
    is_association_code,
    is_name_of,
    meant_codes,
    meant_places,
    place_with_code,
    places_named,
    prefecture_of_code,
)

FILE = Path(official_places.__file__).with_name("official_places.csv")
ROWS = [
    OfficialPlace(*line.split(","))
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if line[0].isdigit()
]
NORTHERN_TERRITORIES = {"016951", "016969", "016977", "016985", "016993", "017001"}


def names_meant(text: str) -> list[str]:
    return [place.full_name for place in meant_places(text)]


def test_every_code_of_the_list_has_its_check_digit_and_stands_there_once() -> None:
    codes = [row.code for row in ROWS]
    assert codes == sorted(set(codes))
    assert all(code == f"{code[:5]}{municipal_check_digit(code[:5])}" for code in codes)


def test_the_list_has_47_prefectures_and_1741_municipalities_and_171_wards() -> None:
    prefectures = [row for row in ROWS if not row.name]
    wards = [row for row in ROWS if city_of_ward(row.code)]
    municipalities = [
        row
        for row in ROWS
        if row.name and row not in wards and row.code not in NORTHERN_TERRITORIES
    ]
    assert [row.code[:2] for row in prefectures] == [f"{n:02}" for n in range(1, 48)]
    assert Counter(row.name[-1] for row in municipalities) == {
        "市": 792,
        "町": 743,
        "村": 183,
        "区": 23,
    }
    assert len(wards) == 171
    assert len({city_of_ward(row.code) for row in wards}) == 20


def test_every_row_lies_in_the_prefecture_of_its_code() -> None:
    assert all(row.prefecture == prefecture_of_code(row.code) for row in ROWS)


def test_hamamatsu_has_the_three_wards_of_2024() -> None:
    wards = [row.name for row in ROWS if city_of_ward(row.code) == "浜松市"]
    assert wards == ["浜松市中央区", "浜松市浜名区", "浜松市天竜区"]


def test_the_file_says_its_date_and_source() -> None:
    head = FILE.read_text(encoding="utf-8").split("code,")[0]
    assert LIST_DATE.isoformat() in head
    assert (
        "総務省「全国地方公共団体コード」 https://www.soumu.go.jp/denshijiti/code.html"
        in head
    )


def test_every_place_is_read_in_hiragana() -> None:
    assert [row for row in ROWS if not re.fullmatch("[ぁ-ゖー]+", row.kana)] == []


@pytest.mark.parametrize(
    ("code", "full_name"),
    [
        ("040002", "宮城県"),
        ("472123", "沖縄県豊見城市"),
        ("341011", "広島県広島市中区"),
        ("131016", "東京都千代田区"),
    ],
)
def test_a_code_has_prefecture_and_name(code: str, full_name: str) -> None:
    place = place_with_code(code)
    assert place is not None
    assert place.full_name == full_name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("34", ["広島県"]),
        ("4", ["宮城県"]),
        ("04", ["宮城県"]),
        ("34000", ["広島県"]),
        ("４７２１２", ["沖縄県豊見城市"]),
        ("472121", ["沖縄県豊見城市"]),
        ("472123", ["沖縄県豊見城市"]),
        ("52116", ["秋田県潟上市"]),
        ("5211", ["秋田県潟上市"]),
        ("広島県", ["広島県"]),
        ("広島", ["広島県", "広島県広島市"]),
        ("豊見城", ["沖縄県豊見城市"]),
        ("とみぐすくし", ["沖縄県豊見城市"]),
        ("トミグスク", ["沖縄県豊見城市"]),
        ("ﾄﾐｸﾞｽｸ", ["沖縄県豊見城市"]),
        ("ふちゅう", ["東京都府中市", "広島県府中市", "広島県府中町"]),
        ("府中市", ["東京都府中市", "広島県府中市"]),
        ("広島市中区", ["広島県広島市中区"]),
        ("999", []),
        ("48", []),
        ("1-1", []),
        ("", []),
    ],
)
def test_what_is_typed_for_a_code_is_understood(typed: str, meant: list[str]) -> None:
    assert names_meant(typed) == meant


def test_five_digits_get_their_sixth_even_where_the_list_has_no_such_place() -> None:
    assert meant_codes("39999") == ("399990",)
    assert meant_codes("99999") == ()


@pytest.mark.parametrize(
    "name",
    ["龍ケ崎市", "龍ヶ崎市", "竜ケ崎市", "茨城県龍ケ崎市", "龍 ケ 崎 市"],
)
def test_a_name_is_the_same_in_any_of_its_spellings(name: str) -> None:
    place = place_with_code("082082")
    assert place is not None
    assert is_name_of(place, name)


def test_a_name_may_be_written_with_its_district() -> None:
    assert [p.code for p in places_named("中頭郡読谷村")] == ["473243"]
    assert [p.code for p in places_named("郡山市")] == ["072036"]


def test_a_ward_is_known_with_and_without_its_city() -> None:
    ward = place_with_code("341011")
    assert ward is not None
    assert is_name_of(ward, "中区")
    assert is_name_of(ward, "広島市中区")
    assert not is_name_of(ward, "横浜市中区")


def test_a_special_ward_and_a_city_are_no_part_of_a_city() -> None:
    assert city_of_ward("131016") is None
    assert city_of_ward("341002") is None
    assert city_of_ward("472123") is None


def test_associations_are_told_by_their_codes() -> None:
    assert is_association_code("278017")
    assert not is_association_code("017001")
    assert not is_association_code("999997")
