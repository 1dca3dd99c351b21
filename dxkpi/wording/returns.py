"""The words of returns that are no finding's."""

from collections.abc import Mapping

from dxkpi.wording.language import Language

_MOST_CODES = 5


def unanswered_text(
    places: Mapping[str, tuple[str, ...]], language: Language
) -> str | None:
    """What nobody is asked for, because the plan names 全課 and the like; None where there
    is nothing. `places` are codes by the names that the plan gives.
    """
    if not places:
        return None
    _ = language.gettext
    lines = [
        _(
            "No department is asked for the following; they stand in the form for all "
            "departments. Say in the register of departments (municipality.departments "
            "of the plan's document) or in DXKPI_DEPARTMENTS who answers."
        )
    ]
    for names, codes in places.items():
        listed = language.listed(codes[:_MOST_CODES])
        more = "" if len(codes) <= _MOST_CODES else " …"
        lines.append(_("{names}: {codes}.", names=names, codes=listed + more))
    return language.sentences(lines)
