"""Why there is no figure, of texts that say so: 集計中, 未公表, 該当なし, －."""

import re

from dxkpi.plan import Missing
from dxkpi.text.brackets import without_brackets_behind
from dxkpi.text.folding import usual_width
from dxkpi.text.units import ANY_UNIT

LONGEST = 200
"""Characters; no figure is longer, and nothing longer is looked at."""

DASHES = "-−‐‑‒–—―ー─━ｰ﹣"
"""Strokes, as they are put into cells that stay empty, and before figures below zero."""

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
        "別紙",
        "別添",
        "別途",
        "添付",
        "別表",
        "別シート",
        "未入力",
        "未記入",
        "tbd",
    ),
    Missing.NOT_PUBLISHED: (
        "未公表",
        "未公開",
        "未発表",
        "公表前",
        "公表待ち",
        "公表予定",
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
_REASON_BY_WORD = {word: reason for reason, words in _REASONS.items() for word in words}
_SHORT_WORDS = dict.fromkeys(
    ("n/a", "na", "n.a", "n.a.", "nil", "none", "null", "無", "空欄"),
    Missing.NOT_APPLICABLE,
) | {"未": Missing.NOT_SUBMITTED}

_BRACKETS = "()[]{}<>「」【】《》〈〉。"
_ANY_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"(?:(?:令和|平成|r|h)\.?(?:元|\d{1,2})|20\d\d)(?:年度?末?|[./])(?:\d{1,2}月?)?(?:\d{1,2}日)?"
    r"|(?:令和|平成|r|h)(?:元|\d{1,2})(?![0-9.])"
    r"|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}/\d{1,2}|\d{1,2}日|第?[1-4]四半期"
)
_PUBLISHING = re.compile("公表|発表|公開|公布|告示|速報")
_STILL_TO_COME = re.compile(
    "予定|見込|確定|判明|集計|報告|調査|提出|回答|算出|締め?切|以降|頃|ごろ|待ち"
)
_NOT_DISCLOSED = re.compile(
    "非公[表開]|不公表|秘匿|公表(?:し(?:ない|ていない|ていません|ません)|不可|でき(?:ない|ません|ず))"
)
_EVERY_FEW_YEARS = re.compile("[0-9]年(?:に[1一][度回]|ごと|毎|おき)")
_ATTACHED = re.compile(
    r"(?:別紙|別添|別表|添付|資料|別シート|別途)[0-9①-⑳]*(?!.*[0-9])"
)
_IN_WORK = re.compile(
    "(?:集計|調整|確認|照会|調査|精査|算出|算定|作成|取りまとめ|とりまとめ|検収|決算)(?:作業)?中"
    "|(?:確定|判明|集計|報告|提出|回答)(?:予定|後|見込み?|待ち)"
    "|(?:来月|翌月|来年度?|今後|決算後|夏|秋|春|冬|年度明け|議会後).{0,8}(?:確定|判明|集計|報告|提出)"
)
_NO_DATA = "(?:データ|統計|数値|実績値|値|調査|アンケート|測定|計測|記録|集計|資料|情報|データー)"
_NOT_DONE = (
    "(?:なし|無し|無|がない|はない|ありません|せず|不可|不能|でき(?:ない|ず|ません)|未実施|実施せず"
    "|(?:実施)?し(?:ない|ていない|ていません|なかった|ませんでした)|行(?:わず|わない|っていない|っていません)"
    "|未着|未取得|欠損)"
)
_REASON_PATTERNS = (
    (
        Missing.NOT_APPLICABLE,
        re.compile(
            "隔年|[0-9一二三四五]年(?:に[1一][度回]|ごと|毎|おき)"
            "|調査(?:対象)?年度?(?:で|では)?(?:は)?(?:ない|ありません|なし|以外|外)|非調査年"
            "|(?:所管|担当|対象|調査対象)外|所管(?:課)?(?:替え?|変更)|担当課なし|移管"
            "|(?:次|来|翌)年度(?:以降|から|より|に)?(?:の)?(?:調査|実施|開始|導入|予定)*$"
            "|(?:記入|入力|記載|回答|報告)?不要|^空白$|^(?:特に?|とくに|特段)(?:なし|無し|無)$"
        ),
    ),
    (
        Missing.DISCONTINUED,
        re.compile(
            "(?:中止|廃止|終了|休止|統合|取り?やめ|取止め)(?:済み?|した|しました|のため|により|となった|です)*$"
            "|指標(?:の|を)?(?:廃止|変更|見直し|削除|除外)"
        ),
    ),
    (
        Missing.CANNOT_BE_EVALUATED,
        re.compile(
            f"{_NO_DATA}(?:を|は|が|の)?(?:実施|取得|把握|集計)?{_NOT_DONE}"
            "|(?:把握|測定|算出|評価|集計)(?:が|は)?(?:でき|出来)(?:ない|ず|ません|ていない)"
            "|(?:わか|分か|判)(?:ら(?:ない|ず)|りません)|(?:延期|見送り)$"
        ),
    ),
    (
        Missing.NOT_PUBLISHED,
        re.compile(
            "結果(?:の)?(?:待ち|公表前|公表後|が出ていない|が出てから|未着|未公表)"
        ),
    ),
    (
        Missing.NOT_SUBMITTED,
        re.compile(
            "(?:測定|計測|入力|回収|取得|依頼|問い?合わせ)(?:作業)?中|課(?:で|に|へ)(?:集計|確認|照会|依頼|報告|回答)"
            "|確認(?:し|いたし)ます|データ(?:待ち|未着|未受領)|^(?:省略|略|保留)$"
            "|https?:|^(?:hp|ホームページ|url)|参照$|(?:備考|コメント|上記|下記|システム|メール)欄?(?:の)?(?:とおり|通り|にて)"
        ),
    ),
)
"""Reasons by what a text says anywhere, the more certain ones first."""

