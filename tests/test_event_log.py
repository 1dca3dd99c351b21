"""A line of the log: JSON or text, with the facts that it may have and no others."""

import hashlib
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from dxkpi.event_log import LOG, LogFormat, log_event, set_up_log, subject_hash
from tests.support.logged_lines import logged_lines


@pytest.fixture
def _log_left_as_it_was() -> Iterator[None]:
    handlers, level, propagate = LOG.handlers[:], LOG.level, LOG.propagate
    yield
    LOG.handlers[:] = handlers
    LOG.setLevel(level)
    LOG.propagate = propagate


def test_a_line_is_one_json_object_with_its_facts() -> None:
    with logged_lines() as log:
        log_event("register_return", cities=["999997"], outcome="done", milliseconds=7)
    [line] = log.lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "register_return",
        "cities": ["999997"],
        "outcome": "done",
        "milliseconds": 7,
    }


def test_a_fact_that_no_line_has_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        log_event("register_return", who="山田太郎")


def test_of_an_exception_its_kind_and_place_are_told_and_not_its_words() -> None:
    with logged_lines() as log:
        try:
            int("山田太郎")
        except ValueError:
            LOG.exception("page_failed")
    [line] = log.lines()
    assert (line["level"], line["error"]) == ("error", "ValueError")
    assert line["at"][-1].startswith("test_event_log.py:")
    assert "山田太郎" not in log.text


def test_of_a_library_it_is_told_where_it_logged_and_not_its_words() -> None:
    with logged_lines() as log:
        logging.getLogger("uvicorn.error").warning("session %s", "a1b2c3")
    [line] = log.lines()
    assert line["event"] == "uvicorn.error"
    assert line["at"][0].startswith("test_event_log:")
    assert "a1b2c3" not in log.text


@pytest.mark.usefixtures("_log_left_as_it_was")
def test_as_text_each_fact_has_its_name() -> None:
    stream = io.StringIO()
    set_up_log(LogFormat.TEXT, stream)
    log_event("release_year", cities=["999997", "472123"], outcome="done")
    [line] = stream.getvalue().splitlines()
    assert line.endswith(" info release_year cities=999997,472123 outcome=done")


@pytest.mark.usefixtures("_log_left_as_it_was")
def test_as_text_a_fact_cannot_begin_a_line_of_its_own() -> None:
    stream = io.StringIO()
    set_up_log(LogFormat.TEXT, stream)
    forged = "x\n2026-11-30 info grant\r\x1b[2K\u2028\x85"
    log_event("register_return", plans=[forged], reason="見本\n\udc80")
    [line] = stream.getvalue().splitlines()
    assert line.isprintable()
    assert r"plans=x\n2026-11-30 info grant\r\x1b[2K\u2028\x85 " in line
    assert line.endswith(r"reason=見本\n\udc80")


def test_an_account_is_told_by_a_hash() -> None:
    hashed = subject_hash("sato")
    assert hashed is not None
    assert len(hashed) == 16
    assert hashed == subject_hash("sato") != subject_hash("tanaka")
    assert subject_hash(None) is None


def test_the_hash_of_an_account_cannot_be_tried_with_a_list_of_names() -> None:
    plain = hashlib.sha256(b"sato").hexdigest()
    ask = "from dxkpi.event_log import subject_hash; print(subject_hash('sato'))"
    run = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    )
    elsewhere = run.stdout.strip()
    assert len(elsewhere) == 16
    assert len({plain[:16], elsewhere, subject_hash("sato")}) == 3


_LIBRARIES = """
import logging
import streamlit
from dxkpi.event_log import LogFormat, log_event, set_up_log
set_up_log(LogFormat.JSON)
log_event("begun")
logging.getLogger("streamlit.runtime").warning("session %s", "secret")
logging.getLogger("other").error("secret")
import warnings
warnings.warn("secret")
"""


def test_every_line_of_the_process_is_json() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LIBRARIES], capture_output=True, text=True, check=True
    )
    events = [json.loads(line)["event"] for line in run.stderr.splitlines()]
    assert events == ["begun", "streamlit.runtime", "other", "py.warnings"]
    assert "secret" not in run.stderr
