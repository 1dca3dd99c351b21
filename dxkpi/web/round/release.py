"""公表 as a tab: how a year's release stands, releasing it, and what was released."""

from functools import partial

import pandas as pd
import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.actions import (
    Actor,
    CityScope,
    NotPermitted,
    ReleaseFault,
    ReleasePreview,
    ReleaseYear,
    Right,
    WrongRelease,
)
from dxkpi.plan import PlanKey
from dxkpi.plan.release import LONGEST_NOTE, LONGEST_REASON, Release, ReleasedText
from dxkpi.store import Store, StoreError, StoreFault
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import faint, plain, strong, unbroken
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.round.changing import RoundPageState
from dxkpi.web.round.release_preview import (
    preview,
    show_content,
    show_state,
    texts_at_first,
)
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.releases import (
    release_fault_text,
    release_name,
    release_receipt,
    release_text,
    released_text_label,
)

_SHORT_SHA256 = 12

_TICKED = frozenset({ReleaseFault.YEAR_NOT_OVER, ReleaseFault.STILL_PRELIMINARY})
"""What is no obstacle once it is ticked."""


def may_see_release(view: View) -> bool:
    """Whether the reader may release years of the city; also one who looks back."""
    return access.may(Right.RELEASE, view.city.code)


def show_release_tab(view: View) -> None:
    """The sentence, the form for who may, and what was released of the plan."""
    if access.may_write(Right.RELEASE, view.city.code):
        _show_releasing(view)
    else:
        st.info(_("Releases are made as of today."), icon=":material/history:")
    _show_releases(view)


def _show_releasing(view: View) -> None:
    going_out = preview(view, _chosen_texts(view))
    show_state(view, going_out)
    with st.container(border=True):
        st.markdown(strong(_("What is released")))
        st.markdown(
            faint(_("Always: figures, judgements and how far the schedule is."))
        )
        for text in ReleasedText:
            st.checkbox(
                released_text_label(text, current_language()),
                value=text in texts_at_first(view),
                key=_key(text),
            )
        show_content(going_out)
        if going_out.is_same:
            st.info(
                _("It is released just as it stands. There is nothing to release."),
                icon=":material/check:",
            )
            return
        _show_form(view, going_out)


def _show_form(view: View, going_out: ReleasePreview) -> None:
    """What must be said of the release, and the button that says what it does."""
    is_correction = going_out.former is not None
    if is_correction:
        st.text_input(
            _("Why what was released is corrected (required)"),
            key=_key("reason"),
            max_chars=LONGEST_REASON,
        )
    st.text_input(
        _("Note that is shown with the release (if any)"),
        key=_key("note"),
        max_chars=LONGEST_NOTE,
    )
    _ask_reservations(going_out)
    access.ask_name()
    year = current_language().fiscal_year(view.year)
    label = _("Release {year}", year=year)
    if is_correction:
        label = _("Release as a correction")
    st.button(
        label,
        type="primary",
        icon=":material/campaign:",
        key=KEYS.key("release"),
        on_click=_release,
        args=(view, going_out.sha256),
    )


def _ask_reservations(going_out: ReleasePreview) -> None:
    """A tick for each thing that a secretariat must know of before it releases."""
    if not going_out.is_over:
        st.checkbox(_("Release it although the year is not over"), key=_key("not_over"))
    preliminary = going_out.going_out.number_preliminary
    if preliminary:
        st.checkbox(
            _("Release it although {n} of it are preliminary", n=preliminary),
            key=_key("preliminary"),
        )


def _chosen_texts(view: View) -> frozenset[ReleasedText]:
    """The texts that are ticked; those at first before the ticks are shown."""
    at_first = texts_at_first(view)
    return frozenset(
        text
        for text in ReleasedText
        if st.session_state.get(_key(text), text in at_first)
    )


def _key(widget: str) -> str:
    return KEYS.key("release", widget, page_state(RoundPageState).presses)


