"""How municipalities are named: prefectures, 区 and associations too."""

import pytest

from dxkpi.plan import Municipality
from dxkpi.plan.fields import municipal_check_digit
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import (
    city_name,
    full_city_name,
    name_with_prefecture,
    plain_city_name,
)


def city(first_five: str, prefecture: str, name: str) -> Municipality:
    code = f"{first_five}{municipal_check_digit(first_five)}"
    return Municipality(code=code, prefecture=prefecture, name=name)


@pytest.mark.parametrize(
    ("municipality", "own", "full"),
    [
        (city("47212", "沖縄県", "豊見城市"), "豊見城市", "沖縄県豊見城市"),
        (city("04000", "宮城県", "宮城県"), "宮城県", "宮城県"),
        (city("01000", "北海道", "北海道"), "北海道", "北海道"),
        (city("34101", "広島県", "広島市中区"), "広島市中区", "広島県広島市中区"),
        (city("34101", "広島県", "中区"), "広島市中区", "広島県広島市中区"),
        (city("13101", "東京都", "千代田区"), "千代田区", "東京都千代田区"),
        (city("26100", "京都府", "京都市"), "京都市", "京都府京都市"),
        (
            city("04901", "宮城県", "宮城県後期高齢者医療広域連合"),
            "宮城県後期高齢者医療広域連合",
            "宮城県後期高齢者医療広域連合",
        ),
        (city("27801", "大阪府", "関西広域連合"), "関西広域連合", "関西広域連合"),
        (
            city("47212", "沖縄県", "沖縄県豊見城市"),
            "沖縄県豊見城市",
            "沖縄県豊見城市",
        ),
    ],
)
def test_names_are_said_as_people_say_them(
    municipality: Municipality, own: str, full: str
) -> None:
    assert plain_city_name(municipality) == own
    assert name_with_prefecture(municipality) == full


def test_an_invented_municipality_is_marked_and_has_its_prefecture() -> None:
    invented = Municipality(
        code="999997", prefecture="見本県", name="見本市", fictional=True
    )
    assert city_name(invented, Language.JAPANESE) == "見本市（架空）"
    assert full_city_name(invented, Language.JAPANESE) == "見本県見本市（架空）"
