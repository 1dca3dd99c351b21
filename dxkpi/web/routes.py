"""The addresses that dxkpi answers beside Streamlit's."""

from collections.abc import Awaitable, Callable
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dxkpi.web.health import answer_health

Answer = Callable[[Request], Awaitable[Response]]

_ORIGINAL = "dxkpi.web.returns.original_file"
_SIGN_IN = "dxkpi.web.sign_in.answers"


def routes() -> list[Route]:
    """Health, the originals of returns, lists of accounts, and signing in."""
    original = loaded_at_need(_ORIGINAL, "give_original")
    marked_original = loaded_at_need(_ORIGINAL, "give_marked_original")
    accounts = loaded_at_need("dxkpi.web.accounts.list_file", "give_list")
    return [
        Route("/healthz", answer_health),
        Route("/original/{number:int}", original, methods=["GET"]),
        Route("/original/{number:int}/remarks", marked_original, methods=["GET"]),
        Route("/account-list/{city}", accounts, methods=["GET"]),
        *_form("/sign-in", "show_sign_in", "sign_in"),
        Route("/sign-out", loaded_at_need(_SIGN_IN, "sign_out"), methods=["POST"]),
        *_form("/invitation", "show_invitation", "accept_invitation"),
        *_form("/password", "show_password", "change_password"),
    ]


def _form(address: str, shown_by: str, taken_by: str) -> list[Route]:
    return [
        Route(address, loaded_at_need(_SIGN_IN, shown_by), methods=["GET"]),
        Route(address, loaded_at_need(_SIGN_IN, taken_by), methods=["POST"]),
    ]


def loaded_at_need(module: str, function: str) -> Answer:
    """An answer whose module is loaded when it is first asked for.

    It brings the actions, and with them what the server need not load before it answers.
    """

    async def answer(request: Request) -> Response:
        give: Answer = getattr(import_module(module), function)
        return await give(request)

    return answer
