"""Years in running text: 令和11年度末までに, 令和8年（2026年）3月, R7."""

import re
from dataclasses import dataclass

from dxkpi.drafting.column_meaning import parsed_time
from dxkpi.fiscal import ParsedYear
from dxkpi.text.folding import usual_width

_ERA = r"(?:令和|平成|[RH]\.?)\s?(?:元|[0-9]{1,2})"
_WESTERN = r"20[0-9]{2}"
_SECOND = rf"(?:\s?[(]\s?(?:{_WESTERN}|{_ERA})\s?年?度?\s?[)])"
_YEAR = rf"(?:{_ERA}|{_WESTERN}){_SECOND}?\s?年?度?{_SECOND}?"
_TIME = re.compile(
    rf"(?<![0-9A-Za-z])(?P<time>{_YEAR}(?:\s?[./]?\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?)?)"
    r"(?P<end>(?:末日?|時点|現在|当初|中)*(?:までの|までに|まで|における|において|には|から|より|に|の)?)"
)
_ORDINAL_BEHIND = re.compile(r"\s?(?:問題|法律|号|規則|告示|調査|構想|計画|ビジョン)")


@dataclass(frozen=True)
class WrittenYear:
    """A year with the words behind it; `start` and `end` are its place in the text."""

    year: ParsedYear
    start: int
    end: int
    words: str

    @property
    def is_until(self) -> bool:
        """Whether something is to be so by then: 令和7年度末までに."""
        return "まで" in self.words or "末" in self.words


def years_in(text: str) -> list[WrittenYear]:
    """The years of a text in order. Bare western numbers count only with 年 behind them."""
    plain = usual_width(text)
    if len(plain) != len(text):
        plain = text
    found = []
    for match in _TIME.finditer(plain):
        time = match["time"]
        if time.strip().isdecimal() or _ORDINAL_BEHIND.match(plain, match.end("time")):
            continue
        year = parsed_time(time)
        if year is not None:
            found.append(WrittenYear(year, match.start(), match.end(), match["end"]))
    return found


def without_years(text: str) -> str:
    """The text without its years and the words behind them."""
    for written in reversed(years_in(text)):
        text = text[: written.start] + text[written.end :]
    return text
