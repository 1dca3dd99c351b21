"""Figures as Japanese offices write them: 1,234件, ７５．０％, ▲3.2, 約1.2万人, 43（16）, 10～12, 集計中.

What a person would read without a doubt is a number. What holds a number and something else is read, but to be
confirmed; what names no figure at all is known as such; everything else is no number. Digits are only those of ASCII
and their full-width forms: ①, ½ and ² are not figures. Exact: `Decimal` throughout, and no exponents.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from dxkpi.plan import Missing
from dxkpi.plan.fields import Figure

LONGEST = 200
"""Characters; no figure is longer, and nothing longer is looked at."""


class NumberKind(StrEnum):
    """What a text was recognised as. All but NUMBER need a person."""

    BLANK = "blank"
    NUMBER = "number"
    EXTRA = "extra"
    RANGE = "range"
    OTHER_UNIT = "other_unit"
    NO_FIGURE = "no_figure"
    ERROR = "error"
    TOO_LONG = "too_long"
    DATE = "date"
    NO_RESULT = "no_result"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ParsedNumber:
    """What a text about a figure says, in the unit that was asked for.

    `values` is one for NUMBER, EXTRA (other text stands beside it) and OTHER_UNIT, both ends for RANGE, else none.
    `as_written`: the text is the number, digit by digit; otherwise its reading is told. `unit_written`: it carries its
    unit. `missing` is the most fitting reason where the text says that there is no figure (NO_FIGURE).
    """

    kind: NumberKind
    values: tuple[Decimal, ...] = ()
    approximate: bool = False
    as_written: bool = False
    unit_written: bool = False
    missing: Missing | None = None


def read_number(text: str, unit: str) -> ParsedNumber:
    """Read a figure that is asked for in `unit` (人, 万人, %, or none). Never raises, whatever the text is."""
    if len(text.strip()) > LONGEST:
        return ParsedNumber(NumberKind.UNREADABLE)
    plain = _plain(text)
    if not plain:
        return ParsedNumber(NumberKind.BLANK)
    if is_error(plain):
        return ParsedNumber(NumberKind.ERROR)
    if _CANONICAL.fullmatch(plain):
        value = _number(plain)
        return _kept(
            ParsedNumber(
                NumberKind.NUMBER, (value,), as_written=format(value, "f") == text
            )
        )
    if (reason := why_missing(plain)) is not None:
        return ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
    asked = _Unit.of(unit)
    return _kept(
        _single(plain, asked)
        or _range(plain, asked)
        or ParsedNumber(NumberKind.UNREADABLE)
    )


def is_storable_figure(value: Decimal) -> bool:
    """Whether a number is finite and has no more digits than a figure may have."""
    try:
        _FIGURE.validate_python(value)
    except ValidationError:
        return False
    return True


def in_unit_of(value: Decimal, power: int) -> Decimal:
    """A number times a power of ten, exactly, without the zeros behind the point that this makes."""
    if power == 0:
        return value
    text = format(_WIDE.scaleb(value, power), "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _kept(read: ParsedNumber) -> ParsedNumber:
    return (
        read
        if all(map(is_storable_figure, read.values))
        else ParsedNumber(NumberKind.TOO_LONG)
    )


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows in the place of a result: #DIV/0!, #N/A."""
    return _ERROR.fullmatch(text.strip().upper()) is not None


def is_dash(text: str) -> bool:
    """Whether a text is nothing but a stroke, as put into cells that stay empty."""
    return _DASHES_ONLY.fullmatch(_plain(text)) is not None


def why_missing(text: str) -> Missing | None:
    """Why there is no figure, of a text that says so (集計中, 該当なし, －, …); None for any other."""
    plain = _SPACE.sub("", _plain(text.strip()[:LONGEST]))
    plain = (
        (_REMARK.sub("", plain) or plain).strip("()[]{}<>「」【】《》〈〉。").casefold()
    )
    if _DASHES_ONLY.fullmatch(plain):
        return Missing.NOT_APPLICABLE
    if _SIGNS_ONLY.fullmatch(plain):
        return (
            Missing.NOT_SUBMITTED if plain[0] in "#?" else Missing.CANNOT_BE_EVALUATED
        )
    if plain in _SHORT_WORDS:
        return _SHORT_WORDS[plain]
    if _ANY_DIGIT.search(plain):
        return None
    return next(
        (reason for word, reason in _WORDS.items() if plain.startswith(word)), None
    )


