"""Plans as they were released, kept for all who see nothing else."""

from dataclasses import replace

import streamlit as st

from dxkpi.plan import About, PlanKey
from dxkpi.plan.release import Release, ReleasedYear, release_showing_year
from dxkpi.plan.release_content import parse_content
from dxkpi.plan.sight import SeenState
from dxkpi.store import ListedPlan, Revision, Store, StoreError, StoreFault


def released_plans(store: Store) -> dict[PlanKey, ListedPlan]:
    """Every plan of which something was released, as it was last of its latest year."""
    releases_by_plan = store.releases_by_plan()
    plans = {}
    for listed in store.listed_plans():
        releases = releases_by_plan.get(listed.key)
        if releases:
            last_year = max(release.fiscal_year for release in releases)
            plans[listed.key] = as_released_with(store, listed, releases, last_year)
    return plans


def as_released_with(
    store: Store, listed: ListedPlan, releases: tuple[Release, ...], fiscal_year: int
) -> ListedPlan:
    """A plan as a year of it was released last, itself or with the next that was."""
    release = release_showing_year(releases, fiscal_year)
    assert release is not None
    about = _released_about(store, listed.key, release)
    return replace(
        described_by(listed, about),
        revision=Revision(listed.revision.number, release.at),
        released=release,
        state=SeenState.RELEASED,
    )


def described_by(listed: ListedPlan, about: About) -> ListedPlan:
    """A plan as its document called itself at another time."""
    return replace(
        listed,
        title=about.title,
        kind=about.kind,
        follows=about.follows,
        first_fiscal_year=about.first_fiscal_year,
        last_fiscal_year=about.last_fiscal_year,
    )


def released_year(store: Store, listed: ListedPlan) -> ReleasedYear:
    """What the release holds that a reader sees. Raises `StoreError` when it is gone."""
    release = listed.released
    if release is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return _released_year(store, listed.key, release)


@st.cache_resource(show_spinner=False, max_entries=64)
def _released_year(_store: Store, key: PlanKey, release: Release) -> ReleasedYear:
    """The content of a release; its hash tells it from one of another store."""
    content = _store.release_content(key, release.number)
    if content is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return parse_content(content)


@st.cache_resource(show_spinner=False, max_entries=4096)
def _released_about(_store: Store, key: PlanKey, release: Release) -> About:
    """What a released plan says of itself: little, so it is kept of many."""
    return _released_year(_store, key, release).plan.about
