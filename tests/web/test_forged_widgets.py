"""What a client can do without a browser: addresses that it knows, and buttons that its
page does not have.

Each button is collected from the page of somebody who may do everything in the city, and
pressed over the websocket of somebody who may not.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    Identification,
    InviteAccount,
    ReleaseYear,
    RevokeRole,
    StartDraft,
)
from dxkpi.plan import Plan
from dxkpi.store import Role, Store, Submission
from dxkpi.web.routes import routes
from dxkpi.web.sign_in.identify import TOKEN_COOKIE
from dxkpi.workbook import template
from tests.support import forms, running
from tests.support.accounts import granted
from tests.support.opened_rounds import open_round
from tests.support.page_connections import PageRun, connected, run_page, upload
from tests.support.returned import leave, register
from tests.support.returns_page import codes_of
from tests.support.upload_page import NOTE, TODAY, VALUE

CITY, OTHER_CITY, YEAR = "999997", "472123", 2025
OWN, OTHER = "人事課", "市民課"
QUERY = f"city={CITY}&year={YEAR}"
OPERATOR = Actor("root", Identification.COMMAND_LINE)
PASSWORD = "まいにちの登録を忘れない"
SIGN_IN_FIRST = "サインインしてください"

EVERYTHING = (Role.REVIEWER, Role.AUTHOR, Role.ADMIN)
PEOPLE = {
    "viewer": (Role.VIEWER, CITY, OWN),
    "reporter": (Role.REPORTER, CITY, OWN),
    "reporter of another": (Role.REPORTER, CITY, OTHER),
    "reviewer": (Role.REVIEWER, CITY, None),
    "author": (Role.AUTHOR, CITY, None),
    "admin": (Role.ADMIN, CITY, None),
    "reviewer elsewhere": (Role.REVIEWER, OTHER_CITY, None),
    "admin elsewhere": (Role.ADMIN, OTHER_CITY, None),
}
WRITERS = {
    "upload": {"reporter", "reporter of another", "reviewer"},
    "survey": {"reviewer"},
    "returns": {"reporter", "reviewer"},
    "round": {"reviewer"},
    "review": {"reviewer"},
    "accounts": {"admin"},
    "brief": {"reviewer"},
    "edit": {"author"},
    "reading": {"author"},
    "start": {"author"},
}
"""Who may change something on a page; everybody else, and visitors, must not."""


ADDRESSES = {
    "/original/{registered}": {"reporter", "reviewer"},
    "/original/{waiting}": {"reporter", "reviewer"},
    f"/account-list/{CITY}": {"admin"},
    f"/account-list/{OTHER_CITY}": {"admin elsewhere"},
    "/account-list/999999": set[str](),
}
"""Who is answered with more than a refusal, by address."""

OPEN_ADDRESSES = {"/healthz", "/sign-in", "/sign-out", "/invitation", "/password"}
"""What asks for a secret, or for nothing."""


@dataclass(frozen=True)
class House:
    """A dashboard with accounts, its store, and the tokens of its people."""

    address: str
    store: Store
    tokens: dict[str, str | None]
    registered: Submission
    waiting: Submission
    draft: int

    def query(self, page: str) -> str:
        """What the page is opened with, so that it offers as much as it can."""
        if page == "returns":
            return f"{QUERY}&submission={self.registered.number}"
        if page in ("edit", "reading"):
            return f"{QUERY}&draft={self.draft}"
        return f"{QUERY}&department={OWN}" if page == "review" else QUERY

    @property
    def revision(self) -> int:
        """How many writes there were; those of drafts are counted with them."""
        draft = self.store.listed_draft(self.draft)
        assert draft is not None
        has_ended = draft.ended_at is not None
        of_drafts = draft.step + has_ended + len(self.store.drafts())
        return self.store.revision().number + of_drafts


@pytest.fixture(scope="module")
def house(
    filled: Path, sample_plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    url = running.copied(filled, folder)
    database = folder / "server.sqlite3"
    code, *_others = codes_of(sample_plan, OWN)
    figures = {code: Decimal("99.2")}
    registered = register(database, CITY, YEAR, OWN, figures, content=b"x" * 300)
    waiting = leave(database, CITY, YEAR, OWN, file="秘密の様式.xlsx")
    with pytest.MonkeyPatch.context() as patch, closing(Store(url)) as store:
        actions.release_year(store, ReleaseYear(sample_plan.key, YEAR), OPERATOR)
        patch.setattr("dxkpi.store.opened_store.REVISION_SECONDS", -1)
        open_round(store, sample_plan.key, is_reviewed=True)
        start = StartDraft(CITY, sample_plan.key.id)
        draft = actions.start_draft(store, start, OPERATOR).number
        tokens: dict[str, str | None] = {"visitor": None}
        for who, (role, city, department) in PEOPLE.items():
            granted(store, who, role, city, department)
            tokens[who] = signed_in(store, who)
        with running.started(
            *("-m", "dxkpi", "serve", "--port", "PORT"),
            health="/healthz",
            DXKPI_DATABASE_URL=url,
            DXKPI_LANGUAGE="ja",
            DXKPI_SIGN_IN="accounts",
        ) as server:
            yield House(server.address, store, tokens, registered, waiting, draft)


def signed_in(store: Store, who: str) -> str:
    """The token of somebody's browser."""
    code = actions.invite_account(store, InviteAccount(who), OPERATOR).code
    actions.accept_invitation(store, code, PASSWORD)
    token = actions.sign_in_with_password(store, who, PASSWORD)
    assert isinstance(token, str)
    return token


