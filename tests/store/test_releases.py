"""Releases as they are kept: written once, and never again."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dxkpi.plan import Plan
from dxkpi.plan.document_writing import plan_as_yaml
from dxkpi.plan.release import Release
from dxkpi.plan.release_content import sha256_of
from dxkpi.store import ReleaseDraft, Store, StoreError, StoreFault, writing
from dxkpi.store.engine import write_transaction
from tests.support.shipped_cities import MIHON, key_of

KEY = key_of(MIHON)
FIRST = ReleaseDraft(KEY, 2025, '{"figure": 12.50, "word": "実績"}', note="議会で報告")
SECOND = replace(FIRST, content='{"figure": 12.5}', reason="転記の誤り", note=None)


def write(store: Store, draft: ReleaseDraft, who: str = "鈴木") -> Release:
    [listed] = store.listed_plans()
    return writing.release_year(store, draft, listed.revision, who, "typed")


def fault(store: Store, draft: ReleaseDraft) -> StoreFault:
    with pytest.raises(StoreError) as error:
        write(store, draft)
    return error.value.fault


def test_a_release_comes_back_byte_for_byte(store: Store) -> None:
    assert store.releases(KEY) == ()
    released = write(store, FIRST)
    assert store.releases(KEY) == (released,)
    assert (released.number, released.who, released.note) == (1, "鈴木", "議会で報告")
    assert released.sha256 == sha256_of(FIRST.content)
    assert store.release_content(KEY, 1) == FIRST.content
    assert store.release_content(KEY, 2) is None


def test_the_releases_of_all_plans_are_those_of_each(store: Store) -> None:
    assert store.releases_by_plan() == {}
    write(store, FIRST)
    write(store, SECOND)
    assert store.releases_by_plan() == {KEY: store.releases(KEY)}


def test_the_same_again_is_no_write(store: Store) -> None:
    released = write(store, FIRST)
    revision = store.revision()
    assert write(store, replace(FIRST, reason="もう一度"), "山田") == released
    assert store.revision() == revision


def test_a_later_release_of_the_year_needs_a_reason_and_says_what_it_corrects(
    store: Store,
) -> None:
    write(store, FIRST)
    needed = fault(store, replace(SECOND, reason=None))
    assert needed is StoreFault.RELEASE_NEEDS_REASON
    corrected = write(store, SECOND)
    assert (corrected.number, corrected.corrects) == (2, 1)
    assert corrected.reason == "転記の誤り"
    assert store.release_content(KEY, 1) == FIRST.content
    other_year = write(store, replace(FIRST, fiscal_year=2024))
    assert (other_year.number, other_year.corrects) == (3, None)


def test_there_is_nothing_to_correct_before_the_first(store: Store) -> None:
    assert fault(store, SECOND) is StoreFault.NOTHING_TO_CORRECT
    assert store.releases(KEY) == ()


def test_what_was_changed_meanwhile_is_not_released(store: Store) -> None:
    [seen] = store.listed_plans()
    write(store, FIRST)
    with pytest.raises(StoreError) as error:
        writing.release_year(store, SECOND, seen.revision, "鈴木", "typed")
    assert error.value.fault is StoreFault.CHANGED_SINCE_SEEN


def test_a_content_that_was_changed_past_the_program_is_refused(store: Store) -> None:
    write(store, FIRST)
    with write_transaction(store.engine) as connection:
        connection.execute(text("update release set content = '{}'"))
    with pytest.raises(StoreError) as error:
        store.release_content(KEY, 1)
    assert error.value.fault is StoreFault.DAMAGED


def test_the_changes_tell_it_and_an_export_does_not(
    store: Store, sample_plan: Plan
) -> None:
    released = write(store, FIRST)
    step = store.history(KEY)[-1]
    assert step.after is not None
    assert (step.release, step.fiscal_year, step.before) == (1, 2025, None)
    assert (step.after.release, step.who) == (released, "鈴木")
    assert store.history(KEY, "K01")[-1].release is None
    plan = store.plan(KEY)
    assert plan is not None
    assert plan_as_yaml(plan) == plan_as_yaml(sample_plan)


def test_a_backup_brings_it_back(store: Store, tmp_path: Path) -> None:
    released = write(store, FIRST)
    store.back_up(tmp_path / "copy.sqlite3")
    write(store, SECOND)
    writing.restore_store(store, tmp_path / "copy.sqlite3", "鈴木")
    assert store.releases(KEY) == (released,)
    assert store.release_content(KEY, 1) == FIRST.content
