"""The sheets of plans in tests, and their texts as they can be compared."""

import io
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime

from pypdf import PdfReader

from dxkpi.charts import gauge_bar
from dxkpi.plan import Plan, Progress
from dxkpi.reports import Brief, BriefConcern, make_brief
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules import STANDARD, EntryKey
from dxkpi.wording.language import Language

TODAY, STAMP = date(2026, 11, 21), datetime(2026, 11, 20, 3, 0, 7, 123456, tzinfo=UTC)
A4 = (595.276, 841.89)
"""Width and height in points."""


def brief_of(
    plan: Plan,
    year: int,
    progress: dict[EntryKey, Progress] | None = None,
    language: Language = Language.JAPANESE,
    finality: PlanFinality = NO_REVIEW,
) -> Brief:
    return make_brief(
        plan,
        year,
        TODAY,
        STANDARD,
        progress or {},
        STAMP,
        language,
        finality=finality,
    )


def descriptions_of_bars(concerns: Iterable[BriefConcern]) -> list[str]:
    """What the bars of the table say on paper."""
    return [
        gauge_bar(one.share, one.counted_status, Language.JAPANESE)["description"]
        for one in concerns
        if one.share is not None
    ]


def comparable_text(text: str) -> str:
    """A text as it can be compared: a line's end is no letter, and what the font lacks is 〓."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKC", text)
        if not c.isspace() and unicodedata.category(c) != "Cf"
    )


def pdf_text(content: bytes) -> str:
    return comparable_text(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    )


def plan_in_words(plan: Plan, words: str) -> Plan:
    """The plan with other words wherever somebody can write some."""
    policies = []
    for policy in plan.policies:
        measures = [
            measure.model_copy(
                update={
                    "name": words,
                    "departments": (words, words[::-1]),
                    "initiatives": tuple(
                        i.model_copy(update={"name": words})
                        for i in measure.initiatives
                    ),
                    "schedule": tuple(
                        e.model_copy(update={"label": words}) for e in measure.schedule
                    ),
                }
            )
            for measure in policy.measures
        ]
        policies.append(
            policy.model_copy(update={"name": words, "measures": tuple(measures)})
        )
    indicators = [
        i.model_copy(update={"name": words, "unit": words, "department": words})
        for i in plan.indicators
    ]
    about = plan.about.model_copy(update={"title": words, "source": words})
    where = plan.municipality.model_copy(update={"name": words})
    return plan.model_copy(
        update={
            "policies": tuple(policies),
            "indicators": tuple(indicators),
            "about": about,
            "municipality": where,
        }
    )
