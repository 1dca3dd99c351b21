"""What is to be mended in a return, and the workbook with its cells marked."""

from functools import partial

import pandas as pd
import streamlit as st

from dxkpi.findings import Finding, Severity
from dxkpi.returns import CheckedReturn
from dxkpi.text.file_names import file_name
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.finding_counts import errors_title
from dxkpi.web.common.finding_lines import (
    MOST_LISTED,
    finding_place,
    finding_words,
    names_by_place,
)
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.upload.draft_return import DraftAnswer, DraftReturn, FileReturn
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording.findings import value_text


def show_errors(draft: DraftReturn, answer: DraftAnswer) -> None:
    """The places to mend by cell, and the marked workbook; nothing where there is none."""
    errors = len(answer.examined.findings_of(Severity.ERROR))
    if not errors:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(errors_title(errors), width="stretch")
            if isinstance(draft, FileReturn):
                _offer_marked_workbook(draft, answer.checked)
        st.table(
            answer.kept(_error_table),
            border="horizontal",
            hide_index=True,
            alt=_("What to mend"),
        )
        if errors > MOST_LISTED:
            st.caption(
                ngettext(
                    "{n} more is marked in the workbook.",
                    "{n} more are marked in the workbook.",
                    errors - MOST_LISTED,
                )
            )


def _offer_marked_workbook(draft: FileReturn, checked: CheckedReturn) -> None:
    """The same workbook with its cells marked, made when it is asked for."""
    name = draft.workbook.name
    stem = name.rpartition(".")[0] or name
    st.download_button(
        _("Take the form with marks"),
        partial(workbook_reader().mark_form, draft.workbook.content, checked),
        file_name=file_name(stem) + _("-marked") + ".xlsx",
        mime=WORKBOOK_TYPE,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=KEYS.key("marked", draft.key),
    )


def _error_table(checked: CheckedReturn) -> pd.DataFrame:
    names = names_by_place(checked.form)
    errors = [f for f in checked.findings if f.severity is Severity.ERROR]
    rows = []
    for error in errors[:MOST_LISTED]:
        rows.append(
            {
                _("Cell"): strong(finding_place(error)),
                _("Indicator"): plain(names.get(error.place or "", "")),
                _("What is written"): _written(error),
                _("How to mend"): finding_words(error),
            }
        )
    return pd.DataFrame(rows)


def _written(error: Finding) -> str:
    if not error.value:
        return faint(_("(blank)"))
    return plain(value_text(error, current_language()) or "")
