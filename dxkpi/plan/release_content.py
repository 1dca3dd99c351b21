"""The content of a release as the text that is kept: one JSON object, always written alike.

`document` is the plan as its classes take it; the figures of an indicator that another
plan has stand beside it, because a document never holds them.
"""

from decimal import Decimal
from hashlib import sha256
from typing import Any

import simplejson

from dxkpi.plan.document_data import plan_as_fields
from dxkpi.plan.indicator_figures import Actual
from dxkpi.plan.release import (
    ReleasedFinality,
    ReleasedJudgement,
    ReleasedProgress,
    ReleasedYear,
)
from dxkpi.plan.tree import Plan

_FORMAT = 1


def content_of(released: ReleasedYear) -> str:
    """What is released, as text; figures have the digits that they have in the store."""
    shared = {
        indicator.code: [actual.model_dump() for actual in indicator.actuals]
        for indicator in released.plan.indicators
        if indicator.shares is not None
    }
    data = {
        "format": _FORMAT,
        "document": plan_as_fields(released.plan),
        "shared_figures": shared,
        "profile": released.profile,
        "judgements": [each.model_dump() for each in released.judgements],
        "progress": [each.model_dump() for each in released.progress],
    }
    if released.finality:  # left out where all is final: so it says what it always did
        data["finality"] = [each.model_dump(mode="json") for each in released.finality]
    return simplejson.dumps(data, ensure_ascii=False, use_decimal=True)


def parse_content(text: str) -> ReleasedYear:
    """What a text of `content_of` holds."""
    data = simplejson.loads(text, use_decimal=True)
    return ReleasedYear(
        plan=_with_shared_figures(
            Plan.model_validate(data["document"]), data["shared_figures"]
        ),
        profile=data["profile"],
        judgements=tuple(map(ReleasedJudgement.model_validate, data["judgements"])),
        progress=tuple(map(ReleasedProgress.model_validate, data["progress"])),
        finality=tuple(map(ReleasedFinality.model_validate, data.get("finality", ()))),
    )


def sha256_of(content: str) -> str:
    """The SHA-256 of a content."""
    return sha256(content.encode()).hexdigest()


def rounded_rate(rate: Decimal | None) -> Decimal | None:
    """A rate with six digits after the point at most, without zeros at its end."""
    if rate is None:
        return None
    return Decimal(f"{round(rate, 6).normalize():f}")


def _with_shared_figures(plan: Plan, shared: dict[str, list[Any]]) -> Plan:
    """The plan with the figures that other plans have for it."""
    if not shared:
        return plan
    filled = {
        code: tuple(map(Actual.model_validate, actuals))
        for code, actuals in shared.items()
    }
    indicators = tuple(
        each.model_copy(update={"actuals": filled.get(each.code, each.actuals)})
        for each in plan.indicators
    )
    return plan.model_copy(update={"indicators": indicators})
