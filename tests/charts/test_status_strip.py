"""Statuses by policy: a unit for each indicator, and words where they fit."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dxkpi import charts
from dxkpi.rules import Status
from dxkpi.text.width import text_width
from dxkpi.wording import glossary
from dxkpi.wording.language import Language
from tests.support.drawn import MOST_DIFFERENCE, difference_from_vega
from tests.support.specs import layers, svg, texts
from tests.support.standings import POLICIES, judged_mixture

S = Status


def strip_of(
    groups: Mapping[str | None, Sequence[Status]], language: Language = Language.ENGLISH
) -> dict[str, Any]:
    _plan, judgements = judged_mixture(groups)
    by_policy = {
        POLICIES.get(policy or "", "全体"): [
            j for j in judgements if j.indicator.policy == policy
        ]
        for policy in groups
    }
    return charts.status_strip(by_policy, language)


def filled(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = layers(spec, "rect")[0]["data"]["values"]
    return found


def test_the_strip_has_a_unit_for_each_indicator_best_first() -> None:
    spec = strip_of({"1": [S.MISSED, S.ACHIEVED, S.ACHIEVED], "2": [S.NOT_REPORTED]})
    assert [
        (row["role"], row["before"], row["count"], row["y"]) for row in filled(spec)
    ] == [
        ("achieved", 0, 2, 20),
        ("missed", 2, 1, 20),
        ("not_reported", 0, 1, 70),
    ]
    assert spec["height"] == 100
    assert {"窓口", "内部", "3 indicators", "1 indicator"} <= set(texts(spec))


def test_words_stand_where_they_fit_else_glyph_and_count_else_the_glyph() -> None:
    spec = strip_of({"1": [S.ACHIEVED] * 3 + [S.MISSED]})
    assert {">◎ achieved 3<", ">× missed 1<"} <= set(
        re.findall(r">[^<>]+<", svg(spec, 480))
    )
    assert {">◎ achieved 3<", ">×<"} <= set(re.findall(r">[^<>]+<", svg(spec, 200)))
    assert {">◎ 3<", ">×<"} <= set(re.findall(r">[^<>]+<", svg(spec, 100)))


def test_forty_indicators_in_one_policy_keep_a_glyph_for_each_status() -> None:
    crowd = [
        status for n, status in enumerate(Status) for _again in range(1 if n else 31)
    ]
    spec = strip_of({"1": crowd, "2": [S.BEHIND]})
    drawn = svg(spec, 324)
    assert all(
        f">{glossary.term_glyph(status)}<" in drawn for status in list(Status)[1:]
    )
    assert "31<" in drawn
    assert (
        "clip" not in drawn
        or max(float(x) for x in re.findall(r"translate\(([\d.]+),", drawn)) <= 324
    )


def test_the_strip_names_the_indicators_of_a_box() -> None:
    spec = strip_of({"1": [S.ACHIEVED] * 8})
    assert (
        filled(spec)[0]["tip"]
        == "achieved 8: 指標1, 指標2, 指標3, 指標4, 指標5, 指標6, 2 more"
    )


def test_the_strip_tells_its_counts_to_who_cannot_see_it() -> None:
    spec = strip_of(
        {"1": [S.MISSED, S.ACHIEVED, S.ACHIEVED], "2": [S.NOT_REPORTED]},
        language=Language.JAPANESE,
    )
    assert spec["description"] == "窓口：達成 2、未達成 1。 内部：未報告 1。"


@pytest.mark.parametrize("width", [320, 640])
def test_the_server_draws_it_as_vega_does(width: int) -> None:
    spec = strip_of(
        {"1": list(Status), "2": [S.ACHIEVED] * 40, None: [S.BEHIND]},
        language=Language.JAPANESE,
    )
    assert difference_from_vega(spec, width) < MOST_DIFFERENCE


def test_a_title_without_room_is_cut() -> None:
    _plan, judgements = judged_mixture({"1": [S.ACHIEVED]})
    spec = charts.status_strip({"長い" * 40: judgements}, Language.JAPANESE)
    drawing = charts.drawn_svg(spec, 320)
    [title] = re.findall(r">(長い[^<]*)<", drawing)
    assert title.endswith("…")
    assert text_width(title, 13) < 320
