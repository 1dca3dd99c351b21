"""The process that reads is ended when a file takes too much, replaced, and never left behind."""

import os
import signal
import threading
from pathlib import Path

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.workbook import safety, template
from dxkpi.workbook.reader import Unreadable, WorkbookReader
from tests.support import hostile
from tests.support.workbooks import PATIENCE


@pytest.fixture(scope="module")
def form(sample_plan: Plan) -> bytes:
    return template.form_workbook(ReturnForm(sample_plan, 2025, "人事課", 7, 2025))


@pytest.fixture(scope="module")
def filled(reader: WorkbookReader, form: bytes) -> FilledForm:
    return reader.read_form(form)


def children() -> set[int]:
    """The processes that read workbooks for this one."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not tasks.exists():
        pytest.skip("only Linux tells the children of a process in /proc; CI is Linux")
    found = {
        int(pid)
        for task in tasks.iterdir()
        for pid in (task / "children").read_text().split()
    }
    return {
        pid
        for pid in found
        if b"dxkpi.workbook.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    }


def test_a_reading_that_takes_too_long_is_ended_and_the_next_form_read(
    form: bytes, filled: FilledForm
) -> None:
    slow = hostile.slow(form)
    with WorkbookReader(seconds=1) as reader:
        reader.seconds = PATIENCE  # for the process that takes the place of the first
        with pytest.raises(Unreadable) as refused:
            reader.read_form(slow)
        assert refused.value.finding.code == "timed_out"
        assert reader.read_form(form) == filled


def test_a_reading_that_takes_too_much_memory_is_ended_and_the_next_form_read(
    form: bytes, filled: FilledForm
) -> None:
    heavy = hostile.heavy(form)
    with WorkbookReader(seconds=PATIENCE, memory=60 * safety.MEGABYTE) as reader:
        with pytest.raises(Unreadable) as refused:
            reader.read_form(heavy)
        assert refused.value.finding.code == "out_of_memory"
        assert reader.read_form(form) == filled


def test_a_reader_whose_process_was_ended_by_somebody_starts_another(
    form: bytes, filled: FilledForm
) -> None:
    with WorkbookReader() as reader:
        reader.read_form(form)
        pid = reader.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert reader.read_form(form) == filled


def test_no_process_is_left_behind(form: bytes) -> None:
    before = children()
    with WorkbookReader(seconds=1) as reader:
        reader.seconds = PATIENCE
        with pytest.raises(Unreadable):
            reader.read_form(hostile.slow(form))
        reader.read_form(form)
        assert len(children() - before) == 1
    assert children() == before
    forgotten = WorkbookReader()
    forgotten.read_form(form)
    del forgotten
    assert children() == before


def test_a_process_that_has_read_much_is_replaced(
    form: bytes, filled: FilledForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxkpi.workbook.reader.MOST_REQUESTS", 2)
    with WorkbookReader() as reader:
        pids = []
        for _n in range(4):
            pids.append(reader.pid)
            assert reader.read_form(form) == filled
        assert len(set(pids)) == 2


def test_a_keyboard_interrupt_leaves_the_process_to_its_parent(
    form: bytes, filled: FilledForm
) -> None:
    with WorkbookReader() as reader:
        reader.read_form(form)
        pid = reader.pid
        assert pid is not None
        os.kill(pid, signal.SIGINT)
        assert reader.read_form(form) == filled
        assert reader.pid == pid


def test_a_damaged_workbook_cannot_be_marked(
    sample_plan: Plan, reader: WorkbookReader, form: bytes
) -> None:
    answer = check_return(
        ReturnForm(sample_plan, 2025, "人事課", 7, 2025), reader.read_form(form)
    )
    with pytest.raises(Unreadable):
        reader.mark_form(form[:1000], answer)


def test_many_threads_share_one_reader(
    reader: WorkbookReader, form: bytes, filled: FilledForm
) -> None:
    answers: list[object] = []

    def ask(content: bytes) -> None:
        try:
            answers.append(reader.read_form(content))
        except Unreadable as refused:
            answers.append(refused.finding.code)

    threads = [
        threading.Thread(target=ask, args=(form if n % 2 else form[:500],))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(filled) == 10
    assert answers.count("damaged") == 10
