"""The returns of every department and year as boxes."""

from datetime import date

import altair as alt

from dxkpi.charts import returns_chart
from dxkpi.plan import Actual, Plan
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns.status import return_statuses
from dxkpi.wording.language import Language
from tests.support.apptest import HOSTILE
from tests.support.handed_in import Handed, State
from tests.support.specs import rows, svg

DEADLINES = ReportDeadlines(date(2026, 5, 15), date(2026, 5, 15))


def test_the_picture_gives_each_stage_its_box_its_glyph_and_its_word(
    sample_plan: Plan,
) -> None:
    handed = [
        Handed(1, "人事課"),
        Handed(2, "市民課", State.WAITING),
        Handed(3, "総務課", State.WITHDRAWN),
    ]
    open_ = sample_plan.with_actuals(
        {
            i.code: Actual(fiscal_year=2025, note="？")
            for i in sample_plan.indicators
            if i.actual(2025)
        }
    )
    years = {
        year: return_statuses(open_, handed, year, date(2026, 5, 20), DEADLINES)
        for year in (2025, 2026)
    }
    lines = [
        (one.department or "", (one, next_))
        for one, next_ in zip(years[2025], years[2026], strict=True)
    ]
    spec = returns_chart([*lines, (HOSTILE, lines[0][1])], 2025, Language.ENGLISH)
    alt.LayerChart.validate(spec)
    assert spec["height"] == 26 + 27 * (len(lines) + 1)
    assert len(lines) == 9
    drawn = {(row["top"], row["column"]): row for row in rows(spec, "rect")}
    tops = {name: 26 + 27 * n for n, (name, _of) in enumerate(lines)}
    assert drawn[tops["人事課"], 0]["role"] == "achieved"
    assert drawn[tops["市民課"], 0]["role"] == "behind"
    assert drawn[tops["総務課"], 0]["role"] == "far_behind", (
        "withdrawn, and the deadline is past"
    )
    assert {drawn[top, 1]["role"] for top in tops.values()} == {"not_due"}
    in_boxes = [row for row in rows(spec, "text") if "long" in row and row["y"] > 26]
    shown = {(row["short"], row["long"]) for row in in_boxes}
    assert shown == {
        ("－", "－ not submitted"),
        ("×", "× withdrawn"),
        ("△", "△ waiting"),
        ("◎", "◎ handed in"),
        ("…", "… asked for later"),
    }
    for width in (340, 900):
        assert "<svg" in svg(spec, width)
