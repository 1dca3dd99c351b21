"""What tests of 実績の登録 do on the page, and what they read off it and the store."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from dxkpi.plan import Actual
from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Store
from dxkpi.web.common.session import state_key
from dxkpi.web.upload.drafts import UploadState
from tests.support.apptest import words
from tests.support.one_line import without_one_line
from tests.support.shipped_cities import key_of

CITY, YEAR, DEPARTMENT = "999997", 2025, "人事課"
TODAY = date(2026, 11, 21)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VALUE, NOTE = FormColumn.VALUE, FormColumn.NOTE
GOOD: Mapping[str, Mapping[FormColumn, Any]] = {
    "K13": {VALUE: 99.4},
    "K16": {VALUE: 24, NOTE: "研修を増やす"},
    "K17": {VALUE: 10.4},
    "K18": {VALUE: 4, FormColumn.MISSING: "", NOTE: "来年度も募集する"},
    "K19": {VALUE: 18},
}
Filled = Callable[..., bytes]


def choose_files(at: AppTest, *files: bytes, names: tuple[str, ...] = ()) -> AppTest:
    named = names or tuple(f"様式{n}.xlsx" for n in range(1, len(files) + 1))
    at.file_uploader[0].set_value(
        [(name, content, XLSX) for name, content in zip(named, files, strict=True)]
    )
    return at.run()


def press_button(at: AppTest, name: str) -> AppTest:
    """Press the button of this name, else that of the first draft."""
    buttons = {button.key: button for button in at.button if button.key}
    key = f"upload_{name}"
    of_drafts = [b for k, b in buttons.items() if k.startswith(f"{key}_")]
    return (buttons.get(key) or of_drafts[0]).click().run()


def pressable_buttons(at: AppTest) -> set[str]:
    """The names of the page's buttons that can be pressed."""
    return {
        re.sub(r"_\d+$", "", button.key.removeprefix("upload_"))
        for button in at.button
        if button.key and not button.disabled
    }


def state_of(at: AppTest) -> UploadState:
    """What the page remembers of its reader."""
    state = at.session_state[state_key(UploadState)]
    assert isinstance(state, UploadState)
    return state


def with_name(at: AppTest, who: str = "人事課 佐藤") -> AppTest:
    assert [box for box in at.text_input if box.key == "who"], page_text(at)
    return at.text_input(key="who").set_value(who).run()


def page_text(at: AppTest) -> str:
    """Everything the page says, its tables too."""
    assert not at.exception
    cells = [
        str(cell)
        for table in at.table
        for cell in table.value.reset_index().to_numpy().flatten()
    ]
    warnings = [str(element.value) for element in at.warning]
    return without_one_line("\n".join([words(at), *cells, *warnings])).replace("\\", "")


def recorded_actual(store: Store, code: str, city: str = CITY) -> Actual | None:
    plan = store.plan(key_of(city))
    assert plan is not None
    found = plan.indicator(code)
    assert found is not None
    return found.actual(YEAR)


def recorded_value(store: Store, code: str) -> Decimal | None:
    found = recorded_actual(store, code)
    return found.value if found else None


def first_choice(at: AppTest) -> Any:
    """The key of the first way to settle the first held value."""
    draft = next(iter(state_of(at).files.values()))
    assert draft.answer is not None
    findings = draft.answer.examined.findings
    return next(found for found in findings if found.choices).choices[0].key


def type_in(
    at: AppTest, edits: Mapping[int, Mapping[str, str]], table: str = "figures"
) -> AppTest:
    [draft] = state_of(at).typed.values()
    tables = {"figures": draft.figures, "schedule": draft.schedule}
    at.session_state[tables[table].editor_key] = {
        "edited_rows": dict(edits),
        "added_rows": [],
        "deleted_rows": [],
    }
    return at.run()
