"""The whole message of a plan and a year on one sheet of A4: what stands on it, and the sheet as PDF."""

from dxkpi.reports.brief import (
    Brief,
    Count,
    Lead,
    Listing,
    Worry,
    brief,
    headings,
    verdict,
)
from dxkpi.reports.brief_pdf import pdf

__all__ = [
    "Brief",
    "Count",
    "Lead",
    "Listing",
    "Worry",
    "brief",
    "headings",
    "pdf",
    "verdict",
]
