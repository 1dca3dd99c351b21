"""What is chosen on a page lives in its address."""

from urllib.parse import parse_qs

from dxkpi.rules import Status
from tests.support.apptest import Open

CITY = "999997"


def test_what_is_chosen_is_written_into_the_address_and_taken_out_again(
    visit: Open,
) -> None:
    at = visit(city=CITY)
    at.text_input(key="kpi_search").set_value("利用率").run()
    at.selectbox(key="kpi_status").set_value(Status.FAR_BEHIND).run()
    chosen = {"kpi_search": "利用率", "kpi_status": "far_behind"}
    assert at.query_params == {"city": CITY} | chosen
    at.text_input(key="kpi_search").set_value("").run()
    at.selectbox(key="kpi_status").set_value(None).run()
    assert at.query_params == {"city": CITY}


def test_an_address_brings_back_what_was_chosen(visit: Open) -> None:
    at = visit(city=CITY, kpi_search="率", kpi_policy="2", table="1")
    assert at.text_input(key="kpi_search").value == "率"
    assert at.selectbox(key="kpi_policy").value == "2"
    assert at.toggle(key="as_table").value is True


def test_the_address_alone_says_what_is_chosen(visit: Open) -> None:
    at = visit(city=CITY, kpi_search="利用率", table="1")
    at.query_params.clear()
    at.query_params["city"] = CITY
    at.run()
    assert at.text_input(key="kpi_search").value == ""
    assert at.toggle(key="as_table").value is False


def test_what_an_address_names_that_is_no_option_is_no_choice(visit: Open) -> None:
    at = visit(city=CITY, kpi_status="splendid", kpi_policy="99", table="yes")
    assert at.selectbox(key="kpi_status").value is None
    assert at.selectbox(key="kpi_policy").value is None
    assert at.toggle(key="as_table").value is False


def test_links_to_a_page_carry_what_was_chosen_there(visit: Open) -> None:
    at = visit(city=CITY, kpi_policy="2", table="1")
    at.switch_page("../../pages/overview.py").run()
    queries = {
        link.proto.page: parse_qs(link.proto.query_string)
        for link in at.sidebar.get("page_link")
    }
    own = {"city": [CITY], "table": ["1"]}
    assert queries["kpi"] == own | {"kpi_policy": ["2"]}
    assert queries["schedule"] == own


def test_words_and_status_stay_when_another_city_is_chosen_and_its_policy_goes(
    visit: Open,
) -> None:
    at = visit(city=CITY, kpi_search="率", kpi_status="missed", kpi_policy="2")
    at.selectbox(key="select_city").set_value("452068").run()
    lasting = {"kpi_search": "率", "kpi_status": "missed"}
    assert at.query_params == {"city": "452068"} | lasting
