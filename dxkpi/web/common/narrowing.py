"""The filters that the screens of a plan's measures share: words, policy, department, and ★ or ◆."""

from collections.abc import Collection
from dataclasses import dataclass

from dxkpi.plan import Measure, NationalItem, Plan, Policy
from dxkpi.web.common import parts
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.search import found
from dxkpi.wording import glossary


@dataclass(frozen=True)
class MeasureFilters:
    """What the reader narrows a plan's measures to; empty means everything."""

    text: str = ""
    policy: str | None = None
    department: str | None = None
    item: NationalItem | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.policy or self.department or self.item)

    def keep(self, policy: Policy, measure: Measure, words: str) -> bool:
        """Whether a measure passes; `words` is what a search looks into."""
        return (
            found(self.text, words)
            and self.policy in (None, policy.number)
            and (self.department is None or self.department in measure.departments)
            and self.item in (None, measure.national_item)
        )


def measure_filters(
    name: str, placeholder: str, plan: Plan, measures: Collection[Measure]
) -> tuple[str, str | None, str | None, NationalItem | None]:
    """The fields of `MeasureFilters` as widgets, with what occurs in these measures; `name` is the screen's."""
    numbers = {measure.number for measure in measures}
    policies = {
        p.number: f"{p.number} {p.name}"
        for p in plan.policies
        if any(m.number in numbers for m in p.measures)
    }
    departments = sorted(
        {department for measure in measures for department in measure.departments}
    )
    present = {measure.national_item for measure in measures}
    items = {
        item: f"{glossary.term_glyph(item)} {glossary.term_label(item, current_language())}"
        for item in NationalItem
        if item in present
    }
    return (
        parts.search(name, placeholder),
        parts.narrow(f"{name}_policy", _("Policy"), policies),
        parts.narrow(
            f"{name}_department", _("Department"), {one: one for one in departments}
        ),
        parts.narrow(f"{name}_item", _("★ and ◆"), items),
    )