def may_do_everything(store: Store, who: str) -> str:
    """The token of somebody who has every role in the city."""
    for role in EVERYTHING:
        granted(store, who, role, CITY)
    return signed_in(store, who)


def loses_everything(store: Store, who: str) -> None:
    account = store.account(who)
    assert account is not None
    for membership in account.memberships:
        actions.revoke_role(store, RevokeRole(who, membership), OPERATOR)


async def collected(house: House, page: str, token: str) -> PageRun:
    """All that a page has for who may do everything, a second step among it."""
    async with connected(house.address, token) as connection:
        run = await run_page(connection, page, house.query(page))
        first_steps = [b for b, label in run.buttons.items() if "…" in label]
        again = await run_page(connection, page, house.query(page), first_steps)
    for kind, widgets in again.widgets.items():
        run.widgets.setdefault(kind, {}).update(widgets)
    return run


def texts_into(run: PageRun) -> list[WidgetState]:
    """Something typed into every field: a name, a reason."""
    fields = [*run.widgets.get("text_input", {}), *run.widgets.get("text_area", {})]
    return [WidgetState(id=field, string_value="市長") for field in fields]


@pytest.mark.parametrize("page", WRITERS)
def test_buttons_that_a_page_does_not_have_do_nothing(house: House, page: str) -> None:
    powerful = may_do_everything(house.store, f"powerful on {page}")
    others = [who for who in house.tokens if who not in WRITERS[page]]

    async def attack() -> list[str]:
        run = await collected(house, page, powerful)
        assert run.widgets
        before, wrote = house.revision, []
        for who in others:
            async with connected(house.address, house.tokens[who]) as connection:
                for _ in range(2):
                    await run_page(
                        connection,
                        page,
                        house.query(page),
                        run.buttons,
                        texts_into(run),
                    )
            if house.revision != before:
                wrote.append(who)
                before = house.revision
        return wrote

    assert asyncio.run(attack()) == []


@pytest.mark.parametrize("page", WRITERS)
def test_buttons_on_a_page_do_nothing_once_the_rights_are_gone(
    house: House, page: str
) -> None:
    """The session has the page, its buttons and what they would call."""
    who = f"former on {page}"
    token = may_do_everything(house.store, who)

    async def attack() -> tuple[int, str]:
        async with connected(house.address, token) as connection:
            query = house.query(page)
            run = await run_page(connection, page, query)
            first_steps = [b for b, label in run.buttons.items() if "…" in label]
            run = await run_page(connection, page, query, first_steps)
            loses_everything(house.store, who)
            before = house.revision
            after = await run_page(
                connection, page, query, run.buttons, texts_into(run)
            )
        return house.revision - before, after.texts

    written, texts = asyncio.run(attack())
    assert written == 0
    assert "役割がありません" in texts


def test_who_may_press_them_does_something_by_the_very_same_way(house: House) -> None:
    """Else nothing above would say anything."""

    async def confirm() -> int:
        token = house.tokens["reviewer"]
        async with connected(house.address, token) as connection:
            query = house.query("review")
            run = await run_page(connection, "review", query)
            [button] = [b for b, label in run.buttons.items() if "確定する" in label]
            before = house.revision
            await run_page(connection, "review", query, [button])
        return house.revision - before

    assert asyncio.run(confirm()) == 1


async def brought(
    house: House, token: str | None, file: bytes, widgets: PageRun, name: str
) -> PageRun:
    """A form brought over a raw connection, by the widgets of somebody who may, and all
    that can be pressed pressed, under a name.
    """
    async with AsyncExitStack() as stack:
        connection = await stack.enter_async_context(connected(house.address, token))
        run = await run_page(connection, "upload", QUERY)
        info = await upload(connection, house.address, run.session, "様式.xlsx", file)
        [uploader] = widgets.widgets["file_uploader"]
        chosen = WidgetState(id=uploader)
        chosen.file_uploader_state_value.uploaded_file_info.append(info)
        run = await run_page(connection, "upload", QUERY, states=[chosen])
        buttons = run.buttons or widgets.buttons
        register = [b for b, label in buttons.items() if "登録する" in label]
        fields = run.widgets.get("text_input", {})
        names = [WidgetState(id=field, string_value=name) for field in fields]
        return await run_page(connection, "upload", QUERY, register, names)


