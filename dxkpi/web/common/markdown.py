"""Text for the many places where Streamlit reads Markdown.

Other people's words come out letter by letter.
"""

import re
from collections.abc import Iterator, Sequence

from dxkpi.rules import Judgement, Status
from dxkpi.text.width import half_width_columns
from dxkpi.web.common.language import current_language, ngettext
from dxkpi.wording import glossary
from dxkpi.wording.judgement import verdict_range_text

SEPARATOR = "\u3000"
"""What stands between facts in one line."""

_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LINKS = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=ftp)(?=://)|(?<=www)(?=\.)|(?=@)")
_ARROWS = re.compile(r"(?<=[-<>=])(?=[-<>=])")
_PHRASE = re.compile(
    r"[（(「][^）)」]{1,10}[）)」]|(?:[ァ-ヴー]+|[!-~]+|[一-龠々〆]+[ぁ-ん]*|[ぁ-ん]+|.)[、。）」)・]*"
)
_BADGE_COLOURS = {
    Status.ACHIEVED: "blue",
    Status.ON_TRACK: "blue",
    Status.MOSTLY_ON_TRACK: "blue",
    Status.BEHIND: "yellow",
    Status.FAR_BEHIND: "orange",
    Status.MISSED: "red",
}


def plain(text: str) -> str:
    """Somebody's text in one line, as it is.

    No markup, and no link or arrow made of what only looks like one.
    """
    line = " ".join(text.split())
    return _PUNCTUATION.sub(r"\\\1", _ARROWS.sub(_JOINER, _LINKS.sub(_JOINER, line)))


def plain_lines(text: str) -> str:
    """Somebody's text in its own lines."""
    return "  \n".join(plain(line) for line in text.splitlines() if line.strip())


def strong(text: str) -> str:
    """Somebody's text in bold."""
    return f"**{plain(text)}**"


def faint(text: str) -> str:
    """Somebody's text in grey; nothing for nothing."""
    return f":gray[{plain(text)}]" if text else ""


def titled(title: str, note: str) -> str:
    """A title in bold, and somebody's text in grey beside it."""
    return f"{strong(title)} {faint(note)}".strip()


def list_item(first: str, second: str = "") -> str:
    """An item of a list, in Markdown, with somebody's text small and grey beneath it."""
    return f"- {first}  \n  :small[{faint(second)}]" if second else f"- {first}"


def titled_list(title: str, items: Sequence[str], most: int) -> str:
    """Items under their title: as many as can be taken in, and how many more there are."""
    shown = list(items[:most])
    if more := len(items) - len(shown):
        shown.append(list_item(faint(ngettext("and {n} more", "and {n} more", more))))
    return title + "\n\n" + "\n".join(shown)


def status_badge(status: Status, n: int | None = None) -> str:
    """A status as a badge: glyph and word, and how many; the colour only in support."""
    text = glossary.marked_label(status, current_language())
    if n is not None:
        text += f" {n}"
    return badge(status, text)


def badge(status: Status, text: str) -> str:
    """Our own short text on the colour of a status."""
    colour = _BADGE_COLOURS.get(status, "gray")
    return f":{colour}-badge[{text}]"


def grey_badge(text: str) -> str:
    """Our own short text as a badge that stands back; nothing for nothing."""
    return f":gray-badge[{text}]" if text else ""


def verdict_badge(judgement: Judgement) -> str:
    """A judgement's status as a badge, and what it can be within the margin of error."""
    statuses = verdict_range_text(judgement, current_language())
    return badge_with_range(
        judgement.status, statuses, is_undecided=judgement.is_undecided
    )


def range_badge(judgement: Judgement) -> str:
    """A judgement as one badge: grey, from the worst to the best status, where the margin
    holds figures on both sides of the line; else its status.
    """
    verdict = judgement.verdict_range
    if verdict is None or not judgement.is_undecided:
        return status_badge(judgement.status)
    language = current_language()
    statuses = language.gettext(
        "{low}–{high}",
        low=glossary.marked_label(verdict.worst, language),
        high=glossary.marked_label(verdict.best, language),
    )
    return grey_badge(statuses)


def badge_with_range(status: Status, statuses: str, *, is_undecided: bool) -> str:
    """The badge of a status with the words of its range; grey where the margin holds
    figures on both sides of the line.
    """
    text = glossary.marked_label(status, current_language())
    colour = "gray" if is_undecided else _BADGE_COLOURS.get(status, "gray")
    return f":{colour}-badge[{text}] {faint(statuses)}".rstrip()


def unbroken(text: str) -> str:
    """A short text, anybody's, kept on one line: emphasised, which `screen.css` draws as
    that. A letter that joins others would be copied with them, and a copied figure be
    no number.
    """
    words = plain(text)
    return f"*{words}*" if words else ""


def link_lines(text: str, columns: int, most: int) -> str:
    """Somebody's text in at most so many lines for a link, which does not wrap by itself.

    A kanji takes two of the `columns`. Lines break where the script changes, so a
    katakana word stays whole.
    """
    lines = [""]
    for part in _unbreakable_parts(text, columns):
        if half_width_columns(lines[-1]) + half_width_columns(part) > columns:
            lines.append("")
        lines[-1] += part
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return "  \n".join(f":blue[{plain(line)}]" for line in lines)


def _unbreakable_parts(text: str, columns: int) -> Iterator[str]:
    """Phrases; the letters of one that is longer than a line."""
    for phrase in _PHRASE.findall(" ".join(text.split())):
        if half_width_columns(phrase) <= columns:
            yield phrase
        else:
            yield from phrase
