"""What the server does when it starts and ends."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.concurrency import run_in_threadpool

from dxkpi.event_log import LogFormat, set_up_log
from dxkpi.settings import WrongSetting, settings
from dxkpi.web.common import cached


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up while the server already answers.

    Requests are not logged, nor sessions that are taken up again: an id is enough to
    take over the session of anybody who has not signed in.
    """
    logging.getLogger("streamlit.runtime.websocket_session_manager").setLevel(
        logging.ERROR
    )
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    _set_up_log()
    warming = asyncio.create_task(run_in_threadpool(_warm_up))
    yield
    await warming
    from dxkpi.charts import fonts

    fonts.discard_fonts()


def _set_up_log() -> None:
    """Write the log as it is set; one that cannot be read is told by the pages."""
    try:
        set_up_log(settings().log)
    except WrongSetting:
        set_up_log(LogFormat.TEXT)


def _warm_up() -> None:
    """Do what the first visitor would wait for.

    What it leaves in memory is then taken out of the garbage collector's way.
    """
    cached.warm_up()
    import_module("dxkpi.charts")  # brings pandas and Altair: a second
    import_module("dxkpi.workbook.template")  # brings openpyxl
    _set_up_log()  # what was imported has loggers of its own by now
    gc.collect()
    gc.freeze()
