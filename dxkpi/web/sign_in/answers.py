"""The pages outside Streamlit on which people sign in: it alone can set no cookie.

They are plain forms and need no script. Streamlit's own addresses (/auth/login,
/oauth2callback) do the rest where a provider signs people in.
"""

from urllib.parse import quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from streamlit.auth_util import encode_provider_token

from dxkpi import actions
from dxkpi.actions import SignInRefused
from dxkpi.settings import SignIn, settings
from dxkpi.web.common import cached
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.sign_in import forms
from dxkpi.web.sign_in.ending import end_sign_in
from dxkpi.web.sign_in.identify import TOKEN_COOKIE
from dxkpi.web.sign_in.person import HEADER, person_of_header
from dxkpi.web.sign_in.provider_cookie import ARRIVAL_COOKIE
from dxkpi.web.sign_in.return_address import COOKIE, NAME, return_address
from dxkpi.web.sign_in.store_problems import telling_store_problems
from dxkpi.wording.language import Language

_MINUTES_AT_PROVIDER = 15
_READY = "ready"
"""Under which the sign-in is told whose password has just been set."""


async def show_sign_in(request: Request) -> Response:
    """The form; or on to the provider, or back where nobody signs in here."""
    address = request.query_params.get(NAME, "")
    ready = request.query_params.get(_READY, "")
    match settings().sign_in:
        case SignIn.ACCOUNTS:
            form = forms.sign_in_form(
                _language(request), address, subject=ready, ready=bool(ready)
            )
            return _page(form)
        case SignIn.OIDC:
            return _to_provider(request, address)
    return RedirectResponse(return_address(address), status_code=303)


def _to_provider(request: Request, address: str) -> Response:
    """On to the provider, keeping where to come back to."""
    provider = quote(encode_provider_token("default"))
    answer = RedirectResponse(f"./auth/login?provider={provider}", status_code=303)
    answer.set_cookie(
        COOKIE,
        quote(address),
        max_age=_MINUTES_AT_PROVIDER * 60,
        httponly=True,
        samesite="lax",
        secure=_is_encrypted(request),
    )
    return answer


