"""Numbers and signs before headings and items: 第1章, 1-1, (1), ①, 【基本方針1】, ■, ・."""

import re
import unicodedata
from dataclasses import dataclass, replace

from dxkpi.drafting.tidy_text import tidy

_DIGITS = "[0-9０-９]"
_STROKE = "[-－‐‑–—―−ー.．・]"
_KANJI = "一二三四五六七八九十"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BLACK_CIRCLED = "❶❷❸❹❺❻❼❽❾❿"
_COUNTERS = "つ点個件人年月日回%％割分章節か箇ヶカ名社台時歳課"
LEVEL_WORDS = (
    "基本方針|基本目標|政策|基本戦略|基本施策|方針|目標|柱|戦略|施策|取組|取り組み|取組み|事業|項目|"
    "施策の方向性?|取組の方向性?|アクション|プロジェクト|プラン|プログラム|分野|テーマ|方向性|方策|ミッション|番号|指標|KPI"
)
_LABEL = (
    rf"(?P<label>[一-龥々ァ-ヶー]{{0,6}}?(?:{LEVEL_WORDS})(?:の柱|項目|事項|分野)?)"
)
_YEAR = rf"[RHＲＨ][.．]?{_DIGITS}{{1,2}}(?!{_STROKE}?{_DIGITS})"
"""A year in letters is no number: 目標（R10）, 目標H31."""

_NUMBER = (
    rf"(?P<number>{_DIGITS}{{1,2}}(?:\s?{_STROKE}\s?{_DIGITS}{{1,2}}){{0,3}}(?!{_DIGITS})"
    rf"|[{_CIRCLED}{_ROMAN}{_BLACK_CIRCLED}](?:\s?[-－‐–—―−]\s?{_DIGITS}{{1,2}}){{0,2}}|[{_KANJI}](?![一-龥ぁ-ん])|(?!{_YEAR})[A-ZＡ-Ｚ](?![A-Za-zＡ-Ｚａ-ｚ])(?:{_STROKE}?{_DIGITS}{{1,2}})?)"
)
_OPEN, _CLOSE = "【［[〔《≪〈＜<「『", "】］]〕》≫〉＞>」』"
_LABELLED = re.compile(
    rf"\s*{_LABEL}\s?[（(]?{_NUMBER}[)）]?(?![{_COUNTERS}])(?:\s*[:：.．、_＿]\s*|\s*)"
)
_IN_BRACKETS = re.compile(
    rf"[{re.escape(_OPEN)}](?P<inside>[^{re.escape(_OPEN + _CLOSE)}]{{1,80}})[{re.escape(_CLOSE)}]"
)
_LABEL_IN_PARENS = re.compile(rf"\s*[(（](?P<inside>{_LABEL}\s?{_NUMBER})[)）]\s*")
_CHAPTER = re.compile(
    rf"第\s?(?P<number>{_DIGITS}{{1,2}}|[{_KANJI}]{{1,3}})\s?(?P<unit>[編部章節項条])"
    r"(?:\s*[:：.．、]\s*|\s*)"
)
_DECIMAL = re.compile(
    rf"(?P<number>{_DIGITS}{{1,2}}(?:\s?[-－‐–.．]\s?{_DIGITS}{{1,2}}){{0,3}})"
    rf"(?:[.．、](?!{_DIGITS})\s*|\s+(?![{_COUNTERS}A-Za-z]?(?:\s|$)))(?!{_DIGITS})"
)
_PAREN = re.compile(
    rf"[(（]\s?(?P<number>{_DIGITS}{{1,2}}|[{_KANJI}]{{1,2}}|[ア-ンｱ-ﾝ]|[a-zａ-ｚ]|[ivxIVX]{{1,4}})\s?[)）]\s*"
)
_HALF = re.compile(rf"(?P<number>{_DIGITS}{{1,2}}|[ア-ン]|[a-z]|[ivx]{{1,4}})[)）]\s*")
_CIRCLE = re.compile(rf"(?P<number>[{_CIRCLED}{_BLACK_CIRCLED}])\s*")
_ROMAN_NUMBER = re.compile(rf"(?P<number>[{_ROMAN}]){_STROKE}?(?:\s*[:：、]\s*|\s*)")
_LETTER = re.compile(
    rf"(?P<number>[A-ZＡ-Ｚ{_CIRCLED}](?:[-－‐–.．]{_DIGITS}{{1,2}}){{1,2}})"
    rf"[.．:：]?[\s　]+(?!{_DIGITS})"
)
_KANA = re.compile(r"(?P<number>[ア-コ])[.．、\s]\s*")
_GLYPH = re.compile(
    r"(?P<glyph>[■□◆◇●○〇◯◎▼▽▲△▶►▷★☆◉・･•‣▪➢➤✓✔⚫⚪※*＊>＞])(?![0-9０-９])\s*|(?P<dash>[-－–—])\s+"
)
_SAME_GLYPH = str.maketrans("〇◯⚪･•‣▪►▷➤＊＞⚫", "○○○・・・・▶▶➢*>●")
_SIGN_BRACKETS = re.compile(r"^(?:\s*[【\[（(]\s?[★☆◆◇●○◎※■□]\s?[】\]）)])+\s*")
_TAGS_BEHIND = re.compile(
    r"(?:\s*【[^【】]{1,60}】|\s*[（(](?:再掲|新規|継続|拡充|重点)[)）])+$"
)
_KIND_BEHIND = re.compile(r"(?:\s*[（(【\[](?:再掲|新規|継続|拡充|重点)[)）】\]])+$")
_FOOTNOTE_MARK = re.compile(
    r"\s?(?:[（(][※*＊][0-9０-９]{0,3}[)）]|※[0-9０-９]{1,3}(?:(?<=\d)\s)?)"
)
_NOTE_BEHIND = re.compile(r"(?<=\S)\s+※")
_VALUES = {sign: str(at + 1) for at, sign in enumerate(_CIRCLED)}
_VALUES |= {sign: str(at + 1) for at, sign in enumerate(_BLACK_CIRCLED)}
_VALUES |= {sign: str(at + 1) for at, sign in enumerate(_ROMAN)}
_VALUES |= {sign: str(at + 1) for at, sign in enumerate(_KANJI)}

