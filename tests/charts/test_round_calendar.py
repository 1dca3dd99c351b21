"""The round on the calendar: its lines, marks, days and words."""

from dataclasses import replace
from datetime import date

import altair as alt
import pytest

from dxkpi.charts import RoundCalendar, round_calendar
from dxkpi.plan.round import Extension, ReportDeadlines
from dxkpi.returns.round_status import round_progress
from dxkpi.wording.language import Language
from tests.support.apptest import HOSTILE
from tests.support.specs import rows, svg, texts
from tests.support.standing_rounds import (
    DEADLINES,
    FIGURES,
    TODAY,
    decided,
    example,
    items,
    noon,
    standing,
)

OPENED = date(2026, 4, 14)
SHOWN = RoundCalendar(example(), DEADLINES, OPENED, TODAY)


def test_each_department_has_a_row_with_its_state_in_words() -> None:
    spec = round_calendar(SHOWN, Language.JAPANESE)
    alt.LayerChart.validate(spec)
    names = [row for row in rows(spec, "text") if row.get("long") == "人事課"]
    assert [name["y"] for name in names] == [42 + 46 + 13.5]
    words = [row.get("long") for row in rows(spec, "text") if row["anchor"] == "right"]
    assert "あと1件、5日超過" in words
    assert spec["height"] == 42 + 46 + 27 * 5 + 8
    assert "人事課 あと1件、5日超過" in spec["description"]
    assert "<svg" in svg(spec, 800)


def test_what_is_late_is_red_from_the_deadline_to_today() -> None:
    spec = round_calendar(SHOWN, Language.JAPANESE)
    [late] = [r for r in rows(spec, "rect") if r["role"] == "alert" and "start" in r]
    [figures] = [r for r in rows(spec, "text") if r.get("text") == "実績 5月15日"]
    [today] = [r for r in rows(spec, "text") if r.get("text") == "今日"]
    assert (late["start"], late["stop"]) == (figures["at"], today["at"])


def test_a_dot_is_yellow_as_long_as_it_is_only_a_part() -> None:
    spec = round_calendar(SHOWN, Language.JAPANESE)
    by_row = {(row["y"], row["role"]) for row in rows(spec, "point")}
    late, partly, *_others, all_in = (42 + 46 + 27 * n + 13.5 for n in range(5))
    assert (late, "behind") in by_row
    assert (partly, "behind") in by_row
    assert (all_in, "actual") in by_row
    assert (all_in, "ink") in by_row


def test_two_deadlines_have_their_words_on_both_sides_and_one_has_its_own() -> None:
    anchors = {
        row["text"]: row["anchor"]
        for row in rows(round_calendar(SHOWN, Language.JAPANESE), "text")
        if row["role"] == "alert" and "text" in row
    }
    assert anchors == {"実績 5月15日": "right", "工程 5月29日": "left"}
    single = replace(SHOWN, deadlines=ReportDeadlines(FIGURES, FIGURES))
    assert "期限 5月15日" in texts(round_calendar(single, Language.JAPANESE))


def test_more_time_is_a_mark_in_its_row() -> None:
    extension = Extension(department="人事課", until=date(2026, 6, 1), reason="異動")
    late = standing("人事課", items("-"), extension=extension)
    shown = replace(
        SHOWN,
        progress=round_progress([late]),
        deadlines=replace(DEADLINES, extensions=(extension,)),
    )
    tips = [
        row.get("tip") for row in rows(round_calendar(shown, Language.JAPANESE), "rect")
    ]
    assert "人事課 6月1日まで（異動）" in tips


@pytest.mark.parametrize(
    "shown",
    [
        replace(SHOWN, opened_on=None),
        replace(SHOWN, today=date(2027, 11, 30)),
        replace(SHOWN, today=date(2026, 4, 1)),
        replace(SHOWN, deadlines=ReportDeadlines()),
        replace(
            SHOWN,
            progress=round_progress(
                [
                    standing(HOSTILE, items("i"), handed_in=noon(1, 8)),
                    standing(None, items("-")),
                ]
            ),
        ),
    ],
)
def test_every_mark_lies_within_the_calendar(shown: RoundCalendar) -> None:
    spec = round_calendar(shown, Language.ENGLISH)
    alt.LayerChart.validate(spec)
    for kind in ("rect", "point", "text"):
        for row in rows(spec, kind):
            for field in ("at", "start", "stop"):
                assert 0 <= row.get(field, 0) <= 1
    assert "<svg" in svg(spec, 800)


@pytest.mark.parametrize(
    ("states", "arrows", "squares"), [("ib", 1, 0), ("ci", 0, 0), ("cc", 0, 1)]
)
def test_what_was_sent_back_or_is_final_is_marked_on_its_day(
    states: str, arrows: int, squares: int
) -> None:
    things = decided(items(states), noon(5, 18))
    one = standing("人事課", things, handed_in=noon(5, 8), is_reviewed=True)
    shown = replace(SHOWN, progress=round_progress([one]))
    spec = round_calendar(shown, Language.JAPANESE)
    alt.LayerChart.validate(spec)
    marked = [row for row in rows(spec, "point") if row["role"] == "achieved"]
    assert texts(spec).count("↩") == arrows
    assert [row["tip"] for row in marked] == ["5月18日に確定"] * squares
