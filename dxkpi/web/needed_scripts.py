"""The scripts of the library that nearly every page of ours needs, named in the head of the page.

The library loads each of its elements' scripts when the first such element comes, one
after the other, and draws anew after each. Named in the head they come along with the
first script.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import streamlit

_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_ELEMENTS = ("PageLink", "Selectbox", "Checkbox", "Table", "rehype-raw")
"""The scripts' names before their hash; the last one is for charts that the server draws."""

_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


@cache
def preload_links(page: str) -> str:
    """Links to these scripts, and to those that they import, which the page does not name yet."""
    wanted = [path.name for name in _ELEMENTS for path in _SCRIPTS.glob(f"{name}.*.js")]
    return "\n".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in sorted(_with_imports(wanted))
        if name not in page
    )


def _with_imports(names: Sequence[str]) -> set[str]:
    """The scripts and all that they import at once."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _imports(name)
    return needed


def _imports(name: str) -> Iterator[str]:
    script = (_SCRIPTS / name).read_text("utf-8")
    return (match[1] for match in _IMPORT.finditer(script))
