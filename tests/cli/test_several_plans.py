"""Several plans of a city by the command line: told apart, never replaced unasked."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from dxkpi.plan import Plan, SharedIndicator, document_writing
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.store import Store
from tests.support.commands import run
from tests.support.several_plans import beside, linked, strategy, successor


@pytest.fixture
def store(empty_store: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{empty_store}")
    yield opened
    opened.close()


@pytest.fixture
def loaded_sample(store: Store, tmp_path: Path, sample_plan: Plan) -> Plan:
    """見本市's plan, which the store has."""
    assert run("load", written(tmp_path, sample_plan)).exit_code == 0
    return sample_plan


def written(folder: Path, plan: Plan, name: str = "plan") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(document_writing.plan_as_yaml(plan), encoding="utf-8")
    return file


def without_id(file: Path) -> Path:
    """The document as one that states neither id nor kind."""
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("  id: ", "  kind: "))]
    assert len(kept) == len(lines) - 2
    file.write_text("\n".join(kept), encoding="utf-8")
    return file


def of_one_indicator(plan: Plan) -> Plan:
    alone = plan.indicators[-1].model_copy(update={"measure": None, "policy": None})
    return plan.model_copy(
        update={"policies": (), "indicators": (alone,), "decisions": ()}
    )


def keys(store: Store) -> list[str]:
    return [str(listed.key) for listed in store.listed_plans()]


