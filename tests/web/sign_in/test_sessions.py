"""A live session of somebody who signed in cannot be taken over by whoever learns its id."""

import asyncio
from contextlib import closing
from pathlib import Path

from dxkpi import actions
from dxkpi.actions import Actor, Identification, InviteAccount
from dxkpi.store import Role, Store
from tests.support import running
from tests.support.accounts import granted, name_of
from tests.support.page_connections import PageRun, connected, run_page

OPERATOR = Actor("root", Identification.COMMAND_LINE)
CITY = "999997"
PASSWORD = "まいにちの登録を忘れない"
QUERY = f"city={CITY}&year=2025"


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

    async def steal(address: str) -> tuple[PageRun, PageRun, PageRun]:
        async with connected(address, token) as owner:
            own = await run_page(owner, "changes", QUERY)
            async with connected(address, session=own.session) as thief:
                stolen = await run_page(thief, "changes", QUERY)
            async with connected(address, token, session=own.session) as again:
                taken_up = await run_page(again, "changes", QUERY)
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
    assert stolen.session != own.session
    assert name_of("sato") not in stolen.texts
    assert "サインインしてください" in stolen.texts
    assert taken_up.session == own.session
    assert own.session not in log.read_text("utf-8")
    assert token not in log.read_text("utf-8")
