"""A sentence that promises something measured: 満足度を80%以上とする, 件数を毎年度増加させる."""

import re
from dataclasses import dataclass, replace

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.figure_cell import read_figure_cell
from dxkpi.drafting.indicator_row import indicator_of_row, unit_in_name
from dxkpi.drafting.numbering import without_footnote_marks
from dxkpi.drafting.proposal import DoubtCode
from dxkpi.drafting.row_figures import DatedCell, FiguresOfRow, IndicatorDraft
from dxkpi.drafting.table_columns import UNKNOWN_YEARS, PlanYears
from dxkpi.drafting.tidy_text import tidy
from dxkpi.drafting.written_years import WrittenYear, without_years, years_in
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Direction, TargetRule, ValueType
from dxkpi.text.folding import usual_width
from dxkpi.text.units import ANY_UNIT

LONGEST = 200
"""Letters of a sentence that is looked at."""

_EVERY = (
    r"(?:毎年度?|各年度|年間|年度内に?|毎月|月間|(?<![0-9])[年月](?=\s*(?:[0-9]|$)))"
)
_ADVERB = rf"(?:{_EVERY}|延べ|累計で?|合計で?|概ね|おおむね|約|計画期間中?に?|[0-9]{{1,2}}年間で)"
_FIGURE = re.compile(
    r"(?P<number>(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?|ゼロ)\s?(?P<unit>(?:十|百|千|万|億)?\s?"
    rf"(?:(?:{ANY_UNIT})(?=[一-龥々ァ-ヶー]{{2,8}}(?:する|します|させる|させます)[。.]?$)"
    r"|%|パーセント|ポイント|[^\s0-9、。,.()をにへとがはのでもや以未超程]{1,8})?)"
)
_BEFORE = re.compile(
    rf"(?P<name>.{{2,90}}?)(?P<particle>を|が|は|について|[:：])?[、,]?\s*(?P<adverbs>(?:{_ADVERB}\s*)*)$"
)
_VERB = (
    r"(?P<verb>[一-龥々ァ-ヶー]{2,8})"
    r"(?:する|します|させる|させます|を目指す|を目指します|を図る)?"
)
_TAIL = re.compile(
    r"(?P<bound>\s?(?:以上|以下|以内|未満|を?超え?る?|程度|前後|まで))?\s*"
    r"(?:(?P<be>(?:と|に)(?:する|します|なる|なること)|を?(?:目標|目安)とする|を?(?:目標)とします)"
    r"|(?P<aim>を(?:目指す|目指します|めざす|めざします|達成する|達成します))"
    r"|(?P<keep>を?(?:維持|確保|継続|保持|堅持)(?:する|します|し続ける)?)"
    rf"|(?P<to>(?:に|へ|まで))(?:{_VERB}|(?:減ら|増や|伸ば)(?:す|します)|(?:高|広|縮)め(?:る|ます)|引?き?[上下]げ(?:る|ます))"
    rf"|を(?P<way>[^、。]{{1,30}}?(?:へ|に)){_VERB.replace('verb', 'moved')}"
    rf"|を?{_VERB.replace('verb', 'done')}"
    r"|(?P<nothing>))[。.]?$"
)
_FROM_TO = re.compile(
    r"^(?P<name>[^、。]{2,80}?)[をは]、?\s*(?P<old>[^をは、。]{0,12}[0-9][^をは、。]{0,24}?)から、?\s*"
    r"(?P<new>[^、。]*[0-9].*)$"
)
"""入場者数を、35,000人（令和２年度）から50,000人に増やします."""

_ONLY_ADVERB = re.compile(rf"(?:{_ADVERB}|[にでをのは、])+")
_COMPARED = re.compile(r"年度?(?:末|実績)?(?:対)?比[でに]?\s*[0-9]")
"""Begins a difference: 令和2年度比で10%削減."""

