"""Which cities are compared: from the address, chosen, offered; what they are called."""

from pathlib import Path

import pytest

from dxkpi.plan import Plan, PlanKey
from dxkpi.store import Store
from dxkpi.web.common import markdown
from tests.bench import cities
from tests.support.apptest import CITIES, KeepOnly, Open, charts_of, save, words
from tests.support.shipped_cities import (
    HYUGA,
    KATAGAMI,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    URESHINO,
)
from tests.support.specs import rows


def test_choosing_cities_moves_the_address_and_stays_on_the_way_back(
    visit: Open,
) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    at.multiselect(key="compare_with").set_value([HYUGA, MIHON]).run()
    assert at.query_params["with"] == f"{HYUGA},{MIHON}"
    assert "見本市" in words(at)
    at.switch_page("../../pages/kpi.py").run().switch_page(
        "../../pages/compare.py"
    ).run()
    assert at.multiselect(key="compare_with").value == [HYUGA, MIHON]
    at.selectbox(key="select_city").set_value(HYUGA).run()
    assert at.multiselect(key="compare_with").value == [MIHON]


def test_nobody_to_compare_with_still_shows_the_own_items(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU, **{"with": ""})
    assert not at.exception
    assert at.header[0].value == markdown.plain(
        "豊見城市の計画には、国の11項目のうち11項目に施策や取組があります。"
    )
    assert at.multiselect(key="compare_with").value == []
    assert "比べる団体を選ぶと" in at.info[-1].value


@pytest.mark.parametrize(
    ("asked", "others", "told"),
    [
        ("000000", [KATAGAMI, URESHINO, TSUSHIMA, HYUGA], 1),
        ("<b>,']", [KATAGAMI, URESHINO, TSUSHIMA, HYUGA], 1),
        (f"{HYUGA},xyz", [HYUGA], 1),
        (f"{HYUGA},{HYUGA}, {TOMIGUSUKU}", [HYUGA], 0),
        (",,,", [], 0),
    ],
)
def test_an_address_that_asks_for_nonsense_gets_a_sentence_and_the_rest(
    visit: Open, asked: str, others: list[str], told: int
) -> None:
    at = visit(
        "compare", city=TOMIGUSUKU, **{"with": asked}, item="nothing", topic="nothing"
    )
    assert not at.exception
    assert len(at.warning) == told
    assert at.multiselect(key="compare_with").value == others
    assert at.selectbox(key="compare_item").value == "front-office"


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_a_single_city_in_the_store_is_told_how_to_get_others(
    visit: Open,
    keep_only: KeepOnly,
    shipped_plans: dict[str, Plan],
    code: str,
    locale: str,
) -> None:
    keep_only(shipped_plans[code])
    at = visit("compare", locale=locale)
    assert not at.exception
    assert not at.error
    assert len(at.multiselect) == 0
    assert "dxkpi load" in at.info[0].value
    assert len(charts_of(at)) >= 2


def test_two_cities_of_one_name_are_told_apart(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan]
) -> None:
    town = shipped_plans[TSUSHIMA].municipality.model_copy(update={"name": "日向市"})
    save(own_store, shipped_plans[TSUSHIMA].model_copy(update={"municipality": town}))
    at = visit("compare", city=HYUGA, **{"with": TSUSHIMA})
    assert not at.exception
    heads = [row["long"] for row in rows(charts_of(at)[0], "text") if row.get("y") == 0]
    assert heads == ["宮崎県日向市", "長崎県日向市"]


def test_among_many_cities_no_more_than_sixty_are_offered_and_no_other_plan_is_read(
    visit: Open, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = list(cities.plans(200, indicators=2, years=2))
    made_up = [
        plan.model_copy(
            update={
                "municipality": plan.municipality.model_copy(
                    update={"prefecture": "試験県"}
                )
            }
        )
        for plan in spread
    ]
    save(own_store, *made_up)
    read: list[str] = []
    real = Store.plan

    def counted(store: Store, key: PlanKey) -> Plan | None:
        read.append(key.city)
        return real(store, key)

    monkeypatch.setattr(Store, "plan", counted)
    first = made_up[0].municipality.code
    at = visit("compare", city=first)
    assert not at.exception
    assert len(at.multiselect(key="compare_with").options) == 60
    assert len(at.multiselect(key="compare_with").value) == 5
    assert len(set(read)) == 6
    at.text_input(key="compare_city_search").set_value("宮崎県　日向").run()
    assert at.multiselect(key="compare_with").options[5:] == ["日向市"]
    at.text_input(key="compare_city_search").set_value("ない町").run()
    assert at.multiselect(key="compare_with").value
    alone = visit("compare", city=TOMIGUSUKU)
    assert "別の団体名か都道府県名" in alone.info[0].value
