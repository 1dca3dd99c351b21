"""Where somebody goes on after signing in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.web.sign_in.return_address import return_address


@pytest.mark.parametrize(
    "address",
    ["", "kpi", "kpi?city=472123&year=2025", "department?department=%E4%BA%BA"],
)
def test_a_page_of_ours_is_gone_back_to(address: str) -> None:
    assert return_address(address) == f"./{address}"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/kpi",
        "https://evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "kpi?x=\r\nSet-Cookie: a=b",
        "kpi#x",
        "../kpi",
        "ｋｐｉ",
        "kpi?department=人事課",
        "kpi?\0",
        "kpi?" + "x" * 3000,
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert return_address(address) == "./"


@given(st.text())
def test_no_text_leads_to_another_site(text: str) -> None:
    address = return_address(text)
    path = address.split("?", 1)[0]
    assert path.startswith("./")
    assert "/" not in path[2:]
    assert "\\" not in address
    assert address.isascii()
    assert not any(letter.isspace() for letter in address)
