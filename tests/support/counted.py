"""An indicator whose share is kept with its two counts."""

from decimal import Decimal
from typing import Any

from dxkpi.plan import Indicator, ShareCounts

FIELDS: dict[str, Any] = {
    "code": "K01",
    "name": "行政手続のオンライン化率",
    "unit": "%",
    "decimals": 1,
    "counts": {
        "numerator": "オンライン化した手続",
        "denominator": "全手続",
        "unit": "手続",
    },
    "baseline": {
        "fiscal_year": 2022,
        "value": "65.9",
        "numerator": 120,
        "denominator": 182,
    },
    "target": {"rule": "reach", "value": 100, "fiscal_year": 2027},
    "actuals": [
        {"fiscal_year": 2023, "value": "70.0"},
        {
            "fiscal_year": 2024,
            "value": "89.6",
            "numerator": 1630,
            "denominator": 1820,
        },
    ],
}


def counts_of(part: int, whole: int) -> ShareCounts:
    return ShareCounts(Decimal(part), Decimal(whole))


def online_share(**changed: Any) -> Indicator:
    """The indicator, some of whose fields of the document are others."""
    return Indicator.model_validate(FIELDS | changed)
