"""Headings inside a measure that every plan has under some name: 主な取組, 期待される効果, 担当課.

And what chapters are about, as far as their titles tell.
"""

import re
from enum import StrEnum

from dxkpi.drafting.tidy_text import tidy


class Section(StrEnum):
    """What stands under such a heading."""

    INITIATIVES = "initiatives"
    EFFECTS = "effects"
    DEPARTMENTS = "departments"
    INDICATORS = "indicators"
    SCHEDULE = "schedule"
    DESCRIPTION = "description"
    OTHER = "other"


_NOUN = "(?:取組み?|取り組み|施策|事業|アクション|実施)"
_PATTERNS = {
    Section.INITIATIVES: (
        rf"(?:本施策の)?(?:主な|主要な?|主たる|具体的な?|個別の?|今後の|想定される|市の|町の)"
        rf"{_NOUN}(?:内容|事項|項目|例|一覧)?"
        rf"|{_NOUN}の?(?:内容|事項|項目|一覧|名)|取組み?|基本事業"
    ),
    Section.EFFECTS: (
        r"(?:期待(?:される|する|できる)|想定(?:される|する)|見込まれる)?"
        r"(?:主な)?(?:効果|成果)(?:・効果)?"
    ),
    Section.DEPARTMENTS: (
        r"(?:主な)?(?:主?担当|所管|主管|関係|関連|実施|推進|主務)(?:する)?"
        r"(?:部署等?|部局|部?課|課名|課等|所属|室|組織|者)?|(?:実施|取組|推進)?主体"
    ),
    Section.INDICATORS: (
        r"[一-龥々ァ-ヶーの・]{0,10}指標(?:一覧)?|[一-龥々ァ-ヶー]{0,6}成果目標|"
        r"(?:重要業績|重要|成果|数値|評価|活動|達成|主な|施策の|推進|進捗)*"
        r"(?:指標|目標値?|KPI|KGI)"
        r"(?:[（(・]?(?:KPI|KGI|成果指標|数値目標|重要業績評価指標|目標|指標)[)）]?)*"
        r"(?:一覧|の設定)?"
    ),
    Section.SCHEDULE: (
        r"(?:実施|取組|推進|全体|年次|施策取組|作業|導入|整備)?"
        r"(?:スケジュール|工程表?|ロードマップ|年次計画|年度(?:別)?計画|行程表?|実施計画|実施時期|計画期間)"
    ),
    Section.DESCRIPTION: (
        r"(?:施策の?|取組の?|事業の?|主な)?"
        r"(?:概要|内容|説明|目的|基本的な考え方|方向性|取組方針|(?:目指す|めざす|目指すべき)(?:姿|状態|方向)|ねらい)"
    ),
    Section.OTHER: (
        r"現状|課題|現状[とと・]課題|背景|背景[・と]課題|これまでの取組|関連計画"
        r"|(?:関連する?)?SDGs|備考|参考|用語|注釈|対象|財源|予算|根拠"
    ),
}
_SECTIONS = {section: re.compile(pattern) for section, pattern in _PATTERNS.items()}
_AROUND = re.compile(
    r"^[【〔\[［<〈《≪＜(（]?\s*(.*?)\s*[】〕\]］>〉》≫＞)）]?\s*[:：]?$"
)
_LONGEST = 24
_LONGEST_INLINE = 300
_INLINE = re.compile(
    r"[\s■□●○◆◇◎・＊*]*"
    r"(?:[【〔\[［<〈《≪＜(（](?P<bracketed>[^】〕\]］>〉》≫＞)）]{1,24})[】〕\]］>〉》≫＞)）]\s*[：:]?"
    r"|(?P<head>[^\s：:。、]{1,16})\s*[：:])\s*(?P<rest>\S.*)$",
    re.DOTALL,
)

_ELSEWHERE = re.compile(
    r"背景|動向|趣旨|目的|位置[づ付]け|計画期間|計画の期間|対象期間|体制|用語|資料"
    r"|規程|要綱|規則|条例|進行管理|PDCA|はじめに|おわりに|目次|あいさつ|挨拶|社会情勢|現状|課題|策定にあたって|国の|県の|参考|SDGs"
    r"|アンケート|委員|経過|経緯|検証|評価方法|効果測定|注釈"
)
_OF_INDICATORS = re.compile(r"指標|KPI|KGI|数値目標|目標値|推進目標|成果目標")
_OF_THE_PLAN = re.compile(
    r"施策|取組|取り組み|基本方針|行動|指針|推進方針|展開|体系|アクション|事業|KPI|指標"
    r"|工程|スケジュール|ロードマップ|実施計画|重点|基本目標|戦略|プロジェクト|具体"
)


def section_of(text: str) -> Section | None:
    """What a heading announces, None for one that names a thing of its own."""
    plain = tidy(text)
    if len(plain) > _LONGEST:
        return None
    inside = _AROUND.sub(r"\1", plain)
    for section, pattern in _SECTIONS.items():
        if pattern.fullmatch(inside):
            return section
    return None


def inline_section(text: str) -> tuple[Section, str] | None:
    """What a line announces that goes on behind its heading: 担当課：市民課, 【KPI】件数…."""
    match = _INLINE.match(text[:_LONGEST_INLINE])
    if match is None:
        return None
    section = section_of(match["bracketed"] or match["head"])
    return None if section is None else (section, match["rest"])


def is_of_indicators(title: str) -> bool:
    """Whether a chapter is about what is measured."""
    return _OF_INDICATORS.search(title) is not None


def is_of_figures(label: str) -> bool:
    """Whether a numbered label announces an aim that may be a figure: 目標1, 指標2."""
    return label in ("目標", "指標", "数値目標", "成果指標", "成果目標", "KPI")


def is_elsewhere(title: str) -> bool:
    """Whether a chapter is about something other than what the city is going to do."""
    return _ELSEWHERE.search(title) is not None


def is_of_the_plan(title: str) -> bool:
    """Whether a chapter's title says that measures stand in it."""
    return _OF_THE_PLAN.search(title) is not None
