"""Whether an answer says that something was done: 実施, 済, ○, 検討中, 一部実施."""

import re

from dxkpi.returns.missing_reasons import LONGEST
from dxkpi.text.brackets import without_brackets_behind, words_in_brackets_behind
from dxkpi.text.folding import folded_text

_YES = frozenset(
    (
        "実施",
        "実施済",
        "実施済み",
        "実施した",
        "済",
        "済み",
        "完了",
        "達成",
        "はい",
        "有",
        "有り",
        "あり",
        "○",
        "〇",
        "◯",
        "◎",
        "レ",
        "レ点",
        "●",
        "◉",
        "■",
        "☑",
        "✅",
        "✔️",
        "実施しました",
        "実施しています",
        "実施している",
        "実施中",
        "導入",
        "導入した",
        "導入しました",
        "導入している",
        "策定した",
        "策定しました",
        "整備した",
        "設置した",
        "公開した",
        "公開中",
        "公開している",
        "運用中",
        "稼働中",
        "運用開始",
        "本格運用",
        "設置あり",
        "策定あり",
        "策定",
        "設置",
        "公開",
        "達成した",
        "できた",
        "している",
        "✓",
        "✔",
        "1",
        "true",
        "yes",
        "y",
        "ok",
    )
)
_NO = frozenset(
    (
        "未実施",
        "未",
        "実施せず",
        "実施なし",
        "実施していない",
        "未着手",
        "未完了",
        "未達成",
        "未達",
        "未導入",
        "未整備",
        "未策定",
        "未設置",
        "未公開",
        "未対応",
        "未開始",
        "未済",
        "導入なし",
        "導入していない",
        "策定していない",
        "していない",
        "実施していません",
        "実施しなかった",
        "できなかった",
        "できていない",
        "いいえ",
        "無",
        "無し",
        "なし",
        "×",
        "✕",
        "✖",
        "✗",
        "x",
        "0",
        "false",
        "no",
        "n",
    )
)
_LASTING = (
    "導入|整備|策定|設置|配置|公開|構築|締結|移行|配備|改修|制定|接続|更新|開設|登録|参加|提供|改定|改訂"
    "|見直し|開通|設立|施行|告示|認定|取得|掲載|移設|作成|開始|運用|稼働|公表"
)
"""What stays done, once it is: 導入済み last year is still so."""

_OF_A_YEAR = "実施|研修|周知|対応|開催|達成|展開|配布"
"""What is done anew each year."""

_DONE = "(?:済み?|完了|しました|した|して(?:いる|います))(?:です)?"
_DONE_WORD = re.compile(
    f"(?:{_LASTING}|{_OF_A_YEAR}|完了)(?:が|は|を)?(?:実施)?{_DONE}"
    "|本格(?:的に|的な)?(?:導入|実施|運用|稼働)(?:中|済み?|開始)?|公表|開設|制定|開催|実績あり|チェック済み?"
    "|(?:全課|全庁|全校|全施設|毎年|継続(?:して)?|例年(?:どおり|通り)?|引き続き)(?:で|に)?"
    "(?:実施|導入|運用|展開|開催)(?:済み?|中)?"
)
_STEPS = "作業|検討|準備|調整|協議|契約|調査"
_ENTRY_DONE = re.compile(
    f"(?!開始|運用|稼働|着手)(?:{_LASTING}|{_OF_A_YEAR}|{_STEPS}|完了)(?:が|は|を)?(?:実施)?"
    "(?:済み?|完了|しました|した)(?:です)?"
)
"""That an entry of the schedule is done, also a mere step of which an aim is not."""

