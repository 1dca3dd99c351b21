"""Whether the dashboard can serve: asked for by whoever watches over it (`/healthz`)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from dxkpi.settings import WrongSetting
from dxkpi.store import StoreError
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.process_store import store_of_process
from dxkpi.wording.settings import wrong_values_text
from dxkpi.wording.store import store_error_text


async def answer_health(_request: Request) -> JSONResponse:
    """200 while the store can be used; 503 with the reason otherwise."""
    try:
        return await run_in_threadpool(_health_of_store)
    except StoreError as error:
        return _unavailable(store_error_text(error, current_language()))
    except WrongSetting as error:
        return _unavailable(wrong_values_text(error.wrong_values, current_language()))


def _health_of_store() -> JSONResponse:
    store = store_of_process()
    level = store.level()
    if level.current:
        return JSONResponse(
            {"status": "ok", "level": level.store, "database": store.engine_name}
        )
    return _unavailable(
        _("The store is not at the level of this program."),
        level=level.store,
        needed=level.code,
    )


def _unavailable(reason: str, **facts: str | None) -> JSONResponse:
    content = {"status": "unavailable", **facts, "reason": reason}
    return JSONResponse(content, status_code=503)
