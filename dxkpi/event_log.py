"""The log: one line an event, as JSON or as text, and nothing of what people wrote.

Only the facts named in `FACTS` reach a line. Names that were typed, answers, secrets and
the contents and paths of files have no field here; of an exception its kind and the lines
of code stand, never its message, which may quote what somebody typed.
"""

import hashlib
import hmac
import json
import logging
import secrets
import sys
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TextIO

FACTS = (
    "cities",
    "plans",
    "subject",
    "known_by",
    "outcome",
    "reason",
    "receipt",
    "draft",
    "revision",
    "sha256",
    "milliseconds",
    "error",
    "at",
)
"""What a line may tell beside its moment, level and event."""

LOG = logging.getLogger("dxkpi")

_FOREIGN = ("streamlit", "uvicorn", "websockets", "asyncio", "py.warnings")
_FRAMES = 8
_SUBJECT_KEY = secrets.token_bytes(32)


class LogFormat(StrEnum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


def log_event(event: str, level: int = logging.INFO, **facts: object) -> None:
    """Write a line about an event. Raises `KeyError` for a fact that no line has."""
    unknown = facts.keys() - set(FACTS)
    if unknown:
        raise KeyError(unknown)
    LOG.log(level, event, extra={"facts": facts})


def facts_of_failure(error: BaseException) -> dict[str, object]:
    """What a line tells of a mistake of the program: its kind, and where it was."""
    return {"error": type(error).__name__, "at": _places(error.__traceback__)}


def subject_hash(subject: str | None) -> str | None:
    """What tells one account from another in the log of this process, without naming it.

    The key is lost with the process: of a plain hash the name is found by trying a list
    of the staff.
    """
    if subject is None:
        return None
    name = subject.encode("utf-8", "replace")
    return hmac.new(_SUBJECT_KEY, name, hashlib.sha256).hexdigest()[:16]


def write_no_log() -> None:
    """Write events nowhere as long as no log is set up; Python would put warnings on
    the screen.
    """
    if not LOG.handlers:
        LOG.addHandler(logging.NullHandler())


def set_up_log(log_format: LogFormat, stream: TextIO | None = None) -> None:
    """Let every line of the process be written so, those of its libraries as well."""
    handler = logging.StreamHandler(stream or sys.stderr)
    formatter = JsonLines() if log_format is LogFormat.JSON else TextLines()
    handler.setFormatter(formatter)
    LOG.handlers[:] = [handler]
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    logging.captureWarnings(True)
    logging.getLogger().handlers[:] = [handler]
    _take_over_libraries()


def _take_over_libraries() -> None:
    """Send what libraries log to the root's handler; they have handlers of their own."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in _FOREIGN:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True


class JsonLines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_line(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A record as its moment, level and event, then each fact with its name; in one line,
    whatever a fact holds.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = _line(record)
        head = [str(line.pop(name)) for name in ("time", "level", "event")]
        facts = [f"{name}={_fact_text(fact)}" for name, fact in line.items()]
        return _printable(" ".join([*head, *facts]))


def _line(record: logging.LogRecord) -> dict[str, object]:
    """What is told of a record: of a library's one where it was made, and its words
    without what was put into them.
    """
    line: dict[str, object] = {
        "time": _moment(record.created),
        "level": record.levelname.lower(),
        "event": record.name if _is_foreign(record) else str(record.msg),
    }
    facts = getattr(record, "facts", {})
    line |= {name: facts[name] for name in FACTS if facts.get(name) is not None}
    if record.exc_info and record.exc_info[1] is not None:
        line |= facts_of_failure(record.exc_info[1])
    elif _is_foreign(record):
        line["at"] = [f"{record.module}:{record.lineno}"]
    return line


def _is_foreign(record: logging.LogRecord) -> bool:
    return not record.name.startswith(LOG.name)


def _moment(created: float) -> str:
    return datetime.fromtimestamp(created, UTC).isoformat(timespec="milliseconds")


def _fact_text(fact: object) -> str:
    if isinstance(fact, list | tuple):
        return ",".join(map(str, fact))
    return str(fact)


def _printable(text: str) -> str:
    """Text with line breaks and whatever else is not seen as Python writes it: \\n, \\x1b."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def _places(trace: TracebackType | None) -> list[str]:
    """The last lines of code before an exception, each as file:line."""
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
