"""What a grading profile is called."""

from decimal import Decimal

import pytest

from dxkpi.plan.grading import GradedStatus, Grading, NamedProfile, WrittenBand
from dxkpi.rules import PROFILES
from dxkpi.rules.profiles import profile_of_grading
from dxkpi.wording.language import Language
from dxkpi.wording.profiles import profile_name

OWN_BANDS = (
    WrittenBand(grade="○", status=GradedStatus.ON_TRACK, at_least=Decimal(90)),
    WrittenBand(grade="×", status=GradedStatus.FAR_BEHIND),
)


@pytest.mark.parametrize(
    ("grading", "japanese", "english"),
    [
        (Grading(profile=NamedProfile.STANDARD), "標準", "standard"),
        (Grading(profile=NamedProfile.MIYAGI), "宮城県", "宮城県"),
        (
            Grading(profile=NamedProfile.MIYAGI, latest_figure=False),
            "宮城県（一部変更）",
            "宮城県 (changed in part)",
        ),
        (Grading(bands=OWN_BANDS), "独自", "its own"),
    ],
)
def test_our_own_words_are_in_the_reader_s_language(
    grading: Grading, japanese: str, english: str
) -> None:
    profile = profile_of_grading(grading)
    assert profile_name(profile, Language.JAPANESE) == japanese
    assert profile_name(profile, Language.ENGLISH) == english


@pytest.mark.parametrize("key", PROFILES)
def test_in_japanese_every_profile_keeps_its_name(key: str) -> None:
    profile = PROFILES[key]
    assert profile_name(profile, Language.JAPANESE) == profile.name