_STARTS_LATER = re.compile(
    "(?:から|より|以降)(?:の)?(?:実施|開始|導入|調査|測定|予定|新規)*|(?:事業)?開始(?:予定)?"
)
_TO_BE_PUBLISHED = re.compile("(?:公表|発表)(?:予定|後|待ち|前|見込み?|まで)")
_NONE = (
    "(?:なし|無し|(?<!有)無|ゼロ|0|せず|ありません(?:でした)?|ございません"
    "|(?:^|[はがもで])(?:ない|無い|なかった|無かった)"
    "|(?:して|されて|起きて|生じて|出て)い?(?:ない|ません|なかった|ませんでした)|されず"
    "|(?:^|[はがもに者名人])(?:いない|いません|いなかった|おらず))"
)
_ZERO = re.compile(
    rf"(?:(?:[1一][件人名つ回]も|[^0-9]{{0,16}}?)(?:は|が|も|で)?{_NONE}"
    r"|皆無|零|ぜろ|nil|none|非該当|.{0,8}該当しない)(?:です)?"
)
_NOT_COUNTED = re.compile(
    f"調査|アンケート|統計|データ|担当課|所管課|(?:{_NO_DATA}|回答|予定|変更|増減|変化|変わり|異動|変動|動き|担当|所管|計画|把握|根拠|記載|入力|設定|基準"
    "|目標|指標|要因|理由|備考|課題|算出|公表|完了|確定|確認(?!され)|着手"
    f")[はがもをの]?{_NONE}(?:です)?$"
)
_SAYS_NOTHING_OF_WHAT = re.compile(
    "(?:特に|とくに|特段|今年度|本年度|当年度|今年|現時点|現在|まだ|該当|対象|非該当|対象者|該当者|当課|本市"
    f"|[はがもでの、]|いない|しない|{_NONE}|nil|none|です)+"
)
_LAST_TIME = (
    "(?:前年度?|昨年度?|前回|去年|前期|前年同期|左記|現状|従来"
    "|(?:令和|平成|[RHrh])[0-9]{1,2}(?:年度?)?(?:末)?)"
)
_AS_BEFORE = re.compile(
    rf"(?:{_LAST_TIME}(?:と|から|の|に|より)?)?(?:比べ)?"
    r"(?:変更|変化|変わり|増減|異動|変動|動き)(?:は|が|も)?(?:なし|無し|無|ない|ありません|なく)"
    r"|(?:変わらず|変わらない|横ばい|横這い|据え?置き?|現状維持|維持|不変)"
    rf"|{_LAST_TIME}(?:度)?(?:の数値|の値|実績)?(?:と|に|の)?"
    r"(?:同じ|同様|同数|同値|同額|同率|同水準|同|通り|とおり|まま|変わらず|並み?|並)"
    r"|[→⇒➡⇨←]"
    r"|同(?:左|上|前|じ|様|数|値|率|額)(?:く)?|左に同じ|上に同じ|[〃″々]|''|\"|”|±0|±０"
)
_DASHES_ONLY = re.compile(rf"[{DASHES}]+(?:{ANY_UNIT})?|[/＼\\]")
_JAPANESE_LETTER = re.compile("[ぁ-んァ-ヶ一-龥々]")
_SIGNS_ONLY = re.compile(r"[…‥・.]{2,}|…|‥|#{2,}|\?+|\*{1,}")


