"""An indicator that consists of parts in words: each part by its short name, and which
of them decides.
"""

from collections.abc import Callable, Iterable

from dxkpi.plan import Indicator
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.parts_judgement import decides_nothing
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language


def listed_parts(
    texts: Iterable[tuple[str, str | None]], language: Language, nothing: str = ""
) -> str:
    """What each part has behind its name: 男 79.8年、女 84.2年; parts without a text are
    left out, and where none has one it is `nothing`.
    """
    named = [f"{name} {text}" for name, text in texts if text]
    return language.listed(named) if named else nothing


def texts_of_parts(
    judgement: Judgement, text: Callable[[Judgement], str | None]
) -> list[tuple[str, str | None]]:
    """The short name of each part with what is said of its judgement."""
    return [(name, text(part)) for name, part in judgement.named_parts]


def texts_of_part_indicators(
    indicator: Indicator, text: Callable[[Indicator], str | None]
) -> list[tuple[str, str | None]]:
    """The short name of each part with what is said of it."""
    pairs = zip(indicator.parts, indicator.part_indicators, strict=True)
    return [(part.name, text(of_part)) for part, of_part in pairs]


def parts_sentence(judgement: Judgement, language: Language) -> str:
    """Which part decides, and how the others stand: 女が遅れ（男は順調）。"""
    _ = language.gettext
    status = judgement.counted_status
    deciding = []
    others = []
    for name, part in judgement.named_parts:
        is_deciding = part.counted_status is status and not decides_nothing(part)
        if is_deciding or part is judgement.decisive_part:
            deciding.append(name)
        else:
            others.append((name, part.counted_status))
    facts = {"parts": _joined(deciding), "status": term_label(status, language)}
    if not others:
        return _("All parts ({parts}): {status}.", **facts)
    standings = [
        _("{part} is {status}", part=name, status=term_label(other, language))
        for name, other in others
    ]
    listed_others = language.listed(standings)
    return _("{parts}: {status} ({others}).", **facts, others=listed_others)


def deciding_part_name(judgement: Judgement) -> str:
    """The short name of the part by which an indicator stands where it stands."""
    for name, part in judgement.named_parts:
        if part is judgement.decisive_part:
            return name
    return ""


def of_deciding_part(
    judgement: Judgement, text: Callable[[Judgement], str], language: Language
) -> str:
    """What is said of the deciding part, behind its name; empty where nothing is."""
    said_of_part = text(judgement.decisive)
    if not said_of_part:
        return ""
    return language.gettext(
        "{part}: {text}", part=deciding_part_name(judgement), text=said_of_part
    )


def _joined(names: Iterable[str]) -> str:
    return "・".join(names)
