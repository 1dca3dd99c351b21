"""The table of indicators: order, columns, and figures that are numbers."""

from pathlib import Path

import pandas as pd
import pytest

from dxkpi.plan import Plan, document
from dxkpi.settings import PROJECT
from tests.support.apptest import KeepOnly, Open, printed_table, save
from tests.support.specs import actual

CITY, PLAN, STRATEGY = "999997", "dx-2023", "strategy-2025"


def printed(visit: Open, **query: str) -> pd.DataFrame:
    """The table as it is printed; indexed by the name of the indicator."""
    at = visit(city=CITY, table="1", **query)
    assert not at.exception
    table = printed_table(at.table[0])
    names = [name.removeprefix("[").split("](")[0] for name in table["指標"]]
    return table.set_index(pd.Index(names))


def codes_in_order(visit: Open, **query: str) -> list[str]:
    links = [name for name in printed(visit, **query)["指標"] if "](" in name]
    return [link.rpartition("kpi=")[2].removesuffix(")") for link in links]


@pytest.fixture
def strategy(keep_only: KeepOnly) -> None:
    """The sample with stages, parts, a total and late figures."""
    file = PROJECT / "data" / "samples" / "999997-mihon-strategy-2025.yaml"
    keep_only(document.read_plan(file))


def test_the_worst_comes_first_and_what_was_not_judged_last(visit: Open) -> None:
    table = printed(visit, year="2025", plan=PLAN)
    marks = [status.split("[")[1][0] for status in table["状況"]]
    assert marks == list("×××▲△△△○○○●●●●◎◎◎◎－？…※")


def test_the_order_of_the_plan_and_of_departments_have_titles(visit: Open) -> None:
    plain_order = codes_in_order(visit, year="2025", plan=PLAN, kpi_order="plan")
    assert plain_order[:3] == ["K21", "K01", "K02"]
    table = printed(visit, year="2025", plan=PLAN, kpi_order="department")
    titles = [name for name in table["指標"] if name.startswith("**")]
    assert titles[0] == "**デジタル推進課** :small[4指標]"
    assert "担当課" not in table
    assert "基本方針" in table


def test_figures_are_numbers_with_the_digits_that_were_reported(visit: Open) -> None:
    at = visit(city=CITY, plan=PLAN, year="2025", table="1")
    values, texts = at.table[0].value, printed(visit, plan=PLAN, year="2025")
    row = list(texts.index).index("電子決裁率")
    columns = ["前年度", "実績", "差", "期待値", "ペース（%）"]
    assert [str(values[name].dtype) for name in columns] == ["float64"] * 5
    assert list(texts.iloc[row][columns]) == ["83.4", "96.2", "+12.8", "73.4", "170.4"]
    assert values.loc[row, "実績"] == pytest.approx(96.2)
    assert list(texts.loc["コピー用紙の使用量"][columns[:4]]) == [
        "752",
        "701",
        "-51",
        "628",
    ]
    assert texts.loc["コピー用紙の使用量", "単位"] == "万枚"


def test_no_cell_of_the_table_has_a_letter_that_nobody_sees(visit: Open) -> None:
    cells = printed(visit, plan=PLAN, year="2025").to_numpy().flat
    assert not [cell for cell in cells if "\u2060" in cell or "−" in cell.lstrip("−")]


def test_a_missing_figure_is_no_zero_and_says_why(visit: Open) -> None:
    at = visit(city=CITY, plan=PLAN, year="2025", table="1")
    texts = printed(visit, plan=PLAN, year="2025")
    row = list(texts.index).index("デジタル人材の外部登用")
    assert at.table[0].value["実績"].isna()[row]
    assert texts.iloc[row]["実績"] == "未提出"
    assert texts.iloc[row]["差"] == "－"


def test_parts_stand_beneath_their_indicator_with_figures_of_their_own(
    strategy: None, visit: Open
) -> None:
    texts = printed(visit, plan=STRATEGY, year="2025")
    names = list(texts.index)
    place = names.index("特定健診の受診率")
    assert [name.strip() for name in names[place + 1 : place + 3]] == ["男性", "女性"]
    assert texts.iloc[place]["実績"] == ""
    assert list(texts.iloc[place + 1 : place + 3]["実績"]) == ["37.4", "47.9"]


def test_stages_stand_by_their_names(strategy: None, visit: Open) -> None:
    row = printed(visit, plan=STRATEGY, year="2025").loc["電子契約の導入"]
    assert (row["前年度"], row["実績"], row["期待値"]) == ("検討", "検討", "試行")


def test_a_change_is_not_told_across_another_question(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    row = printed(visit, plan=PLAN, year="2025").loc["職員のDX推進実感率"]
    assert (row["前年度"], row["差"]) == ("62.8", "+1.3")
    rate = sample_plan.realisation
    assert rate is not None
    last = rate.actual(2025)
    assert last is not None
    assert last.survey is not None
    asked_otherwise = last.survey.model_copy(update={"question": "別の問い"})
    changed = rate.with_actual(last.model_copy(update={"survey": asked_otherwise}))
    others = [each for each in sample_plan.indicators if each.code != rate.code]
    save(own_store, sample_plan.model_copy(update={"indicators": (changed, *others)}))
    row = printed(visit, plan=PLAN, year="2025").loc["職員のDX推進実感率"]
    assert (row["前年度"], row["差"]) == ("62.8", "－")


def test_an_approximate_figure_says_so(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    index = next(
        i for i, each in enumerate(sample_plan.indicators) if each.code == "K10"
    )
    about = actual(2025, "96.2").model_copy(update={"approximate": True})
    changed = sample_plan.indicators[index].with_actual(about)
    indicators = [*sample_plan.indicators]
    indicators[index] = changed
    save(own_store, sample_plan.model_copy(update={"indicators": tuple(indicators)}))
    row = printed(visit, plan=PLAN, year="2025").loc["電子決裁率"]
    assert row["実績"] == r"約96\.2"
