"""The years of every department as a picture and a table."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dxkpi.plan import CityDepartment, Plan
from dxkpi.store import writing
from tests.support.apptest import Open, charts_of
from tests.support.returned import opened, register
from tests.support.returns_page import MIHON, codes_of


def test_the_picture_of_the_years_says_in_words_what_it_shows(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    at = visit("returns", city=MIHON, year="2025")
    said = at.get("vega_lite_chart")[0].proto.alt
    assert "令和7年度: 未提出 8、提出済 1" in said
    assert "令和9年度: これから 9" in said
    assert len(charts_of(at)) == 1
    at.toggle(key="as_table").set_value(True).run()
    table = at.dataframe[0].value
    assert list(table.columns) == [
        "担当課",
        "令和5年度",
        "令和6年度",
        "令和7年度",
        "令和8年度",
        "令和9年度",
    ]
    assert (
        dict(zip(table["担当課"], table["令和7年度"], strict=True))["人事課"]
        == "◎ 提出済"
    )


def test_each_year_has_the_departments_of_its_time(
    visit: Open, own_store: Path, asked: Plan
) -> None:
    renamed = (
        CityDepartment(name="人事課", until="2026-03", became=("人財課",)),
        CityDepartment(name="人財課", since="2026-04"),
    )
    register(own_store, MIHON, 2025, "人事課", {codes_of(asked, "人事課")[0]: 5})
    register(own_store, MIHON, 2024, "人事課", {codes_of(asked, "人事課")[0]: 4})
    with opened(own_store) as store:
        [stored] = store.plans([asked.key]).values()
        municipality = stored.municipality.model_copy(update={"departments": renamed})
        changed = stored.model_copy(update={"municipality": municipality})
        writing.save_plans(store, [changed], "tester", "plan.yaml")

    at = visit("returns", city=MIHON, year="2025")
    assert {"人財課"} == {"人事課", "人財課"} & names_of(at)
    at.toggle(key="as_table").set_value(True).run()
    table = at.dataframe[0].value.set_index("担当課")
    assert table.loc["人事課", "令和6年度"] == "◎ 提出済"
    assert table.loc["人事課", "令和7年度"] == ""
    assert table.loc["人財課", "令和6年度"] == ""
    assert table.loc["人財課", "令和7年度"] == "◎ 提出済"

    at = visit("returns", city=MIHON, year="2024")
    assert {"人事課"} == {"人事課", "人財課"} & names_of(at)

    at = visit("kpi", city=MIHON, year="2025")
    assert "人財課（旧 人事課）" in at.selectbox(key="kpi_department").options


def names_of(at: AppTest) -> set[str]:
    """The departments that can be opened, without how their return stands."""
    options = at.selectbox(key="returns_department").options
    return {option.split()[0] for option in options}
