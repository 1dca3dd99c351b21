"""What a plan document can hold: a schema for editors, and the page for people."""

import sys
from enum import StrEnum
from typing import Annotated

import simplejson
import typer

from dxkpi.cli.console import app
from dxkpi.cli.language import _, current_language
from dxkpi.wording.document_reference import document_reference
from dxkpi.wording.document_schema import document_schema
from dxkpi.wording.language import Language


class SchemaFormat(StrEnum):
    JSON = "json"
    MARKDOWN = "markdown"


@app.command(
    help=_("Print what a plan document can hold: a JSON Schema, or a reference page.")
)
def schema(
    format_: Annotated[
        SchemaFormat, typer.Option("--format", help=_("JSON Schema or Markdown."))
    ] = SchemaFormat.JSON,
) -> None:
    language = current_language()
    if format_ is SchemaFormat.MARKDOWN:
        sys.stdout.write(document_reference(language))
    else:
        sys.stdout.write(schema_text(language))


def schema_text(language: Language) -> str:
    """The schema as JSON text."""
    data = document_schema(language)
    return simplejson.dumps(data, ensure_ascii=False, indent=2) + "\n"
