"""Plans by the command line: loaded, exported, judged, with their history."""

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    BarState,
    Plan,
    Progress,
    TargetRule,
    document,
    document_writing,
)
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.store import Store, writing
from tests.conftest import PLANS
from tests.support.clock import stand_at
from tests.support.commands import run
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of

pytestmark = pytest.mark.usefixtures("empty_store")

CITIES = ("052116", "412091", "422096", "452068", "472123", "999997")
JUDGEMENT_KEYS = {
    "indicator",
    "name",
    "fiscal_year",
    "status",
    "actual",
    "expected",
    "target",
    "achievement_rate",
    "progress_rate",
    "pace",
    "formula",
    "note",
    "cause",
    "countermeasure",
    "by_original",
}


def test_loading_says_what_is_new_and_loading_again_changes_nothing() -> None:
    first, second = run("load", *PLANS), run("load", *PLANS)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (
        "豊見城市 (472123/dx-2026): new plan, 19 measures, 3 indicators."
        in first.stderr
    )
    assert "豊見城市 (472123/dx-2026): no change." in second.stderr
    assert "Nothing to load" in second.stderr
    assert first.stdout == second.stdout == ""


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("format_", ["json", "yaml"])
@pytest.mark.usefixtures("loaded")
def test_what_is_exported_is_what_was_loaded(
    code: str, format_: str, shipped_plans: dict[str, Plan], tmp_path: Path
) -> None:
    exported = run("export", code, "--format", format_)
    assert document.parse_plan(exported.stdout) == shipped_plans[code]
    file = tmp_path / f"again.{format_}"
    file.write_text(exported.stdout, encoding="utf-8")
    assert "no change" in run("load", file).stderr


@pytest.mark.usefixtures("loaded")
def test_json_goes_to_standard_output_alone(shipped_plans: dict[str, Plan]) -> None:
    exported = run("export", "999997", "--format", "json")
    assert json.loads(exported.stdout)["municipality"]["fictional"] is True
    assert "Invented data" in exported.stderr