_FIGURE: TypeAdapter[Decimal] = TypeAdapter(Figure)
_WIDE = Context(prec=2 * LONGEST)
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ANY_DIGIT = re.compile(r"\d")
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A!?|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|GETTING_DATA)"
    r"|ERR:[0-9]{3}"
)

_DASHES = "-−‐‑‒–—―ー─━ｰ﹣"
_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
_SIGNS_ONLY = re.compile(r"[…‥・.]{2,}|…|‥|#{2,}|\?+|\*{1,}")

_REASONS = {
    Missing.NOT_SUBMITTED: (
        "未提出",
        "未報告",
        "未回答",
        "無回答",
        "回答なし",
        "集計中",
        "集計前",
        "未集計",
        "調整中",
        "確認中",
        "照会中",
        "調査中",
        "作成中",
        "算出中",
        "精査中",
        "検討中",
        "未確定",
        "未定",
        "後日",
        "追って",
        "未入力",
        "未記入",
        "tbd",
    ),
    Missing.NOT_PUBLISHED: (
        "未公表",
        "未発表",
        "公表前",
        "公表待ち",
        "公表予定",
        "非公表",
        "結果待ち",
    ),
    Missing.CANNOT_BE_EVALUATED: (
        "評価困難",
        "評価不能",
        "評価できない",
        "測定不",
        "測定できない",
        "算出不",
        "算出できない",
        "算定不",
        "把握不",
        "把握できない",
        "把握していない",
        "未把握",
        "未調査",
        "未測定",
        "未計測",
        "不明",
        "不詳",
        "データなし",
        "データ無",
        "データがな",
        "未実施",
        "実施なし",
        "実施せず",
        "nodata",
        "unknown",
    ),
    Missing.DISCONTINUED: (
        "中止",
        "廃止",
        "休止",
        "終了",
        "事業終了",
        "事業廃止",
        "事業中止",
        "取りやめ",
        "取り止め",
    ),
    Missing.NOT_APPLICABLE: (
        "対象外",
        "対象なし",
        "対象無",
        "該当なし",
        "該当無",
        "該当せず",
        "該当がな",
        "該当しない",
        "非該当",
        "なし",
        "無し",
        "斜線",
    ),
}
_WORDS = {word: reason for reason, words in _REASONS.items() for word in words}
_SHORT_WORDS = dict.fromkeys(
    ("n/a", "na", "n.a", "nil", "none", "null", "無", "空欄"), Missing.NOT_APPLICABLE
)

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None)
_LETTERS = (
    _FULL_WIDTH
    | _INVISIBLE
    | {ord("㌫"): "%", ord("﹪"): "%", ord("￥"): "¥", ord("〜"): "~", ord("∼"): "~"}
)
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")


def _plain(text: str) -> str:
    """Full-width letters and half-width kana as usual, without spaces around; nothing else is taken for a digit."""
    kana = _HALF_WIDTH_KANA.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), text
    )
    return kana.translate(_LETTERS).strip().removeprefix("'").strip()


_SCALES = {
    "千億": 11,
    "百億": 10,
    "十億": 9,
    "億": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
    "兆": 12,
}
_POINTS = ("ポイント", "pt", "pts")
_SHARES = ("%", "パーセント", "%ポイント", *_POINTS)
_SAME = (
    _SHARES,
    ("人", "名"),
    ("か所", "ヶ所", "ケ所", "カ所", "ヵ所", "箇所", "個所"),
    ("時間", "h"),
    ("手続き", "手続"),
    ("回",),
    ("㎡", "m2", "平方メートル"),
    ("km", "㎞"),
    ("kg", "㎏"),
    ("円",),
    ("件",),
    ("台",),
    ("個",),
    ("社",),
    ("校",),
    ("団体",),
    ("世帯",),
    ("戸",),
    ("冊",),
    ("本",),
    ("枚",),
    ("点",),
    ("種類", "種"),
    ("項目",),
    ("事業",),
    ("業務",),
    ("課",),
    ("施設",),
    ("地区",),
    ("組",),
    ("票",),
    ("分",),
    ("秒",),
    ("日",),
    ("店舗", "店"),
    ("機関",),
    ("システム",),
    ("サービス",),
    ("口座",),
    ("アカウント",),
    ("拠点",),
    ("チーム",),
    ("講座",),
    ("レイヤ", "レイヤー"),
    ("データセット",),
    ("ページ",),
    ("t", "トン"),
    ("組織",),
)
_KNOWN = {word: group[0] for group in _SAME for word in group}


