"""What an item of a plan holds, in words: 実績 4件、市の評価 2件."""

from collections.abc import Mapping

from dxkpi.plan.document_contents import HeldThing
from dxkpi.wording.language import Language, mark

_NAMES = {
    HeldThing.FIGURES: mark("reported figures: {n}"),
    HeldThing.REPORTS: mark("yearly reports: {n}"),
    HeldThing.MARKS: mark("own marks: {n}"),
    HeldThing.FORMER_TARGETS: mark("former targets: {n}"),
    HeldThing.REFERENCES: mark("references to compare with: {n}"),
    HeldThing.MEASURES: mark("measures: {n}"),
    HeldThing.INITIATIVES: mark("initiatives: {n}"),
    HeldThing.ENTRIES: mark("schedule entries: {n}"),
    HeldThing.INDICATORS: mark("indicators that lose their place: {n}"),
}


def contents_text(contents: Mapping[HeldThing, int], language: Language) -> str:
    """How many of each thing; empty for nothing."""
    return language.listed(
        [language.gettext(_NAMES[thing], n=n) for thing, n in contents.items()]
    )
