"""Whose plan a paper is: title, city, edition, period and month, as the front page has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dxkpi.drafting.blocks import Document, Table
from dxkpi.drafting.numbering import marked
from dxkpi.drafting.passages import spans_of
from dxkpi.drafting.plan_period import PlanPeriod
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.tidy_text import tidy
from dxkpi.drafting.written_years import years_in
from dxkpi.plan.official_places import OfficialPlace, places_named
from dxkpi.text.folding import usual_width

_FRONT = 40
"""Blocks that may be of the front page and the foreword."""

_TITLE_BLOCKS = 12
_PLACE = re.compile(r"[一-龥々ヶケァ-ヴぁ-んー]{1,8}?[市区町村]")
_PREFECTURE = re.compile(r"(?:北海道|東京都|京都府|大阪府|[一-龥]{2,3}県)")
_PLAN = r"(?:計画|戦略|ビジョン|プラン|構想|大綱|指針|方針|プログラム)"
_TITLE = re.compile(
    rf".{{0,50}}{_PLAN}(?:書|[（(][^（）()]{{1,20}}[)）]|【[^【】]{{1,20}}】)*"
)
_QUOTED_TITLE = re.compile(
    rf"「([^「」]{{3,40}}{_PLAN})」を策定|([^\s「」、。]{{3,60}}{_PLAN})を策定"
)
_EDITION = re.compile(
    r"第\s?[0-9０-９]+(?:[.．][0-9０-９]+)?\s?(?:版|期|次改定)|改[訂定]版"
)
_IN_BRACKETS = re.compile(r"[【（(\[](?P<inside>[^【】（）()\[\]]{1,20})[】）)\]]")
_MONTH_ALONE = re.compile(
    r"\s*(?:令和|平成|R)\s?(?:元|[0-9０-９]{1,2})\s?(?:[（(][0-9０-９]{4}[)）])?\s?年\s?(?:[（(][0-9０-９]{4}年?[)）]\s?)?[0-9０-９]{1,2}\s?月"
    r"(?:\s?[0-9０-９]{1,2}\s?日)?\s*(?:策定|改[訂定]|発行)?\s*"
)
_LONGEST_TITLE = 60


def about_proposal(document: Document, period: PlanPeriod | None) -> Proposal | None:
    """What the paper tells of the plan itself; None where it tells nothing."""
    reader = _FrontPage(document)
    place = reader.place()
    data: dict[str, Any] = {}
    doubts: list[Doubt] = []
    if place is not None:
        data["municipality"], found = _municipality(place)
        doubts += found
    plan = reader.plan(place[0] if place else None)
    if period is not None:
        plan["first_fiscal_year"] = period.years.first
        plan["last_fiscal_year"] = period.years.last
        reader.use(period.sentence)
    if plan:
        data["plan"] = plan
    if not data:
        return None
    text = "\n".join(dict.fromkeys(reader.texts))
    words = [str(value) for value in plan.values()]
    words += [str(value) for value in data.get("municipality", {}).values()]
    first = document.blocks[0]
    passage = Passage(text, first.page, first.line, None, spans_of(text, words))
    return Proposal(
        ProposalKind.ABOUT,
        "about",
        data,
        passage,
        sureness=Sureness.CHECK if doubts else Sureness.SURE,
        doubts=tuple(doubts),
    )


def municipality_of(document: Document) -> str | None:
    """The name of the city whose plan it is."""
    place = _FrontPage(document).place()
    return place[0] if place else None


def _municipality(
    place: tuple[str, tuple[OfficialPlace, ...]],
) -> tuple[dict[str, str], list[Doubt]]:
    name, places = place
    if len(places) == 1:
        (only,) = places
        municipality = {
            "code": only.code,
            "prefecture": only.prefecture,
            "name": only.name,
        }
        return municipality, []
    return {"name": name}, [Doubt(DoubtCode.PLACE_AMBIGUOUS, {"name": name})]


class _FrontPage:
    """Reads the first blocks; `texts` are those that told something."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._front = [
            block for block in document.blocks[:_FRONT] if not isinstance(block, Table)
        ]
        self.texts: list[str] = []

    def use(self, text: str) -> None:
        self.texts.append(" ".join(text.split()))

    def place(self) -> tuple[str, tuple[OfficialPlace, ...]] | None:
        """The municipality that is named most on the first pages, first of equals."""
        counts: Counter[str] = Counter()
        lines: dict[str, str] = {}
        for text in self._texts_that_name_places():
            for name in set(_places_in(tidy(text))):
                counts[name] += 1
                lines.setdefault(name, text)
        if not counts:
            return None
        name, _count = counts.most_common(1)[0]
        self.use(lines[name])
        return name, self._places(name)

    def _texts_that_name_places(self) -> Iterator[str]:
        """The front page; in a paper without one, wherever a plan is said to be made."""
        for block in self._front[:_TITLE_BLOCKS]:
            if len(block.text) <= _LONGEST_TITLE:
                yield block.text
        for block in self._front:
            for match in _QUOTED_TITLE.finditer(tidy(block.text)):
                yield match[1] or match[2]

    def _places(self, name: str) -> tuple[OfficialPlace, ...]:
        places = places_named(name)
        for block in self._front[:_TITLE_BLOCKS]:
            match = _PREFECTURE.search(tidy(block.text))
            if match is None or len(places) < 2:
                continue
            named = places_named(name, match[0])
            if len(named) == 1:
                self.use(block.text)
                return named
        return places

    def plan(self, place: str | None) -> dict[str, Any]:
        plan: dict[str, Any] = {}
        title = self._title(place)
        if title is not None:
            plan["title"] = title
        edition = self._edition()
        if edition is not None:
            plan["edition"] = edition
        month = self._month()
        if month is not None:
            plan["established"] = month
        return plan

    def _title(self, place: str | None) -> str | None:
        for block in self._front[:_TITLE_BLOCKS]:
            text = tidy(block.text)
            is_numbered = marked(block.text).is_numbered
            if len(text) > _LONGEST_TITLE or is_numbered:
                continue
            if _TITLE.fullmatch(text):
                self.use(block.text)
                return _with_place(_IN_BRACKETS.sub("", text).strip(), place)
        for block in self._front:
            match = _QUOTED_TITLE.search(tidy(block.text))
            if match is not None:
                self.use(block.text)
                return match[1] or match[2]
        return None

    def _edition(self) -> str | None:
        for block in self._front[:_TITLE_BLOCKS]:
            text = tidy(block.text)
            match = _EDITION.search(text)
            if match is not None and len(text) <= _LONGEST_TITLE:
                self.use(block.text)
                return usual_width(match[0]).replace(" ", "")
        return None

    def _month(self) -> str | None:
        """The month of a line that is nothing else."""
        for block in self._front:
            if _MONTH_ALONE.fullmatch(block.text):
                years = years_in(block.text)
                if years and years[0].year.as_of:
                    self.use(block.text)
                    return years[0].year.as_of
        return None


def _with_place(title: str, place: str | None) -> str:
    """The title with the city's name, which a front page may have on a line of its own."""
    has_place = place is None or place in title or _PLACE.match(title) is not None
    return title if has_place else f"{place}{title}"


def _places_in(text: str) -> Iterator[str]:
    """The official names of municipalities in a text, without their prefecture."""
    plain = _PREFECTURE.sub(" ", text)
    for match in re.finditer("[市区町村]", plain):
        for length in range(min(8, match.start()), 0, -1):
            name = plain[match.start() - length : match.end()]
            if _PLACE.fullmatch(name) and places_named(name):
                yield name
                break
