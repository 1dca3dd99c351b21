"""Many sessions at once on one page: how many reruns a second, and how much memory each takes."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

from tests.bench.client import Visitor, visitor
from tests.bench.pages import PAGES

_ROUNDS = 3


async def reruns_a_second(
    page: str, ours: str, twin: str, sessions: int, seconds: float
) -> tuple[float, float]:
    """What each server manages when every session asks for the next rerun as soon as it has one; by turns."""
    async with AsyncExitStack() as stack:
        us = [await _arrived(stack, page, ours) for _session in range(sessions)]
        others = [await _arrived(stack, page, twin) for _session in range(sessions)]
        pairs = [
            (await _closed_loop(us, seconds), await _closed_loop(others, seconds))
            for _round in range(_ROUNDS)
        ]
    our_rates, twin_rates = zip(*pairs, strict=True)
    return median(our_rates), median(twin_rates)


async def _arrived(stack: AsyncExitStack, page: str, address: str) -> Visitor:
    one = await stack.enter_async_context(visitor(address, page, PAGES[page]))
    await one.rerun()
    return one


async def _closed_loop(crowd: Sequence[Visitor], seconds: float) -> float:
    start = time.perf_counter()

    async def insist(one: Visitor) -> int:
        reruns = 0
        while time.perf_counter() < start + seconds:
            await one.rerun()
            reruns += 1
        return reruns

    done = await asyncio.gather(*map(insist, crowd))
    return sum(done) / (time.perf_counter() - start)


async def memory_a_session(
    page: str, address: str, process: int, few: int = 10, many: int = 110
) -> float:
    """Megabytes that a session adds: the server's resident memory with many less that with few, divided.

    Each session has run the page three times, as the browser of a reader who made two choices.
    """
    async with AsyncExitStack() as stack:
        memory = []
        for sessions in (few, many - few):
            for _session in range(sessions):
                one = await _arrived(stack, page, address)
                await one.rerun()
                await one.rerun()
            memory.append(resident(process))
    return (memory[1] - memory[0]) / (many - few) / 2**20


def resident(process: int) -> int:
    """The bytes of memory that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(
        int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")
    )
