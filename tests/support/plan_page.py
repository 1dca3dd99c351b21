"""The plan's page: plans of a few measures, and what stands on the page."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from dxkpi.plan import Measure, Plan
from tests.support.apptest import Open, words

Keep = Callable[[Plan], None]


def plan_of_one_policy(plan: Plan, *measures: Measure) -> Plan:
    """A plan of one policy with just these measures, and nothing that refers to others."""
    policy = plan.policies[0].model_copy(update={"measures": measures})
    return plan.model_copy(update={"policies": (policy,), "indicators": ()})


def everything_on_page(visit: Open, code: str, locale: str = "ja-JP") -> str:
    """What stands on the page once all of it is opened."""
    at = visit("plan", city=code, locale=locale)
    return words(at.toggle(key="plan_open").set_value(True).run())


def listed_measures(at: AppTest) -> list[str]:
    """The measures in the list, closed or open."""
    closed = [
        expander.label for expander in at.expander if expander.label.startswith("**")
    ]
    opened = [
        element.value.split("\n")[0]
        for element in at.markdown
        if element.value.startswith("**")
    ]
    return closed or opened


def queries_of_links(at: AppTest, page: str) -> Iterator[dict[str, list[str]]]:
    """The queries of the page's links to another page, without those of the menu."""
    for link in at.main.get("page_link"):
        if link.proto.page == page:
            yield parse_qs(link.proto.query_string)
