"""The groups of a staff survey as a table and a file."""

from io import StringIO

import pandas as pd

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import surveys_by_year
from dxkpi.wording.language import Language


def test_the_table_and_the_file_say_the_same_and_nothing_of_fewer_than_five(
    felt: Indicator,
) -> None:
    known = surveys_by_year(felt)
    table = charts.group_table(felt, known, GroupKind.DEPARTMENT, Language.ENGLISH)
    assert list(table.columns[1:]) == ["FY21", "FY22", "FY23", "FY24", "FY25"]
    assert table.set_index(table.columns[0]).loc["市民課", "FY25"] == "89.7%"
    assert str(table.set_index(table.columns[0]).loc["会計課", "FY25"]).startswith("＊")
    frame = pd.read_csv(
        StringIO(
            charts.group_csv(felt, known, "見本市", Language.ENGLISH).decode(
                "utf-8-sig"
            )
        )
    )
    assert frame.shape[1] == 11
    assert (frame.iloc[:, 6] >= 5).all()
    whole = frame[frame.iloc[:, 4] == frame.iloc[0, 4]]
    assert whole.iloc[:, 6].tolist() == [214, 318, 342, 371, 398]
