"""Which lines look like a heading, or like the caption of a table, in a text that marks
neither.
"""

import re

from dxkpi.drafting.line_joining import COUNTED

_LONGEST_HEADING = 45
_LONGEST_CAPTION = 80
_NUMBER = "[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]{1,3}"
_HEADING = re.compile(
    rf"第\s?{_NUMBER}\s?[編部章節](?:\s|$|[^、。]{{1,40}}$)"
    r"|【[^】]{1,40}】"
    r"|[■◆◇□●〇○◎▼▶]\s?\S"
    r"|(?:(?:基本|重点)?(?:方針|目標|方向|施策|政策|戦略)|柱)"
    rf"\s?{_NUMBER}(?:[-－―‐.．][0-9０-９]{{1,2}})*[\s:：　【]"
    r"|[0-9０-９]{1,2}(?:[-.．－―‐][0-9０-９]{1,2})*[.．]?[\s　]+"
    rf"(?!{COUNTED})[^0-9０-９\s]"
    r"|[Ⅰ-Ⅻ]"
)
_SIGNS = "■◆◇□●〇○◎▼▶"
_CONTENTS = re.compile(r"(?:[.…‥・･]\s?){3,}\s*\d{1,4}\s*$")
_SENTENCE = re.compile(r"[。、．，]\s*$|。.|(?:です|ます|する|した|である)$")
_FIGURE = re.compile(r"[%％→⇒➡]")
_CAPTION = re.compile(
    r"[【〔<＜]?\s?(?:図表?|表|別表)\s?[0-9０-９一二三四五六七八九十]{0,3}"
    r"(?:[-－.．][0-9０-９]{1,2})?[\s　】:：.．]"
    r"|[【〔＜<■◆○●〇].{1,60}$|.{2,40}(?:一覧|一覧表|指標|KPI|ＫＰＩ|スケジュール|工程表|数値目標)[】)）]?$"
)


def looks_like_heading(line: str) -> bool:
    """Whether a line is short, no sentence, and begins with what headings begin with."""
    text = " ".join(line.split())
    if not text or len(text) > _LONGEST_HEADING:
        return False
    is_list = text[0] in _SIGNS and text.count(text[0]) > 1
    if is_list or is_of_contents(text):
        return False
    is_told = _SENTENCE.search(text) or _FIGURE.search(text)
    return _HEADING.match(text) is not None and not is_told


def is_of_contents(line: str) -> bool:
    """Whether a line is one of a table of contents: 計画の期間 ..... 2."""
    return _CONTENTS.search(line) is not None


def looks_like_caption(text: str) -> bool:
    """Whether a text right above a table says what it is of."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) is not None
