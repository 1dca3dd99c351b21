"""What people write in a plan document, as the plan's classes want it.

R6 and 令和6年度 become 2024, 1,200件 becomes 1200, an unquoted 472123 becomes text, 達成
becomes reach. What is not understood stays, and is refused where the value is made.
"""

import json
import re
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from dxkpi import fiscal
from dxkpi.findings import FiscalYear
from dxkpi.plan.document_counts import part_counts
from dxkpi.plan.document_problem import Location, ProblemCode, WrittenValue
from dxkpi.plan.document_shape import FieldShape, shape_at, shapes_of
from dxkpi.plan.document_source import (
    LONGEST_QUOTE,
    DocumentSource,
    quoted_text,
    written_value,
)
from dxkpi.plan.document_words import YES_NO_WORDS, term_of_word
from dxkpi.plan.fields import FieldKind, municipal_check_digit
from dxkpi.plan.grading import WrittenBand
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_part import IndicatorPart
from dxkpi.plan.indicator_terms import ValueType
from dxkpi.plan.stages import ARROW, stage_number
from dxkpi.plan.tree import Plan
from dxkpi.plan.unit import share_whole
from dxkpi.plan.written_figure import written_figure
from dxkpi.text.folding import without_spaces

_CODE_WITHOUT_ZERO = re.compile("[0-9]{5}")
_ABOUT = re.compile(r"\s*(?:約|およそ|おおよそ|概ね|おおむね)\s*(?=[0-9０-９])")
_ENDS = re.compile(
    r"\s*(?P<low>[^～〜~]*[0-9０-９][^～〜~]*?)\s*(?:以上)?\s*[～〜~]\s*"
    r"(?P<high>[^～〜~]*[0-9０-９][^～〜~]*?)\s*(?:以下|以内)?\s*"
)
_TOLERANCE = re.compile(
    r"\s*(?P<middle>.*[0-9０-９].*?)\s*(?:±|\+-|\+/-)\s*(?P<tolerance>.*[0-9０-９].*?)\s*"
)
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def read_writings(data: dict[str, Any], source: DocumentSource) -> None:
    """Put the standard form in place of every writing that is understood."""
    _Reader(source).read_object(data, Plan, ())
    for place, (text, comment) in source.comments.items():
        _remark_comment(place, text, comment, source)


