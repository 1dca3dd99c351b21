"""What the log tells while a test runs, as it is written in use."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dxkpi.event_log import LOG, JsonLines


class LoggedLines:
    """The lines so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def of(self, event: str) -> list[dict[str, Any]]:
        """The lines about an event, oldest first."""
        return [line for line in self.lines() if line["event"] == event]

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@contextmanager
def logged_lines() -> Iterator[LoggedLines]:
    """Whatever this program and its libraries log meanwhile."""
    lines = LoggedLines()
    handler = logging.StreamHandler(lines.stream)
    handler.setFormatter(JsonLines())
    level, propagate = LOG.level, LOG.propagate
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    loggers = [LOG, *_loggers_of_libraries()]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield lines
    finally:
        LOG.setLevel(level)
        LOG.propagate = propagate
        for logger in loggers:
            logger.removeHandler(handler)


def _loggers_of_libraries() -> list[logging.Logger]:
    """The root's, and those that hand nothing on to it."""
    known = logging.root.manager.loggerDict.values()
    loggers = [each for each in known if isinstance(each, logging.Logger)]
    apart = [each for each in loggers if each is not LOG and not each.propagate]
    return [logging.getLogger(), *apart]
