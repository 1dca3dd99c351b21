"""The scripts of the library that the head of the page names."""

import re

from dxkpi.web.needed_scripts import preload_links

_NAMES = re.compile(r'href="\./static/js/([\w-]+)[\w.-]*\.js"')


def test_the_elements_of_most_pages_are_named_with_what_they_import() -> None:
    names = _NAMES.findall(preload_links(""))
    assert {"PageLink", "Selectbox", "Checkbox", "Table", "rehype-raw"} <= set(names)
    assert len(names) > 20


def test_what_the_page_names_itself_is_not_named_again() -> None:
    links = preload_links("")
    assert preload_links(links) == ""
