"""The whole message of a plan and a year on one sheet of A4: what stands on it, and the
sheet as PDF.
"""

from dxkpi.reports.brief import Brief, BriefConcern, BriefLead, BriefList, StatusCount
from dxkpi.reports.brief_contents import make_brief
from dxkpi.reports.brief_pdf import brief_pdf
from dxkpi.reports.indicator_pages import IndicatorPage, make_indicator_pages

__all__ = [
    "Brief",
    "BriefConcern",
    "BriefLead",
    "BriefList",
    "IndicatorPage",
    "StatusCount",
    "brief_pdf",
    "make_brief",
    "make_indicator_pages",
]
