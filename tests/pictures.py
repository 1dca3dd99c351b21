"""Take the pictures of the READMEs anew: `make pictures`."""

import tempfile
from pathlib import Path

from dxkpi.plan import document
from dxkpi.settings import PLANS, PROJECT
from dxkpi.store import Store
from tests import databases, running

PICTURES = {
    "gallery": ("kpi?city=999997", 1440, "light"),
    "indicator": ("indicator?city=999997&kpi=K04", 1440, "light"),
    "indicator-dark": ("indicator?city=472123&kpi=K01", 1440, "dark"),
    "indicator-narrow": ("indicator?city=999997&kpi=K04", 390, "light"),
}


def main() -> None:
    folder = PROJECT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        url = databases.sqlite(Path(temporary))
        store = Store(url)
        store.migrate()
        store.save([document.read(path) for path in sorted(PLANS.glob("*.yaml"))], "pictures", "pictures")
        store.close()
        with running.server(url) as address, running.chromium() as browser:
            for name, (path, width, scheme) in PICTURES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    locale="ja-JP",
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page = context.new_page()
                page.goto(f"{address}/{path}")
                running.settled(page)
                page.set_viewport_size({"width": width, "height": running.full_height(page)})
                page.wait_for_timeout(500)
                page.screenshot(path=folder / f"{name}.png")
                context.close()


if __name__ == "__main__":
    main()
