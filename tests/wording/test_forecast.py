"""The outlook in words: its range, its method and its numbers."""

from dxkpi.wording.forecast import forecast_formula, forecast_text
from dxkpi.wording.language import Language
from tests.support.realisation import outlook_of, realisation_rate


def test_an_outlook_is_told_by_its_ends() -> None:
    end = outlook_of(realisation_rate()).end
    assert forecast_text(realisation_rate(), end, Language.ENGLISH) == "67–70%"


def test_an_outlook_without_width_says_about() -> None:
    indicator = realisation_rate({2023: "60.5", 2024: "62.8"})
    end = outlook_of(indicator, year=2024).end
    assert forecast_text(realisation_rate(), end, Language.ENGLISH) == "about 70%"


def test_the_method_is_named_with_its_numbers() -> None:
    indicator = realisation_rate()
    english = forecast_formula(indicator, outlook_of(indicator), Language.ENGLISH)
    assert english.name == "Outlook for FY2027"
    assert english.numbers == "68.4±1.886×0.387×√(1＋1÷4＋3.5²÷5)"

    japanese = forecast_formula(indicator, outlook_of(indicator), Language.JAPANESE)
    rule = "最小二乗法の直線と、5回に4回はこの範囲に入ると見込む幅（80%予測区間）"
    assert japanese.rule == rule
    assert japanese.result == "67～70%"


def test_the_method_says_that_a_share_was_kept_between_nothing_and_all() -> None:
    steep = outlook_of(realisation_rate({2023: "74", 2024: "89", 2025: "96"}))
    formula = forecast_formula(realisation_rate(), steep, Language.ENGLISH)
    assert formula.numbers.endswith("kept between 0 and 100")
