"""The commands and the modules that define them: only the one that is called is imported.

Together they bring nearly everything that dxkpi has, and each start would wait for it.
"""

from importlib import import_module

import typer

MODULES = {
    "accounts": "accounts",
    "grant": "accounts",
    "revoke": "accounts",
    "invite": "accounts",
    "disable": "accounts",
    "enable": "accounts",
    "brief": "brief",
    "calendar": "deadlines",
    "load": "plans",
    "export": "plan_export",
    "status": "plans",
    "cities": "plans",
    "demo": "demo",
    "decisions": "decisions",
    "decide": "decisions",
    "diff": "differences",
    "drafts": "drafts",
    "history": "plans",
    "template": "returns",
    "submit": "returns",
    "round": "round_record",
    "release": "releases",
    "releases": "releases",
    "schema": "schema",
    "migrate": "server",
    "serve": "server",
    "backup": "store_copies",
    "restore": "store_copies",
    "survey": "survey",
    "verify": "verify",
}


def application(called: str | None = None) -> typer.Typer:
    """The program with the command that is called; with all where it is none of them."""
    from dxkpi.cli.console import app

    modules = [MODULES[called]] if called in MODULES else MODULES.values()
    for module in modules:
        import_module(f"dxkpi.cli.{module}")
    return app
