"""Whatever somebody writes into a form: nothing raises, and nothing is taken silently."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxkpi.findings import Severity
from dxkpi.plan import Actual, Aggregation, Baseline, Indicator, Missing, Plan, Progress
from dxkpi.returns import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    ReturnForm,
    WrittenCell,
)
from dxkpi.returns.checking import check_return
from tests.support.checking import (
    FIGURES,
    LETTERS,
    SCHEDULE,
    TARGET,
    VALUE,
    YEAR,
    YES_NO,
    actual,
    changed_meanwhile,
    indicator,
    return_form,
)

# --- Anything at all ----------------------------------------------------------------------------------------------------

texts = st.one_of(
    st.text(max_size=12),
    st.text(
        st.sampled_from("0123456789０５.,、－▲-～％%人件万約※（）①② 　\n"), max_size=8
    ),
    st.sampled_from(
        [
            "集計中",
            "実施",
            "○",
            "R8.3",
            "未公表",
            "完了",
            "#DIV/0!",
            "10～12",
            "43（16）",
            "約30",
            "-",
            "2026-03",
            "a\x00b",
            "\ud800",
        ]
    ),
)
written = st.one_of(
    st.none(),
    texts,
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=True),
    st.dates(),
    st.datetimes(),
    st.integers(-5, 120),
    st.floats(-2, 120),
)
KINDS_OF_INDICATORS = (
    indicator(
        "K1",
        "%",
        "64.4",
        decimals=1,
        target=TARGET,
        baseline=Baseline(fiscal_year=2022, value=Decimal(60)),
    ),
    indicator("K2", "万人", "12", aggregation=Aggregation.CUMULATIVE),
    indicator("K3", **YES_NO),
    indicator(
        "K4",
        "件",
        actuals=(actual(21, as_of="2026-03-31", note="前の", approximate=True),),
    ),
    indicator("K5", "", actuals=(actual(missing=Missing.NOT_PUBLISHED),)),
)


@st.composite
def cells(
    draw: st.DrawFn, columns: Sequence[FormColumn], n: int
) -> dict[FormColumn, WrittenCell]:
    kept = draw(st.sets(st.sampled_from(columns), min_size=1))
    return {
        column: WrittenCell(
            "実績",
            f"{LETTERS[column]}{n}",
            draw(written),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for column in columns
        if column in kept
    }


@st.composite
def filled_forms(draw: st.DrawFn) -> FilledForm:
    codes = draw(
        st.lists(
            st.sampled_from(["K1", "K2", "K3", "K4", "K5", "Z1", "?", ""]), max_size=5
        )
    )
    bars = draw(st.lists(st.sampled_from(["1-2/1", "1-2/2", "2-1/1", "9"]), max_size=2))
    return FilledForm(
        rows=tuple(
            FilledRow(code, draw(cells(FIGURES, n))) for n, code in enumerate(codes)
        ),
        entry_rows=tuple(
            FilledRow(code, draw(cells(SCHEDULE, n))) for n, code in enumerate(bars)
        ),
    )


def confirm_all(
    own: ReturnForm, filled: FilledForm, overtaken: Mapping[str, ChangedMeanwhile]
) -> tuple[CheckedReturn, list[Confirmation]]:
    """The answer once somebody has said the last choice of every hold, as often as something is asked."""
    words: list[Confirmation] = []
    answer = check_return(own, filled, overtaken)
    for _ in range(6):
        held = [f for f in answer.findings if f.severity is Severity.HOLD]
        if not held:
            break
        words += [
            Confirmation(f.code, f.where, f.choices[-1].key, "よい") for f in held
        ]
        answer = check_return(own, filled, overtaken, words)
    assert not [f for f in answer.findings if f.severity is Severity.HOLD]
    return answer, words


@settings(max_examples=150, deadline=None)
@given(filled_forms(), st.booleans())
@example(
    FilledForm(rows=(FilledRow("K1", {VALUE: WrittenCell("実績", "K0", 10**5000)}),)),
    False,
)
def test_whatever_stands_in_a_form_nothing_raises_and_no_figure_is_taken_silently(
    filled: FilledForm, others: bool
) -> None:
    own = return_form(*KINDS_OF_INDICATORS)
    then = (
        {code: changed_meanwhile(actual(3)) for code in ("K1", "K4")} if others else {}
    )
    answer, words = confirm_all(own, filled, then)
    told_of = {f.place for f in answer.findings}
    for code, entry in answer.actuals.items():
        assert Actual.model_validate(entry.model_dump()) == entry
        known = own.plan.indicator(code)
        assert known is not None
        Indicator.model_validate(known.with_actual(entry).model_dump())
        assert entry.fiscal_year == YEAR
        before = known.actual(YEAR)
        typed_here = [
            r.cells[VALUE].value
            for r in filled.rows
            if r.code == code and VALUE in r.cells
        ]
        if (
            entry.value not in (None, before.value if before else None)
            and code not in told_of
        ):
            assert any(_is_exactly(said, entry.value) for said in typed_here), (
                typed_here,
                entry,
            )
    for progress in answer.progress.values():
        assert Progress.model_validate(progress.model_dump()) == progress
    if answer.accepted:
        after = replace(
            own, plan=own.plan.with_actuals(answer.actuals), progress=answer.progress
        )
        assert check_return(after, filled, then, words).changes == ()


def _is_exactly(said: object, value: Decimal) -> bool:
    if isinstance(said, str):
        return said == format(value, "f") or {"実施": 1, "未実施": 0}.get(said) == value
    if isinstance(said, bool | date) or said is None:
        return False
    return (
        Decimal(f"{said:.15g}") == value if isinstance(said, float) else said == value
    )


def test_a_total_that_somebody_added_below_must_get_a_number_or_go(
    sample_plan: Plan,
) -> None:
    total = FilledRow(
        "",
        {
            FormColumn.CODE: WrittenCell("実績", "A12"),
            FormColumn.VALUE: WrittenCell("実績", "K12", 4711),
        },
    )
    own = FilledRow(
        "K16",
        {
            FormColumn.VALUE: WrittenCell("実績", "K7", 22),
            FormColumn.NOTE: WrittenCell("実績", "O7", "研修を増やす。"),
        },
    )
    answer = check_return(
        ReturnForm(sample_plan, 2025, "人事課", 1, 2025), FilledForm(rows=(own, total))
    )
    (found,) = [one for one in answer.findings if one.code == "no_code"]
    assert (found.cell, found.value) == ("K12", "4711")
    assert not answer.accepted
