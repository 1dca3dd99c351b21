"""Code, prefecture and name of a plan document against the official list of places."""

import pytest

from dxkpi.plan import Municipality, document
from dxkpi.plan.document_place import PlaceDoubt, meant_text, place_doubt
from dxkpi.plan.document_problem import DocumentProblem, ProblemCode, UnreadablePlan
from dxkpi.plan.fields import municipal_check_digit


def written(code: str, prefecture: str, name: str, more: str = "") -> str:
    return (
        "municipality:\n"
        f'  code: "{code}"\n'
        f"  prefecture: {prefecture}\n"
        f"  name: {name}\n{more}"
        "plan: {title: 計画}\n"
    )


def problems(
    code: str, prefecture: str, name: str, more: str = ""
) -> list[DocumentProblem]:
    try:
        document.parse_plan(written(code, prefecture, name, more))
    except UnreadablePlan as error:
        return list(error.problems)
    return []


def with_check_digit(first_five: str) -> str:
    return f"{first_five}{municipal_check_digit(first_five)}"


@pytest.mark.parametrize(
    ("code", "prefecture", "name"),
    [
        ("472123", "沖縄県", "豊見城市"),
        ("040002", "宮城県", "宮城県"),
        ("341011", "広島県", "広島市中区"),
        ("341011", "広島県", "中区"),
        ("131016", "東京都", "千代田区"),
        ("082082", "茨城県", "龍ヶ崎市"),
        ("473243", "沖縄県", "中頭郡読谷村"),
        ("014036", "北海道", "泊村"),
        ("016969", "北海道", "泊村"),
    ],
)
def test_what_belongs_together_is_read(code: str, prefecture: str, name: str) -> None:
    assert problems(code, prefecture, name) == []


@pytest.mark.parametrize(
    ("code", "prefecture", "name", "right"),
    [
        ("472123", "沖縄県", "日向市", "452068"),
        ("472123", "宮崎県", "日向市", "452068"),
        ("472123", "沖縄県", "那覇市", "472018"),
        ("040002", "宮城県", "仙台市", "041009"),
        ("041009", "宮城県", "宮城県", "040002"),
        ("341011", "広島県", "広島市", "341002"),
        ("132063", "広島県", "府中町", "343021"),
    ],
)
def test_the_code_of_one_place_with_the_name_of_another_is_refused(
    code: str, prefecture: str, name: str, right: str
) -> None:
    [problem] = problems(code, prefecture, name)
    assert (problem.line, problem.code) == (2, ProblemCode.OTHER_PLACE)
    assert problem.facts["right"] == right


@pytest.mark.parametrize("prefecture", ["秋田県", "沖縄", "琉球県"])
def test_another_prefecture_than_that_of_the_code_is_refused(prefecture: str) -> None:
    [problem] = problems("472123", prefecture, "豊見城市")
    assert (problem.line, problem.code) == (3, ProblemCode.OTHER_PREFECTURE)
    assert problem.facts["prefecture"] == "沖縄県"


def test_a_code_of_no_prefecture_is_refused() -> None:
    [problem] = problems("999997", "見本県", "見本市")
    assert (problem.line, problem.code) == (2, ProblemCode.NO_SUCH_PREFECTURE)


@pytest.mark.parametrize("code", ["999997", "472123"])
def test_an_invented_municipality_may_have_any_code(code: str) -> None:
    assert problems(code, "見本県", "見本市", "  fictional: true\n") == []


@pytest.mark.parametrize(
    ("first_five", "prefecture", "name"),
    [
        ("27801", "大阪府", "関西広域連合"),
        ("04901", "宮城県", "宮城県後期高齢者医療広域連合"),
        ("34851", "広島県", "広島市"),  # whatever it is: the list cannot know
    ],
)
def test_associations_are_not_on_this_list(
    first_five: str, prefecture: str, name: str
) -> None:
    assert problems(with_check_digit(first_five), prefecture, name) == []


def test_a_merged_or_renamed_municipality_is_not_locked_out() -> None:
    assert problems("472123", "沖縄県", "新豊見城市") == []
    assert problems(with_check_digit("05205"), "秋田県", "本荘市") == []
    assert problems(with_check_digit("09299"), "栃木県", "宇都宮市") == []


@pytest.mark.parametrize(
    ("code", "name", "doubt"),
    [
        ("472123", "豊見城市", None),
        ("472123", "新豊見城市", PlaceDoubt.NAME),
        (with_check_digit("47299"), "那覇市", PlaceDoubt.CODE),
        (with_check_digit("47299"), "新那覇市", PlaceDoubt.NEITHER),
        (with_check_digit("47901"), "沖縄県介護保険広域連合", None),
    ],
)
def test_what_a_change_may_explain_is_doubted(
    code: str, name: str, doubt: PlaceDoubt | None
) -> None:
    city = Municipality(code=code, prefecture="沖縄県", name=name)
    assert place_doubt(city) is doubt
    assert place_doubt(city.model_copy(update={"fictional": True})) is None


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("34", "340006 広島県"),
        ("34000", "340006 広島県"),
        ("47212", "472123 沖縄県豊見城市"),
        ("39999", "399990"),
        ("広島県", "340006 広島県"),
    ],
)
def test_a_short_code_says_which_is_meant(code: str, meant: str) -> None:
    [problem] = problems(code, "広島県", "広島県")
    assert (problem.line, problem.code) == (2, ProblemCode.MUNICIPAL_CODE_MEANT)
    assert problem.facts["meant"] == meant


def test_a_code_that_means_nothing_is_refused_as_before() -> None:
    [problem] = problems("48", "広島県", "広島県")
    assert problem.code is ProblemCode.MUNICIPAL_CODE
    assert "meant" not in problem.facts


def test_a_code_means_itself_and_nothing_else() -> None:
    assert meant_text("472123") == ""
    assert meant_text("４７２１２３") == "472123 沖縄県豊見城市"


def test_at_most_three_places_are_named() -> None:
    assert meant_text("中区").count(",") == 2
