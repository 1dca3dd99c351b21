"""What the charts of a staff survey draw."""

from collections.abc import Iterator
from typing import Any

from tests.support.specs import rows


def readable_texts(spec: dict[str, Any]) -> Iterator[str]:
    """Every text of a picture that somebody may read, on it or on pointing."""
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            yield from (
                str(row[name])
                for name in ("text", "long", "short", "tip", "value")
                if name in row
            )


def pooled_cells(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of groups that were put together because they are small."""
    return [
        row for row in rows(spec, "rect") if "depth" in row and row["role"] == "muted"
    ]