_NOT_DONE_WORD = re.compile(
    f"(?:{_LASTING}|{_OF_A_YEAR})(?:を|は)?"
    "(?:し(?:ない|ません|ていない|ていません|なかった|ませんでした)|せず|なし|無し|できず)|実績なし"
)
_NOT_DONE_YET = re.compile(
    "(?:検討|準備|計画|調整|協議|設計|調達|試行|実証|着手)"
    "(?:に着手|を進め|段階|作業)?(?:中|してい(?:る|ます))?"
    "|(?:構築|策定|作成|整備|導入|改定|改訂|見直し|移行)(?:に着手|を進め|段階|作業)?(?:中|してい(?:る|ます))"
    "|.{0,8}(?:試験(?:運用|導入)|実証実験|試行(?:実施|導入|運用)?)(?:中)?"
    "|.{0,12}(?:検討|準備|計画|調整|協議|設計|構築|調達|試行|実証|策定|作成|整備|検証)中"
    "|.{0,8}予定(?:は|が)?(?:なし|無し|無|ありません|ない)"
    "|.{0,16}予定|これから|今後.{0,10}|まだ|次年度.{0,10}|来年度.{0,10}|見送り|延期"
)
_PARTLY_DONE = re.compile(
    "△|▲|.{0,8}一部.{0,12}|部分的?.{0,10}|ほぼ.{0,6}|概ね.{0,6}|おおむね.{0,6}|進行中|取組中|継続中?|.{0,8}途中"
    "|着手済み?"
)
_STILL_TO_COME = re.compile("予定|見込|一部|検討|未|除く|のみ")
_TIME_BEFORE = re.compile(
    r"^(?:(?:令和|平成|r|h)\.?(?:元|\d{1,2})|20\d\d)(?:年度?|[./]|(?=[^\d.]))(?:\d{1,2}月?)?(?:[./]?\d{1,2}日?)?"
    r"(?:に|から|より|:|、|末)*"
)
_MARKS = "○◯〇●◎☑✓✔"
_SAYS_SOMETHING = re.compile(
    f"{_LASTING}|{_OF_A_YEAR}|[{_MARKS}済終]|完了|契約|検証|検討|承認|採択|合意|協議|調整|会議|継続|試行|試験"
    r"|実績|着手|作業|例年|チェック|^v$|[0-9]+(?:回|件|人|名|課|%|か所|箇所|校)"
    r"|(?:令和|平成|r|h|20)[0-9元]{1,2}(?:年|[./])[0-9]{1,2}"
)


def is_not_done_yet(text: str) -> bool:
    """Whether an answer says that something is still to be done: 検討中, 来年度実施予定,
    未実施（人手不足のため）.
    """
    if _NOT_DONE_YET.fullmatch(folded_word(text)):
        return True
    return without_remark(text) in _NO


def is_partly_done(text: str) -> bool:
    """Whether an answer says neither yes nor no: 一部実施, △."""
    return _PARTLY_DONE.fullmatch(folded_word(text)) is not None


def says_something_done(text: str) -> bool:
    """Whether an answer tells of something done, though not whether that is all: 3回実施,
    契約済, R7.10～.
    """
    return _SAYS_SOMETHING.search(folded_word(text)) is not None


def is_done_each_year(text: str) -> bool:
    """Whether an answer tells of what is done anew each year, as 実施 or 開催."""
    return re.search(_OF_A_YEAR, text) is not None


def is_entry_done(text: str) -> bool:
    """Whether a state says that its entry is done: 導入済み, 検討済, R8.3導入完了."""
    return _ENTRY_DONE.fullmatch(word_alone(text)) is not None


def _folded_answer(text: str) -> str:
    return folded_text(text.strip()[:LONGEST])


def folded_word(text: str) -> str:
    """A short answer as it is compared: without full stops and brackets around."""
    return _folded_answer(text).strip("。.()「」!！")


def without_remark(text: str) -> str:
    """A short answer without what stands behind it in brackets."""
    return folded_word(without_brackets_behind(_folded_answer(text)))


def word_alone(text: str) -> str:
    """A short answer without a time before it and what stands behind it in brackets."""
    return folded_word(_TIME_BEFORE.sub("", without_remark(text)))


def remark_behind(text: str) -> str:
    """What stands in brackets behind a short answer, "" for nothing."""
    return words_in_brackets_behind(_folded_answer(text))


def yes_or_no(text: str) -> bool | None:
    """Whether an answer is yes or no; None where it is neither."""
    word = folded_word(text)
    answer = _plain_answer(word)
    if answer is not None:
        return answer
    whole = _folded_answer(text)
    shorter = _TIME_BEFORE.sub("", without_brackets_behind(whole))
    shorter = shorter.strip(_MARKS) or shorter
    if shorter and shorter != whole and not _STILL_TO_COME.search(whole):
        return yes_or_no(shorter)
    return None


def _plain_answer(word: str) -> bool | None:
    if word in _YES or _DONE_WORD.fullmatch(word):
        return True
    if word in _NO or _NOT_DONE_WORD.fullmatch(word):
        return False
    return None