def test_another_plan_of_a_city_is_not_put_in_the_place_of_the_first(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    file = without_id(written(tmp_path, of_one_indicator(loaded_sample), "other"))
    for dry in ((), ("--dry-run",)):
        refused = run("load", file, *dry)
        assert refused.exit_code == 2
        assert "may be another plan than 999997/dx-2023" in refused.stderr
        assert "--as successor" in refused.stderr
        assert "--remove-actuals" not in refused.stderr
    assert store.plan(loaded_sample.key) == loaded_sample


@pytest.mark.parametrize(
    ("relation", "follows"), [("successor", "dx-2023"), ("further", None)]
)
def test_the_word_makes_it_a_plan_of_its_own(
    store: Store,
    tmp_path: Path,
    loaded_sample: Plan,
    relation: str,
    follows: str | None,
) -> None:
    file = without_id(written(tmp_path, of_one_indicator(loaded_sample), "other"))
    told = run("load", file, "--as", relation)
    assert told.exit_code == 0
    assert "見本市 (999997/dx-2023-2): new plan" in told.stderr
    assert store.plan(loaded_sample.key) == loaded_sample
    [listed] = [one for one in store.listed_plans() if one.id == "dx-2023-2"]
    assert listed.follows == follows


def test_the_word_same_replaces_and_still_guards_the_actuals(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    file = without_id(written(tmp_path, of_one_indicator(loaded_sample), "other"))
    refused = run("load", file, "--as", "same")
    assert refused.exit_code == 1
    assert "dxkpi export" in refused.stderr
    assert store.plan(loaded_sample.key) == loaded_sample
    taken = run("load", file, "--as", "same", "--remove-actuals")
    assert taken.exit_code == 0
    assert keys(store) == ["999997/dx-2023"]


def test_a_document_that_states_its_id_is_loaded_beside_the_others(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    further = written(tmp_path, strategy(loaded_sample), "strategy")
    following = written(tmp_path, successor(loaded_sample), "successor")
    assert run("load", further, following).exit_code == 0
    assert keys(store) == [
        "999997/dx-2023",
        "999997/strategy-2025",
        "999997/dx-2028",
    ]
    assert store.plan(loaded_sample.key) == loaded_sample


def test_only_new_takes_what_is_not_there_and_tells_of_what_is_doubted(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    further = written(tmp_path, strategy(loaded_sample), "strategy")
    assert run("load", "--only-new", further).exit_code == 0
    assert keys(store) == ["999997/dx-2023", "999997/strategy-2025"]

    doubted = without_id(written(tmp_path, of_one_indicator(loaded_sample), "other"))
    told = run("load", "--only-new", doubted)
    assert told.exit_code == 0
    assert "may be another plan than 999997/dx-2023" in told.stderr
    assert "up to date" not in told.stderr
    assert store.plan(loaded_sample.key) == loaded_sample


def test_commands_take_a_city_or_one_of_its_plans(
    tmp_path: Path, loaded_sample: Plan
) -> None:
    further = written(tmp_path, strategy(loaded_sample), "strategy")
    assert run("load", further).exit_code == 0

    in_force = run("export", "999997")
    assert "title: 見本市DX推進計画" in in_force.stdout
    assert "Other plans: 999997/strategy-2025" in in_force.stderr
    named = run("export", "999997/strategy-2025")
    assert "title: 見本市総合戦略" in named.stdout
    assert "Other plans" not in named.stderr
    assert "見本市総合戦略" in run("status", "999997/strategy-2025").stderr
    assert run("history", "999997/strategy-2025").exit_code == 0

    unknown = run("status", "999997/dx-1999")
    assert unknown.exit_code == 1
    assert "There are: 999997/dx-2023, 999997/strategy-2025." in unknown.stderr


def test_cities_are_listed_with_each_of_their_plans(
    tmp_path: Path, loaded_sample: Plan
) -> None:
    assert run("load", written(tmp_path, strategy(loaded_sample))).exit_code == 0
    lines = run("cities").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "999997/dx-2023",
        "999997/strategy-2025",
    ]
    assert lines[1].endswith("見本市総合戦略  FY2025–2029")


def test_forms_of_two_plans_are_made_and_taken_in_apart(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    further = strategy(loaded_sample)
    assert run("load", written(tmp_path, further, "strategy")).exit_code == 0
    form = tmp_path / "form.xlsx"
    made = run("template", "999997/strategy-2025", "--fiscal-year", "R7", "-o", form)
    assert made.exit_code == 0
    refused = run("submit", form, "--city", "999997/dx-2023", "--fiscal-year", "R7")
    assert "見本市総合戦略" in refused.stderr + refused.stdout
    assert refused.exit_code != 0
    assert store.submissions(loaded_sample.key) == ()


def test_the_names_of_forms_tell_the_plan_where_there_are_several(
    tmp_path: Path, loaded_sample: Plan
) -> None:
    def forms(plan: str) -> list[str]:
        archive = tmp_path / f"{plan.partition('/')[2]}.zip"
        made = run("template", plan, "--fiscal-year", "R7", "-o", archive)
        assert made.exit_code == 0
        return ZipFile(archive).namelist()

    assert "実績様式-令和7年度-人事課.xlsx" in forms("999997/dx-2023")
    assert run("load", written(tmp_path, strategy(loaded_sample))).exit_code == 0
    names = (*forms("999997/dx-2023"), *forms("999997/strategy-2025"))
    assert "実績様式-令和7年度-人事課-見本市DX推進計画.xlsx" in names
    assert "実績様式-令和7年度-人事課-見本市総合戦略.xlsx" in names
    assert len(set(names)) == len(names)


def test_the_grading_of_the_city_counts_for_its_plans_and_is_named(
    tmp_path: Path, loaded_sample: Plan
) -> None:
    assert "as the installation says" in run("status", "999997").stderr
    grading = Grading(profile=NamedProfile.SANO)
    graded = loaded_sample.municipality.model_copy(update={"grading": grading})
    further = strategy(loaded_sample).model_copy(update={"municipality": graded})
    file = written(tmp_path, further, "strategy")
    loaded = run("load", file, "--as", "further")
    assert "is so for its other plans too" in loaded.stderr
    assert "municipality / grading / named grading: － → Sano City" in loaded.stderr

    told = run("status", loaded_sample.key.city + "/" + loaded_sample.about.id).stderr
    assert "佐野市, as the municipality says" in told
    taken_away = loaded_sample.municipality.model_copy(update={"grading": None})
    plan = loaded_sample.model_copy(update={"municipality": taken_away})
    file = written(tmp_path, plan)
    text = file.read_text(encoding="utf-8")
    said = text.replace(
        "  fictional: true\n", "  fictional: true\n  grading: null\n", 1
    )
    file.write_text(said, encoding="utf-8")
    changes = run("load", file, "--dry-run")
    assert "is so for its other plans too" in changes.stderr
    assert "municipality / grading / named grading: Sano City → －" in changes.stderr


def test_a_load_that_cuts_the_link_of_another_plan_asks_first(
    store: Store, tmp_path: Path, loaded_sample: Plan
) -> None:
    shared = SharedIndicator(plan=loaded_sample.about.id, code="K05")
    further = beside(loaded_sample, "strategy-2025", title="見本市総合戦略")
    other = linked(further, "K05", shares=shared)
    other = other.model_copy(update={"decisions": ()})
    assert run("load", written(tmp_path, other, "other")).exit_code == 0
    recoded = tuple(
        each.model_copy(update={"code": "A05"}) if each.code == "K05" else each
        for each in loaded_sample.indicators
    )
    changed = loaded_sample.model_copy(update={"indicators": recoded})
    file = written(tmp_path, changed)
    told = run("load", file, "--remove-actuals")
    assert told.exit_code == 1
    assert "--cut-links" in told.stderr
    assert "K05" in told.stderr
    assert store.plan(loaded_sample.key) == loaded_sample
    assert run("load", file, "--remove-actuals", "--cut-links").exit_code == 0
    assert store.plan(loaded_sample.key) == changed
