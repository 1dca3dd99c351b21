"""The whole message of a plan and a year on one sheet of A4: what stands on it, and the sheet as PDF."""

from dxkpi.reports.brief import (
    Brief,
    BriefConcern,
    BriefLead,
    Count,
    Listing,
    brief,
    headings,
    verdict,
)
from dxkpi.reports.brief_pdf import pdf

__all__ = [
    "Brief",
    "BriefConcern",
    "BriefLead",
    "Count",
    "Listing",
    "brief",
    "headings",
    "pdf",
    "verdict",
]
