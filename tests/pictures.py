"""Take the pictures of the READMEs anew: `make pictures`."""

import io
import mimetypes
import tempfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser

from dxkpi import actions, fiscal
from dxkpi.plan import PlanKey, document
from dxkpi.plan.review import figure_key
from dxkpi.settings import PLANS, PROJECT
from dxkpi.store import Membership, NewRemark, Role, Store, writing
from dxkpi.workbook.plan_book.book_writing import book_of_draft
from dxkpi.workbook.reader import WorkbookReader
from tests import samples
from tests.support import databases, running
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.recorded_rounds import seen_figures
from tests.support.returned import person

PAPER = PROJECT / "tests" / "fixtures" / "plan_texts" / "472123-tomigusuku.txt"
FOLDER = PROJECT / "docs" / "images"
CITIES = {"mihon": "999997", "tomigusuku": "472123"}
SCREENS = {
    "overview": "overview",
    "brief": "brief",
    "indicators": "kpi",
    "realisation": "realisation",
    "schedule": "schedule",
    "plan": "plan",
    "department": "department",
    "compare": "compare",
}

ACCOUNTS = (
    ("suzuki", "鈴木 一郎", Role.ADMIN, None),
    ("tanaka", "田中 花子", Role.REVIEWER, None),
    ("sato", "佐藤 健", Role.REPORTER, "人事課"),
    ("takahashi", "高橋 美咲", Role.REPORTER, "市民課"),
    ("fukushichou", "副市長", Role.VIEWER, None),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        url = databases.sqlite(Path(temporary))
        store = Store(url)
        store.migrate()
        writing.save_plans(
            store,
            [document.read_plan(path) for path in sorted(PLANS.glob("*.yaml"))],
            "デジタル推進課",
            "計画の読込み",
        )
        _register(store)
        store.close()
        with running.server(url) as address, running.chromium() as browser:
            for screen, path in SCREENS.items():
                for name, code in CITIES.items():
                    take(browser, f"{address}/{path}?city={code}", f"{screen}-{name}")
            opened, overview = (
                f"{address}/indicator?city=999997&kpi=K04",
                f"{address}/overview?city=999997",
            )
            take(browser, opened, "indicator-mihon")
            take(browser, f"{address}/help", "help")
            take(browser, opened, "indicator-mihon-narrow", width=390)
            take(browser, overview, "overview-mihon-narrow", width=390)
            take(browser, overview, "overview-mihon-dark", scheme="dark")
            take(browser, f"{address}/schedule?city=452068", "schedule-hyuga")
            take(browser, f"{address}/returns?city=999997&year=2025", "returns-mihon")
            take(browser, f"{address}/changes?city=999997", "changes-mihon")
            wrong = samples.filled_in("人事課", samples.WRONG)
            take(
                browser,
                f"{address}/upload?city=999997&year=2025",
                "upload-mihon",
                bring=("実績様式-令和7年度-人事課.xlsx", wrong),
            )
            answers = ("職員アンケート.csv", samples.answers())
            take(
                browser,
                f"{address}/survey?city=999997&year=2025",
                "survey-mihon",
                bring=answers,
            )
            _run_round(Store(url))
            plan = "city=999997&plan=dx-2023&year=2025"
            take(browser, f"{address}/round?{plan}", "round-mihon")
            record = f"{address}/round?{plan}&round_tab=record"
            take(browser, record, "round-record-mihon")
            review = f"{address}/review?{plan}&department=人事課"
            take(browser, review, "review-mihon")
            take(browser, f"{address}/accounts?city=999997", "accounts-mihon")
            take(
                browser, f"{address}/edit?city=999997&plan=dx-2023", "edit-begin-mihon"
            )
            edited, new = _begin_drafts(Store(url))
            take(browser, f"{address}/start", "start")
            take(browser, f"{address}/edit?draft={edited}", "edit-mihon")
            book = (
                "計画ブック-見本市DX推進計画.xlsx",
                _filled_book(Store(url), edited),
            )
            take(
                browser,
                f"{address}/edit?draft={edited}&edit_part=book",
                "edit-book-mihon",
                bring=book,
                answer="下書きの変更 1件",
            )
            paper = ("豊見城市DX推進計画.txt", PAPER.read_bytes())
            take(
                browser,
                f"{address}/reading?draft={new}",
                "reading-tomigusuku",
                bring=paper,
                answer="を見つけました",
                highest=1800,
            )


def _begin_drafts(store: Store) -> tuple[int, int]:
    """The drafts of a plan whose target changes, and of a plan to be."""
    mihon, tomigusuku = CITIES.values()
    of_plan = actions.StartDraft(mihon, "dx-2023")
    edited = actions.start_draft(store, of_plan, SECRETARIAT).number
    target = ("indicators", "K01", "target", "value")
    actions.change_draft(
        store, actions.ChangeDraft(edited, 0, {target: Decimal("50.0")}), SECRETARIAT
    )
    of_new = actions.StartDraft(
        tomigusuku, new=actions.NewPlan("豊見城市DX推進計画（次期）")
    )
    new = actions.start_draft(store, of_new, SECRETARIAT).number
    store.close()
    return edited, new


def _filled_book(store: Store, draft: int) -> bytes:
    """The plan book of a draft as somebody filled it in: an indicator has another name."""
    compared = actions.compare_draft(store, draft)
    store.close()
    listed = compared.draft.listed
    book = load_workbook(
        io.BytesIO(book_of_draft(listed.title, compared.data, listed.key, None))
    )
    for row in book["指標"].iter_rows():
        for cell in row:
            if cell.value == "オンライン申請の利用率":
                cell.value = "オンライン申請をした人の割合"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _run_round(store: Store) -> None:
    """A round that has ten days yet, with a remark that waits and figures that are final;
    and the accounts of those who take part.
    """
    plan = PlanKey(CITIES["mihon"], "dx-2023")
    deadline = fiscal.today() + timedelta(days=10)
    schedule_deadline = deadline + timedelta(days=14)
    open_round(
        store,
        plan,
        is_reviewed=True,
        deadline=deadline,
        schedule_deadline=schedule_deadline,
    )
    remark = NewRemark(figure_key("K13"), "受講していない職員の人数を添えてください。")
    final = seen_figures(store, plan, ["K04", "K05", "K16"])
    actions.return_items(
        store, actions.ReturnItems(plan, 2025, (remark,), final), SECRETARIAT
    )
    for subject, name, role, department in ACCOUNTS:
        membership = Membership(role, plan.city, department)
        granting = actions.GrantRole(subject, name, membership)
        actions.grant_role(store, granting, SECRETARIAT)
    store.close()


def _register(store: Store) -> None:
    """Last year's return, and this year's of one department, as their answers would be."""
    returns = {
        samples.LAST_YEAR.name: (samples.last_year(), "デジタル推進課 鈴木"),
        "実績様式-令和7年度-市民課.xlsx": (
            samples.filled_in("市民課", samples.CITIZENS),
            "市民課 田中",
        ),
    }
    with WorkbookReader() as reader:
        for name, (content, who) in returns.items():
            returned = actions.examine_return(
                store, actions.open_workbook(reader, name, content), fiscal.today()
            )
            assert returned.accepted, returned.findings
            actions.register_return(
                store, actions.RegisterReturn(returned), person(who)
            )


def take(
    browser: Browser,
    url: str,
    name: str,
    *,
    width: int = 1440,
    scheme: Literal["light", "dark"] = "light",
    bring: tuple[str, bytes] | None = None,
    answer: str = "確かめるところ",
    highest: int | None = None,
) -> None:
    """One page in Japanese, as high as it is or `highest`; with a file brought to it where
    one is given, and the words by which the page answers it.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="ja-JP", color_scheme=scheme
    )
    page = context.new_page()
    page.goto(url)
    running.settled(page)
    if bring is not None:
        name_there, content = bring
        kind = mimetypes.guess_type(name_there)[0] or "application/octet-stream"
        page.locator('input[type="file"]').set_input_files(
            {"name": name_there, "mimeType": kind, "buffer": content}
        )
        page.get_by_text(answer).first.wait_for()
        running.settled(page)
    height = running.full_height(page)
    if highest is not None:
        height = min(height, highest)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.quantize(256, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )
    context.close()


if __name__ == "__main__":
    main()
