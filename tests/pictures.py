"""Take the pictures of the READMEs anew: `make pictures`."""

import io
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser

from dxkpi.plan import document
from dxkpi.settings import PLANS, PROJECT
from dxkpi.store import Store
from tests import databases, running

FOLDER = PROJECT / "docs" / "images"
CITIES = {"mihon": "999997", "tomigusuku": "472123"}
SCREENS = {
    "overview": "overview", "indicators": "kpi", "realisation": "realisation", "schedule": "schedule", "plan": "plan",
    "compare": "compare",
}  # fmt: skip


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        url = databases.sqlite(Path(temporary))
        store = Store(url)
        store.migrate()
        store.save([document.read(path) for path in sorted(PLANS.glob("*.yaml"))], "pictures", "pictures")
        store.close()
        with running.server(url) as address, running.chromium() as browser:
            for screen, path in SCREENS.items():
                for name, code in CITIES.items():
                    take(browser, f"{address}/{path}?city={code}", f"{screen}-{name}")
            opened, overview = f"{address}/indicator?city=999997&kpi=K04", f"{address}/overview?city=999997"
            take(browser, opened, "indicator-mihon")
            take(browser, f"{address}/help", "help")
            take(browser, opened, "indicator-mihon-narrow", width=390)
            take(browser, overview, "overview-mihon-narrow", width=390)
            take(browser, overview, "overview-mihon-dark", scheme="dark")
            take(browser, f"{address}/schedule?city=452068", "schedule-hyuga")


def take(
    browser: Browser, url: str, name: str, *, width: int = 1440, scheme: Literal["light", "dark"] = "light"
) -> None:
    """One page, as high as it is, in Japanese."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="ja-JP", color_scheme=scheme)
    page = context.new_page()
    page.goto(url)
    running.settled(page)
    page.set_viewport_size({"width": width, "height": running.full_height(page)})
    page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    context.close()


if __name__ == "__main__":
    main()
