"""The trend as a file."""

from decimal import Decimal

from dxkpi import charts
from dxkpi.plan import Reference
from dxkpi.wording.language import Language
from tests.support.realisation import judged_course, outlook_of, realisation_rate
from tests.support.specs import read_back


def test_series_of_others_have_a_column_in_the_file() -> None:
    reference = Reference(series="=全国", fiscal_year=2025, value=Decimal("61.2"))
    found = realisation_rate().model_copy(update={"references": (reference,)})
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
