"""公表: the view of a reader who sees only what was released, and what the others are told."""

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan.release import Release, last_release_of_year
from dxkpi.plan.release_content import parse_content
from dxkpi.rules.released_year import plan_until
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.final_plans import final_plan
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.released import as_released_with
from dxkpi.web.common.view import View
from dxkpi.wording.releases import release_text, shown_release_text, waiting_text


def released_view(listed: ListedPlan, year: int, years: tuple[int, ...]) -> View:
    """A year as it was released last, itself or with the next that was; of the day on
    which that was.
    """
    releases = cached.releases(listed)
    listed = as_released_with(cached.store(), listed, releases, year)
    assert listed.released is not None
    day = fiscal.day_in_japan(listed.released.at)
    return View(listed, cached.plan(listed), year, years, day, cached.sight())


def show_release(view: View) -> None:
    """Which release is shown; to whoever sees more, what waits to be made final, else
    whether it is another by now than what was released of the year.
    """
    release = view.listed.released
    if release is not None:
        st.caption(plain(view.worded(_release_sentence, release)))
        return
    if view.listed.known_on is not None:
        return
    waiting = _waiting_text(view)
    if waiting is not None:
        st.caption(plain(waiting))
        return
    released = last_release_of_year(cached.releases(view.listed), view.year)
    if released is not None and view.kept(_differs, released):
        text = _(
            "Figures have changed since: {release}.",
            release=release_text(released, current_language()),
        )
        st.caption(plain(text))


def _waiting_text(view: View) -> str | None:
    """To whoever sees what is final: that newer returns wait, and of which years; None
    where none does.
    """
    if view.shows_everything:
        return None
    waiting = final_plan(view.store, view.listed).waiting
    return waiting_text(waiting, current_language())


def _release_sentence(_view: View, release: Release) -> str:
    language = current_language()
    texts = [shown_release_text(release, language)]
    if release.reason is not None:
        texts.append(_("Corrected: {reason}", reason=release.reason))
    if release.note is not None:
        texts.append(release.note)
    return sentences(texts)


def _differs(view: View, release: Release) -> bool:
    """Whether the figures of the year are others than those released, texts apart."""
    content = view.store.release_content(view.listed.key, release.number)
    if content is None:
        return False
    released = plan_until(parse_content(content).plan, view.year, ())
    return plan_until(view.plan, view.year, ()) != released
