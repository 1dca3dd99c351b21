"""公表, what goes out: how the year stands, what would be released, and what differs."""

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import ReleasePreview
from dxkpi.plan import Plan
from dxkpi.plan.release import (
    USUAL_TEXTS,
    ReleasedJudgement,
    ReleasedText,
    last_release_of_year,
)
from dxkpi.rules.released_year import plan_until
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong, unbroken
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.view import View
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.wording.changed_values import changed_fact_by_name
from dxkpi.wording.figures import figure_text
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.releases import ReleaseState, year_release_sentences

_MOST_SHOWN = 100
"""Of the changes; the file of a release has them all."""


def preview(view: View, texts: frozenset[ReleasedText]) -> ReleasePreview:
    """What releasing the year with these texts would do."""
    return view.kept(_preview, texts)


def texts_at_first(view: View) -> frozenset[ReleasedText]:
    """What is ticked before anybody chooses: what is usual, and what the last release of
    the year had.
    """
    return view.kept(_texts_at_first)


def show_state(view: View, going_out: ReleasePreview) -> None:
    """The sentence on how the release of the year stands."""
    state = ReleaseState(
        going_out.is_over,
        going_out.former,
        going_out.is_same,
        len(going_out.changes),
        going_out.going_out.number_preliminary,
    )
    texts = year_release_sentences(state, view.year, current_language())
    st.subheader(plain(sentences(texts)), anchor=False)


def show_content(going_out: ReleasePreview) -> None:
    """What goes out, to be opened, and what differs from the last release."""
    judgements = going_out.going_out.judgements
    label = ngettext(
        "What goes out ({n} indicator)",
        "What goes out ({n} indicators)",
        len(judgements),
    )
    with show_fold(KEYS, "content", label):
        st.table(
            _content_table(going_out.going_out.plan, judgements),
            border="horizontal",
            hide_index=True,
            alt=label,
        )
    if going_out.changes:
        _show_changes(going_out)


def _show_changes(going_out: ReleasePreview) -> None:
    n = len(going_out.changes)
    label = ngettext(
        "What differs from the last release ({n})",
        "What differs from the last release ({n})",
        n,
    )
    st.markdown(strong(label))
    st.table(_changes_table(going_out), border="horizontal", hide_index=True, alt=label)
    if n > _MOST_SHOWN:
        st.markdown(faint(_("… and {n} more.", n=n - _MOST_SHOWN)))


def _changes_table(going_out: ReleasePreview) -> pd.DataFrame:
    language, plan = current_language(), going_out.going_out.plan
    rows = []
    for change in going_out.changes[:_MOST_SHOWN]:
        fact = changed_fact_by_name(change, plan, language)
        rows.append((plain(fact.place), plain(fact.before), plain(fact.after)))
    return pd.DataFrame(
        rows, columns=[_("What differs"), _("As released"), _("As it stands now")]
    )


def _content_table(
    plan: Plan, judgements: tuple[ReleasedJudgement, ...]
) -> pd.DataFrame:
    rows = [_content_row(plan, judged) for judged in judgements]
    return pd.DataFrame(rows, columns=[_("Indicator"), _("Actual"), _("Judgement")])


def _content_row(plan: Plan, judged: ReleasedJudgement) -> tuple[str, str, str]:
    language = current_language()
    indicator = plan.indicator(judged.indicator)
    if indicator is None:
        return plain(judged.indicator), "", ""
    actual = "－"
    if judged.actual is not None:
        actual = figure_text(indicator, judged.actual, language)
    return (
        plain(f"{indicator.code} {indicator.name}"),
        unbroken(actual),
        unbroken(marked_label(judged.status, language)),
    )


def _preview(view: View, texts: frozenset[ReleasedText]) -> ReleasePreview:
    return actions.release_preview(view.store, view.listed.key, view.year, texts)


def _texts_at_first(view: View) -> frozenset[ReleasedText]:
    former = last_release_of_year(cached.releases(view.listed), view.year)
    if former is None:
        return USUAL_TEXTS
    released = actions.released_content(view.store, view.listed.key, former.number)
    every = frozenset(ReleasedText)
    whole = plan_until(released.plan, view.year, every)
    present = {
        text
        for text in every
        if plan_until(released.plan, view.year, every - {text}) != whole
    }
    if any(entry.progress.comment for entry in released.progress):
        present.add(ReleasedText.NOTES)
    return USUAL_TEXTS | present
