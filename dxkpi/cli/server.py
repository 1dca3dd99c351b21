"""The store and the server: bring the one to this program's level, start the other."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from dxkpi.cli.console import app, fail, ready_or_fail, say, unmigrated_store
from dxkpi.cli.language import _
from dxkpi.settings import PROJECT, Settings, SignIn, settings
from dxkpi.store import Store


@app.command(help=_("Bring the store to the level of this program."))
def migrate() -> None:
    with unmigrated_store() as store:
        before = store.level()
        copy = store.migrate()
        after = store.level()
    if before == after:
        say(_("The store is up to date (level {level}).", level=after.store))
        return
    say(_("The store is now at level {level}.", level=after.store))
    if copy:
        say(_("The file as it was before: {file}", file=copy))


@app.command(help=_("Start the dashboard."))
def serve(
    host: Annotated[
        str | None, typer.Option("--host", help=_("Address to listen on."))
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help=_("Port to listen on.")),
    ] = None,
) -> None:
    import uvicorn

    with ready_or_fail():
        chosen = settings()
        store = Store(chosen.database_url, smallest_group=chosen.smallest_group)
        copy = store.migrate()
        keeps_cities_apart = not store.passes_over_policies()
        store.close()
    if copy:
        say(_("The file as it was before: {file}", file=copy))
    host, port = host or chosen.host, port or chosen.port
    os.environ["DXKPI_HOST"] = host
    _move_to_project(chosen)
    _check_address(host, port)
    say(
        _(
            "dxkpi is running at {address} (stop with Ctrl+C)",
            address=f"http://{host}:{port}{chosen.base_path}",
        )
    )
    if chosen.store_file is not None:
        say(_("The data is in {file}", file=chosen.store_file))
    say(_who_may_text(settings()))
    if not keeps_cities_apart:
        say(
            _(
                "PostgreSQL does not keep the cities apart: dxkpi's role there is a "
                "superuser or has BYPASSRLS. docs/postgresql.md says how to make another."
            )
        )
    uvicorn.run(
        "app:app",
        host=host,
        port=port,
        app_dir=str(PROJECT),
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # whom a proxy names is believed by the proxy's own address
    )


def _move_to_project(chosen: Settings) -> None:
    """Make the project's folder the current one: Streamlit finds its configuration there.

    Files and folders that are set stay those that were meant where it was called.
    """
    os.environ["DXKPI_DATA"] = str(chosen.data)
    os.environ["DXKPI_DATABASE_URL"] = chosen.database_url
    if departments := os.environ.get("DXKPI_DEPARTMENTS"):
        os.environ["DXKPI_DEPARTMENTS"] = str(Path(departments).absolute())
    settings.cache_clear()
    os.chdir(PROJECT)


def _who_may_text(chosen: Settings) -> str:
    """How people sign in, and what whoever does not may do."""
    match chosen.sign_in:
        case SignIn.ACCOUNTS:
            return _(
                "People sign in with dxkpi's own accounts; others see what is released."
            )
        case SignIn.OIDC:
            return _(
                "People sign in at the city's provider; others see what is released."
            )
        case SignIn.HEADERS if not chosen.trusted_proxies:
            return _(
                "Nobody can sign in: no proxy is trusted (DXKPI_TRUSTED_PROXIES). "
                "Everybody sees what is released."
            )
        case SignIn.HEADERS:
            return _("A proxy signs people in; others see what is released.")
    if chosen.is_for_this_machine:
        return _(
            "There is no sign-in: whoever sits at this machine may do everything, "
            "others see what is released."
        )
    return _("There is no sign-in, so everybody sees what is released (DXKPI_SIGN_IN).")


def _check_address(host: str, port: int) -> None:
    """End with a sentence when nothing can listen there, before anything says that it
    is running.
    """
    try:
        with socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        ):
            pass
    except (OSError, OverflowError) as error:
        fail(
            _(
                "Nothing can listen at {host}:{port}; another program may be using it.",
                host=host,
                port=port,
            )
            + f" ({error})",
            code=2,
        )
