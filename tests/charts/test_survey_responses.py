"""Who answered a staff survey, as bars."""

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.survey import surveys_by_year
from dxkpi.wording.language import Language
from tests.support.specs import rows
from tests.support.survey_charts import readable_texts


def test_a_year_whose_staff_nobody_counted_has_no_bar(felt: Indicator) -> None:
    known = {
        year: found.model_copy(update={"invited": None})
        for year, found in surveys_by_year(felt).items()
    }
    unknown, told = (
        charts.response_bars(known, Language.ENGLISH),
        charts.response_bars(surveys_by_year(felt), Language.ENGLISH),
    )
    assert len(rows(told, "rect")) == 2 * len(known)
    assert rows(unknown, "rect") == []
    assert "398" in "".join(readable_texts(unknown))
