"""Which indicators pass the filters of the gallery."""

from dxkpi.rules import Status
from dxkpi.web.kpi.filters import IndicatorFilters
from tests.support.surveys import noisy_judgement


def test_what_chance_alone_may_have_put_behind_is_not_found_as_behind() -> None:
    noisy, behind = noisy_judgement(260), noisy_judgement(220)
    late = IndicatorFilters(status=Status.FAR_BEHIND)
    within = IndicatorFilters(status=Status.WITHIN_MARGIN)
    assert noisy.status is behind.status is Status.FAR_BEHIND
    assert (late.keep(noisy, ()), late.keep(behind, ())) == (False, True)
    assert (within.keep(noisy, ()), within.keep(behind, ())) == (True, False)