class _Reader:
    """Goes through a document; unit, stages, `_is_yes_no` and `_counted_unit` (of the two
    counts of a share; None for other figures) are those of its indicator.
    """

    def __init__(self, source: DocumentSource) -> None:
        self._source = source
        self._unit = ""
        self._is_yes_no = False
        self._stages: tuple[str, ...] = ()
        self._counted_unit: str | None = None

    def read_object(
        self, data: dict[str, Any], model: type[BaseModel], place: Location
    ) -> None:
        if model is Indicator:
            self._enter_indicator(data)
        if model is WrittenBand:
            self._unit = "%"
            self._stages = ()
        shapes = shapes_of(model)
        if "approximate" in shapes:
            _note_approximate(data)
        if "tolerance" in shapes and not self._stages:
            _part_range(data)
        if "numerator" in shapes and self._counted_unit is not None:
            part_counts(data, self._counted_unit)
        for name, value in data.items():
            shape = shapes.get(name)
            if shape is None or value is None or _is_standard(value, shape.kind):
                continue
            inside = (*place, name)
            if shape.is_list:
                self._read_list(value, shape, inside)
            else:
                data[name] = self._read(value, shape, inside)

    def _read_part(
        self, data: dict[str, Any], model: type[BaseModel], place: Location
    ) -> None:
        """A part of an indicator, whose unit may be another."""
        unit_of_indicator = self._unit
        if isinstance(data.get("unit"), str):
            self._unit = data["unit"]
        self.read_object(data, model, place)
        self._unit = unit_of_indicator

    def _enter_indicator(self, data: dict[str, Any]) -> None:
        unit, value_type = data.get("unit"), data.get("value_type")
        self._unit = unit if isinstance(unit, str) else ""
        self._is_yes_no = False
        if isinstance(value_type, str):
            is_term = value_type == ValueType.YES_NO
            word = term_of_word(ValueType, value_type)
            self._is_yes_no = is_term or word is ValueType.YES_NO
        self._stages = _stages_of(data)
        if self._stages:
            data.setdefault("value_type", ValueType.STAGE.value)
        self._counted_unit = _unit_of_counts(data, self._unit)

    def _read_list(self, values: Any, shape: FieldShape, place: Location) -> None:
        if not isinstance(values, list):
            return
        for n, value in enumerate(values):
            if value is not None and not _is_standard(value, shape.kind):
                values[n] = self._read(value, shape, (*place, n))

    def _read(self, value: Any, shape: FieldShape, place: Location) -> Any:
        match shape.kind:
            case FieldKind.OBJECT if isinstance(value, dict) and shape.model:
                is_part = shape.model is IndicatorPart
                read = self._read_part if is_part else self.read_object
                read(value, shape.model, place)
            case FieldKind.MAPPING if isinstance(value, dict):
                return self._mapping(value, shape, place)
            case FieldKind.YEAR if isinstance(value, str):
                return self._year(value, place)
            case FieldKind.MONTH if isinstance(value, str):
                return _month(value)
            case FieldKind.FIGURE if isinstance(value, str):
                return self._figure(value, place)
            case FieldKind.COUNT if isinstance(value, str):
                return _count(value)
            case FieldKind.KEY if _is_number(value):
                return self._source.numeral(place, value)
            case FieldKind.MUNICIPAL_CODE:
                return self._municipal_code(value, place)
            case FieldKind.TERM if isinstance(value, str) and shape.terms:
                return _term(value, shape.terms)
        return value

    def _mapping(
        self, values: dict[str | int, Any], shape: FieldShape, place: Location
    ) -> dict[str, Any]:
        """Values by year or by name; a year that is written in two ways is one."""
        result: dict[str, Any] = {}
        for written_key, value in values.items():
            key = str(written_key)  # a year may be a number, where YAML gives text
            name, inside = key, (*place, key)
            if shape.key is FieldKind.YEAR:
                name = self._year_as_key(key, inside)
            if name in result:
                self._source.report(
                    inside, ProblemCode.FIELD_TWICE, key=quoted_text(key)
                )
            result[name] = value
            if value is not None and shape.item is not None:
                result[name] = self._read(value, shape.item, (*place, name))
        return result

    def _year_as_key(self, key: str, place: Location) -> str:
        if re.fullmatch("[0-9]{4}", key):
            return key
        year = str(self._year(key, place))
        self._source.rename(place, (*place[:-1], year))
        return year

    def _year(self, text: str, place: Location) -> Any:
        """The fiscal year that a text names; it is told where another may be meant."""
        try:
            parsed = fiscal.parse_year(text)
        except fiscal.NotAFiscalYear:
            self._source.refuse(
                place,
                ProblemCode.NOT_A_YEAR,
                field=str(place[-1]),
                input=written_value(text),
            )
            return text
        is_calendar_year = parsed.ambiguous and "年" in text
        if is_calendar_year or parsed.as_of is not None:
            self._source.remark(
                place,
                ProblemCode.YEAR_READ_AS,
                field=str(place[-1]),
                input=written_value(text),
                read=FiscalYear(parsed.fiscal_year),
            )
        return parsed.fiscal_year

    def _figure(self, text: str, place: Location) -> Any:
        """The number of a text in the indicator's unit; the text where it is none."""
        if self._stages:
            return self._stage(text, place)
        if _PLAIN_NUMBER.fullmatch(text):
            return text
        if self._is_yes_no:
            return YES_NO_WORDS.get(without_spaces(text), text)
        figure = written_figure(text, self._unit)
        if figure is None:
            return text
        if figure.is_other_unit:
            self._source.refuse(
                place,
                ProblemCode.FIGURE_UNIT,
                field=str(place[-1]),
                input=written_value(text),
                unit=quoted_text(self._unit) or WrittenValue.NO_UNIT,
            )
        return figure.value

    def _stage(self, text: str, place: Location) -> Any:
        """The number of the stage that a text names."""
        number = stage_number(self._stages, text)
        if number is None:
            self._source.refuse(
                place,
                ProblemCode.NO_SUCH_STAGE,
                field=str(place[-1]),
                input=written_value(text),
                stages=quoted_text(ARROW.join(self._stages)),
            )
            return text
        return number

    def _municipal_code(self, value: Any, place: Location) -> Any:
        """A code of six digits; a spreadsheet or YAML may have taken its zero away."""
        is_unquoted = _is_number(value)
        text = self._source.numeral(place, value) if is_unquoted else value
        if not isinstance(text, str):
            return value
        code = _with_lost_zero(text)
        if code != text or (is_unquoted and code.startswith("0")):
            self._source.remark(
                place, ProblemCode.CODE_READ_AS, field=str(place[-1]), read=code
            )
        return code


