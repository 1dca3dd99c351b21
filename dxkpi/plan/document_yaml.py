"""The text of a plan document as plain data that remembers the line of every value.

It is read as YAML 1.2, of which JSON is a part, by composing nodes only: no tag of a
file can build a Python object. Anchors are refused, because they could make a small
file explode. Numbers become `Decimal` from their own text, so that 75.0 stays 75.0.
"""

import re
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    ProblemCode,
    UnreadablePlan,
)
from dxkpi.plan.document_source import DocumentSource, quoted_text

STANDARD_TAG = "tag:yaml.org,2002:"

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
_GROUPED = re.compile(r"\D{0,4}[0-9０-９]{1,3}(?:,[0-9０-９]{3})*")
_THOUSANDS = re.compile(r"[0-9０-９]{3}(?![0-9０-９])")
_COMMENT_BEHIND = re.compile(r"[ \t]+(?P<comment>#[^\r\n]*)")
_SET_OFF = re.compile(r"[ \t]{2,}#(?:[ \t]|$)")
"""A comment that stands apart: two spaces before #, one behind it."""
_NULL = dict.fromkeys(("", "~", "null"))
_BOOL = {"true": True, "false": False}


def read_yaml(text: str, source: DocumentSource) -> Any:
    """The data of a text, None if it is empty, with the lines of its values in the source.
    Raises `UnreadablePlan` if it is not YAML.
    """
    source.positions[()] = 1
    try:
        root = YAML(typ="safe", pure=True).compose(StringIO(text))
    except Exception as error:  # noqa: BLE001 (hostile text: AssertionError and more)
        raise UnreadablePlan([_not_yaml(error, text, source.name)]) from None
    if root is None:
        return None
    return _NodeReader(source, text).read(root, ())


class _NodeReader:
    """Makes data of the nodes of a text, and notes the line of each value."""

    def __init__(self, source: DocumentSource, text: str) -> None:
        self._source = source
        self._text = text if " #" in text else ""

    def read(self, node: Node, place: Location) -> Any:
        self._source.positions[place] = node.start_mark.line + 1
        if node.anchor:
            return self._source.refuse(place, ProblemCode.ANCHOR)
        if _kind(node) not in _KINDS:
            return self._source.refuse(place, ProblemCode.TAG)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*place, n)) for n, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: MappingNode, place: Location) -> dict[str, Any]:
        """Keys are text, as in JSON: 2027 and "2027" are the same key."""
        result: dict[str, Any] = {}
        for key_node, value_node in _with_joined_thousands(node):
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                nameless = (*place, "")
                self._source.positions[nameless] = line
                self._source.report(nameless, ProblemCode.FIELD_NAME_IS_GROUP)
                continue
            key = key_node.value
            inside = (*place, key)
            if key in result:
                self._source.positions[inside] = line
                self._source.report(
                    inside, ProblemCode.FIELD_TWICE, key=quoted_text(key)
                )
            result[key] = self.read(value_node, inside)
            self._source.positions[inside] = line
        return result

    def _scalar(self, node: Node, place: Location) -> Any:
        text: str = node.value
        try:
            value = _scalar_value(text, _kind(node))
        except KeyError:
            code = ProblemCode.NOT_A_LITERAL
        except (ValueError, InvalidOperation):
            code = ProblemCode.NOT_A_NUMBER
        else:
            if isinstance(value, int | Decimal) and str(value) != text:
                self._source.numerals[place] = text
            if self._text and isinstance(value, str):
                self._note_comment(node, place)
            return value
        return self._source.refuse(place, code, text=quoted_text(text))

    def _note_comment(self, node: Node, place: Location) -> None:
        """Keep the comment behind an unquoted text, unless it is set off as comments are."""
        if not isinstance(node, ScalarNode) or node.style is not None:
            return
        end = node.end_mark.index
        if self._text[end - 1 : end] != node.value[-1:]:
            return  # positions are not those of the text
        match = _COMMENT_BEHIND.match(self._text, end)
        if match is None or _SET_OFF.match(match[0]):
            return
        self._source.comments[place] = (node.value, match["comment"].strip())


def _kind(node: Node) -> str:
    return (node.tag or "").removeprefix(STANDARD_TAG)


def _with_joined_thousands(node: MappingNode) -> list[tuple[Node, Node]]:
    """The fields of a group, with 1,200 as one value where YAML sees 1 and a field 200."""
    pairs: list[tuple[Node, Node]] = node.value
    if not node.flow_style:
        return pairs
    joined: list[tuple[Node, Node]] = []
    for key, value in pairs:
        if joined and _continues_number(joined[-1][1], key, value):
            name, number = joined.pop()
            joined.append((name, _joined_scalar(number, key)))
        else:
            joined.append((key, value))
    return joined


def _continues_number(number: Node, key: Node, value: Node) -> bool:
    """Whether a field without a value is what stands behind a comma in a number."""
    if not (isinstance(key, ScalarNode) and isinstance(number, ScalarNode)):
        return False
    has_value = not isinstance(value, ScalarNode) or value.value != ""
    is_quoted = key.style is not None or number.style is not None
    if has_value or is_quoted:
        return False
    is_attached = key.start_mark.index == number.end_mark.index + 1
    is_grouped = _THOUSANDS.match(key.value) and _GROUPED.fullmatch(number.value)
    return bool(is_attached and is_grouped)


def _joined_scalar(number: Node, key: Node) -> ScalarNode:
    text = f"{number.value},{key.value}"
    return ScalarNode(
        STANDARD_TAG + "str", text, number.start_mark, key.end_mark, style=None
    )


def _scalar_value(text: str, kind: str) -> Any:
    match kind:
        case "null":
            return _NULL[text.lower()]
        case "bool":
            return _BOOL[text.lower()]
        case "int":
            return int(text)
        case "float":
            return Decimal(text)
        case _:
            return _with_joined_surrogates(text)


def _with_joined_surrogates(text: str) -> str:
    """JSON may write 😀 as the pair \\ud83d\\ude00, which the YAML reader leaves as two halves."""
    halves = text.encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "surrogatepass")


def _not_yaml(error: Exception, text: str, name: str) -> DocumentProblem:
    """What stops the YAML reader, in codes of our own: its words are about YAML's grammar."""
    match error:
        case ReaderError():
            line = text.count("\n", 0, error.position) + 1
            facts = {"code": error.character}
            return DocumentProblem(name, line, ProblemCode.UNREADABLE_CHARACTER, facts)
        case RecursionError():
            return DocumentProblem(name, 1, ProblemCode.NESTED_TOO_DEEPLY)
        case MarkedYAMLError(problem_mark=mark) if mark is not None:
            facts = {"column": mark.column + 1}
            return DocumentProblem(name, mark.line + 1, ProblemCode.NOT_YAML_AT, facts)
        case _:
            return DocumentProblem(name, 1, ProblemCode.NOT_YAML)