def written_text(text: str) -> str:
    """What was typed into a cell, in letters of the usual width, without spaces around.

    A ' before it only tells a spreadsheet that it is text.
    """
    return usual_width(text).strip().removeprefix("'").strip()


def is_dash(text: str) -> bool:
    """Whether a text is nothing but a stroke, as put into cells that stay empty."""
    return _DASHES_ONLY.fullmatch(written_text(text)) is not None


def missing_reason(text: str) -> Missing | None:
    """The reason that fits a text best which says that there is no figure; None for others."""
    words = "".join(written_text(text.strip()[:LONGEST]).split())
    words = without_brackets_behind(words)
    words = words.strip(_BRACKETS).casefold()
    return _reason_of_signs(words) or _SHORT_WORDS.get(words) or _reason_in_words(words)


def _reason_in_words(words: str) -> Missing | None:
    if _ATTACHED.match(words):
        return Missing.NOT_SUBMITTED
    if _ANY_DIGIT.search(words) and not _EVERY_FEW_YEARS.search(words):
        return _reason_with_date(words)
    for word, reason in _REASON_BY_WORD.items():
        if words.startswith(word):
            return reason
    return _reason_of_course(words)


def _reason_of_course(words: str) -> Missing | None:
    """現在集計中, 決算後に確定, 国の公表後: how far a figure has come."""
    if _NOT_DISCLOSED.search(words):
        return None
    if _TO_BE_PUBLISHED.search(words):
        return Missing.NOT_PUBLISHED
    if _IN_WORK.search(words):
        return Missing.NOT_SUBMITTED
    return _reason_by_pattern(words)


def _reason_by_pattern(words: str) -> Missing | None:
    """調査未実施, 隔年調査のため, 他事業に統合: why there is no figure this year."""
    for reason, pattern in _REASON_PATTERNS:
        if pattern.search(words):
            return reason
    return None


def _reason_with_date(words: str) -> Missing | None:
    """The reason where the only digits are those of a time: 5月末に確定予定."""
    without_date = _DATE.sub("", words)
    if without_date == words or _ANY_DIGIT.search(without_date):
        return None
    if _PUBLISHING.search(without_date):
        return Missing.NOT_PUBLISHED
    if _STARTS_LATER.fullmatch(without_date):
        return Missing.NOT_APPLICABLE
    reason = _reason_by_pattern(without_date)
    if reason is None and _STILL_TO_COME.search(without_date):
        return Missing.NOT_SUBMITTED
    return reason


def is_not_disclosed(text: str) -> bool:
    """Whether a text says that a figure is kept secret, which is not that it is still to come."""
    words = "".join(written_text(text.strip()[:LONGEST]).split()).strip(_BRACKETS)
    return _NOT_DISCLOSED.search(words) is not None


def is_in_words(text: str) -> bool:
    """Whether a text is of words alone, without any number (数十 is one)."""
    has_number = "数" in text or any(letter.isnumeric() for letter in text)
    return _JAPANESE_LETTER.search(text) is not None and not has_number


def says_zero(text: str) -> bool:
    """Whether a text may say that there were none: なし, 該当なし, 応募者なし."""
    words = _zero_words(text)
    return _ZERO.fullmatch(words) is not None and not _NOT_COUNTED.search(words)


def says_nothing_happened(text: str) -> bool:
    """Whether a text says outright that nothing of the kind happened: 発生なし, 実績なし;
    not where it says no more than 該当なし.
    """
    names_what = _SAYS_NOTHING_OF_WHAT.fullmatch(_zero_words(text)) is None
    return names_what and says_zero(text)


def _zero_words(text: str) -> str:
    words = "".join(written_text(text.strip()[:LONGEST]).split())
    words = without_brackets_behind(words).strip(_BRACKETS).casefold()
    return words.replace("ナシ", "なし")


def says_as_before(text: str) -> bool:
    """Whether a text says that the figure is that of last time: 変更なし, 同左, 〃."""
    words = "".join(written_text(text.strip()[:LONGEST]).split()).strip(_BRACKETS)
    return _AS_BEFORE.fullmatch(without_brackets_behind(words)) is not None


def _reason_of_signs(signs: str) -> Missing | None:
    """A stroke stands where nothing applies, ### and ? where a figure is still to come, …
    and * where there can be none.
    """
    if _DASHES_ONLY.fullmatch(signs):
        return Missing.NOT_APPLICABLE
    if not _SIGNS_ONLY.fullmatch(signs):
        return None
    if signs[0] in "#?":
        return Missing.NOT_SUBMITTED
    return Missing.CANNOT_BE_EVALUATED
