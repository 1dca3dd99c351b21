"""The few expressions that our specs use, worked out here as Vega does in the browser.

They place marks over `width` and the fields of a value, which Vega calls `datum`:
numbers, texts, comparisons, a choice by `? :`, and a handful of functions.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*|\.\d+)|'(?P<text>[^']*)'|(?P<name>[A-Za-z_][\w.]*)"
    r"|(?P<sign>&&|\|\||[<>=!]=|[-+*/%<>?:(),!]))"
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("||",),
    ("&&",),
    ("==", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": math.fmod,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "ceil": math.ceil,
    "clamp": lambda value, low, high: max(low, min(value, high)),
    "floor": math.floor,
    "max": max,
    "min": min,
    "pow": math.pow,
}


@dataclass(frozen=True)
class Scope:
    """What an expression may name: the width in pixels and the fields of a value."""

    width: float
    datum: Mapping[str, Any]


Evaluation = Callable[[Scope], Any]


@cache
def parsed(expression: str) -> Evaluation:
    """A function that works out the expression. ValueError where it is none of ours."""
    parser = _Parser(expression)
    evaluation = parser.choice()
    parser.expect_end()
    return evaluation


class _Parser:
    """Reads an expression from left to right; each method reads what binds at least so tightly."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._place = 0
        self._token: re.Match[str] | None = None
        self._advance()

    def choice(self) -> Evaluation:
        condition = self._operation(0)
        if not self._takes("?"):
            return condition
        if_true = self.choice()
        self._expect(":")
        if_false = self.choice()
        return lambda scope: if_true(scope) if condition(scope) else if_false(scope)

    def expect_end(self) -> None:
        if self._token is not None:
            raise self._error()

    def _operation(self, level: int) -> Evaluation:
        if level == len(_LEVELS):
            return self._signed()
        left = self._operation(level + 1)
        while (sign := self._sign()) and sign in _LEVELS[level]:
            self._advance()
            left = _joined(sign, left, self._operation(level + 1))
        return left

    def _signed(self) -> Evaluation:
        if self._takes("-"):
            negated = self._signed()
            return lambda scope: -negated(scope)
        if self._takes("!"):
            denied = self._signed()
            return lambda scope: not denied(scope)
        return self._value()

    def _value(self) -> Evaluation:
        if self._takes("("):
            inner = self.choice()
            self._expect(")")
            return inner
        token = self._token
        if token is None or token["sign"] is not None:
            raise self._error()
        self._advance()
        if token["number"] is not None:
            return _constant(float(token["number"]))
        if token["text"] is not None:
            return _constant(token["text"])
        return self._named(token["name"])

    def _named(self, name: str) -> Evaluation:
        if name in ("true", "false"):
            return _constant(name == "true")
        if name == "width":
            return lambda scope: scope.width
        if name.startswith("datum."):
            field = name.removeprefix("datum.")
            return lambda scope: scope.datum.get(field)
        if name not in _FUNCTIONS:
            raise self._error()
        function = _FUNCTIONS[name]
        arguments = self._arguments()
        return lambda scope: function(*(argument(scope) for argument in arguments))

    def _arguments(self) -> list[Evaluation]:
        self._expect("(")
        arguments = [self.choice()]
        while self._takes(","):
            arguments.append(self.choice())
        self._expect(")")
        return arguments

    def _sign(self) -> str | None:
        return None if self._token is None else self._token["sign"]

    def _takes(self, sign: str) -> bool:
        """Whether this sign comes next; it is then behind us."""
        if self._sign() != sign:
            return False
        self._advance()
        return True

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._error()

    def _advance(self) -> None:
        rest = self._expression[self._place :]
        self._token = _TOKEN.match(rest) if rest.strip() else None
        if self._token is None and rest.strip():
            raise self._error()
        self._place += self._token.end() if self._token else len(rest)

    def _error(self) -> ValueError:
        return ValueError(f"not an expression of ours: {self._expression}")


def _constant(value: Any) -> Evaluation:
    return lambda _scope: value


def _joined(sign: str, left: Evaluation, right: Evaluation) -> Evaluation:
    """Both sides under an operator; the right one of `&&` and `||` only where it decides."""
    if sign == "&&":
        return lambda scope: left(scope) and right(scope)
    if sign == "||":
        return lambda scope: left(scope) or right(scope)
    operation = _OPERATIONS[sign]
    return lambda scope: operation(left(scope), right(scope))
