"""What tests of アンケート取込 do on the page, and what they read off it and the store."""

from typing import Any

from streamlit.testing.v1 import AppTest

from dxkpi.plan import Actual, Survey
from dxkpi.store import Store
from dxkpi.web.common.session import state_key
from dxkpi.web.survey.draft_survey import DraftSurvey, SurveyState
from tests.support import answered
from tests.support.apptest import words
from tests.support.one_line import without_one_line
from tests.support.shipped_cities import key_of

CITY, YEAR = "999997", 2026
Rows = list[dict[str, str]]


def choose_file(at: AppTest, content: bytes, name: str = "回答.csv") -> AppTest:
    at.file_uploader[0].set_value((name, content, "text/csv"))
    return at.run()


def draft_of(at: AppTest) -> DraftSurvey:
    """The survey that is being taken in."""
    state = at.session_state[state_key(SurveyState)]
    assert isinstance(state, SurveyState)
    assert state.draft is not None
    return state.draft


def widget(at: AppTest, kind: str, name: str, *which: object) -> Any:
    """The widget of this name that is about the answers being counted."""
    key = draft_of(at).widget_key(name, *which)
    found = [widget for widget in getattr(at, kind) if widget.key == key]
    assert found, [widget.key for widget in getattr(at, kind)]
    return found[0]


def page_text(at: AppTest) -> str:
    """Everything the page says, its tables too."""
    assert not at.exception
    cells = [
        str(cell)
        for table in at.table
        for cell in table.value.reset_index().to_numpy().flatten()
    ]
    labels = [
        str(one.label)
        for kind in ("radio", "expander", "text_input")
        for one in getattr(at, kind)
    ]
    texts = [words(at), *cells, *labels, *(str(w.value) for w in at.warning)]
    return without_one_line("\n".join(texts)).replace("\\", "")


def press_register(at: AppTest, who: str = "デジタル推進課 佐藤") -> AppTest:
    at.text_input(key="who").set_value(who).run()
    return at.button(key="survey_register").click().run()


def type_staff(at: AppTest, numbers: dict[int, int]) -> AppTest:
    """Type numbers of staff into these rows of the table."""
    editor = draft_of(at).staff_tables[answered.SECTION].editor_key
    at.session_state[editor] = {
        "edited_rows": {row: {"staff": n} for row, n in numbers.items()},
        "added_rows": [],
        "deleted_rows": [],
    }
    return at.run()


def recorded_actual(store: Store, year: int = YEAR, city: str = CITY) -> Actual | None:
    plan = store.plan(key_of(city))
    assert plan is not None
    assert plan.realisation is not None
    return plan.realisation.actual(year)


def recorded_survey(store: Store) -> Survey:
    entry = recorded_actual(store)
    assert entry is not None
    assert entry.survey is not None
    return entry.survey


def is_disabled(at: AppTest) -> bool:
    return bool(at.button(key="survey_register").disabled)
