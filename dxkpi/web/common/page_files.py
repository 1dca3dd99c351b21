"""Where the pages are: Streamlit links to a page by its file."""

from functools import cache

from dxkpi.settings import PROJECT

_FOLDER = PROJECT / "pages"

OVERVIEW = _FOLDER / "overview.py"
BRIEF = _FOLDER / "brief.py"
GALLERY = _FOLDER / "kpi.py"
INDICATOR = _FOLDER / "indicator.py"
REALISATION = _FOLDER / "realisation.py"
SCHEDULE = _FOLDER / "schedule.py"
DEPARTMENT = _FOLDER / "department.py"
PLAN = _FOLDER / "plan.py"
COMPARE = _FOLDER / "compare.py"
UPLOAD = _FOLDER / "upload.py"
SURVEY = _FOLDER / "survey.py"
RETURNS = _FOLDER / "returns.py"
ROUND = _FOLDER / "round.py"
REVIEW = _FOLDER / "review.py"
START = _FOLDER / "start.py"
READING = _FOLDER / "reading.py"
EDIT = _FOLDER / "edit.py"
ACCOUNTS = _FOLDER / "accounts.py"
CHANGES = _FOLDER / "changes.py"
HELP = _FOLDER / "help.py"


@cache
def page_names() -> frozenset[str]:
    """What the addresses of the pages are called; the first one has no name."""
    return frozenset(file.stem for file in _FOLDER.glob("*.py")) | {""}
