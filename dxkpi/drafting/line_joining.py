"""Lines that were broken where the page ended put together again into paragraphs."""

import re

from dxkpi.drafting.numbering import marked
from dxkpi.drafting.section_words import inline_section, section_of
from dxkpi.text.width import half_width_columns

_USUAL_FULL_LINE = 60
"""Columns from which on a line may have been broken by the edge of a page: 30 kanji."""

_WIDEST_PAGE = 130
"""Columns; longer lines were not broken by any page."""

_NEARLY_FULL = 0.85
COUNTED = (
    "(?:年|月|日|件|回)(?:度|以上|以下|以内|間|頃|現在|時点|から|まで|の|を|に|が|で|[、。0-9\\s]|$)"
    "|(?:時|分|人|名|社|校|台|業務|か所|箇所|施設|団体)(?:以上|以下|以内|を|に|が|で|[、。0-9\\s]|$)"
)
"""What makes a number that begins a line one of the sentence: 12 月から, 20 業務を."""

_ENDS_SENTENCE = re.compile(r"[。．.!?！？：:]\s*$")
_MARK = (
    r"[・･•‣▪●○〇◎◆◇■□▲△▼▽★☆◯➢►▶※＊*＞>]|[-－–—]\s|[①-⑳⓪❶-❿㋐-㋾]"
    r"|[(（]\s?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[ア-ンa-zA-Zｱ-ﾝⅠ-Ⅻ])\s?[)）]"
    r"|[0-9０-９]{1,2}\s?[)）]|[0-9０-９]{1,2}(?:[-.．－―‐][0-9０-９]{1,2})*[.．、]\s"
    rf"|[0-9０-９]{{1,2}}(?:[-.．－―‐][0-9０-９]{{1,2}})*\s+(?!{COUNTED})|[【〔《<＜]"
    r"|第\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[編部章節項条]|[Ⅰ-Ⅻ][.．\s]"
)
_BEGINS_ITEM = re.compile(rf"[\s　]*(?:{_MARK})")
_BEGINS_PARAGRAPH = re.compile(r"[\s　]*　|\s{2,}")


def begins_item(line: str) -> bool:
    """Whether a line begins with a sign, number or label of a list or heading."""
    if _BEGINS_ITEM.match(line) is not None or marked(line).is_labelled:
        return True
    return section_of(line) is not None or inline_section(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence, or a colon, does."""
    return _ENDS_SENTENCE.search(line) is not None


class LineJoiner:
    """Tells which lines of a text go on in the next, from how wide its lines are."""

    def __init__(self, lines: list[str]) -> None:
        widths = sorted(
            half_width_columns(line.strip()) for line in lines if line.strip()
        )
        usual = widths[len(widths) * 9 // 10] if widths else 0
        self._full = _USUAL_FULL_LINE
        if usual <= _WIDEST_PAGE:
            self._full = max(round(usual * _NEARLY_FULL), _USUAL_FULL_LINE // 2)
        self.is_spaced = usual <= _WIDEST_PAGE and _is_double_spaced(lines)
        """Whether every line has an empty one behind it, also inside paragraphs."""

    def goes_on(self, line: str, following: str) -> bool:
        """Whether the following line is the rest of the sentence."""
        if ends_sentence(line) or begins_item(following):
            return False
        if _BEGINS_PARAGRAPH.match(following):
            return False
        return half_width_columns(line.strip()) >= self._full


def _is_double_spaced(lines: list[str]) -> bool:
    written = 0
    alone = 0
    for number, line in enumerate(lines[:-1]):
        if line.strip():
            written += 1
            alone += not lines[number + 1].strip()
    return written > 20 and alone >= 0.8 * written


def joined(line: str, following: str) -> str:
    """Two lines as one; Latin words keep a space between them."""
    line, following = line.rstrip(), following.strip()
    both_latin = line[-1:].isascii() and following[:1].isascii()
    needs_space = both_latin and line[-1:].isalnum() and following[:1].isalnum()
    return f"{line} {following}" if needs_space else f"{line}{following}"
