"""What is said of something that was retired."""

import pytest

from dxkpi.plan import Retirement, RetirementReason
from dxkpi.wording.language import Language
from dxkpi.wording.retirement import retirement_text


@pytest.mark.parametrize(
    ("because", "note", "text"),
    [
        (RetirementReason.ENDED, None, "令和8年度から終了"),
        (RetirementReason.ENDED, "機器の更新", "令和8年度から終了（機器の更新）"),
        (RetirementReason.ABOLISHED, None, "令和8年度から終了（廃止）"),
        (RetirementReason.MERGED, "K05に統合", "令和8年度から終了（統合、K05に統合）"),
    ],
)
def test_why_something_ended_is_said_once(
    because: RetirementReason, note: str | None, text: str
) -> None:
    retired = Retirement(fiscal_year=2026, because=because, note=note)
    assert retirement_text(retired, Language.JAPANESE) == text
