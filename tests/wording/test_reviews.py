"""A remark in words, with the column of the form that it is about."""

import pytest

from dxkpi.store import ReviewAct
from dxkpi.wording.language import Language
from dxkpi.wording.reviews import remark_text, review_act_text

TEXT = "単位は千円か"


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ("value", "【実績値】単位は千円か"),
        ("countermeasure", "【対応】単位は千円か"),
        ("percent", "【進捗率（任意）】単位は千円か"),
        ("own_mark", "【自己評価】単位は千円か"),
        (None, TEXT),
        ("", TEXT),
        ("cause", TEXT),
        ("code", TEXT),
    ],
)
def test_the_columns_title_stands_before_the_text_where_the_form_has_the_column(
    column: str | None, shown: str
) -> None:
    assert remark_text(column, TEXT, Language.JAPANESE) == shown


def test_an_english_reader_has_the_title_as_it_stands_in_the_form() -> None:
    assert remark_text("note", "Why?", Language.ENGLISH) == "[要因] Why?"


def test_an_answer_and_what_is_final_name_no_column() -> None:
    language = Language.JAPANESE
    sent_back = review_act_text(ReviewAct.REMARKED, TEXT, language, "note")
    assert sent_back == "差戻し：【要因】単位は千円か"
    assert review_act_text(ReviewAct.ANSWERED, TEXT, language) == f"回答：{TEXT}"
    assert review_act_text(ReviewAct.CONFIRMED, None, language) == "確定"