@pytest.mark.usefixtures("loaded")
def test_a_figure_keeps_its_digits_in_json() -> None:
    assert '"value": 75.0' in run("export", "472123", "--format", "json").stdout


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.usefixtures("loaded")
def test_status_as_json_holds_every_indicator(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    rows = json.loads(run("status", code, "--format", "json").stdout)
    assert [row["indicator"] for row in rows] == [
        i.code for i in shipped_plans[code].indicators
    ]
    assert all(row.keys() >= JUDGEMENT_KEYS and row["formula"] for row in rows)


@pytest.mark.usefixtures("loaded")
def test_status_takes_the_year_and_the_profile() -> None:
    [tool] = [
        row
        for row in json.loads(
            run(
                "status",
                "999997",
                "--fiscal-year",
                "R6",
                "--profile",
                "tama",
                "--format",
                "json",
            ).stdout
        )
        if row["indicator"] == "K11"
    ]
    assert (tool["fiscal_year"], tool["status"], tool["grade"], tool["pace"]) == (
        2024,
        "far_behind",
        "改善や工夫が必要",
        0.3,
    )


@pytest.mark.usefixtures("loaded")
def test_status_as_a_table_names_the_plan_and_marks_invented_data() -> None:
    shown = run("status", "999997")
    assert "Invented data" in shown.stderr
    assert "◎ achieved" in shown.stdout


@pytest.mark.usefixtures("loaded")
def test_wrong_questions_get_a_sentence() -> None:
    for arguments, code, words in (
        (("export", "000000"), 1, "There is no plan 000000"),
        (
            ("export", "011002"),
            1,
            "There are: 052116/dx-2026, 412091/dx, 422096/dx-2022, 452068/dx-2021, ",
        ),
        (("export", "34"), 1, "“34” probably means: 340006 広島県."),
        (("status", "472121"), 1, "“472121” probably means: 472123 沖縄県豊見城市."),
        (
            ("status", "472123", "--fiscal-year", "soon"),
            2,
            "“soon” is not a fiscal year",
        ),
        (
            ("status", "472123", "--profile", "kyoto"),
            2,
            "There is no grading profile “kyoto”",
        ),
        (("load", "nowhere.yaml"), 1, "nowhere.yaml, line 1"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert words in result.stderr


def test_one_bad_file_keeps_the_good_ones_out_and_every_problem_is_listed(
    tmp_path: Path,
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        PLANS[0].read_text(encoding="utf-8").replace("kind: bar", "kind: beam"),
        encoding="utf-8",
    )
    result = run("load", *PLANS, bad)
    assert result.exit_code == 1
    assert result.stderr.count("it can be 'bar', 'milestone', 'deadline'") > 30
    assert run("cities").stdout == ""


@pytest.mark.usefixtures("loaded")
def test_changes_are_shown_before_they_are_loaded(tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    plan = next(path for path in PLANS if "tomigusuku" in path.name)
    changed.write_text(
        plan.read_text(encoding="utf-8").replace("value: 75.0", "value: 80.0"),
        encoding="utf-8",
    )
    word = ("--correction", "転記誤り")
    preview = run("load", "--dry-run", changed, *word)
    assert "indicator / K01 / target / value: 75.0 → 80.0" in preview.stderr
    assert '"value": 75.0' in run("export", "472123", "--format", "json").stdout
    assert run("load", changed, *word).exit_code == 0
    assert '"value": 80.0' in run("export", "472123", "--format", "json").stdout


@pytest.mark.usefixtures("loaded")
def test_a_file_without_recorded_actuals_is_not_loaded_by_accident(
    tmp_path: Path, sample_plan: Plan
) -> None:
    fewer = sample_plan.model_copy(
        update={
            "indicators": (
                sample_plan.indicators[0].model_copy(update={"actuals": ()}),
                *sample_plan.indicators[1:],
            )
        }
    )
    file = tmp_path / "fewer.yaml"
    file.write_text(document_writing.plan_as_yaml(fewer), encoding="utf-8")
    refused = run("load", file)
    assert refused.exit_code == 1
    assert "Not loaded: the store holds 3 actuals" in refused.stderr
    assert run("load", "--remove-actuals", file).exit_code == 0


@pytest.mark.usefixtures("loaded")
def test_a_changed_rule_is_told_in_words(tmp_path: Path, sample_plan: Plan) -> None:
    one = sample_plan.indicators[0]
    assert one.target is not None
    target = one.target.model_copy(
        update={"rule": TargetRule.RISE, "value": None, "yearly": {}}
    )
    changed = one.model_copy(update={"target": target, "official": not one.official})
    file = tmp_path / "changed.yaml"
    plan = sample_plan.model_copy(
        update={"indicators": (changed, *sample_plan.indicators[1:])}
    )
    file.write_text(document_writing.plan_as_yaml(plan), encoding="utf-8")
    shown = run("load", "--dry-run", file).stderr
    assert (
        "target rule: reach a value by the deadline → rise (no figure given)" in shown
    )
    assert "official: yes → －" in shown


@pytest.mark.usefixtures("loaded")
def test_only_new_leaves_loaded_cities_alone(tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    plan = next(path for path in PLANS if "tomigusuku" in path.name)
    changed.write_text(
        plan.read_text(encoding="utf-8").replace("value: 75.0", "value: 80.0"),
        encoding="utf-8",
    )
    assert "Nothing to load" in run("load", "--only-new", changed).stderr


@pytest.mark.usefixtures("loaded")
def test_history_names_who_and_from_where() -> None:
    shown = run("history", "472123", "--indicator", "K01").stdout
    assert "tester" in shown
    assert "shipped" in shown
    assert "64.4" in shown


def test_history_tells_moments_by_the_clocks_of_japan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    midnight = fiscal.end_of_day(date(2026, 5, 15))
    stand_at(monkeypatch, midnight + timedelta(minutes=1))
    plan = next(path for path in PLANS if "tomigusuku" in path.name)
    run("load", plan)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    shown = run("history", "472123", "--indicator", "K01").stdout
    monkeypatch.undo()
    time.tzset()
    assert "2026-05-16 00:01" in " ".join(shown.split())


@pytest.fixture
def returned(loaded: None, empty_store: Path) -> Iterator[Store]:
    """A store in which 見本市 has one figure from a file and, over it, one typed on the screen, which was withdrawn."""
    store = Store(f"sqlite:///{empty_store}")
    for number, (file, note, as_of) in enumerate(
        (("return.xlsx", "[調査中]", "2026-09"), (None, "確定", "2027-03")), 1
    ):
        plan = store.plan(key_of("999997"))
        assert plan is not None
        form = ReturnForm(
            plan, 2026, None, number, 2026, store.progress(key_of("999997"))
        )
        figure = Actual(
            fiscal_year=2026,
            value=Decimal("31.5"),
            approximate=file is not None,
            as_of=as_of,
            note=note,
        )
        bars = {
            form.schedule_entries[0].key: Progress(
                fiscal_year=2026,
                state=BarState.LATE,
                percent=Decimal(40),
                comment="入札不調",
            )
        }
        answer = CheckedReturn(form, (), (), {"K01": figure}, bars if file else {})
        put_on_record(store, answer, "sato", file, b"return" if file else None)
    writing.withdraw_return(store, 2, "tanaka", "wrong year")
    yield store
    store.close()


@pytest.mark.usefixtures("returned")
def test_history_shows_months_notes_progress_and_returns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "dxkpi.cli.console.console",
        lambda: Console(markup=False, highlight=False, width=300),
    )
    lines = [
        " ".join(line.split()) for line in run("history", "999997").stdout.splitlines()
    ]
    own = [line for line in lines if line.startswith(("2 ", "3 ", "4 "))]
    assert [
        line.partition("sato ")[2] or line.partition("tanaka ")[2] for line in own
    ] == [
        "return.xlsx (receipt 1) K01 actual FY2026 － about 31.5 (September 2026) [調査中]",
        "return.xlsx (receipt 1) 1-1 窓口予約・書かない窓口の導入 schedule FY2026 － late 40% 入札不調",
        "typed on the screen (receipt 2) K01 actual FY2026 about 31.5 (September 2026) [調査中] 31.5 (March 2027) 確定",
        "typed on the screen (receipt 2 withdrawn) K01 actual FY2026 31.5 (March 2027) 確定 about 31.5 (September 2026) [調査中]",
    ]


def test_a_plan_that_is_loaded_again_never_loses_what_was_returned(
    returned: Store,
) -> None:
    document_ = next(path for path in PLANS if "mihon" in path.name)
    refused = run("load", document_)
    assert refused.exit_code == 1
    assert "holds 1 actual that the files do not" in refused.stderr
    submissions, progress = (
        returned.submissions(key_of("999997")),
        returned.progress(key_of("999997")),
    )
    assert run("load", "--remove-actuals", document_).exit_code == 0
    assert (
        returned.submissions(key_of("999997")),
        returned.progress(key_of("999997")),
    ) == (
        submissions,
        progress,
    )
    assert len(progress) == 1
    assert returned.original(1) == b"return"


ODD_PLAN = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 総合戦略, first_fiscal_year: 2022, last_fiscal_year: 2026}
indicators:
  - code: K01
    name: 創業件数
    unit: 件
    actuals:
      - {fiscal_year: 2022, value: 3}
      - {fiscal_year: 2023, value: 900000}
      - {fiscal_year: 2090, value: 4}
"""


@pytest.fixture
def odd_plan(tmp_path: Path) -> Path:
    file = tmp_path / "odd.yaml"
    file.write_text(ODD_PLAN, encoding="utf-8")
    return file


@pytest.mark.parametrize("options", [("--dry-run",), ()])
def test_what_is_odd_is_told_with_its_line_and_loaded_all_the_same(
    odd_plan: Path, options: tuple[str, ...]
) -> None:
    result = run("load", odd_plan, *options)
    assert result.exit_code == 0
    assert (
        f"! {odd_plan}, line 9: K01 創業件数, FY2023: 900,000件 is far from 3件 of last"
        in result.stderr
    )
    assert f"! {odd_plan}, line 10: K01 創業件数: It is a figure of" in result.stderr
    assert "2 doubts." in result.stderr
    assert bool(run("cities").stdout) == (not options)


def test_doubts_keep_a_plan_out_if_one_says_so(odd_plan: Path) -> None:
    refused = run("load", "--strict", odd_plan)
    assert (refused.exit_code, run("cities").stdout) == (1, "")
    assert "load without --strict" in refused.stderr
    good = next(path for path in PLANS if "tomigusuku" in path.name)
    assert run("load", "--strict", good).exit_code == 0


def test_what_is_left_alone_is_not_doubted(odd_plan: Path) -> None:
    run("load", odd_plan)
    assert "!" not in run("load", "--only-new", odd_plan).stderr


def test_a_text_that_ends_at_a_comment_is_told(odd_plan: Path) -> None:
    text = ODD_PLAN.replace("name: 創業件数", "name: 創業件数 #起業を含む")
    odd_plan.write_text(text, encoding="utf-8")
    shown = run("load", "--dry-run", odd_plan).stderr
    assert f"! {odd_plan}, line 5: “name” ends before “#起業を含む”" in shown
    assert "3 doubts." in shown
