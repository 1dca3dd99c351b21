"""Which indicators pass the filters of the gallery."""

import pytest

from dxkpi.rules import Status
from dxkpi.web.kpi.filters import IndicatorFilters
from tests.support.apptest import Open
from tests.support.surveys import noisy_judgement


def test_what_chance_alone_may_have_put_behind_is_not_found_as_behind() -> None:
    noisy, behind = noisy_judgement(260), noisy_judgement(220)
    late = IndicatorFilters(status=Status.FAR_BEHIND)
    within = IndicatorFilters(status=Status.WITHIN_MARGIN)
    assert noisy.status is behind.status is Status.FAR_BEHIND
    assert (late.keep(noisy, ()), late.keep(behind, ())) == (False, True)
    assert (within.keep(noisy, ()), within.keep(behind, ())) == (True, False)


@pytest.mark.parametrize("typed", ["人事課", "じんじ", "未達成", "みたっせい"])
def test_a_search_finds_department_and_status_in_kana_too(
    visit: Open, typed: str
) -> None:
    at = visit(city="999997", year="2025", table="1", kpi_search=typed)
    names = "".join(at.table[0].value["指標"])
    assert "職員からの改善提案の件数" in names
    assert "電子決裁率" not in names