_MONTHLY = re.compile("毎月|月間|月")
_EVERY_AT_START = re.compile(rf"(?P<every>{_EVERY})[、,に]\s*")
_PAST = re.compile(
    r"(?:ました|ています|ており|でした|いた|なった|した|れている|している|見込まれ)[。、]?"
)
_NOTE_BEHIND = re.compile(
    r"^(?P<sentence>.+?(?:する|す|る|く|う)[。.]?)\s*[(（](?P<note>[^()（）]{2,120})[)）][。.]?$"
)
_PRESENT = re.compile(r"^\s*(?:現状|現在|基準|実績|策定時)値?[:：\s]*")
_FIGURE_AND_NOTE = re.compile(
    r"^(?P<sentence>.+[0-9][^()0-9]*)\((?P<note>[^()]{2,120})\)$"
)
_CHANGE = re.compile(
    "拡充|拡大|増加|向上|上昇|増|減少|削減|低下|短縮|縮減|改善|引上げ|引下げ|抑制"
)
_MORE = re.compile("増|向上|上昇|拡大|拡充|改善|高め|伸ば|促進")
_LESS = re.compile("減|低下|短縮|縮小|抑制|下げ")
_AROUND_YEAR = re.compile(r"\s*[(（]\s*(?:累計|延べ|目標|時点|年間)?\s*[)）]")
_MEASURED = re.compile(
    r"(?:率|割合|比率|数|度|額|量|時間|日数|指数|得点|点数|値|データ|人口|コスト|経費)(?:[(（][^()（）]*[)）])*$"
)
_LEAD = re.compile(
    r"^.*(?:に基づき|により|のため|ために|において|に向け|を踏まえ|に際し|とともに|ほか)、\s*"
)
_FILLER = re.compile(
    r"^(?:また|なお|さらに|加えて|次の|下記の|以下の|特に|うち|、|・)+"
)
_WITHOUT_FIGURE = re.compile(
    rf"(?P<name>.{{2,90}}?)(?P<particle>を|が)(?P<adverb>(?:{_EVERY}に?|段階的に|定期的に|継続的に|着実に|継続して)?)"
    r"(?P<verb>[^をが、。]{2,20})[。.]?$"
)
_VERB_ENDS = (
    ("させます", ""), ("させる", ""), ("します", ""), ("する", ""), ("を図る", ""),
    ("見直す", "見直し"), ("増やす", "増加"), ("減らす", "減少"), ("高める", "向上"),
    ("進める", "推進"), ("広げる", "拡大"), ("設ける", "設置"), ("行う", "実施"),
)  # fmt: skip


@dataclass(frozen=True)
class PromiseContext:
    """What stands around a sentence: the year that all targets of its chapter have, the
    plan's years, and whether it is an item of a list of indicators.
    """

    year: ParsedYear | None = None
    plan: PlanYears = UNKNOWN_YEARS
    is_listed: bool = False


@dataclass(frozen=True)
class PromisedIndicator:
    """An indicator in a sentence. `figure` is the text of its figure, as it stands there."""

    name: str
    draft: IndicatorDraft
    figure: str | None = None
    name_text: str = ""


def indicator_of_sentence(
    text: str, context: PromiseContext
) -> PromisedIndicator | None:
    """The indicator that a sentence promises, None where it promises none.

    Without a figure only an item of a list of indicators is one; running text must say
    by when or that something is to be.
    """
    plain = usual_width(without_footnote_marks(text)).strip().lstrip("・･•○●■□◆◇-※ 　")
    if not 4 <= len(plain) <= LONGEST:
        return None
    note = _NOTE_BEHIND.match(plain) or _note_with_figure(plain)
    sentence = note["sentence"] if note else plain
    present = _present_figure(note["note"]) if note else None
    moved = _FROM_TO.match(sentence)
    if moved is not None and present is None:
        start = read_figure_cell(moved["old"])
        if start.value is not None and not start.is_unclear:
            present = DatedCell(start)
            sentence = f"{moved['name']}を{moved['new']}"
    promised = _with_figure(sentence, context, present)
    if promised is None and context.is_listed:
        promised = _without_figure(sentence, context)
    if promised is not None and note is not None and present is None:
        promised.draft.data["definition"] = note["note"]
    return promised


