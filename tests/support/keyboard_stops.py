"""The stops of the keyboard on a page: what each is called, and whether it is seen."""

import re
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page

MOST_STOPS = 150
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龯]")

WATCH = """() => {
    const LOOKS = ["outline", "boxShadow", "borderTopColor", "backgroundColor", "color", "textDecorationLine"]
    const around = stop => {
        const elements = [stop, ...stop.querySelectorAll("*")].slice(0, 8)
        for (let above = stop.parentElement; above && elements.length < 16; above = above.parentElement) {
            elements.push(above)
        }
        return elements
    }
    const look = stop => {
        for (const moving of document.getAnimations()) if (moving instanceof CSSTransition) moving.finish()
        return JSON.stringify(around(stop).map(element => LOOKS.map(name => getComputedStyle(element)[name])))
    }
    const stops = []
    window.rememberStop = () => stops.push([document.activeElement, look(document.activeElement)])
    window.seenStops = () => stops.map(([stop, focused]) => look(stop) !== focused)
    window.isInSight = () => {
        const { top, bottom, width, height } = document.activeElement.getBoundingClientRect()
        return width > 1 && height > 1 && bottom > 0 && top < innerHeight
    }
}"""
"""How each stop looks while the keyboard is there, with what stands around it: its focus is
seen where it looks otherwise in the end.
"""


class Stop(NamedTuple):
    """Where the keyboard stops: what assistive technology calls it, and what is seen."""

    role: str
    name: str
    is_in_sight: bool
    is_focus_seen: bool

    @property
    def is_whole(self) -> bool:
        is_named = JAPANESE.search(self.name) is not None
        return is_named and self.is_in_sight and self.is_focus_seen


def stops_of(page: Page) -> list[Stop]:
    """Every stop from the top of the page to its end."""
    tree = page.context.new_cdp_session(page)
    page.evaluate(WATCH)
    stops: list[tuple[str, str, bool]] = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        page.evaluate("rememberStop()")
        stops.append((*called(tree), page.evaluate("isInSight()")))
    seen = page.evaluate("seenStops()")
    return [Stop(*stop, is_seen) for stop, is_seen in zip(stops, seen, strict=True)]


def called(tree: CDPSession) -> tuple[str, str]:
    """The role and the name of what has the focus, as assistive technology is told them."""
    focused = tree.send("Runtime.evaluate", {"expression": "document.activeElement"})
    asked = {"objectId": focused["result"]["objectId"], "fetchRelatives": False}
    [node] = tree.send("Accessibility.getPartialAXTree", asked)["nodes"]
    return node["role"]["value"], node.get("name", {}).get("value", "")
