"""The comparison of cities: the pictures and the screen."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dxkpi.charts import matrix_chart
from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow
from dxkpi.plan import Initiative, Measure, NationalItem, Plan
from dxkpi.store import Store
from dxkpi.web.common import cached, markdown
from dxkpi.web.common.view import View
from dxkpi.web.compare.item_file import items_csv
from tests.bench import cities
from tests.support.apptest import (
    CITIES,
    HOSTILE,
    KeepOnly,
    Open,
    charts_of,
    save,
    words,
)
from tests.support.clock import ManualClock
from tests.support.shipped_cities import (
    HYUGA,
    KATAGAMI,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    URESHINO,
    plan_with_measures,
)
from tests.support.speaking import speak
from tests.support.topic_indicators import rate_indicator

# --- The picture --------------------------------------------------------------------------------------------------------


def texts(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            yield from layer["data"]["values"]


def boxes(
    spec: dict[str, Any], role: str, *, filled: bool = True
) -> list[tuple[int, int]]:
    return [
        (row["y"], row["column"])
        for layer in spec["layer"]
        if layer["mark"]["type"] == "rect"
        and layer["mark"].get("filled", True) is filled
        for row in layer["data"]["values"]
        if row["role"] == role
    ]


def test_the_matrix_draws_stated_filled_read_dashed_and_nothing_as_a_dash() -> None:
    cells = (
        MatrixCell(Fill.STATED, ("★ 1-1", "1-1"), ("KPI 2 R8～12", "KPI 2")),
        MatrixCell(Fill.READ, ("○ 2-1", "2-1")),
    )
    spec = matrix_chart(
        [("豊見城市", "豊見城市"), ("見本市(架空)", "見本市")],
        [
            MatrixRow("テレワーク", cells),
            MatrixRow("AIの利用", (MatrixCell(Fill.NONE, ("－", "－")),) * 2),
        ],
        "what it shows",
    )
    assert spec["description"] == "what it shows"
    assert spec["height"] == 28 + 2 * 50
    assert boxes(spec, "bar") == [(28, 0)]
    assert boxes(spec, "actual", filled=False) == [(28, 0), (28, 1)]
    (dashed,) = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    assert [row["column"] for row in dashed["data"]["values"]] == [1]
    assert [(row["long"], row["short"]) for row in texts(spec) if "long" in row] == [
        ("豊見城市", "豊見城市"),
        ("見本市(架空)", "見本市"),
        ("★ 1-1", "1-1"),
        ("KPI 2 R8～12", "KPI 2"),
        ("○ 2-1", "2-1"),
        ("－", "－"),
        ("－", "－"),
    ]
    assert {layer["encoding"]["color"]["field"] for layer in spec["layer"]} == {"role"}


# --- The screen ---------------------------------------------------------------------------------------------------------


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
    assert len(charts_of(at)) > 5
    heads = [row["short"] for row in texts(charts_of(at)[0]) if row.get("y") == 0]
    assert len(heads) == 1 + len(others)
    assert "with" not in at.query_params


def test_the_sentence_tells_what_all_have_and_what_one_alone(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    assert at.header[0].value == markdown.plain(
        "国の11項目のうち、5項目は5団体すべての計画にあります。1団体だけの項目は、共通化の推進、eL-QRの活用（豊見城市）です。"
    )
    said = words(at)
    assert markdown.plain("第5.0版（令和7年12月）") in said
    assert "未実施という意味ではありません" in said
    assert "国の計画の以前の版の項目" in said


def test_an_opened_item_shows_the_measures_in_their_own_words_with_links_into_the_plans(
    visit: Open,
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="el-qr")
    assert at.selectbox(key="compare_item").value == "el-qr"
    assert markdown.plain(
        "「公金収納におけるeL-QRの活用」は、5団体のうち1団体の計画に施策や取組があります。KPIを定めた計画はありません。"
    ) in [heading.value for heading in at.subheader]
    said = words(at)
    assert markdown.plain("令和8～12年度（推定）") in said
    assert markdown.plain("納税課、会計課、関係各課") in said
    assert markdown.plain("名称になく、説明に語あり") in said
    assert (
        markdown.plain(
            "この項目の語を名称に含む施策は見当たりません: 嬉野市、対馬市、日向市"
        )
        in said
    )
    links = [
        dict(p.split("=") for p in str(link.proto.query_string).split("&"))
        for link in at.get("page_link")
        if "measure" in str(link.proto.query_string)
    ]
    assert links == [
        {"city": TOMIGUSUKU, "measure": "2-3"},
        {"city": KATAGAMI, "measure": "2-1"},
    ]


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


def test_a_table_holds_what_the_pictures_hold(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert charts_of(at) == []
    items, figures = (frame.value for frame in at.dataframe)
    assert list(items.columns) == [
        "項目",
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    ]
    row = items.set_index("項目").loc["eL-QRの活用"]
    assert list(row) == ["★ 2-3 KPIなし (R8～12)", "－ 説明に語あり", "－", "－", "－"]
    assert len(figures) == 10
    assert set(figures["自治体"]) == {
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    }


def test_the_file_has_a_line_for_each_item_city_and_indicator(own_store: Path) -> None:
    speak("ja")
    known = cached.cities()
    chosen = tuple(known[code] for code in (TOMIGUSUKU, HYUGA, TSUSHIMA))
    view = View(chosen[0], cached.plan(chosen[0]), 2025, (2025,), date(2026, 5, 1))
    rows = list(
        csv.DictReader(io.StringIO(items_csv(view, chosen).decode("utf-8-sig")))
    )
    card = [row for row in rows if row["国の項目"].startswith("マイナンバーカード")]
    assert [
        (row["自治体"], row["読み取りの別"], row["施策"], row["指標の別"], row["指標"])
        for row in card
    ] == [
        (
            "豊見城市",
            "計画に印",
            "1-2 マイナンバーカードの取得支援・利用の推進",
            "参考",
            "マイナンバーカード保有枚数率",
        ),
        (
            "日向市",
            "計画に印",
            "1-3 マイナンバーカードの普及促進・利用の推進",
            "KPI",
            "マイナンバーカードを利活用したサービス",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "コンビニ交付利用件数",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "キオスク端末による証明書交付利用率",
        ),
    ]
    assert (card[1]["期間"], card[1]["期限"], card[1]["目標値"]) == (
        "令和6年度～（終わりの記載なし、推定）",
        "令和5年度末",
        "目標 3事業（令和7年度末）",
    )
    missing = [
        row["自治体"]
        for row in rows
        if row["読み取りの別"] == "この項目の語を名称に含む施策は見当たりません"
    ]
    assert (missing.count("豊見城市"), missing.count("日向市")) == (0, 2)


def test_a_topic_of_ones_own_is_found_or_said_to_be_missing(visit: Open) -> None:
    at = visit("compare", city=HYUGA)
    at.text_input(key="compare_topic_search").set_value("RPA").run()
    assert (
        markdown.plain("「RPA」の指標は、2団体の計画に2あります。")
        in at.subheader[-1].value
    )
    at.text_input(key="compare_topic_search").set_value("<img src=x>").run()
    assert not at.exception
    assert (
        markdown.plain("「<img src=x>」の語がある指標は、どの計画にも見当たりません")
        in at.info[-1].value
    )


def test_an_item_that_nobody_has_says_so(visit: Open) -> None:
    at = visit("compare", city=TSUSHIMA, item="shared", **{"with": URESHINO})
    assert "の語を名称に含む施策は、どの団体の計画にも見当たりません" in " ".join(
        h.value for h in at.subheader
    )


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


def test_two_cities_of_one_name_are_told_apart(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan]
) -> None:
    town = shipped_plans[TSUSHIMA].municipality.model_copy(update={"name": "日向市"})
    save(own_store, shipped_plans[TSUSHIMA].model_copy(update={"municipality": town}))
    at = visit("compare", city=HYUGA, **{"with": TSUSHIMA})
    assert not at.exception
    heads = [row["long"] for row in texts(charts_of(at)[0]) if row.get("y") == 0]
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

    def counted(store: Store, code: str) -> Plan | None:
        read.append(code)
        return real(store, code)

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


def test_a_warm_page_asks_the_database_nothing(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    statements: list[str] = []
    event.listen(
        cached.store().engine,
        "before_cursor_execute",
        lambda *a: statements.append(a[2]),
    )
    cached.store().clock = ManualClock()
    cached.store().revision()
    statements.clear()
    at.run()
    assert statements == []


def test_a_change_of_a_compared_plan_shows_on_the_next_run(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="shared")
    cached.store().clock = clock = ManualClock()
    plan = shipped_plans[TSUSHIMA]
    policy = plan.policies[0]
    new = Measure(number="1-9", name="デジタル共通基盤の共同利用")
    changed = policy.model_copy(update={"measures": (*policy.measures, new)})
    save(own_store, plan.model_copy(update={"policies": (changed, *plan.policies[1:])}))
    clock.pass_seconds(2)
    at.run()
    assert "5団体のうち2団体" in at.subheader[0].value
