"""What a grading profile is called. The names of 長野県 and other publishers stay as they are."""

from dxkpi.rules import Profile
from dxkpi.wording.language import Language, mark

_OUR_WORDS = {"標準": mark("standard"), "独自": mark("its own")}
_CHANGED = "（一部変更）"


def profile_name(profile: Profile, language: Language) -> str:
    """標準, 宮城県, 長野県（一部変更）."""
    _ = language.gettext
    named = profile.name.removesuffix(_CHANGED)
    name = _(_OUR_WORDS[named]) if named in _OUR_WORDS else named
    if named == profile.name:
        return name
    return _("{profile} (changed in part)", profile=name)
