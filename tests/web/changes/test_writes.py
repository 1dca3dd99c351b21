"""What each write changed, and how many are shown at once."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from dxkpi import actions
from dxkpi.actions import ReleaseYear
from dxkpi.plan import (
    About,
    Actual,
    BarState,
    Indicator,
    Missing,
    Municipality,
    Plan,
    Progress,
)
from dxkpi.returns import reportable_entries
from dxkpi.web.changes.history import read_history
from dxkpi.web.changes.recorded_change import ChangeOrigin
from dxkpi.wording import figures
from tests.support.apptest import Open, save, words
from tests.support.changes_page import (
    MIHON,
    cells_of_tables,
    lines_of_writes,
    narrow_history,
    view_of_city,
)
from tests.support.opened_rounds import open_round
from tests.support.returned import opened, person, register, withdraw
from tests.support.shipped_cities import key_of

PLAN = key_of(MIHON)


def test_the_newest_write_comes_first_with_when_who_from_where_and_how_many(
    visit: Open, own_store: Path, code: str
) -> None:
    made = register(
        own_store,
        MIHON,
        2026,
        "人事課",
        {code: Decimal("55.5")},
        who="人事 佐藤",
        file="様式-人事課.xlsx",
    )
    at = visit("changes", city=MIHON)
    assert not at.exception
    newest, oldest = lines_of_writes(at)
    assert "人事 佐藤" in newest
    assert "様式\\-人事課\\.xlsx" in newest
    assert f"[受付番号{made.number}](returns?" in newest
    assert f"submission={made.number}" in newest
    assert "1件" in newest
    assert "計画の読込み" in oldest


def test_the_sentence_counts_values_and_the_caption_every_change(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: 5}, who="人事 佐藤")
    before = visit("changes", city=MIHON)
    with opened(own_store) as store:
        open_round(store, PLAN)
    after = visit("changes", city=MIHON)
    assert after.header[0].value == before.header[0].value
    assert "人事 佐藤" in after.header[0].value
    n = int(before.header[0].value.removeprefix("これまでに").split("件")[0])
    assert f"2回の書込み、{n}件の変更。" in words(before)
    assert f"3回の書込み、{n + 1}件の変更。" in words(after)


def test_a_change_is_shown_as_old_and_new_with_the_link_to_its_indicator(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")}, file=None)
    later = Actual(
        fiscal_year=2026,
        as_of="2027-03",
        value=Decimal("56.75"),
        note="研修を増やした",
        countermeasure="回を増やす",
    )
    register(own_store, MIHON, 2026, "人事課", {code: later}, file=None)
    (name, change), *_ = cells_of_tables(visit("changes", city=MIHON))[0]
    assert f"](indicator?city={MIHON}&kpi={code})" in name
    assert change.startswith(":gray[令和8年度 実績値] 55\\.5\\% → **56\\.75\\%**")
    assert "時点: なし → 令和9年3月" in change.replace("\\", "")
    assert "要因: なし → 研修を増やした" in change.replace("\\", "")
    assert "対応: なし → 回を増やす" in change.replace("\\", "")


def test_a_change_of_words_alone_does_not_show_the_figure_as_changed(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")}, file=None)
    later = Actual(fiscal_year=2026, value=Decimal("55.5"), note="研修を増やした")
    register(own_store, MIHON, 2026, "人事課", {code: later}, file=None)
    (_name, change), *_ = cells_of_tables(visit("changes", city=MIHON))[0]
    assert "55\\.5\\%:gray[（値は変わりません）]" in change
    assert "→ **55" not in change
    assert "なし → 研修を増やした" in change


def test_other_counts_behind_the_same_figure_are_told(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    one = sample_plan.realisation
    assert one is not None
    last = one.actual(2025)
    assert last is not None
    assert last.survey is not None
    more = last.survey.model_copy(
        update={
            "departments": (),
            "positions": (),
            "ages": (),
            "tally": {choice: 2 * n for choice, n in last.survey.tally.items()},
            "invited": None,
        }
    )
    again = last.model_copy(update={"survey": more})
    register(
        own_store,
        MIHON,
        2025,
        sample_plan.departments_of(one)[0],
        {one.code: again},
        file=None,
    )
    (_name, change), *_ = cells_of_tables(visit("changes", city=MIHON))[0]
    assert (
        f"{figures.counts_text(last.survey)} → {figures.counts_text(more)}"
        in change.replace("\\", "")
    )


def test_a_reason_for_a_missing_figure_is_a_change_too(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: Missing.NOT_PUBLISHED}, file=None)
    at = visit("changes", city=MIHON)
    assert " なし → **未公表**" in cells_of_tables(at)[0][0][1]
    assert "画面で入力" in lines_of_writes(at)[0]


def test_progress_of_the_schedule_stands_in_the_history(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    bar = reportable_entries(sample_plan)[0]
    progress = {
        bar.key: Progress(
            fiscal_year=2025,
            state=BarState.IN_PROGRESS,
            percent=Decimal(40),
            comment="順調",
        )
    }
    department = bar.measure.departments[0]
    register(own_store, MIHON, 2025, department, {}, progress=progress)
    name, change = cells_of_tables(visit("changes", city=MIHON))[0][0]
    assert name.startswith(bar.code.replace("-", "\\-").replace("/", "\\/"))
    assert (
        change
        == ":gray[令和7年度] なし → **実施中 40\\%** :gray[コメント\\: なし → 順調]"
    )


def test_a_withdrawal_says_why_and_what_went_back(
    visit: Open, own_store: Path, code: str
) -> None:
    made = register(own_store, MIHON, 2026, "人事課", {code: Decimal("55.5")})
    withdraw(own_store, made.number, "年度を間違えた")
    at = visit("changes", city=MIHON)
    assert "取下げ：年度を間違えた" in lines_of_writes(at)[0]
    assert " 55\\.5\\% → **なし**" in cells_of_tables(at)[0][0][1]


def test_a_large_write_shows_few_values_and_all_when_asked(visit: Open) -> None:
    at = visit("changes", city=MIHON)
    assert len(cells_of_tables(at)[0]) == 8
    button = next(b for b in at.button if str(b.key).startswith("changes_more"))
    assert button.label.startswith("ほか")
    at = button.click().run()
    assert not at.table
    assert len(at.dataframe[0].value) > 100


def test_many_writes_come_a_page_at_a_time(
    visit: Open, own_store: Path, code: str
) -> None:
    for n in range(25):
        register(own_store, MIHON, 2026, "人事課", {code: Decimal(n)}, file=None)
    at = visit("changes", city=MIHON)
    assert len(lines_of_writes(at)) == 20
    at.query_params["changes_page"] = "2/2"
    at = at.run()
    assert len(lines_of_writes(at)) == 6
    at = narrow_history(at, "origin", ChangeOrigin.LOAD)
    assert len(lines_of_writes(at)) == 1, "other filters begin at their first page"


def test_of_ten_thousand_changes_only_a_page_is_sent(
    own_store: Path, visit: Open
) -> None:
    years = range(1990, 2090)

    def plan(shift: int) -> Plan:
        members = tuple(
            Indicator(
                code=f"K{n}",
                name=f"指標{n}",
                department=f"{n % 10}課",
                actuals=tuple(
                    Actual(fiscal_year=y, value=Decimal(n * y + shift)) for y in years
                ),
            )
            for n in range(50)
        )
        return Plan(
            municipality=Municipality(
                code="011002", prefecture="北海道", name="多数値市"
            ),
            about=About(title="計画"),
            indicators=members,
        )

    save(own_store, plan(0))
    save(own_store, plan(1))
    visit("help")
    view = view_of_city(own_store, "011002")
    history = read_history(view)
    assert len(history.changes) == 10_000
    at = visit("changes", city="011002")
    at = narrow_history(at, "place", "K7")
    assert [len(table) for table in cells_of_tables(at)] == [8, 8]
    elements = len(at.markdown) + len(at.table) + len(at.button) + len(at.caption)
    assert elements < 60


def test_a_release_is_in_the_changes_with_its_day_reason_and_note(
    visit: Open, own_store: Path
) -> None:
    with opened(own_store) as store:
        first = ReleaseYear(PLAN, 2025, "議会で報告")
        corrected = replace(first, reason="K01の転記誤り", texts=frozenset())
        actions.release_year(store, first, person("鈴木"))
        actions.release_year(store, corrected, person("鈴木"))
    at = visit("changes", city=MIHON)
    assert not at.exception
    cells = [cell for table in cells_of_tables(at) for row in table for cell in row]
    shown = "\n".join(cells)
    for phrase in ("公表第2号", "公表（訂正）", "K01の転記誤り", "議会で報告"):
        assert phrase in shown
