"""Codes and numbers for what is new in a plan and has none yet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>[0-9]+)")
_FIRST_STEM, _FIRST_WIDTH = "K", 2


def next_number(taken: Iterable[str | None]) -> str:
    """The whole number after the greatest that is taken: 4 after 1, 2, 3."""
    numbers = [int(each) for each in taken if each and re.fullmatch("[0-9]{1,6}", each)]
    return str(max(numbers, default=0) + 1)


def next_measure_number(policy: Mapping[str, Any]) -> str:
    """The number of a further measure of a policy: 1-4 after 1-3."""
    prefix = f"{policy.get('number')}-"
    numbers = [str(each.get("number")) for each in policy.get("measures", ())]
    own = [each.removeprefix(prefix) for each in numbers if each.startswith(prefix)]
    return prefix + next_number(own)


def number_the_rest(items: Sequence[dict[str, Any]]) -> None:
    """Give each item of a list a number that has none, one after another."""
    for item in items:
        if item.get("number") is None:
            item["number"] = next_number([str(each.get("number")) for each in items])


def code_the_rest(indicators: Sequence[dict[str, Any]]) -> None:
    """Give each indicator a code that has none: those after the last that is built like
    most, K12 after K11.
    """
    taken = {str(each["code"]) for each in indicators if each.get("code") is not None}
    stem, width, number = _last_code(taken)
    for indicator in indicators:
        if indicator.get("code") is not None:
            continue
        while (code := f"{stem}{number + 1:0{width}}") in taken:
            number += 1
        indicator["code"] = code
        taken.add(code)


def _last_code(taken: Iterable[str]) -> tuple[str, int, int]:
    """The code with the greatest number: its stem, how wide its number is, and that."""
    stem, width, number = _FIRST_STEM, _FIRST_WIDTH, 0
    for code in taken:
        match = _NUMBERED.fullmatch(code)
        if match is not None and int(match["number"]) > number:
            stem, width = match["stem"], len(match["number"])
            number = int(match["number"])
    return stem, width, number


def next_part_code(whole: Mapping[str, Any]) -> str:
    """The code of a further part of an indicator: K30c after K30a and K30b."""
    taken = {str(each.get("code")) for each in whole.get("parts", ())}
    letter = ord("a")
    while (code := f"{whole.get('code')}{chr(letter)}") in taken:
        letter += 1
    return code
