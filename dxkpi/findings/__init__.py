"""What is noticed about a file: a stable code, how grave it is, where, and the facts.

Findings hold no words: `dxkpi.wording.findings` has the sentence of each code. Codes are
for programs and never change, sentences are for people and may. Errors must be mended,
holds wait until somebody confirms a value, warnings and infos are only told.
"""

from dxkpi.findings.codes import SEVERITIES, UNREADABLE, Severity, is_unreadable
from dxkpi.findings.facts import (
    EarlierFigure,
    EntryProgress,
    Fact,
    FactList,
    FileExcess,
    FileMeasure,
    FiscalPeriod,
    FiscalYear,
    IndicatorFigure,
    MarkedTerm,
    Month,
    Percentage,
    Phrase,
    PointsOfShare,
    Quantity,
    Quotation,
)
from dxkpi.findings.finding import (
    LONGEST_QUOTE,
    WHOLE_FILE,
    Choice,
    ChoiceKind,
    Finding,
    make_finding,
    quoted,
)

__all__ = [
    "LONGEST_QUOTE",
    "SEVERITIES",
    "UNREADABLE",
    "WHOLE_FILE",
    "Choice",
    "ChoiceKind",
    "EarlierFigure",
    "EntryProgress",
    "Fact",
    "FactList",
    "FileExcess",
    "FileMeasure",
    "Finding",
    "FiscalPeriod",
    "FiscalYear",
    "IndicatorFigure",
    "MarkedTerm",
    "Month",
    "Percentage",
    "Phrase",
    "PointsOfShare",
    "Quantity",
    "Quotation",
    "Severity",
    "is_unreadable",
    "make_finding",
    "quoted",
]
