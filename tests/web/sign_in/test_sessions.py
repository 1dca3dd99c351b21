"""A live session of somebody who signed in cannot be taken over by whoever learns its id."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dxkpi import actions
from dxkpi.actions import Actor, Identification, InviteAccount
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.identify import TOKEN_COOKIE
from tests.support import running
from tests.support.accounts import granted, name_of

OPERATOR = Actor("root", Identification.COMMAND_LINE)
CITY = "999997"
PASSWORD = "まいにちの登録を忘れない"
QUERY = f"city={CITY}&year=2025"


@dataclass(frozen=True)
class Session:
    """What one run of a page sent."""

    id: str
    texts: str


@asynccontextmanager
async def connected(
    address: str, token: str | None = None, session: str | None = None
) -> AsyncIterator[ClientConnection]:
    """A page's connection, with a browser's cookie and the session that it asks to take up."""
    asked = ["streamlit", "none", *([session] if session else [])]
    cookie = {"Cookie": f"{TOKEN_COOKIE}={token}"} if token else {}
    async with connect(
        address.replace("http", "ws") + "/_stcore/stream",
        subprotocols=[Subprotocol(part) for part in asked],
        additional_headers=cookie,
        max_size=None,
        open_timeout=60,
    ) as connection:
        yield connection


async def run(connection: ClientConnection, page: str) -> Session:
    """Runs a page to its end."""
    message = BackMsg()
    message.rerun_script.query_string = QUERY
    message.rerun_script.page_name = page
    message.rerun_script.context_info.locale = "ja-JP"
    await connection.send(message.SerializeToString())
    session, texts = "", ""
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await connection.recv(decode=False))
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            session = answer.new_session.initialize.session_id
        elif kind == "delta":
            texts += str(answer.delta.new_element.markdown.body)
            texts += str(answer.delta.new_element.alert.body)
        is_over = answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        if kind == "script_finished" and is_over:
            return Session(session, texts)


def test_who_learns_the_id_of_a_session_gets_one_of_his_own_and_no_log_tells_ids(
    filled: Path, tmp_path: Path
) -> None:
    url = running.copied(filled, tmp_path)
    with closing(Store(url)) as store:
        granted(store, "sato", Role.REVIEWER, CITY)
        code = actions.invite_account(store, InviteAccount("sato"), OPERATOR).code
        actions.accept_invitation(store, code, PASSWORD)
        token = actions.sign_in_with_password(store, "sato", PASSWORD)
    assert isinstance(token, str)
    log = tmp_path / "log"

    async def steal(address: str) -> tuple[Session, Session, Session]:
        async with connected(address, token) as owner:
            own = await run(owner, "changes")
            async with connected(address, session=own.id) as thief:
                stolen = await run(thief, "changes")
            async with connected(address, token, session=own.id) as again:
                taken_up = await run(again, "changes")
        return own, stolen, taken_up

    with running.started(
        *("-m", "dxkpi", "serve", "--port", "PORT"),
        health="/healthz",
        log=log,
        DXKPI_DATABASE_URL=url,
        DXKPI_LANGUAGE="ja",
        DXKPI_SIGN_IN="accounts",
    ) as server:
        own, stolen, taken_up = asyncio.run(steal(server.address))
    assert name_of("sato") in own.texts
    assert stolen.id != own.id
    assert name_of("sato") not in stolen.texts
    assert "サインインしてください" in stolen.texts
    assert taken_up.id == own.id
    assert own.id not in log.read_text("utf-8")
    assert token not in log.read_text("utf-8")