def _stages_of(indicator: dict[str, Any]) -> tuple[str, ...]:
    """The names of an indicator's stages, as far as they are texts."""
    stages = indicator.get("stages")
    if not isinstance(stages, list):
        return ()
    return tuple(stage for stage in stages if isinstance(stage, str))


def _unit_of_counts(indicator: dict[str, Any], unit: str) -> str | None:
    """The unit that the counts of a share are of, "" for none; None for other figures."""
    if share_whole(unit) is None:
        return None
    counts = indicator.get("counts")
    counted = counts.get("unit") if isinstance(counts, dict) else None
    return counted if isinstance(counted, str) else ""


def _remark_comment(
    place: Location, text: str, comment: str, source: DocumentSource
) -> None:
    """Tell of a comment behind a text that it is not part of the text."""
    shape = shape_at(place, Plan)
    if shape is None or shape.kind is not FieldKind.TEXT:
        return
    names = [part for part in place if isinstance(part, str)]
    source.remark(
        place,
        ProblemCode.COMMENT_LOST,
        field=quoted_text(names[-1]),
        comment=quoted_text(comment),
        whole=_in_quotes(text, comment),
    )


def _in_quotes(text: str, comment: str) -> str:
    """The text with what follows it, as it would stand in quotes; a long one by its end."""
    whole = json.dumps(f"{text} {comment}", ensure_ascii=False)
    return whole if len(whole) <= LONGEST_QUOTE else f'"… {quoted_text(comment)}"'


def _note_approximate(data: dict[str, Any]) -> None:
    """約1,200件 is 1,200件 and approximate, unless the document says that it is not."""
    value = data.get("value")
    if not isinstance(value, str):
        return
    match = _ABOUT.match(value)
    if match is not None:
        data["value"] = value[match.end() :]
        data.setdefault("approximate", True)


def _part_range(data: dict[str, Any]) -> None:
    """45～55dB is from 45 to 55; 2.0±0.2 is 2.0 with a tolerance of 0.2."""
    value = data.get("value")
    if not isinstance(value, str):
        return
    if match := _ENDS.fullmatch(value):
        del data["value"]
        data.setdefault("low", match["low"])
        data.setdefault("high", match["high"])
    elif match := _TOLERANCE.fullmatch(value):
        data["value"] = match["middle"]
        data.setdefault("tolerance", match["tolerance"])


_STANDARD_TYPES: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.TEXT: (str,),
    FieldKind.KEY: (str,),
    FieldKind.YEAR: (int,),
    FieldKind.FIGURE: (int, Decimal),
    FieldKind.COUNT: (int,),
    FieldKind.FLAG: (bool,),
}


def _is_standard(value: Any, kind: FieldKind) -> bool:
    """Whether a value is of the type that its field has."""
    return type(value) in _STANDARD_TYPES.get(kind, ())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _with_lost_zero(code: str) -> str:
    """A code of five digits with the zero before it, where its check digit then is right."""
    if not _CODE_WITHOUT_ZERO.fullmatch(code):
        return code
    whole = "0" + code
    is_right = int(whole[5]) == municipal_check_digit(whole[:5])
    return whole if is_right else code


def _month(text: str) -> str:
    """A month or day as 2026-03, 2026-03-31; the text where it names neither."""
    try:
        return fiscal.parse_year(text).as_of or text
    except fiscal.NotAFiscalYear:
        return text


def _is_whole(figure: Decimal) -> bool:
    """Whether a number has no fraction, however many digits it has."""
    return figure == figure.to_integral_value()


def _count(text: str) -> Any:
    """1,200 and １２００ as a whole number; the text where it is none."""
    figure = written_figure(text, "")
    if figure is None or figure.is_other_unit or not _is_whole(figure.value):
        return text
    return int(figure.value)


def _term(word: str, terms: type[StrEnum]) -> str:
    """The document's own name for a term; the word where it stands for none."""
    term = term_of_word(terms, word)
    return word if term is None else term.value
