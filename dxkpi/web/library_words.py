"""The words that Streamlit writes by itself, in the readers' languages.

It has no setting for them, so the page changes them where it is drawn: each text only in
the place of the library where it stands, never among other people's words.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dxkpi.wording.language import LANGUAGES, Language, mark

_SCRIPT = Path(__file__).with_name("page.js")

_UPLOADER = (
    '[data-testid="stFileUploader"] section > :not([data-testid="stFileChips"]),'
    ' [data-testid="stFileChipDeleteBtn"], [data-testid="stFileChip"] [role="alert"],'
    ' [data-testid="stTooltipContent"]'
)
_RUNNING = '[data-testid="stStatusWidget"], [data-testid="stConnectionStatus"]'
_DIALOG = '[data-testid="stDialog"]'
_SIDEBAR = '[data-testid="stSidebar"], [data-testid="stSkipToContent"]'
_HEADINGS = '[data-testid="stHeaderActionElements"]'
_FIELDS = (
    '[data-testid="stSelectbox"] button, [data-testid="stMultiSelect"] button,'
    ' [data-testid="stNumberInput"] button'
)
_HELP = '[data-testid="stTooltipIcon"] button'
_CHOSEN = '[data-testid="stMultiSelectTagsContainer"] > [role="group"]'
_ICONS = '[data-testid="stButton"] [role="img"]'
_DATES = '[data-testid="stDateInput"], [data-testid="stDateInputCalendar"]'
_HEADER = (
    '[data-testid="stMainMenu"], [data-testid="stMainMenuPopover"],'
    ' [data-testid="stExpandSidebarButton"], [data-testid="stSidebarCollapseButton"]'
)
_TOOLBARS = '[data-testid="stElementToolbar"], [data-testid="stTooltipContent"]'
_COLUMN_MENUS = (
    '[data-testid="stDataFrameColumnMenu"],'
    ' [data-testid="stDataFrameColumnFormattingMenu"]'
)

WORDS: Mapping[str, tuple[str, ...]] = {
    _UPLOADER: (
        mark("Upload"),
        mark("file upload"),
        mark("{size} per file"),
        mark("Drag and drop files here"),
        mark("Drag and drop a file here"),
        mark("Add files"),
        mark("Remove {file}"),
        mark("Cancel upload of {file}"),
        mark("Error:"),
        mark("File must be {size} or smaller."),
        mark("Only one file is allowed."),
        mark("Upload failed"),
        mark("Unexpected error. Please try again."),
        mark("Request failed with status code {status}"),
        mark("Network error"),
    ),
    _RUNNING: (
        mark("Stop"),
        mark("Stopping..."),
        mark("Running..."),
        mark("Connecting"),
        mark("Connecting to Streamlit server"),
        mark("Unable to connect to Streamlit server"),
        mark("Error"),
    ),
    _DIALOG: (
        mark("Connection error"),
        mark("Streamlit server is not responding. Are you connected to the internet?"),
        mark(
            "Is Streamlit still running? If you accidentally stopped Streamlit, "
            "just restart it in your terminal:"
        ),
        mark("streamlit run yourscript.py"),
        mark("Connection timed out."),
        mark("Connection failed with status {status}."),
        mark("Cannot connect to Streamlit (HTTP status: 403)."),
        mark("Page not found"),
        mark(
            "You have requested page /{page}, but no corresponding file was found in "
            "the app's pages/ directory. Running the app's main page."
        ),
        mark(
            "The page that you have requested does not seem to exist. "
            "Running the app's main page."
        ),
        mark("Close"),
    ),
    _HEADER: (
        mark("Main menu"),
        mark("Expand sidebar"),
        mark("Collapse sidebar"),
        mark("Print"),
        mark("Rerun"),
        mark("About"),
        mark("Theme"),
        mark("System"),
        mark("Light"),
        mark("Dark"),
    ),
    _SIDEBAR: (
        mark("Skip to main content"),
        mark("Sidebar"),
        mark("Navigate to home page"),
        mark("Logo"),
    ),
    _HEADINGS: (mark("Link to heading"),),
    _FIELDS: (
        mark("Open"),
        mark("Clear all"),
        mark("Clear value"),
        mark("Remove {file}"),
        mark("Increment"),
        mark("Decrement"),
    ),
    _HELP: (mark("Help for {field}"),),
    _CHOSEN: (mark("Selected values"),),
    _ICONS: (
        mark("arrow_upward icon"),
        mark("arrow_downward icon"),
        mark("remove icon"),
    ),
    _DATES: (
        mark("yyyy"),
        mark("mm"),
        mark("dd"),
        mark("Empty"),
        mark("year, {field}"),
        mark("month, {field}"),
        mark("day, {field}"),
        mark("Choose date"),
        mark("Choose date, {month}"),
        mark("Clear date"),
        mark("Previous month"),
        mark("Next month"),
        mark("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    ),
    _TOOLBARS: (
        mark("Add row"),
        mark("Add row: {table}"),
        mark("Delete row(s)"),
        mark("Delete row(s): {table}"),
        mark("Clear selection"),
        mark("Clear selection: {table}"),
        mark("Show/hide columns"),
        mark("Show/hide columns: {table}"),
        mark("Download as CSV"),
        mark("Download as CSV: {table}"),
        mark("Search"),
        mark("Search: {table}"),
        mark("Fullscreen"),
        mark("Fullscreen: {table}"),
        mark("Close fullscreen"),
        mark("Close fullscreen: {table}"),
    ),
    _COLUMN_MENUS: (
        mark("Sort ascending"),
        mark("Sort descending"),
        mark("Statistics"),
        mark("Format"),
        mark("Autosize"),
        mark("Pin column"),
        mark("Unpin column"),
        mark("Hide column"),
        mark("Automatic"),
        mark("Localized"),
        mark("Plain"),
        mark("Compact"),
        mark("Dollar"),
        mark("Euro"),
        mark("Yen"),
        mark("Percent"),
        mark("Scientific"),
        mark("Accounting"),
    ),
}
"""What is written, by the place (a CSS selector) where it stands; {names} stand for
whatever is there.
"""

_PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


@cache
def page_script() -> str:
    """The script of the page, with these words in it."""
    words = {str(language): _words_in(language) for language in LANGUAGES}
    written = json.dumps(words, ensure_ascii=True).replace("<", "\\u003c")
    script = _SCRIPT.read_text("utf-8").replace("__WORDS__", written, 1)
    return f"<script>\n{script}</script>"


def _words_in(language: Language) -> dict[str, Any]:
    """What each place is to say in a language, by what the library writes there."""
    return {place: _replaced(texts, language) for place, texts in WORDS.items()}


def _replaced(messages: Iterable[str], language: Language) -> dict[str, Any]:
    """Whole texts with their words in a language, and patterns likewise."""
    texts: dict[str, str] = {}
    patterns: list[tuple[str, str]] = []
    for message in messages:
        words = language.gettext(message)
        if "{" in message:
            patterns.append((_pattern_of(message), _replacement_of(words)))
        else:
            texts[message] = words
    return {"texts": texts, "patterns": patterns}


def _pattern_of(message: str) -> str:
    """A regular expression for a message with anything in the place of its {name}."""
    return "^" + _PLACEHOLDER.sub("(.+)", _escaped(message)) + "$"


def _escaped(text: str) -> str:
    """Text for a regular expression of JavaScript, which escapes only what it must."""
    return re.sub(r"([\\^$.*+?()\[\]{}|/])", r"\\\1", text)


def _replacement_of(message: str) -> str:
    return re.sub(r"\{\w+\}", "$1", message.replace("$", "$$"))
