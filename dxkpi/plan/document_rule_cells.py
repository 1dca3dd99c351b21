"""Which field of several is to be mended first, where they break a rule together."""

from collections.abc import Mapping

from dxkpi.plan.document_problem import Location, ProblemCode

CELLS_OF_RULES: Mapping[ProblemCode, tuple[Location, ...]] = {
    ProblemCode.PERIOD_ORDER: (("last_fiscal_year",),),
    ProblemCode.BASELINE_LATE: (("target", "fiscal_year"), ("baseline", "fiscal_year")),
    ProblemCode.DIRECTION: (("target", "value"), ("direction",)),
    ProblemCode.COMPARATOR_DIRECTION: (("target", "comparator"), ("comparator",)),
    ProblemCode.REACH_NEEDS: (("value",), ("fiscal_year",)),
    ProblemCode.KEEP_NEEDS: (("value",), ("target", "value")),
    ProblemCode.RANGE_ORDER: (("low",), ("value",)),
    ProblemCode.STRETCH_LOWER: (("target", "stretch"), ("stretch",)),
    ProblemCode.TOTAL_ORDER: (("since",), ("fiscal_year",)),
    ProblemCode.TOTAL_AGGREGATION: (("aggregation",),),
    ProblemCode.AS_OF_YEAR: (("as_of",), ("fiscal_year",)),
    ProblemCode.MISSING_BESIDE_VALUE: (("missing",), ("value",)),
    ProblemCode.COUNTS_FIGURE: (("value",), ("numerator",)),
    ProblemCode.SCHEDULE_ORDER: (("start",), ("end",)),
    ProblemCode.MILESTONE_SPAN: (("end",), ("start",)),
    ProblemCode.DEADLINE_YEAR: (("end",),),
    ProblemCode.DEPARTMENT_ORDER: (("until",), ("since",)),
    ProblemCode.DECISION_UNTIL: (("until",), ("decided",)),
}
"""Ways from the object that breaks the rule; the first that has a cell counts."""
