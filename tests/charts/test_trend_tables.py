"""The trend as a table and as a file."""

from decimal import Decimal

from dxkpi import charts
from dxkpi.plan import Reference
from dxkpi.wording.language import Language
from tests.support.realisation import (
    AIMLESS,
    judged_course,
    outlook_of,
    realisation_rate,
)
from tests.support.specs import read_back


def test_the_table_has_the_five_columns_of_the_page() -> None:
    table = charts.trend_table(
        realisation_rate(),
        judged_course(realisation_rate()),
        outlook_of(realisation_rate()),
        Language.ENGLISH,
    )
    assert list(table.columns) == ["Year", "Actual", "Line", "Trend", "Verdict"]
    assert table.iloc[0].tolist() == ["令和4年度", "58.2", "58.2", "－", "baseline"]
    assert table.iloc[3].tolist() == [
        "令和7年度",
        "64.1",
        "65.3",
        "－",
        "○ mostly on track",
    ]
    assert table.iloc[5].tolist() == [
        "令和9年度",
        "－",
        "70.0",
        "67–70",
        "… to come",
    ]


def test_a_column_without_figures_is_left_out() -> None:
    assert list(
        charts.trend_table(
            realisation_rate({}),
            judged_course(realisation_rate({})),
            None,
            Language.ENGLISH,
        ).columns
    ) == [
        "Year",
        "Actual",
        "Line",
        "Verdict",
    ]
    bare = realisation_rate(**AIMLESS)
    assert list(
        charts.trend_table(bare, judged_course(bare), None, Language.ENGLISH).columns
    ) == [
        "Year",
        "Actual",
        "Verdict",
    ]


def test_series_of_others_have_no_column_in_the_table_and_one_in_the_file() -> None:
    reference = Reference(series="=全国", fiscal_year=2025, value=Decimal("61.2"))
    found = realisation_rate().model_copy(update={"references": (reference,)})
    assert (
        len(
            charts.trend_table(
                found, judged_course(found), outlook_of(found), Language.ENGLISH
            ).columns
        )
        == 5
    )
    assert (
        "'=全国"
        in read_back(
            charts.trend_csv(
                found,
                judged_course(found),
                outlook_of(found),
                "見本市",
                Language.ENGLISH,
            )
        ).columns
    )


def test_the_file_holds_middle_and_ends_of_the_outlook() -> None:
    frame = read_back(
        charts.trend_csv(
            realisation_rate(),
            judged_course(realisation_rate()),
            outlook_of(realisation_rate()),
            "見本市",
            Language.ENGLISH,
        )
    )
    assert frame["outlook: middle"].tolist() == ["", "", "", "", "66.40", "68.40"]
    assert frame["outlook: lower end"].tolist()[-1] == "66.99"
    assert frame["outlook: upper end"].tolist()[-1] == "69.81"
    assert frame["actual value"].tolist() == ["58.2", "60.5", "62.8", "64.1", "", ""]
