"""The address of a return's original, which asks at every call who may have it."""

from collections.abc import Callable
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dxkpi import actions, fiscal
from dxkpi.actions import CityScope, NotPermitted, Right
from dxkpi.event_log import log_event, subject_hash
from dxkpi.returns.return_form import departments_named
from dxkpi.store import StoreError, StoreFault, Submission
from dxkpi.text.file_names import file_name
from dxkpi.web.common import cached
from dxkpi.web.common.attachment import attachment
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.sign_in.accounts import actor_of
from dxkpi.web.sign_in.person import HEADER, person_of_header
from dxkpi.web.sign_in.store_problems import telling_store_problems
from dxkpi.wording.language import Language
from dxkpi.wording.permission import refusal_text
from dxkpi.wording.store import store_error_text
from dxkpi.workbook.reader import Unreadable

Content = Callable[[Submission], bytes | None]
"""What is given of a return; None where there is nothing."""

_SUFFIX = ".xlsx"
_LARGEST_NUMBER = 2**31 - 1  # larger ones no database has


def original_address(number: int) -> str:
    """Where the original of a return is, as seen from a page."""
    return f"original/{number}"


def marked_original_address(number: int) -> str:
    """Where it is with the remarks that wait."""
    return f"original/{number}/remarks"


@telling_store_problems
async def give_original(request: Request) -> Response:
    """The very file that was handed in; 404 without one, 403 for who may not have it, 500
    for one that was changed past the program.
    """
    return await run_in_threadpool(_answer, request, _original)


@telling_store_problems
async def give_marked_original(request: Request) -> Response:
    """The file that was handed in with the remarks that wait on its cells; 404 where none
    does, 403 for who may not have it.
    """
    return await run_in_threadpool(_answer, request, _marked_original)


def _answer(request: Request, content_of: Content) -> Response:
    language = language_of(request.headers.get("accept-language"))
    number = min(int(request.path_params["number"]), _LARGEST_NUMBER)
    # Whose it is must be known to say who may have it.
    submission = store_of_process().submission(number)
    if submission is None:
        return _no_such_file(language)
    refusal = _refusal(request, submission, language)
    if refusal is not None:
        _log_download(request, submission, "refused")
        return PlainTextResponse(refusal, status_code=403)
    try:
        content = content_of(submission)
    except StoreError as error:
        if error.fault is not StoreFault.ORIGINAL_ALTERED:
            raise
        _log_download(request, submission, "not_done")
        sentence = store_error_text(error, language)
        return PlainTextResponse(sentence, status_code=500)
    if content is None:
        return _no_such_file(language)
    _log_download(request, submission, "done")
    name = original_file_name(submission.file or "")
    return attachment(content, name, WORKBOOK_TYPE)


def _log_download(request: Request, submission: Submission, outcome: str) -> None:
    person = person_of_header(request.headers.get(HEADER.decode()))
    actor = actor_of(cached.store(), person)
    log_event(
        "download_original",
        cities=[submission.plan.city],
        plans=[str(submission.plan)],
        subject=subject_hash(actor.subject),
        known_by=actor.known_by.value,
        receipt=submission.number,
        outcome=outcome,
    )


def _no_such_file(language: Language) -> Response:
    sentence = language.gettext("There is no such file.")
    return PlainTextResponse(sentence, status_code=404)


def _original(submission: Submission) -> bytes | None:
    return cached.store_of_city(submission.plan.city).original(submission.number)


def _marked_original(submission: Submission) -> bytes | None:
    """None as well where the file cannot be marked, like one that is damaged."""
    with suppress(Unreadable):
        store = cached.store_of_city(submission.plan.city)
        return actions.marked_original(
            store, submission, fiscal.today(), workbook_reader()
        )
    return None


def _refusal(
    request: Request, submission: Submission, language: Language
) -> str | None:
    """Why whoever asks may not have the file; None where he may."""
    person = person_of_header(request.headers.get(HEADER.decode()))
    departments = departments_named(submission.department)
    scope = CityScope(submission.plan.city, departments)
    store = cached.store()
    try:
        actions.require_right(
            store, actor_of(store, person), Right.SEE_ORIGINALS, [scope]
        )
    except NotPermitted as refused:
        return refusal_text(refused.refusal, language, refused.right, refused.whom)
    return None


def original_file_name(name: str) -> str:
    """The name it was handed in with, without what a file system or a reader could be
    deceived by.
    """
    printable = "".join(letter for letter in name if letter.isprintable())
    if printable.casefold().endswith(_SUFFIX):
        printable = printable[: -len(_SUFFIX)]
    return (file_name(printable) or "original") + _SUFFIX