@dataclass(frozen=True)
class _Unit:
    """A unit taken apart: 万人 counts 人 by 10⁴. `words` are what its bare form is written as."""

    text: str
    base: str
    power: int
    words: frozenset[str]

    @classmethod
    def of(cls, unit: str) -> "_Unit":
        text = re.sub(r"\s+", "", _plain(unit)).casefold()
        bare = re.split(r"[/(]", text)[0]
        scale = next(
            (
                s
                for s in _SCALES
                if bare.startswith(s) and (bare == s or bare[len(s) :] in _KNOWN)
            ),
            "",
        )
        base = bare.removeprefix(scale)
        base = _KNOWN.get(base, base)
        words = {base, *(word for word, group in _KNOWN.items() if group == base)} - {
            ""
        }
        return cls(text, base, _SCALES.get(scale, 0), frozenset(words))


_MINUS = frozenset(("マイナス", *"▲△", *_DASHES))
_DIGITS = r"(?>(?:[1-9][0-9]{0,2}(?P<sep>[,、])[0-9]{3}(?:(?P=sep)[0-9]{3})*|[0-9]+)(?:[.。][0-9]*)?|[.][0-9]+)"
_NUMBER = re.compile(
    rf"(?P<sign>[▲△]\s*|[{_DASHES}+]|プラス|マイナス)?¥?(?P<digits>{_DIGITS})(?![0-9.,、。])"
)
_ABOUT = re.compile(r"約|およそ|凡そ|概ね|おおむね|おおよそ|ほぼ|大体|だいたい|概数で?")
_AROUND = re.compile(r"程度|前後|ほど|くらい|ぐらい|余り|あまり|余|弱|強|概数")
_BEFORE = re.compile(
    r"(?:合計|総計|計|延べ|のべ|累計|平均|年間|全体|全部で|実績値?|見込み?|速報値?|暫定値?|※|\*+)[::]?"
)
_BESIDE = re.compile(
    r"※[0-9]*|\*+[0-9]*|[†‡★☆◎◆①-⓿❶-➓⁰¹²³⁴-⁹₀-₉]+|注[0-9]*\)?|[0-9]?\)(?=$)|以上|以下|未満|超え?|見込み?|速報値?|暫定値?|予定"
    r"|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|「[^「」]*」"
)
_SPACE = re.compile(r"\s+")
_BASES = "|".join(sorted(map(re.escape, _KNOWN), key=len, reverse=True))
_DASHES_ONLY = re.compile(f"[{_DASHES}]+(?:{_BASES})?|[/＼\\\\]")
_WRITTEN_UNIT = re.compile(
    f"(?P<scale>{'|'.join(_SCALES)})?(?P<base>{_BASES})?", re.IGNORECASE
)
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def _number(digits: str) -> Decimal:
    value = Decimal(digits)
    return abs(value) if value == 0 else value


def _single(plain: str, unit: _Unit) -> ParsedNumber | None:
    """One number with what stands around it, if that is all there is."""
    position, approximate, extra = 0, False, False
    while True:
        found = _SPACE.match(plain, position)
        if not found and (found := _ABOUT.match(plain, position)):
            approximate = True
        if not found and (found := _BEFORE.match(plain, position)):
            extra = True
        if not found:
            break
        position = found.end()
    number = _NUMBER.match(plain, position)
    if number is None:
        return None
    sign = (number["sign"] or "").strip()
    digits = re.sub("[,、]", "", number["digits"]).replace("。", ".").rstrip(".")
    value = _number(digits if digits[0] != "." else "0" + digits)
    value = value.copy_negate() if value and sign in _MINUS else value
    return _beside(
        plain,
        number.end(),
        unit,
        ParsedNumber(
            NumberKind.EXTRA if extra else NumberKind.NUMBER, (value,), approximate
        ),
        sign,
    )


