"""Notes that say nothing of causes: 特になし, 同上, 要因：なし, a mere full stop.

別紙のとおり says where the cause stands: that is something.
"""

import re

from dxkpi.returns.missing_reasons import LONGEST
from dxkpi.text.folding import folded_text

_NONE = "(?:なし|無し|無|ない|ありません|ございません|ゼロ)"
_ABOUT = (
    "要因|原因|理由|課題|対応|備考|事項|問題|異常|コメント|記載|記入(?:者)?"
    "|変更|変化|影響|支障|回答"
)
_NO_CAUSE = re.compile(
    f"(?:特に?|とくに|特段の?|特記|特筆)?(?:{_ABOUT})?(?:は|が|も)?{_NONE}(?:です)?"
    "|同[上左前様]|同じ|々|〃+|″+|変わらず|(?:変更|変わり)(?:なし|ありません)"
    "|(?:上記|左記|下記|備考|数値|実績|表|前回|昨年度?|前年度?|例年|従来|これまで)"
    "[0-9]{0,2}欄?(?:の|と|に)?(?:とおり|通り|どおり|参照|同様|同じ|同上|同)?"
    f"|(?:(?:{_ABOUT})(?:は|が)?)?(?:不明|未定)(?:です)?|(?:わか|分か)(?:らない|りません)"
    "|未記入|空欄|該当なし|対象外|n/?a|none|nil|ok|はい|了解(?:です)?|未|済み?|実施済み?"
    "|(?:後日|追って)(?:記入|報告|提出|回答)?|集計中|確認中|調査中|検討中|テスト|test|よろしくお願いします"
    "|(?:ここに)?(?:(?:要因|今後の対応|対応|理由|内容)[・と]?)*を?(?:記入|入力|記載)(?:してください|する|のこと|欄)?"
    "|(?:目標)?未達成?(?:です|のため)?|目標(?:に|を|値に)?(?:届か(?:なかった|ず)|達成でき(?:なかった|ず))(?:ため)?"
    "|遅れ(?:ている|あり)?|(?:減少|低下|増加)(?:した|しました)?(?:ため)?|(?:概ね|おおむね)?順調(?:です|である)?"
    "|目標(?:値)?(?:を)?達成(?:した|しました|済み?)?"
)
"""What gives no cause, or only says again what the figure says."""

_LABEL = re.compile(
    "【[^】]*】|[(（]?(?:要因|原因|理由|課題|今後の対応|対応|対応策|今後)"
    "(?:[・と、](?:要因|今後の対応|対応))*[)）]?(?:[:：]|$)"
)
_PARTS_APART = re.compile(r"[\n。．、,;；/]+")
_MARKS_AROUND = "。.()（）「」・、,-ー :：※*"
_ONE_LETTER = re.compile(r"(.)\1{2,}")
_LETTERS = "〃″々"


def says_no_cause(note: str) -> bool:
    """Whether a note says nothing of causes, in any of its parts."""
    without_labels = _LABEL.sub("\n", note.strip()[:LONGEST])
    parts = _PARTS_APART.split(without_labels)
    return all(_says_nothing(folded_text(part)) for part in parts)


def _says_nothing(part: str) -> bool:
    letters = "".join(
        letter for letter in part if letter.isalnum() or letter in _LETTERS
    )
    if not letters or letters.isdecimal() or _ONE_LETTER.fullmatch(letters):
        return True
    return _NO_CAUSE.fullmatch(part.strip(_MARKS_AROUND)) is not None
