"""The plan document: YAML or JSON text to a `Plan` and back, the same document both ways.

Reading collects every problem of a file in one pass, each with its line and in plain words; a file with problems gives
no plan. Numbers become `Decimal` from their own text, so 75.0 stays 75.0. YAML is read as YAML 1.2 (JSON is a part of
it) by composing nodes only, so no tag of a file can build a Python object, and anchors, which could make a small file
explode, are refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

import simplejson
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.representer import SafeRepresenter

from dxkpi.plan.tree import Plan
from dxkpi.text.lines import shortened
from dxkpi.wording.language import _, mark

Location = tuple[str | int, ...]

MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class DocumentProblem:
    """Something wrong in a plan file, in words for its author."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return _(
            "{file}, line {line}: {message}",
            file=self.file,
            line=self.line,
            message=self.message,
        )


class UnreadablePlan(ValueError):
    """A plan file with problems; `problems` holds all of them, in the order of their lines."""

    def __init__(self, problems: Sequence[DocumentProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises `UnreadablePlan` with every problem found."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadablePlan(
            [DocumentProblem(str(path), 1, _not_opened(error))]
        ) from None
    if len(content) > MAX_BYTES:
        raise UnreadablePlan(
            [
                DocumentProblem(
                    str(path),
                    1,
                    _("The file is larger than 2 MB; a plan is far smaller."),
                )
            ]
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadablePlan(
            [DocumentProblem(str(path), line, _("The file is not UTF-8 text."))]
        ) from None
    return parse_plan(text, str(path))


def _not_opened(error: Exception) -> str:
    match error:
        case FileNotFoundError() | ValueError():  # ValueError: a path with NUL in it
            return _("The file does not exist.")
        case IsADirectoryError():
            return _("This is a folder, not a file.")
        case PermissionError():
            return _("The file may not be opened.")
        case _:
            return _("The file cannot be opened: {reason}.", reason=error)


def parse_plan(text: str, name: str = "-") -> Plan:
    """The plan in a text. `name` stands in the problems. Raises `UnreadablePlan` with every problem found."""
    source = _Source(name)
    try:
        root = YAML(typ="safe", pure=True).compose(StringIO(text))
    except Exception as error:  # noqa: BLE001 -- on hostile text the reader fails with AssertionError, OverflowError …
        raise UnreadablePlan([_not_yaml(error, text, name)]) from None
    data = source.build(root, ()) if root is not None else None
    if not isinstance(data, dict):
        raise UnreadablePlan(
            source.problems or [DocumentProblem(name, 1, _("The file holds no plan."))]
        )
    plan = None
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            if item["loc"] not in source.unread:
                source.report(item["loc"], _in_words(item))
    if "about" in data:  # the value's name for what the document calls “plan”
        source.report(
            ("about",),
            _in_words({"type": "extra_forbidden", "loc": ("about",), "input": None}),
        )
    for location, message in _disagreements(data):
        source.report(location, message)
    if plan is None or source.problems:
        raise UnreadablePlan(
            sorted(dict.fromkeys(source.problems), key=lambda problem: problem.line)
        )
    return plan


def _not_yaml(error: Exception, text: str, name: str) -> DocumentProblem:
    """What stops the YAML reader, in our words: its own are English and about YAML's grammar."""
    match error:
        case ReaderError():
            line = text.count("\n", 0, error.position) + 1
            return DocumentProblem(
                name,
                line,
                _(
                    "U+{code:04X} is a character that cannot be read.",
                    code=error.character,
                ),
            )
        case RecursionError():
            return DocumentProblem(
                name, 1, _("Lists and fields are nested too deeply.")
            )
        case MarkedYAMLError(problem_mark=at) if at is not None:
            words = mark(
                "This is not YAML or JSON (column {column}); check indentation, colons, quotes and brackets."
            )
            return DocumentProblem(name, at.line + 1, _(words, column=at.column + 1))
        case _:
            return DocumentProblem(name, 1, _("This is not YAML or JSON."))


class _Source:
    """Turns YAML nodes into plain data while remembering the line of every value."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Location, int] = {}
        self.problems: list[DocumentProblem] = []
        self.unread: set[Location] = set()

    def build(self, node: Node, at: Location) -> Any:
        self.lines[at] = node.start_mark.line + 1
        if node.anchor:
            return self._refuse(
                at,
                _(
                    "Anchors and aliases (& and *) are not supported; write the text out."
                ),
            )
        if _kind(node) not in _KINDS:
            return self._refuse(
                at, _("Tags (!) are not supported; write the value without one.")
            )
        if isinstance(node, MappingNode):
            return self._mapping(node, at)
        if isinstance(node, SequenceNode):
            return [self.build(child, (*at, n)) for n, child in enumerate(node.value)]
        return self._scalar(node, at)

    def _mapping(self, node: MappingNode, at: Location) -> dict[str, Any]:
        """Keys are text, as in JSON, whatever YAML would make of them: 2027 and "2027" are the same key."""
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.lines[*at, ""] = line
                self.report(
                    (*at, ""),
                    _("A list or a group of fields cannot be the name of a field."),
                )
                continue
            inside = (*at, key_node.value)
            if key_node.value in result:
                self.lines[inside] = line
                self.report(
                    inside,
                    _("“{key}” stands here a second time.", key=_cut(key_node.value)),
                )
            result[key_node.value] = self.build(value_node, inside)
            self.lines[inside] = line
        return result

    def _scalar(self, node: Node, at: Location) -> Any:
        text: str = node.value
        try:
            match _kind(node):
                case "null":
                    return _NULL[text.lower()]
                case "bool":
                    return _BOOL[text.lower()]
                case "int":
                    return int(text)
                case "float":
                    return Decimal(text)
        except KeyError:
            return self._refuse(
                at, _("“{text}” must be null, true or false here.", text=_cut(text))
            )
        except (ValueError, InvalidOperation):
            return self._refuse(
                at, _("“{text}” is not a number that can be read.", text=_cut(text))
            )
        return _joined(text)

    def _refuse(self, at: Location, message: str) -> None:
        """A value that cannot be read is reported once, here, and not for being None as well."""
        self.unread.add(at)
        self.report(at, message)

    def report(self, at: Location, message: str) -> None:
        known = at
        while known not in self.lines:
            known = known[:-1]
        self.problems.append(
            DocumentProblem(
                self.name, self.lines[known], _UNPRINTABLE.sub("\ufffd", message)
            )
        )


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_STANDARD = "tag:yaml.org,2002:"
_KINDS = (
    "null",
    "bool",
    "int",
    "float",
    "str",
    "timestamp",
    "merge",
    "value",
    "map",
    "seq",
)
_NULL = dict.fromkeys(("", "~", "null"))
_BOOL = {"true": True, "false": False}


def _kind(node: Node) -> str:
    return (node.tag or "").removeprefix(_STANDARD)


def _joined(text: str) -> str:
    """JSON may write 😀 as the pair \\ud83d\\ude00, which the YAML reader leaves as two halves."""
    return text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "surrogatepass"
    )


def _cut(text: str) -> str:
    return shortened(text, 60)


_UNKNOWN = mark("“{field}” cannot be {input}.")
_WORDS = {
    "missing": mark("“{field}” is missing."),
    "extra_forbidden": mark("“{field}” is not a field of the plan document."),
    "string_type": mark("“{field}” must be text, not {input}. Put numbers in quotes."),
    "string_unicode": mark("“{field}” holds a character that cannot be stored."),
    "int_type": mark("“{field}” must be a whole number, not {input}."),
    "bool_type": mark("“{field}” must be true or false, not {input}."),
    "decimal_type": mark("“{field}” must be a number, not {input}."),
    "decimal_parsing": mark("“{field}” must be a number, not {input}."),
    "decimal_max_digits": mark("“{field}” has more digits than a figure can have."),
    "finite_number": mark("“{field}” must be a number, not {input}."),
    "enum": mark("“{field}” is {input}; it can be {expected}."),
    "tuple_type": mark("“{field}” must be a list (write [] for none)."),
    "dict_type": mark(
        "“{field}” must be a list of years and figures (write {{}} for none)."
    ),
    "model_attributes_type": mark("“{field}” must hold further fields, not {input}."),
    "greater_than_equal": mark("“{field}” is {input}; it must be at least {ge}."),
    "less_than_equal": mark("“{field}” is {input}; it must be at most {le}."),
    "string_pattern_mismatch": mark(
        '“{field}” is {input}; write a month as "2026-03".'
    ),
    "as_of": mark('“{field}” is {input}; write a month as "2026-03".'),
    "blank_text": mark("“{field}” is blank; write null where the plan says nothing."),
    "unstorable_character": mark(
        "“{field}” holds a character that cannot be stored ({code})."
    ),
    "municipal_code": mark("“{field}” is {input}; a municipal code has six digits."),
    "municipal_code_check": mark(
        "“{field}” is {input}; its check digit should be {expected}."
    ),
    "period_order": mark("The plan's first fiscal year lies after its last."),
    "former_years": mark("“before” needs the former “start” or “end”."),
    "survey_choices": mark(
        "“counted” must name choices of “tally”, and none may be in “excluded” as well."
    ),
    "survey_empty": mark("“survey” holds no answer, so there is no rate."),
    "survey_groups": mark("The groups of the survey do not add up to its answers."),
    "survey_groups_twice": mark(
        "Two groups of the survey have the same name. Put them together."
    ),
    "survey_small_group": mark(
        "A group of the survey has fewer than {least} answers, which would tell what single people think. Put small groups together."
    ),
    "survey_counts": mark(
        "More answers than staff asked, or more that felt it than answered."
    ),
    "survey_figure": mark("“value” is not the rate of the survey beside it."),
    "schedule_order": mark("The schedule entry starts after it ends."),
    "milestone_span": mark("A milestone must start and end in the same year."),
    "deadline_year": mark("A deadline needs its year in “end”."),
    "as_of_year": mark(
        "“as_of” {as_of} lies in fiscal year {year}, not in the one given beside it."
    ),
    "missing_beside_value": mark(
        "A reason for a missing figure (“missing”) stands beside a figure; remove one."
    ),
    "approximate_nothing": mark("“approximate” is true, but there is no figure."),
    "reach_needs": mark(
        "A target to reach (rule: reach) needs “value” and “fiscal_year”."
    ),
    "keep_needs": mark(
        "A falling figure to keep (rule: keep, direction: lower) needs “value”."
    ),
    "comparator_alone": mark("A “comparator” needs a “value”."),
    "do_is_yes_no": mark("Rule “do” needs value_type: yes_no."),
    "yes_no_rule": mark("A yes/no indicator can have the rules “keep” and “do” only."),
    "realisation_is_number": mark(
        "An indicator with the role “realisation” needs value_type: number."
    ),
    "baseline_late": mark("The baseline's fiscal year must lie before the target's."),
    "direction": mark("“direction” disagrees with the way from baseline to target."),
    "comparator_direction": mark("“comparator” disagrees with “direction”."),
    "yes_no_value": mark("The figure of a yes/no indicator is 1 (yes) or 0 (no)."),
}


def _in_words(error: Mapping[str, Any]) -> str:
    fields = [
        part for part in error["loc"] if isinstance(part, str) and part != "[key]"
    ]
    context = {
        key: str(value).replace(" or ", ", ")
        for key, value in error.get("ctx", {}).items()
    }
    values = {
        "field": _cut(fields[-1]) if fields else "",
        "input": _shown(error["input"]),
        **context,
    }
    return _(_WORDS.get(error["type"], _UNKNOWN), **values)


def _shown(value: Any) -> str:
    match value:
        case dict():
            return _("a group of fields")
        case list():
            return _("a list")
        case _:
            return _cut(simplejson.dumps(value, ensure_ascii=False, use_decimal=True))


def _disagreements(data: Mapping[str, Any]) -> Iterator[tuple[Location, str]]:
    """Numbers used twice, and references to what is not there: the rules between the objects of a document."""
    policies: set[str | int] = set()
    measures: dict[str, str | None] = {}
    yield from _between_measures(data, policies, measures)
    codes: set[str | int] = set()
    roles: set[str | int] = set()
    for at, indicator in _items(data, "indicators"):
        yield from _repeated(
            indicator, "code", codes, at, mark("Indicator code {key} is used twice.")
        )
        yield from _repeated(
            indicator, "role", roles, at, mark("Two indicators have the role {key}.")
        )
        yield from _misplaced(indicator, policies, measures, at)
        years: set[str | int] = set()
        for n, actual in _items(indicator, "actuals"):
            words = mark("Fiscal year {key} has two actuals.")
            yield from _repeated(actual, "fiscal_year", years, (*at, *n), words)
        years_of: dict[str, set[str | int]] = {}
        for n, reference in _items(indicator, "references"):
            if (series := _text(reference, "series")) is not None:
                words = mark("This series has two figures for fiscal year {key}.")
                yield from _repeated(
                    reference,
                    "fiscal_year",
                    years_of.setdefault(series, set()),
                    (*at, *n),
                    words,
                )


def _between_measures(
    data: Mapping[str, Any], policies: set[str | int], measures: dict[str, str | None]
) -> Iterator[tuple[Location, str]]:
    """Collects the numbers of policies and measures, and the policy of each measure, as it goes."""
    for at, policy in _items(data, "policies"):
        yield from _repeated(
            policy, "number", policies, at, mark("Policy number {key} is used twice.")
        )
        for inside, measure in _items(policy, "measures"):
            where = (*at, *inside)
            number = _text(measure, "number")
            if number is not None:
                if number in measures:
                    yield (
                        (*where, "number"),
                        _("Measure number {key} is used twice.", key=_cut(number)),
                    )
                measures[number] = _text(policy, "number")
            initiatives: set[str | int] = set()
            for n, initiative in _items(measure, "initiatives"):
                words = mark("Initiative number {key} is used twice in this measure.")
                yield from _repeated(
                    initiative, "number", initiatives, (*where, *n), words
                )
            for n, item in _items(measure, "schedule"):
                key = _text(item, "initiative")
                if key is not None and key not in initiatives:
                    words = mark("There is no initiative {key} in this measure.")
                    yield (*where, *n, "initiative"), _(words, key=_cut(key))


def _misplaced(
    indicator: Mapping[str, Any],
    policies: set[str | int],
    measures: Mapping[str, str | None],
    at: Location,
) -> Iterator[tuple[Location, str]]:
    measure, policy = _text(indicator, "measure"), _text(indicator, "policy")
    if measure is not None and measure not in measures:
        yield (
            (*at, "measure"),
            _("There is no measure {key} in this plan.", key=_cut(measure)),
        )
    elif policy is not None and policy not in policies:
        yield (
            (*at, "policy"),
            _("There is no policy {key} in this plan.", key=_cut(policy)),
        )
    elif measure is not None and policy != (right := measures[measure]):
        yield (
            (*at, "policy"),
            _(
                "Measure {measure} belongs to policy {policy}.",
                measure=measure,
                policy=right,
            ),
        )


def _items(
    parent: Mapping[str, Any], key: str
) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    children = parent.get(key)
    for n, child in enumerate(children if isinstance(children, list) else ()):
        if isinstance(child, dict):
            yield (key, n), child


def _text(item: Mapping[str, Any], field: str) -> str | None:
    """The field if it is text; anything else in its place is reported by the field's own rule."""
    value = item.get(field)
    return value if isinstance(value, str) else None


def _repeated(
    item: Mapping[str, Any], field: str, seen: set[str | int], at: Location, words: str
) -> Iterator[tuple[Location, str]]:
    key = item.get(field)
    if isinstance(key, str | int):
        if key in seen:
            yield (*at, field), _(words, key=_cut(str(key)))
        seen.add(key)


def to_data(plan: Plan) -> dict[str, Any]:
    """The document as plain data: dictionaries, lists, text, int, bool, None and `Decimal`."""
    data: dict[str, Any] = plan.model_dump(mode="python", by_alias=True)
    if not plan.municipality.fictional:
        del data["municipality"]["fictional"]
    plain = _plain(data)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            (str(key) if not isinstance(key, int) else key): _plain(item)
            for key, item in value.items()
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def to_json(plan: Plan) -> str:
    """The document as JSON; figures are JSON numbers with the digits they have in the store."""
    text = simplejson.dumps(
        to_data(plan), ensure_ascii=False, indent=2, use_decimal=True
    )
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


# Control characters and what YAML readers take for the end of a line: JSON may hold them as they are, YAML must not.
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Representer(SafeRepresenter):
    """Block style for text of several lines, decimals as they are, no anchors for what occurs twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def decimal(self, value: Decimal) -> ScalarNode:
        text = format(value, "f")
        return self.represent_scalar(
            _STANDARD + ("float" if "." in text else "int"), text
        )

    def text(self, value: str) -> ScalarNode:
        style = '"' if _SPECIAL.search(value) else "|" if "\n" in value else None
        return self.represent_scalar(_STANDARD + "str", value, style=style)


_Representer.add_representer(Decimal, _Representer.decimal)
_Representer.add_representer(str, _Representer.text)


def to_yaml(plan: Plan) -> str:
    """The document as YAML 1.2, in the order of the schema."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # its annotation is None
    out = StringIO()
    yaml.dump(to_data(plan), out)
    return out.getvalue()