def _beside(
    plain: str, position: int, unit: _Unit, read: ParsedNumber, sign: str
) -> ParsedNumber | None:
    """What stands behind a number: its unit, words such as 程度, marks and remarks; None where anything else does."""
    while position < len(plain):
        rest = plain[position:]
        if not read.unit_written and (written := _unit_at(rest, unit)):
            length, power, same = written
            if (
                sign == "+"
                and unit.text in ("%", "パーセント")
                and rest[:length].casefold().endswith(_POINTS)
            ):
                same = False  # a change, not a share
            value = in_unit_of(read.values[0], power)
            read = replace(
                read,
                values=(value,),
                kind=read.kind if same else NumberKind.OTHER_UNIT,
                unit_written=True,
            )
            position += length
        elif found := _SPACE.match(rest):
            position += found.end()
        elif found := _AROUND.match(rest):
            position += found.end()
            read = replace(read, approximate=True)
        elif rest == "。":
            position += 1
        elif found := _BESIDE.match(rest):
            position += found.end()
            read = replace(
                read,
                kind=NumberKind.EXTRA if read.kind is NumberKind.NUMBER else read.kind,
            )
        else:
            return None
    return read


def _unit_at(rest: str, unit: _Unit) -> tuple[int, int, bool] | None:
    """A unit at the start of a text: its length, by which power of ten it differs from the one asked for, if it is the same."""
    if found := _BRACKETED.match(rest):
        inner = (found[1] or found[2] or "").strip()
        within = _unit_at(inner, unit) if inner else None
        return (
            (found.end(), *within[1:])
            if within and within[0] == len(inner) and within[2]
            else None
        )
    lower = rest.casefold()
    if len(lower) == len(rest):
        own = {unit.text} - {""} | (unit.words if unit.power == 0 else set())
        if written := max(
            (word for word in own if lower.startswith(word)), key=len, default=""
        ):
            return len(written), 0, True
    match = _WRITTEN_UNIT.match(rest)
    assert match is not None
    base, power = (match["base"] or "").casefold(), _SCALES.get(match["scale"] or "", 0)
    if not match[0]:
        return None
    if not base and len(lower) == len(rest):  # a unit that only this plan knows
        base = next(
            (word for word in unit.words if lower.startswith(word, match.end())), ""
        )
        return match.end() + len(base), power - unit.power, True
    same = not base or base in unit.words
    return match.end(), power - unit.power if same else power, same


_LEADING_ZERO = re.compile(r"(?<![0-9.])0[0-9]")  # 2026-03 is a month
_RANGE = re.compile(
    rf"(?P<low>.*?[0-9][^0-9~]*?)\s*(?:~|から|[{_DASHES}])\s*(?P<high>[^0-9~]*?[0-9].*?)(?:まで)?"
)


def _range(plain: str, unit: _Unit) -> ParsedNumber | None:
    """Two numbers with 10～12, 10-12 or 10から12 between them; a unit behind the second is that of both."""
    match = _RANGE.fullmatch(plain)
    if match is None or _LEADING_ZERO.search(plain):
        return None
    low, high = (
        _single(match["low"].strip(), unit),
        _single(match["high"].strip(), unit),
    )
    if low is None or high is None:
        return None
    if high.unit_written and not low.unit_written:
        digits = _NUMBER.search(match["high"])
        assert digits is not None
        bare = _single(digits[0], unit)
        if bare is None or bare.values != high.values:
            return None  # 1～1.2万人: is the first 1 or 10,000?
    ends = tuple(dict.fromkeys((*low.values, *high.values)))
    return ParsedNumber(
        NumberKind.RANGE,
        ends,
        low.approximate or high.approximate,
        unit_written=high.unit_written,
    )
