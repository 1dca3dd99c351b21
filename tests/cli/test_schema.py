"""What a plan document can hold, by the command line."""

import json

from tests.support.commands import run


def test_the_schema_is_printed_alone() -> None:
    result = run("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["required"] == ["municipality", "plan"]


def test_the_page_is_printed_alone() -> None:
    result = run("schema", "--format", "markdown")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("# The plan document\n")
