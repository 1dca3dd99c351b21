"""The address of a city's list of accounts, which asks at every call who may have it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dxkpi import actions
from dxkpi.actions import Actor, CityScope, NotPermitted, Right
from dxkpi.store import Store
from dxkpi.text.file_names import file_name
from dxkpi.web.accounts.city_accounts import accounts_of_city, only_of_city
from dxkpi.web.common import cached
from dxkpi.web.common.attachment import attachment
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.sign_in.accounts import actor_of
from dxkpi.web.sign_in.person import HEADER, person_of_header
from dxkpi.web.sign_in.store_problems import telling_store_problems
from dxkpi.wording.language import Language
from dxkpi.wording.permission import refusal_text

_CSV_TYPE = "text/csv; charset=utf-8"


def list_address(city: str, language: Language) -> str:
    """Where the list of a city is, as seen from a page."""
    return f"account-list/{city}?lang={language}"


@telling_store_problems
async def give_list(request: Request) -> Response:
    """The csv of a city's roles; 403 for who may not have it."""
    return await run_in_threadpool(_list_answer, request)


def _list_answer(request: Request) -> Response:
    city = str(request.path_params["city"])
    chosen = request.query_params.get("lang")
    language = language_of(request.headers.get("accept-language"), chosen)
    person = person_of_header(request.headers.get(HEADER.decode()))
    store = cached.store()
    try:
        content = city_list(store, city, actor_of(store, person), language)
    except NotPermitted as refused:
        text = refusal_text(refused.refusal, language, refused.right, refused.whom)
        return PlainTextResponse(text, status_code=403)
    name = file_name(language.gettext("accounts-{city}", city=city)) + ".csv"
    return attachment(content, name, _CSV_TYPE)


def city_list(store: Store, city: str, actor: Actor, language: Language) -> bytes:
    """The csv, made when it is asked for. Raises `NotPermitted`."""
    actions.require_right(store, actor, Right.MANAGE_ACCOUNTS, [CityScope(city)])
    accounts = only_of_city(accounts_of_city(city), city)
    return actions.account_list(accounts, language)