@telling_store_problems
async def sign_in(request: Request) -> Response:
    """Take a name and a password; give a cookie that the store knows."""
    if settings().sign_in is not SignIn.ACCOUNTS or not _comes_from_here(request):
        return Response(status_code=403)
    typed = await _typed(request)
    subject = typed.get("subject", "")
    token = await run_in_threadpool(
        actions.sign_in_with_password,
        cached.store(),
        subject,
        typed.get("password", ""),
    )
    if isinstance(token, SignInRefused):
        form = forms.sign_in_form(
            _language(request), typed.get(NAME, ""), subject=subject, refused=token
        )
        return _page(form, status_code=401)
    answer = RedirectResponse(return_address(typed.get(NAME, "")), status_code=303)
    answer.set_cookie(
        TOKEN_COOKIE,
        token,
        max_age=settings().sign_in_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=_is_encrypted(request),
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End what the browser is signed in with, and let it forget its cookie, whatever the
    store says.
    """
    sign_in = settings().sign_in
    if sign_in not in (SignIn.ACCOUNTS, SignIn.OIDC) or not _comes_from_here(request):
        return Response(status_code=403)
    typed = await _typed(request)
    is_ended = await run_in_threadpool(
        end_sign_in, person_of_header(request.headers.get(HEADER.decode()))
    )
    answer = _signed_out_answer(request, typed.get(NAME, ""), is_ended=is_ended)
    for cookie in (TOKEN_COOKIE, ARRIVAL_COOKIE):  # Streamlit's own go at /auth/logout
        answer.delete_cookie(cookie)
    return answer


def _signed_out_answer(request: Request, address: str, *, is_ended: bool) -> Response:
    """Back to the page as a visitor, or on to the provider, to sign out there as well. Where
    the store could not be written the reader is told first.
    """
    is_provided = settings().sign_in is SignIn.OIDC
    onward = "./auth/logout" if is_provided else return_address(address)
    if is_ended and not is_provided:
        return RedirectResponse(onward, status_code=303)
    page = forms.signed_out_page(
        _language(request), onward, is_provided=is_provided, is_ended=is_ended
    )
    if not is_ended:
        return _page(page, status_code=503)
    answer = _page(page)
    answer.headers["Refresh"] = (
        f"0; url={onward}"  # no redirect: a form may lead nowhere else
    )
    return answer


async def show_invitation(request: Request) -> Response:
    """The form on which somebody who was invited sets a password."""
    if settings().sign_in is not SignIn.ACCOUNTS:
        return RedirectResponse("./", status_code=303)
    return _page(forms.invitation_form(_language(request)))


@telling_store_problems
async def accept_invitation(request: Request) -> Response:
    """Take the code on the paper and the new password."""
    if settings().sign_in is not SignIn.ACCOUNTS or not _comes_from_here(request):
        return Response(status_code=403)
    typed = await _typed(request)
    language = _language(request)
    code = typed.get("code", "")
    if typed.get("password") != typed.get("repeated"):
        form = forms.invitation_form(language, code=code, differ=True)
        return _page(form, status_code=400)
    account = await run_in_threadpool(
        actions.accept_invitation,
        cached.store(),
        code,
        typed.get("password", ""),
    )
    if isinstance(account, SignInRefused):
        form = forms.invitation_form(language, code=code, refused=account)
        return _page(form, status_code=400)
    ready = urlencode({_READY: account.subject})
    return RedirectResponse(f"./sign-in?{ready}", status_code=303)


@telling_store_problems
async def show_password(request: Request) -> Response:
    """The form on which whoever is signed in chooses another password; else the sign-in."""
    if settings().sign_in is not SignIn.ACCOUNTS:
        return RedirectResponse("./", status_code=303)
    token = request.cookies.get(TOKEN_COOKIE, "")
    account = await run_in_threadpool(actions.signed_in_account, cached.store(), token)
    if account is None:
        return RedirectResponse(f"./sign-in?{NAME}=password", status_code=303)
    return _page(forms.password_form(_language(request)))


@telling_store_problems
async def change_password(request: Request) -> Response:
    """Take the present password and another one."""
    if settings().sign_in is not SignIn.ACCOUNTS or not _comes_from_here(request):
        return Response(status_code=403)
    typed = await _typed(request)
    language = _language(request)
    if typed.get("new_password") != typed.get("repeated"):
        return _page(forms.password_form(language, differ=True), status_code=400)
    account = await run_in_threadpool(
        actions.change_password,
        cached.store(),
        request.cookies.get(TOKEN_COOKIE, ""),
        typed.get("password", ""),
        typed.get("new_password", ""),
    )
    if isinstance(account, SignInRefused):
        form = forms.password_form(language, refused=account)
        return _page(form, status_code=400)
    return _page(forms.password_changed_page(language))


async def _typed(request: Request) -> dict[str, str]:
    """The texts of a form; files are not taken."""
    async with request.form(max_files=0, max_fields=10) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _comes_from_here(request: Request) -> bool:
    """Whether a form was sent from dxkpi's own page, not from another site's."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    own_hosts = {request.headers.get("host")}
    public_url = settings().public_url
    if public_url is not None:
        own_hosts.add(urlsplit(public_url).netloc)
    try:
        return urlsplit(origin).netloc in own_hosts
    except ValueError:
        return False


def _is_encrypted(request: Request) -> bool:
    """Whether the browser came by https, so that a cookie need not go any other way."""
    if request.url.scheme == "https":
        return True
    return (settings().public_url or "").startswith("https://")


def _language(request: Request) -> Language:
    return language_of(
        request.headers.get("accept-language"), request.query_params.get("lang")
    )


def _page(html: str, status_code: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status_code, headers={"Cache-Control": "no-store"})