def _note_with_figure(text: str) -> re.Match[str] | None:
    """A note behind a figure that has one of its own: 80人（R2～R6：52人）."""
    match = _FIGURE_AND_NOTE.match(text)
    if match is None or not re.search("[0-9]", without_years(match["note"])):
        return None
    return match


def _present_figure(note: str) -> DatedCell | None:
    """The figure in brackets behind a sentence with its year: （令和5年度 11.3%）."""
    cell = read_figure_cell(_PRESENT.sub("", note))
    is_figure = cell.value is not None and cell.rule is None and not cell.is_unclear
    return DatedCell(cell) if is_figure and cell.year is not None else None


# With a figure


def _with_figure(
    sentence: str, context: PromiseContext, present: DatedCell | None
) -> PromisedIndicator | None:
    if _PAST.search(sentence):
        return None
    years = years_in(sentence)
    masked = _masked(sentence, years)
    for match in reversed(list(_FIGURE.finditer(masked))):
        before = _BEFORE.match(masked[: match.start()].replace("\0", ""))
        tail = _TAIL.match(_bare_tail(masked[match.end() :]))
        if before is None or tail is None:
            continue
        if not context.is_listed and not _is_promise(tail, years):
            return None
        promise = _Promise(sentence, match, before, tail, years)
        return _promised(promise, context, present)
    return None


def _masked(sentence: str, years: list[WrittenYear]) -> str:
    """The sentence with its years and the words behind them taken out, letter for letter."""
    letters = list(sentence)
    for written in years:
        end = written.end + (sentence[written.end : written.end + 1] == "、")
        letters[written.start : end] = "\0" * (end - written.start)
    return "".join(letters)


def _bare_tail(text: str) -> str:
    """What stands behind a figure, without its year, empty brackets and 累計."""
    return _AROUND_YEAR.sub("", text.replace("\0", ""))


def _is_promise(tail: re.Match[str], years: list[WrittenYear]) -> bool:
    """Whether running text says that a figure is to be, or by when something is done."""
    if _has(tail, "be", "aim"):
        return True
    if tail["keep"] and tail["bound"]:
        return True
    is_until = any(written.is_until for written in years)
    return is_until and _has(tail, "way", "to", "done")


def _has(match: re.Match[str], *groups: str) -> bool:
    """Whether one of these groups matched anything."""
    return any(match[group] for group in groups)


@dataclass(frozen=True)
class _Promise:
    """A sentence with the parts of it: its figure, what stands before and behind it."""

    sentence: str
    figure: re.Match[str]
    before: re.Match[str]
    tail: re.Match[str]
    years: list[WrittenYear]


def _promised(
    promise: _Promise, context: PromiseContext, present: DatedCell | None
) -> PromisedIndicator | None:
    figure, years = promise.figure, promise.years
    bare = _bare_name(promise.before["name"])
    adverbs = promise.before["adverbs"]
    every = _EVERY_AT_START.match(bare)
    if every is not None:
        bare = bare[every.end() :]
        adverbs = f"{every['every']}{adverbs}"
    if not bare or _ONLY_ADVERB.fullmatch(bare) or _COMPARED.search(promise.sentence):
        return None
    name = _name_with_verb(bare, promise.tail)
    is_until = any(written.is_until for written in years)
    cell = _cell(figure, adverbs, promise.tail, is_until=is_until)
    year = years[-1].year if years else context.year
    row = FiguresOfRow(name, baseline=present, target=DatedCell(cell, year))
    draft = indicator_of_row(row, context.plan)
    draft.data["name"] = tidy(name)
    text = promise.sentence[figure.start() : figure.end()]
    return PromisedIndicator(tidy(name), draft, text, bare)