_LONGEST_MARKED = 200


@dataclass(frozen=True)
class Marked:
    """A line with what stands before it taken off.

    `style` tells alike markers from others (`paren`, `glyph:■`, `label:施策`), None where
    the line has none. `number` is written with digits where it is a number. `over` is the
    marker before that of 【方針1】施策1-2: the style and number of what it stands under.
    """

    style: str | None
    title: str
    number: str | None = None
    label: str | None = None
    over: tuple[str, str] | None = None

    @property
    def is_numbered(self) -> bool:
        return self.number is not None

    @property
    def is_labelled(self) -> bool:
        return self.label is not None

    @property
    def is_glyph(self) -> bool:
        return self.style is not None and self.style.startswith("glyph:")

    @property
    def ordinal(self) -> int | None:
        """The last part of the number as a whole number: 3 of 2-3."""
        last = (self.number or "").rsplit("-", 1)[-1]
        return int(last) if last.isdecimal() else None


def marked(text: str) -> Marked:
    """A line's marker and title."""
    whole = without_footnote_marks(text[: 2 * _LONGEST_MARKED]).strip()
    line = _NOTE_BEHIND.split(whole, maxsplit=1)[0][:_LONGEST_MARKED]
    for read in (_labelled, _chapter, _numbered, _glyphed, _bracketed):
        found = read(line)
        if found is not None:
            return found
    return Marked(None, clean_title(line))


def clean_title(text: str) -> str:
    """A title without signs of a legend before it and tags in brackets behind it."""
    seen = without_footnote_marks(text).strip()
    bare = _SIGN_BRACKETS.sub("", tidy(_NOTE_BEHIND.split(seen, maxsplit=1)[0]))
    return _TAGS_BEHIND.sub("", bare).strip() or bare


def without_tags(name: str) -> str:
    """A name without a word in brackets behind it for its kind: （再掲）, （新規）."""
    return _KIND_BEHIND.sub("", name).strip() or name


def without_footnote_marks(text: str) -> str:
    """A text without the signs that refer to notes: デバイド※19, シビックプライド(※)."""
    return (
        _FOOTNOTE_MARK.sub("", text)
        if "※" in text or "*" in text or "＊" in text
        else text
    )


def plain_number(text: str) -> str:
    """A number of a heading with usual digits and strokes: １－２ is 1-2, ③ is 3."""
    signs = "".join(_VALUES.get(sign, sign) for sign in text)
    usual = unicodedata.normalize("NFKC", "".join(signs.split()))
    return re.sub(r"[-‐‑–—―−ー.・]", "-", usual)


def _labelled(line: str) -> Marked | None:
    bracket = _IN_BRACKETS.match(line) or _LABEL_IN_PARENS.match(line)
    if bracket is not None:
        inside = _LABELLED.match(bracket["inside"])
        if inside is None:
            return None
        behind = line[bracket.end() :]
        title = bracket["inside"][inside.end() :] or behind
        return _with_label(inside, title)
    match = _LABELLED.match(line)
    return None if match is None else _with_label(match, line[match.end() :])


def _with_label(match: re.Match[str], title: str) -> Marked:
    label = tidy(match["label"])
    number = plain_number(match["number"])
    style = f"label:{label}:{number.count('-')}"
    inner = _LABELLED.match(title)
    if inner is not None:
        found = _with_label(inner, title[inner.end() :])
        return replace(found, over=(style, number))
    return Marked(style, clean_title(title), number, label)


def _chapter(line: str) -> Marked | None:
    match = _CHAPTER.match(line)
    if match is None:
        return None
    number = plain_number(match["number"])
    return Marked(f"chapter:{match['unit']}", clean_title(line[match.end() :]), number)


def _numbered(line: str) -> Marked | None:
    for style, pattern in (
        ("paren", _PAREN),
        ("half", _HALF),
        ("code", _LETTER),
        ("circle", _CIRCLE),
        ("roman", _ROMAN_NUMBER),
        ("kana", _KANA),
        ("decimal", _DECIMAL),
    ):
        match = pattern.match(line)
        if match is None:
            continue
        number = plain_number(match["number"])
        title = clean_title(line[match.end() :])
        return Marked(_numbered_style(style, number), title, number)
    return None


def _numbered_style(style: str, number: str) -> str:
    if style == "decimal":
        return f"decimal:{number.count('-')}"
    return style if number.isdecimal() else f"{style}:letter"


def _glyphed(line: str) -> Marked | None:
    match = _GLYPH.match(line)
    if match is None:
        return None
    behind = line[match.end() :]
    inner = _labelled(behind) or _numbered(behind)
    if inner is not None:
        return inner
    if match["dash"] and (behind_glyph := _glyphed(behind)) is not None:
        return behind_glyph
    glyph = (match["glyph"] or "-").translate(_SAME_GLYPH)
    return Marked(f"glyph:{glyph}", clean_title(behind))


def _bracketed(line: str) -> Marked | None:
    match = _IN_BRACKETS.match(line)
    if match is None or match.end() != len(line):
        return None
    opening = line[0]
    if opening in "「『":
        return None
    return Marked(f"bracket:{opening}", tidy(match["inside"]))
