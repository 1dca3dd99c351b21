"""The house keeps its order: one noun for one thing, and every module within its folder."""

import ast
from collections import defaultdict
from pathlib import Path

from dxkpi.settings import PROJECT

PACKAGE = PROJECT / "dxkpi"


def modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts]


def test_no_two_public_classes_bear_one_name() -> None:
    places = defaultdict(list)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PROJECT)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_each_screen_has_a_folder_of_its_own_name() -> None:
    pages = {path.stem for path in (PROJECT / "pages").glob("*.py")}
    folders = {path.parent.name for path in (PACKAGE / "web").glob("*/__init__.py")}
    beside_pages = {"common", "sign_in"}  # signing in has pages outside Streamlit
    assert folders - beside_pages == pages


def test_what_stands_below_wording_asks_for_no_language() -> None:
    below = ("comparison", "findings", "fiscal", "plan", "returns", "rules", "survey")
    for path in modules():
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in below:
            assert "gettext(" not in path.read_text("utf-8"), path
