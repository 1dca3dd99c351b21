"""A year's round in a real Chromium as four people in four windows: from its opening to
the page that everybody sees, and a correction after that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi.plan import Plan
from dxkpi.returns import FormColumn
from dxkpi.store import Role
from tests.support import databases, forms, running
from tests.support.opened_rounds import plan_of_two_departments
from tests.support.shipped_cities import key_of
from tests.support.signed_in_house import (
    CITY,
    House,
    bring,
    download,
    house_of,
    sign_in,
)

pytestmark = pytest.mark.browser

YEAR = 2025
HERE = f"city={CITY}&year={YEAR}"
VALUE, NOTE = FormColumn.VALUE, FormColumn.NOTE
REMARK = "分母に会計年度任用職員は含みますか。"
FIRST: forms.Rows = {
    "K13": {VALUE: 99.4, NOTE: "休職中の職員を除けなかった"},
    "K16": {VALUE: 24, NOTE: "研修を増やす"},
}
REASON = "転記の誤りを直すため"


@pytest.fixture
def house(sqlite_stores: databases.Prepared, sample_plan: Plan) -> Iterator[House]:
    plan = plan_of_two_departments(sample_plan)
    with house_of(sqlite_stores.store([plan])) as house:
        house.sign_up("suzuki", Role.REVIEWER)
        house.sign_up("sato", Role.REPORTER, "人事課")
        house.sign_up("tanaka", Role.REPORTER, "総務課")
        yield house


@dataclass(frozen=True)
class Window:
    """Somebody's own window on the house."""

    house: House
    page: Page

    @classmethod
    def signed_in(
        cls, browser: Browser, house: House, subject: str, path: str
    ) -> "Window":
        """Opened by a link in a mail, which leads on through the sign-in."""
        window = cls(house, running.window(browser))
        window.page.goto(f"{house.address}/{path}")
        sign_in(window.page, subject)
        expect(window.page.get_by_text(f"{subject} さん").first).to_be_visible()
        running.settled(window.page)
        return window

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.house.address}/{path}")
        return running.settled(self.page)

    def press(self, name: str | re.Pattern[str], answer: str | re.Pattern[str]) -> None:
        """Press a button, and wait for what answers it."""
        self.page.get_by_role("button", name=name).last.click()
        expect(self.page.get_by_text(answer).first).to_be_visible()
        running.settled(self.page)

    def says(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def does_not_say(self, text: str) -> None:
        """Of a page that is settled."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def choose_department(self, name: str) -> None:
        """Whose form is taken; nothing where only one can be."""
        box = self.page.get_by_role("combobox", name=re.compile("担当課"))
        if box.count() and name not in (box.get_attribute("value") or ""):
            running.choose(box, re.compile(f"^{name}"))

    def hand_in(self, form: Path, rows: forms.Rows, reason: str | None = None) -> None:
        """Fill a form, bring it, and register it."""
        form.write_bytes(forms.fill(form.read_bytes(), rows))
        bring(self.page, form)
        heading = self.page.get_by_role("heading", level=2).first
        expect(heading).to_contain_text(re.compile("^登録できます"))
        if reason is not None:
            self.page.get_by_label(re.compile("訂正")).fill(reason)
            self.page.keyboard.press("Tab")
            running.settled(self.page)
        self.press("登録する", "受付票")


def texts_of(workbook: Path) -> Iterator[str]:
    """Everything that is written in a workbook's cells and comments."""
    for sheet in openpyxl.load_workbook(workbook).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    yield cell.comment.text
                if isinstance(cell.value, str):
                    yield cell.value


def test_from_the_opening_of_a_round_to_what_everybody_sees_and_its_correction(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    secretariat = Window.signed_in(browser, house, "suzuki", f"round?{HERE}")
    secretariat.page.get_by_text("提出されたものを事務局が確認する").click()
    secretariat.press("取りまとめを始める", "2課のうち0課が確定しました")
    packed = download(secretariat.page, "^様式をまとめて受け取る", tmp_path)
    with ZipFile(packed) as archive:
        archive.extractall(tmp_path / "mailed")
        names = archive.namelist()
    assert len([name for name in names if name.endswith(".xlsx")]) >= 2
    assert [name for name in names if name.endswith(".csv")]

    personnel = Window.signed_in(browser, house, "sato", f"upload?{HERE}")
    personnel.choose_department("人事課")
    form = download(personnel.page, "^人事課の様式を受け取る", tmp_path)
    personnel.hand_in(form, FIRST)
    general = Window.signed_in(browser, house, "tanaka", f"upload?{HERE}")
    [mailed] = (tmp_path / "mailed").glob("**/*総務課*.xlsx")
    general.hand_in(mailed, {"K10": {VALUE: 96.2}})

    review = f"review?{HERE}&department=人事課"
    page = secretariat.go(review)
    page.get_by_text("指摘する", exact=True).first.click()
    page.get_by_label("指摘（課が読みます）").fill(REMARK)
    page.keyboard.press("Tab")
    running.settled(page)
    secretariat.press("1件を確定して1件を差し戻す", "1件を差し戻しました")

    page = personnel.go(f"department?{HERE}&department=人事課")
    personnel.says("事務局から差し戻されました")
    personnel.says(re.compile(REMARK))
    page.get_by_role("link", name="様式を受け取り、実績を登録する").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("実績の登録")
    running.settled(page)
    personnel.choose_department("人事課")
    marked = download(page, "^人事課の様式を受け取る", tmp_path)
    assert any(REMARK in text for text in texts_of(marked))
    personnel.hand_in(marked, {"K13": {VALUE: 99.1}})

    secretariat.go(review)
    secretariat.press("1件をすべて確定する", "1件を確定しました")
    secretariat.go(f"review?{HERE}&department=総務課")
    secretariat.press("1件をすべて確定する", "1件を確定しました")
    secretariat.go(f"round?{HERE}")
    secretariat.says(re.compile("取りまとめは終わりです"))

    release_tab = f"round?{HERE}&round_tab=release"
    public = Window(house, running.opened(browser, f"{house.address}/kpi?{HERE}"))
    public.does_not_say("99.1%")
    secretariat.go(release_tab)
    secretariat.says("令和7年度は、まだ公表していません。")
    secretariat.press("令和7年度を公表する", "公表のあと、変わったものはありません。")
    [released] = house.store.releases(key_of(CITY))
    assert released.who == "suzuki さん"
    public.go(f"kpi?{HERE}")
    public.says("99.1%")

    personnel.go(f"upload?{HERE}")
    personnel.choose_department("人事課")
    corrected = download(personnel.page, "^人事課の様式を受け取る", tmp_path)
    personnel.hand_in(corrected, {"K13": {VALUE: 99.2}}, REASON)
    secretariat.go(f"round?{HERE}")
    secretariat.says(re.compile("2課のうち1課が確定しました"))
    secretariat.go(review)
    secretariat.press("1件をすべて確定する", "1件を確定しました")
    public.go(f"kpi?{HERE}")
    public.says("99.1%")
    public.does_not_say("99.2%")

    page = secretariat.go(release_tab)
    secretariat.says(re.compile(r"公表のあと、\d+件が変わりました。"))
    page.get_by_label("修正公表の理由（必須）").fill(REASON)
    page.keyboard.press("Tab")
    running.settled(page)
    secretariat.press("修正して公表する", re.compile("修正公表しました（第2号）"))
    first, second = house.store.releases(key_of(CITY))
    assert (first, second.corrects, second.reason) == (released, 1, REASON)
    public.go(f"kpi?{HERE}")
    public.says("99.2%")
    public.does_not_say("99.1%")
    public.says(re.compile(f"訂正：{REASON}"))
    for window in (secretariat, personnel, general, public):
        window.page.context.close()