def _cell(
    figure: re.Match[str], adverbs: str, tail: re.Match[str], *, is_until: bool
) -> CellFigure:
    """The figure with its rule; 年間100人 that is reached by a year is no figure to keep."""
    bound = tail["bound"] or ""
    is_none = figure["number"] == "ゼロ"
    number = "0" if is_none else figure["number"]
    spoken = _MONTHLY.sub("", adverbs)
    written = f"{spoken}{number}{figure['unit']}{bound.strip().removesuffix('まで')}"
    cell = read_figure_cell(written)
    is_yearly = bool(re.search(_EVERY, adverbs))
    is_kept = bool(tail["keep"]) or is_none or (is_yearly and not is_until)
    if is_kept and cell.rule is None:
        cell = replace(cell, rule=TargetRule.KEEP)
    if is_none:
        cell = replace(cell, direction=Direction.LOWER, text=figure[0])
    if cell.is_every_year or is_yearly:
        cell = replace(cell, aggregation=Aggregation.ANNUAL)
    return cell


def _bare_name(text: str) -> str:
    name = _LEAD.sub("", text.strip())
    name = _FILLER.sub("", name).strip(" 、,:：")
    return name.removesuffix("の")


def _name_with_verb(name: str, tail: re.Match[str]) -> str:
    """The name of what is counted: EBPM研修 that is held is EBPM研修の実施."""
    if _MEASURED.search(name):
        return name
    if tail["way"]:
        return f"{tail['way']}{tail['moved']}した{name}"
    verb = tail["done"] or tail["verb"]
    is_act = verb is not None and not _CHANGE.search(verb)
    return f"{name}の{verb}" if is_act else name


# Without a figure


def _without_figure(sentence: str, context: PromiseContext) -> PromisedIndicator | None:
    match = _WITHOUT_FIGURE.match(sentence)
    if match is None or re.search("[0-9]", sentence):
        return None
    verb = _noun_of_verb(match["verb"])
    if verb is None:
        return None
    name = _bare_name(match["name"])
    cell = _cell_of_words(sentence, name, match["adverb"], verb)
    full_name = _name_of_words(name, match["adverb"], verb)
    row = FiguresOfRow(full_name, target=DatedCell(cell, context.year))
    draft = indicator_of_row(row, context.plan)
    draft.data["name"] = tidy(full_name)
    _set_kind(draft, full_name)
    if cell.rule is not TargetRule.DO:
        draft.doubt(DoubtCode.NO_FIGURE, text=sentence)
    return PromisedIndicator(tidy(full_name), draft, None, name)


def _noun_of_verb(text: str) -> str | None:
    """導入 of 導入する, 見直し of 見直す; None for what is no verb."""
    verb = text.strip()
    for ending, noun in _VERB_ENDS:
        if verb.endswith(ending):
            return noun or verb.removesuffix(ending)
    return None


def _is_way(verb: str) -> bool:
    return _CHANGE.search(verb) is not None or bool(
        _MORE.search(verb) or _LESS.search(verb)
    )


def _cell_of_words(sentence: str, name: str, adverb: str, verb: str) -> CellFigure:
    is_yearly = re.match(_EVERY, adverb) is not None
    cell = CellFigure(sentence, is_every_year=is_yearly)
    if is_yearly:
        cell = replace(cell, aggregation=Aggregation.ANNUAL)
    if _is_way(verb) and _MEASURED.search(name):
        direction = Direction.LOWER if _LESS.search(verb) else Direction.HIGHER
        rule = TargetRule.IMPROVE if is_yearly else TargetRule.RISE
        return replace(cell, rule=rule, direction=direction)
    is_kept = is_yearly or "維持" in verb or "継続" in verb or "的に" in adverb
    return replace(cell, rule=TargetRule.KEEP if is_kept else TargetRule.DO)


def _name_of_words(name: str, adverb: str, verb: str) -> str:
    if _MEASURED.search(name):
        return name
    if adverb in ("定期的に", "継続的に", "段階的に"):
        return f"{name}の{adverb.removesuffix('に')}な{verb}"
    return f"{name}の{verb}"


def _set_kind(draft: IndicatorDraft, name: str) -> None:
    """Something that is done or not has no unit; the rest has that of its name."""
    if _MEASURED.search(name):
        unit = unit_in_name(name)
        if unit is not None:
            draft.data["unit"] = unit
            draft.doubt(DoubtCode.UNIT_UNKNOWN, unit=unit)
        return
    draft.data["value_type"] = ValueType.YES_NO.value
    draft.data["unit"] = ""
    draft.data.pop("aggregation", None)