def form_of(house: House, plan: Plan) -> bytes:
    form = actions.return_form(house.store, plan.key, YEAR, "生涯学習課", TODAY)
    rows = {"K05": {VALUE: 800, NOTE: "会場を増やす"}}
    return forms.fill(template.form_workbook(form), rows)


def test_an_anonymous_client_registers_no_form_as_the_mayor(
    house: House, sample_plan: Plan
) -> None:
    file = form_of(house, sample_plan)

    async def attack() -> tuple[PageRun, PageRun, int, int]:
        token = house.tokens["reviewer"]
        async with connected(house.address, token) as connection:
            widgets = await run_page(connection, "upload", QUERY)
        before = house.revision
        forged = await brought(house, None, file, widgets, "市長")
        meanwhile = house.revision
        rightful = await brought(house, token, file, widgets, "市長")
        return forged, rightful, meanwhile - before, house.revision - meanwhile

    forged, rightful, by_nobody, by_reviewer = asyncio.run(attack())
    assert by_nobody == 0
    assert SIGN_IN_FIRST in forged.texts
    assert by_reviewer == 1, rightful.texts
    newest = house.store.submissions(sample_plan.key)
    assert "市長" not in {submission.who for submission in newest}


@pytest.mark.parametrize("who", ["visitor", "viewer", "reporter of another"])
def test_nobody_withdraws_what_is_not_his_own(house: House, who: str) -> None:
    powerful = may_do_everything(house.store, f"withdraws before {who}")

    async def attack() -> None:
        run = await collected(house, "returns", powerful)
        assert any("取り下げる" in label for label in run.buttons.values())
        async with connected(house.address, house.tokens[who]) as connection:
            query = house.query("returns")
            for _ in range(2):
                await run_page(
                    connection, "returns", query, run.buttons, texts_into(run)
                )

    asyncio.run(attack())
    kept = house.store.submission(house.registered.number)
    assert kept is not None
    assert kept.state is house.registered.state


@pytest.mark.parametrize(
    ("who", "is_shown"),
    [
        ("visitor", False),
        ("viewer", False),
        ("reporter of another", False),
        ("reviewer elsewhere", False),
        ("admin", False),
        ("reporter", True),
        ("reviewer", True),
    ],
)
def test_no_stranger_takes_up_a_waiting_return_by_its_number(
    house: House, who: str, is_shown: bool
) -> None:
    async def opened() -> str:
        async with connected(house.address, house.tokens[who]) as connection:
            query = f"{QUERY}&submission={house.waiting.number}"
            return (await run_page(connection, "upload", query)).texts

    texts = asyncio.run(opened())
    assert ("秘密の様式" in texts) is is_shown


@pytest.mark.parametrize("page", ["returns", "review", "changes", "accounts", "round"])
def test_the_city_of_an_address_opens_nothing_to_who_belongs_to_another(
    house: House, page: str
) -> None:
    """It is refused, or his own city's page is opened."""

    async def opened(who: str) -> PageRun:
        async with connected(house.address, house.tokens[who]) as connection:
            return await run_page(connection, page, house.query(page))

    for who in ("reviewer elsewhere", "admin elsewhere", "visitor"):
        run = asyncio.run(opened(who))
        assert "見本市" not in run.texts, who
    assert not run.buttons, "a visitor has none anywhere"


@pytest.mark.parametrize("who", ["reviewer", "reporter"])
def test_no_page_hands_out_an_original_by_an_address_that_asks_nobody(
    house: House, who: str
) -> None:
    async def opened() -> PageRun:
        async with connected(house.address, house.tokens[who]) as connection:
            return await run_page(connection, "returns", house.query("returns"))

    run = asyncio.run(opened())
    assert f"original/{house.registered.number}" in run.links
    assert not any(run.media), "none is there before it is asked for"


def status(house: House, who: str, path: str) -> int:
    token = house.tokens[who]
    cookie = {"Cookie": f"{TOKEN_COOKIE}={token}"} if token else {}
    with closing(HTTPConnection(urlsplit(house.address).netloc)) as connection:
        connection.request("GET", path, headers=cookie)
        return connection.getresponse().status


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_answers_those_whom_it_should(house: House, address: str) -> None:
    numbers = {
        "registered": house.registered.number,
        "waiting": house.waiting.number,
    }
    path = address.format(**numbers)
    answers = {who: status(house, who, path) for who in house.tokens}
    assert {who for who, code in answers.items() if code == 200} == ADDRESSES[address]
    assert set(answers.values()) <= {200, 403}


def test_every_address_of_ours_is_tried() -> None:
    firsts = {"/" + route.path.split("/")[1] for route in routes()}
    tried = {"/" + address.split("/")[1] for address in ADDRESSES}
    assert firsts == tried | OPEN_ADDRESSES
