"""What an address outside Streamlit answers while the store can do nothing."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dxkpi.store import StoreError
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.sign_in import forms
from dxkpi.wording.store import store_error_text

_Answer = Callable[[Request], Awaitable[Response]]


def telling_store_problems(answer: _Answer) -> _Answer:
    """Where the store can do nothing at the moment, a page says so."""

    @wraps(answer)
    async def telling(request: Request) -> Response:
        try:
            return await answer(request)
        except StoreError as error:
            return _problem_page(request, error)

    return telling


def _problem_page(request: Request, error: StoreError) -> Response:
    language = language_of(
        request.headers.get("accept-language"), request.query_params.get("lang")
    )
    page = forms.store_problem_page(language, store_error_text(error, language))
    return HTMLResponse(page, 503, headers={"Cache-Control": "no-store"})
