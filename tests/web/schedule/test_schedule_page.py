"""工程表: the page on every plan, what was reported, and names that look like markup."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from dxkpi.plan import BarState, Initiative, Plan, Progress
from dxkpi.web.common.markdown import plain
from tests.support import returned
from tests.support.apptest import CITIES, Open, charts_of, save, words
from tests.support.gantt import (
    MARKUP_NAME,
    entry_tips,
    measure_with,
    plan_of_measures,
    schedule_entry,
)
from tests.support.returned import put_on_record
from tests.support.table_cells import table_cells


def test_the_page_says_in_every_form_what_was_reported(
    visit: Open, own_store: Path
) -> None:
    with returned.opened(own_store) as store:
        key = ("2-1", "移行", 0)
        said = Progress(
            fiscal_year=2025,
            state=BarState.LATE,
            percent=Decimal(40),
            comment="**業者**を選定中",
        )
        put_on_record(
            store,
            returned.answer(store, "999997", 2025, None, {}, {key: said}),
            "佐藤",
            None,
            None,
        )
    at = visit("schedule", city="999997", year=2025)
    assert (
        "令和7年度までに報告のあった1件のうち、0件が完了し、1件が遅れています。"
        in at.header[0].value
    )
    assert "下の細い棒：令和7年度までに報告された進捗" in words(at)
    states = [tip["progress"] for tip in entry_tips(charts_of(at)) if "progress" in tip]
    unreported = "－ 完了したか未報告"
    assert [state for state in states if state != unreported] == ["▲ R7の報告 遅れ 40%"]
    assert states.count(unreported) == 11
    at.toggle(key="as_table").set_value(True).run()
    assert "工程の下は、令和7年度までに報告された進捗です。" in words(at)
    assert any(
        "▲ 遅れ 40%" in cell and "「**業者**を選定中」" in cell
        for cell in table_cells(at)
    )
    one = visit("schedule", city="999997", year=2025, measure="2-1")
    assert list(one.table[0].value.columns) == ["工程", "時期と進捗", "根拠"]
    assert any("▲ R7の報告 遅れ 40%" in cell for cell in table_cells(one))
    assert (
        "報告のあった"
        not in visit("schedule", city="999997", year=2024).header[0].value
    )


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_page_shows_every_plan_in_both_languages(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("schedule", city=code, locale=locale)
    plan = shipped_plans[code]
    assert not at.exception
    assert not at.error
    assert at.title[0].value == ("工程表" if locale == "ja-JP" else "Schedule")
    drawn = charts_of(at)
    scheduled_policies = [
        policy
        for policy in plan.policies
        if any(measure.schedule for measure in policy.measures)
    ]
    assert len(drawn) == len(scheduled_policies)
    assert len(entry_tips(drawn)) == sum(len(each.schedule) for each in plan.measures)
    for policy in plan.policies:
        scheduled = any(each.schedule for each in policy.measures)
        assert (
            any(
                head.value.startswith(plain(f"{policy.number} {policy.name}"))
                for head in at.subheader
            )
            == scheduled
        )
    without = [each for each in plan.measures if not each.schedule]
    assert all(plain(f"{each.number} {each.name}") in words(at) for each in without)


def test_a_plan_without_measures_or_without_a_schedule_says_so(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    for measures in ((), (measure_with(),)):
        save(own_store, plan_of_measures(sample_plan, *measures))
        at = visit("schedule", city="999997")
        assert not at.exception
        assert "この計画の工程表は、まだ記録されていません。" in at.info[0].value
        assert charts_of(at) == []
        assert at.get("download_button") == []


@pytest.mark.parametrize("query", [{}, {"measure": "1<2"}])
def test_names_that_look_like_markup_are_shown_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan, query: dict[str, str]
) -> None:
    awkward = measure_with(
        schedule_entry(
            label=MARKUP_NAME, start=2024, end=2026, initiative="1", note=MARKUP_NAME
        ),
        schedule_entry("deadline", MARKUP_NAME, end=2025),
        name=MARKUP_NAME,
        number="1<2",
        departments=(MARKUP_NAME,),
        initiatives=(Initiative(number="1", name=MARKUP_NAME + "他"),),
    )
    plan = plan_of_measures(sample_plan, awkward)
    policy = plan.policies[0].model_copy(update={"name": MARKUP_NAME})
    save(own_store, plan.model_copy(update={"policies": (policy,)}))
    at = visit("schedule", city="999997", **query)
    assert not at.exception
    if not query:
        at.toggle(key="as_table").set_value(True).run()
        assert not at.exception
    texts = [
        *words(at).splitlines(),
        *map(str, (cell for table in at.table for cell in table.value.to_numpy().flat)),
    ]
    for text in texts:
        assert "<b" not in text.replace("\\<", "")
        assert not re.search(r"(?<!\\)\[a(?<!\\)\]", text)


def test_the_downloads_hold_what_is_shown(visit: Open, sample_plan: Plan) -> None:
    at = visit("schedule", city="999997")
    names = [button.proto.label for button in at.get("download_button")]
    assert names == ["数値 (CSV)", "図 (PNG)", "図 (SVG)", "全ての期限（カレンダー用）"]
