"""The comparison of cities as a whole page."""

from pathlib import Path

import pytest
from sqlalchemy import event

from dxkpi.plan import Initiative, Measure, NationalItem, Plan
from dxkpi.web.common import cached
from dxkpi.web.common.process_store import store_of_process
from tests.support.apptest import (
    CITIES,
    HOSTILE,
    Open,
    charts_of,
    drawings_of,
    save,
    words,
)
from tests.support.clock import ManualClock
from tests.support.shipped_cities import (
    HYUGA,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    plan_with_measures,
)
from tests.support.specs import rows
from tests.support.topic_indicators import rate_indicator


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_screen_shows_every_city_beside_the_others(
    visit: Open, code: str, locale: str
) -> None:
    at = visit("compare", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    assert not at.warning
    others = [other for other in CITIES if other not in (code, MIHON)]
    assert at.multiselect(key="compare_with").value == others
    assert len(drawings_of(at)) > 5
    heads = [
        row["short"] for row in rows(charts_of(at)[0], "text") if row.get("y") == 0
    ]
    assert len(heads) == 1 + len(others)
    assert "with" not in at.query_params


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_a_plan_without_measures_and_indicators_is_shown_as_such(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan], code: str, locale: str
) -> None:
    save(
        own_store,
        shipped_plans[code].model_copy(update={"policies": (), "indicators": ()}),
    )
    at = visit("compare", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    without = "施策の記載がない計画" if locale == "ja-JP" else "Plans without measures"
    assert without in words(at)
    alone = visit("compare", city=code, locale=locale, **{"with": ""})
    assert not alone.exception


def test_hostile_names_are_shown_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    parts = (Initiative(number="<1>", name=HOSTILE, description=HOSTILE),)
    measures = (
        Measure(
            number="[1](x)",
            name=HOSTILE,
            description=HOSTILE,
            departments=(HOSTILE,),
            initiatives=parts,
        ),
        Measure(number="*2*", name=HOSTILE, national_item=NationalItem.COMPANION),
        Measure(
            number="3", name="<b>知らない項目", national_item=NationalItem.PRIORITY
        ),
    )
    indicator = rate_indicator(
        name=HOSTILE,
        definition=HOSTILE,
        unit="<b>件*",
        measure="*2*",
        department=HOSTILE,
    )
    plan = plan_with_measures(*measures, code=MIHON, indicators=(indicator,))
    town = sample_plan.municipality.model_copy(update={"name": HOSTILE})
    save(own_store, plan.model_copy(update={"municipality": town}))
    for item_code in ("telework", "unread"):
        at = visit(
            "compare", city=MIHON, item=item_code, **{"with": f"{TSUSHIMA},{HYUGA}"}
        )
        at.text_input(key="compare_topic_search").set_value("テレワーク").run()
        assert not at.exception
        for element in (*at.markdown, *at.caption, *at.header, *at.subheader, *at.info):
            assert "<img" not in element.value.replace("\\<", "")
            assert "[x](" not in element.value
            assert "<b>" not in element.value.replace("\\<", "")
        for link in at.get("page_link"):
            assert "<img" not in link.proto.label.replace("\\<", "")
        at.toggle(key="as_table").set_value(True).run()
        assert not at.exception


@pytest.mark.usefixtures("patient_store")
def test_a_warm_page_asks_the_database_nothing(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    statements: list[str] = []
    event.listen(
        store_of_process().engine,
        "before_cursor_execute",
        lambda *a: statements.append(a[2]),
    )
    store_of_process().clock = ManualClock()
    cached.store().revision()
    statements.clear()
    at.run()
    assert statements == []


@pytest.mark.usefixtures("patient_store")
def test_a_change_of_a_compared_plan_shows_on_the_next_run(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="shared")
    store_of_process().clock = clock = ManualClock()
    plan = shipped_plans[TSUSHIMA]
    policy = plan.policies[0]
    new = Measure(number="1-9", name="デジタル共通基盤の共同利用")
    changed = policy.model_copy(update={"measures": (*policy.measures, new)})
    save(own_store, plan.model_copy(update={"policies": (changed, *plan.policies[1:])}))
    clock.pass_seconds(2)
    at.run()
    assert "5団体のうち2団体" in at.subheader[0].value