def _show_releases(view: View) -> None:
    """Every release of the plan, the newest first, each with its content as a file."""
    releases = _known_releases(view)
    st.markdown(strong(_("What was released")))
    if not releases:
        st.markdown(faint(_("Nothing has been released yet.")))
        return
    st.table(
        _releases_table(releases),
        border="horizontal",
        hide_index=True,
        alt=_("What was released"),
    )
    with st.container(horizontal=True, gap="small"):
        for release in releases:
            _offer_content(view, release)


def _known_releases(view: View) -> tuple[Release, ...]:
    """The releases of the plan up to the day that is looked at, the newest first."""
    releases = cached.releases(view.listed)
    day = view.listed.known_on
    if day is not None:
        releases = tuple(
            release for release in releases if fiscal.day_in_japan(release.at) <= day
        )
    return releases[::-1]


def _releases_table(releases: tuple[Release, ...]) -> pd.DataFrame:
    language = current_language()
    rows = []
    for release in releases:
        name = release_name(release.number, language)
        year = language.fiscal_year(release.fiscal_year)
        about = [year, release_text(release, language), release.who]
        if release.reason:
            about.append(_("Corrected: {reason}", reason=release.reason))
        about.append(release.note or "")
        rows.append(
            (
                unbroken(name),
                plain(" / ".join(text for text in about if text)),
                plain(release.sha256[:_SHORT_SHA256]),
            )
        )
    columns = [_("Release number"), _("Year, when, who and why"), _("SHA-256")]
    return pd.DataFrame(rows, columns=columns)


def _offer_content(view: View, release: Release) -> None:
    name = release_name(release.number, current_language())
    st.download_button(
        _("{release} (JSON)", release=name),
        partial(
            release_file,
            cached.store(),
            current_actor(),
            view.listed.key,
            release.number,
        ),
        file_name=f"{view.file_stem}-release-{release.number}.json",
        mime="application/json",
        icon=":material/data_object:",
        on_click="ignore",
        key=KEYS.key("release_content", release.number),
    )


def release_file(store: Store, actor: Actor, plan: PlanKey, number: int) -> bytes:
    """A release as it is kept, for who may release at that moment. Raises `NotPermitted`,
    and `StoreError` where there is no such one.
    """
    actions.require_right(store, actor, Right.RELEASE, [CityScope(plan.city)])
    content = store.release_content(plan, number)
    if content is None:
        raise StoreError(StoreFault.NO_RELEASE, number=number)
    return content.encode()


# The press of the button: permission and name are asked for at this moment


def _release(view: View, seen: str) -> None:
    speak_to_reader()
    language, state = current_language(), page_state(RoundPageState)
    store = cached.store()
    before = store.releases(view.listed.key)
    try:
        released = actions.release_year(store, _command(view, seen), current_actor())
    except WrongRelease as error:
        state.succeeded, state.outcome = False, _refusal(error)
        return
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        return
    state.presses += 1
    is_new = released not in before
    state.succeeded, state.outcome = (
        True,
        release_receipt(released, language, is_new=is_new),
    )


def _refusal(error: WrongRelease) -> str:
    language = current_language()
    texts = [release_fault_text(fault, language) for fault in error.faults]
    if not _TICKED.isdisjoint(error.faults):
        texts.append(_("To release it although, tick what says so."))
    return sentences(texts)


def _command(view: View, seen: str) -> ReleaseYear:
    """What is to be done, as the widgets say it."""
    held = st.session_state
    return ReleaseYear(
        view.listed.key,
        view.year,
        note=str(held.get(_key("note")) or ""),
        reason=str(held.get(_key("reason")) or ""),
        texts=frozenset(text for text in ReleasedText if held.get(_key(text))),
        although_not_over=bool(held.get(_key("not_over"))),
        although_preliminary=bool(held.get(_key("preliminary"))),
        seen=seen,
    )
