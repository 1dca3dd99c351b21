"""Any plan and any of its parts, for tests by properties."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dxkpi import fiscal
from dxkpi.plan import (
    About,
    Actual,
    Aggregation,
    Baseline,
    Calendar,
    Certainty,
    CityDepartment,
    Comparator,
    CountedThings,
    Decision,
    DecisionState,
    Direction,
    FormerTarget,
    Indicator,
    IndicatorPart,
    Initiative,
    InitiativeState,
    Judge,
    KeepTarget,
    Measure,
    Missing,
    Municipality,
    NationalItem,
    OwnMark,
    Plan,
    Policy,
    ReachTarget,
    Reference,
    ScheduleItem,
    ScheduleKind,
    ShareCounts,
    Survey,
    SurveyGroup,
    Target,
    TargetRule,
    ValueType,
    WrittenTarget,
    YearlyReport,
    target_by_rule,
)
from dxkpi.plan.decision import LONGEST_DECISION, LONGEST_DEPARTMENT
from dxkpi.plan.grading import (
    GradedQuantity,
    GradedStatus,
    Grading,
    NamedProfile,
    PathStart,
    WrittenBand,
)
from dxkpi.plan.publication import Publication
from dxkpi.plan.retirement import Retirement, RetirementReason
from tests.support.plan_documents import PIECES

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


TEXTS = (
    st.text(CHARACTERS, min_size=1, max_size=20)
    | st.lists(st.sampled_from(PIECES) | CHARACTERS, min_size=1, max_size=6).map(
        "".join
    )
).filter(lambda text: bool(text.strip()))


MAYBE = st.none() | TEXTS


FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=0) | st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**18), 10**18),
    st.integers(0, 8),
)


FIGURES = FIGURES.filter(lambda value: abs(value) < 10**20)


YEARS = st.integers(fiscal.FIRST_YEAR, fiscal.LAST_YEAR)


@st.composite
def dated(draw: st.DrawFn) -> dict[str, Any]:
    year = draw(YEARS)
    months = [f"{year}-{month:02}" for month in range(4, 13)] + [
        f"{year + 1}-{month:02}" for month in range(1, 4)
    ]
    return {
        "fiscal_year": year,
        "as_of": draw(st.none() | st.sampled_from([*months, f"{year}-12-31"])),
    }


def _distinct(
    items: st.SearchStrategy[Any], field: str
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2, unique_by=lambda item: getattr(item, field)).map(
        tuple
    )


REPORTS = _distinct(
    st.builds(
        YearlyReport,
        fiscal_year=YEARS,
        state=st.sampled_from(InitiativeState),
        done=MAYBE,
        results=MAYBE,
        difficulties=MAYBE,
        next_steps=MAYBE,
    ),
    "fiscal_year",
)


MARKS = _distinct(
    st.builds(
        OwnMark,
        fiscal_year=YEARS,
        by=st.sampled_from(Judge),
        mark=TEXTS,
        text=MAYBE,
        decided=st.none() | st.sampled_from(["2026-05", "2026-05-20"]),
    ),
    "by",
)


@st.composite
def groups(draw: st.DrawFn, answers: int, felt: int) -> tuple[SurveyGroup, ...]:
    """None, or two groups that share the answers between them, where these are enough."""
    if answers < 6 or draw(st.booleans()):
        return ()
    first = draw(st.integers(3, answers - 3))
    own = draw(st.integers(max(0, felt - (answers - first)), min(first, felt)))
    names = draw(st.lists(TEXTS, min_size=2, max_size=4, unique=True))
    asked = draw(st.none() | st.integers(answers, 10_000))
    return (
        SurveyGroup(names=tuple(names[:1]), answers=first, positive=own, invited=asked),
        SurveyGroup(
            names=tuple(names[1:]),
            answers=answers - first,
            positive=felt - own,
            invited=draw(st.sampled_from([None, asked])),
        ),
    )


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    choices = draw(st.lists(TEXTS, min_size=1, max_size=5, unique=True))
    tally = {
        choice: draw(st.integers(0, 300))
        for choice in choices[: draw(st.integers(1, len(choices)))]
    }
    tally[choices[0]] += 5
    counted = draw(st.lists(st.sampled_from(list(tally)), min_size=1, unique=True))
    answers, felt = sum(tally.values()), sum(tally[choice] for choice in counted)
    kinds = {
        kind: draw(groups(answers, felt))
        for kind in ("departments", "positions", "ages")
    }
    uses = st.sampled_from(["question", "department", "position", "age", "respondent"])
    return Survey(
        question=draw(TEXTS),
        tally=tally,
        counted=tuple(counted),
        excluded=dict.fromkeys(choices[len(tally) :], 7),
        blanks=draw(st.integers(0, 9)),
        invited=draw(st.none() | st.integers(2000, 10_000_000)),
        headings=draw(st.dictionaries(uses, TEXTS, max_size=3)),
        **kinds,
    )


def of_survey(survey: Survey) -> dict[str, Any]:
    """The figure of a survey with one digit after the point."""
    return {
        "value": round(Decimal(100 * survey.positive) / survey.answers, 1),
        "survey": survey,
    }


@st.composite
def counted_figures(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a share in percent with its two counts."""
    whole = draw(st.integers(1, 10**9))
    part = draw(st.integers(0, 2 * whole))
    counts = ShareCounts(Decimal(part), Decimal(whole))
    share = counts.share(Decimal(100), draw(st.integers(0, 3)))
    return {"value": share, **counts._asdict()}


REMARKS = st.fixed_dictionaries({"note": MAYBE, "countermeasure": MAYBE})
"""What is written beside an actual."""

COUNTED_ACTUALS = st.builds(
    lambda at, figure, texts: Actual(**at, **figure, **texts),
    dated(),
    counted_figures(),
    REMARKS,
)


ACTUALS = st.builds(
    lambda at, figure, texts: Actual(**at, **figure, **texts),
    dated(),
    st.fixed_dictionaries({"value": FIGURES, "approximate": st.booleans()})
    | st.fixed_dictionaries({"missing": st.none() | st.sampled_from(Missing)})
    | surveys().map(of_survey),
    REMARKS,
)


@st.composite
def ranges(draw: st.DrawFn, at: dict[str, Any]) -> Target:
    low, width = draw(FIGURES), draw(st.sampled_from([Decimal(1), Decimal("0.20")]))
    ends: dict[str, Any] = {"low": low, "high": low + width}
    middle = {"value": low, "tolerance": width, "approximate": draw(st.booleans())}
    bounds = draw(st.sampled_from([ends, middle]))
    return target_by_rule(WrittenTarget(rule=TargetRule.RANGE, **bounds, **at))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    at = draw(dated())
    rule = draw(
        st.sampled_from(
            [
                TargetRule.REACH,
                TargetRule.KEEP,
                TargetRule.IMPROVE,
                TargetRule.RISE,
                TargetRule.TOTAL,
                TargetRule.RANGE,
            ]
        )
    )
    if rule is TargetRule.RANGE:
        return draw(ranges(at))
    is_total = rule is TargetRule.TOTAL
    has_value = is_total or rule is TargetRule.REACH
    value = draw(FIGURES if has_value else st.none() | FIGURES)
    comparator = (
        None
        if value is None
        else draw(st.sampled_from([None, Comparator.AT_LEAST, Comparator.EQUAL]))
    )
    yearly = draw(st.dictionaries(YEARS, FIGURES, max_size=2))
    written = WrittenTarget(
        rule=rule,
        value=value,
        comparator=comparator,
        yearly={} if is_total else yearly,
        worse_because=draw(MAYBE) if rule is TargetRule.REACH else None,
        since=at["fiscal_year"] if is_total else None,
        approximate=value is not None and draw(st.booleans()),
        stretch=None if value is None else draw(st.sampled_from([None, value + 1])),
        text=draw(MAYBE) if value is None else None,
        **at,
    )
    return target_by_rule(written)


WHOSE_FIGURES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"department": MAYBE}),
    st.fixed_dictionaries(
        {"departments": st.lists(TEXTS, min_size=1, max_size=2).map(tuple)}
    ),
)

CITY_DEPARTMENTS = st.builds(
    CityDepartment,
    name=TEXTS,
    since=st.sampled_from([None, "2024-04"]),
    until=st.sampled_from([None, "2026-03", "2026-03-31"]),
    answers_for=st.lists(TEXTS, max_size=2).map(tuple),
)

GRADINGS: st.SearchStrategy[Grading | None] = st.sampled_from(
    [
        None,
        Grading(profile=NamedProfile.MIYAGI),
        Grading(profile=NamedProfile.SANO, latest_figure=True, not_assessable="－"),
        Grading(
            name="本市の基準",
            quantity=GradedQuantity.PROGRESS,
            path_start=PathStart.BEFORE_PLAN,
            bands=(
                WrittenBand(
                    grade="◎", status=GradedStatus.ON_TRACK, more_than=Decimal("110.0")
                ),
                WrittenBand(
                    grade="○",
                    status=GradedStatus.BEHIND,
                    at_least=Decimal(0),
                    quantity=GradedQuantity.ACHIEVEMENT,
                ),
                WrittenBand(grade="×", status=GradedStatus.FAR_BEHIND),
            ),
        ),
    ]
)

RETIREMENTS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"retired": Retirement(fiscal_year=2029, because=RetirementReason.ENDED)},
        {
            "retired": Retirement(
                fiscal_year=2027, because=RetirementReason.MERGED, note="K05に統合"
            )
        },
    ]
)

PUBLICATIONS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"published": Publication(month=11)},
        {"published": Publication(every=2, since=2023, month=3, years_after=0)},
    ]
)

TIMES_OF_FIGURES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, *({"calendar": calendar} for calendar in Calendar), {"counted_on": "09-30"}]
)


@st.composite
def former_targets(draw: st.DrawFn) -> tuple[FormerTarget, ...]:
    """No change mostly, or a corrected slip and a revision."""
    if draw(st.integers(0, 2)):
        return ()
    month = f"{draw(YEARS)}-{draw(st.integers(4, 12)):02}"
    slip = FormerTarget(target=draw(targets()), correction=draw(TEXTS))
    revision = FormerTarget(
        target=draw(targets()),
        baseline=draw(
            st.none()
            | st.builds(lambda at, value: Baseline(**at, value=value), dated(), FIGURES)
        ),
        decided=month,
        by=draw(MAYBE),
        reason=draw(TEXTS),
        judged_from=draw(st.none() | YEARS),
    )
    return draw(st.sampled_from([(slip,), (revision,), (slip, revision)]))


COUNTED_THINGS = st.builds(
    CountedThings, numerator=TEXTS, denominator=TEXTS, unit=MAYBE
)


@st.composite
def indicators(draw: st.DrawFn, measures: dict[str, str]) -> Indicator:
    measure = draw(st.sampled_from([None, *measures]))
    target = draw(st.none() | targets())
    baseline = draw(
        st.none()
        | st.builds(
            lambda at, value, more: Baseline(**at, value=value, **more),
            dated(),
            FIGURES,
            st.fixed_dictionaries({"span": MAYBE, "approximate": st.booleans()}),
        )
    )
    if target is not None and target.rule is TargetRule.REACH:
        baseline = (
            None  # the order of their years and figures is another test's business
        )
    aggregation = draw(st.sampled_from(Aggregation))
    if target is not None and target.rule is TargetRule.TOTAL:
        aggregation = Aggregation.ANNUAL
    unit, things, actuals = draw(st.just("") | TEXTS), None, ACTUALS
    references: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {"value": FIGURES}
    )
    if draw(st.booleans()):
        unit, things = "%", draw(COUNTED_THINGS)
        actuals, references = ACTUALS | COUNTED_ACTUALS, counted_figures()
        if baseline is not None and draw(st.booleans()):
            baseline = Baseline(**draw(dated()), **draw(counted_figures()))
    indicator = Indicator(
        code=draw(TEXTS),
        name=draw(TEXTS),
        measure=measure,
        policy=measures[measure]
        if measure
        else draw(st.sampled_from([None, *measures.values()])),
        also_in=tuple(number for number in measures if number != measure)
        if draw(st.booleans())
        else (),
        official=draw(st.booleans()),
        **draw(WHOSE_FIGURES),
        definition=draw(MAYBE),
        quote=draw(MAYBE),
        method=draw(MAYBE),
        source=draw(MAYBE),
        **draw(TIMES_OF_FIGURES),
        **draw(PUBLICATIONS),
        **draw(RETIREMENTS),
        unit=unit,
        counts=things,
        value_type=ValueType.NUMBER,
        direction=Direction.HIGHER,
        aggregation=aggregation,
        decimals=draw(st.integers(0, 6)),
        baseline=baseline,
        target=target,
        actuals=draw(_distinct(actuals, "fiscal_year")),
        marks=draw(MARKS),
        former_targets=draw(former_targets()),
        references=draw(
            _distinct(
                st.builds(
                    lambda at, series, figure: Reference(**at, series=series, **figure),
                    dated(),
                    TEXTS,
                    references,
                ),
                "fiscal_year",
            )
        ),
    )
    is_of_stages = draw(st.integers(0, 4)) == 0
    return draw(indicators_of_stages(indicator)) if is_of_stages else indicator


STAGES = ("検討", "試行", "導入", "全庁展開")


@st.composite
def indicators_of_stages(draw: st.DrawFn, indicator: Indicator) -> Indicator:
    """The same indicator with stages, every figure one of them."""
    stage = st.integers(1, len(STAGES)).map(Decimal)
    actuals = tuple(
        Actual(
            fiscal_year=actual.fiscal_year,
            value=draw(stage),
            note=actual.note,
            countermeasure=actual.countermeasure,
        )
        for actual in indicator.actuals
    )
    references = tuple(
        Reference(
            fiscal_year=reference.fiscal_year,
            series=reference.series,
            value=draw(stage),
        )
        for reference in indicator.references
    )
    target = ReachTarget(value=draw(stage), fiscal_year=2028)
    slip = FormerTarget(target=KeepTarget(value=draw(stage)), correction="誤記")
    return indicator.model_copy(
        update={
            "actuals": actuals,
            "references": references,
            "value_type": ValueType.STAGE,
            "stages": STAGES,
            "unit": "",
            "counts": None,
            "decimals": 0,
            "aggregation": Aggregation.POINT,
            "baseline": None,
            "target": draw(st.sampled_from([None, target])),
            "former_targets": draw(st.sampled_from([(), (slip,)])),
        }
    )


@st.composite
def indicators_of_parts(draw: st.DrawFn, measures: dict[str, str]) -> Indicator:
    """An indicator that has its figures itself, or two or three parts that have them."""
    indicator = draw(indicators(measures))
    if draw(st.integers(0, 3)):
        return indicator
    figures = {
        name: getattr(indicator, name)
        for name in ("baseline", "target", "references", "former_targets")
    }
    is_plain = indicator.is_number and indicator.counts is None
    units = st.none() | TEXTS if is_plain else st.none()
    digits = st.none() | st.integers(0, 6) if is_plain else st.none()
    parts = tuple(
        IndicatorPart(
            code=f"{indicator.code}・{n}",
            name=draw(TEXTS),
            department=draw(MAYBE),
            definition=draw(MAYBE),
            unit=draw(units),
            decimals=draw(digits),
            actuals=indicator.actuals,
            **figures,
        )
        for n in range(draw(st.integers(2, 3)))
    )
    fields = dict(indicator)
    fields |= {"baseline": None, "target": None, "actuals": (), "references": ()}
    return Indicator(**fields | {"former_targets": (), "parts": parts})


@st.composite
def schedule_items(draw: st.DrawFn, initiatives: list[str]) -> ScheduleItem:
    kind = draw(st.sampled_from(ScheduleKind))
    start, end = sorted(draw(st.lists(YEARS, min_size=2, max_size=2)))
    return ScheduleItem(
        kind=kind,
        label=draw(TEXTS),
        initiative=draw(st.sampled_from([None, *initiatives])),
        start=end
        if kind is ScheduleKind.MILESTONE
        else draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])) if kind is ScheduleKind.BAR else end,
        certainty=draw(st.sampled_from(Certainty)),
        note=draw(MAYBE),
    )


@st.composite
def decisions(
    draw: st.DrawFn, policies: list[Policy], judged: tuple[Indicator, ...]
) -> Decision:
    """A decision about anything in these policies and indicators, or about the plan."""
    subjects: list[dict[str, str]] = [{}]
    for indicator in judged:
        subjects.append({"indicator": indicator.code})
        subjects += [{"indicator": part.code} for part in indicator.part_indicators]
    for measure in (measure for policy in policies for measure in policy.measures):
        subjects.append({"measure": measure.number})
        subjects += [
            {"measure": measure.number, "initiative": initiative.number}
            for initiative in measure.initiatives
        ]
    return Decision(
        number=draw(TEXTS),
        fiscal_year=draw(YEARS),
        decided=draw(st.sampled_from(["2026-05", "2026-05-27"])),
        text=draw(TEXTS.filter(lambda text: len(text) <= LONGEST_DECISION)),
        department=draw(
            MAYBE.filter(lambda name: len(name or "") <= LONGEST_DEPARTMENT)
        ),
        until=draw(st.sampled_from([None, "2026-05", "2026-12", "2027-03-31"])),
        state=draw(st.sampled_from(DecisionState)),
        outcome=draw(MAYBE.filter(lambda text: len(text or "") <= LONGEST_DECISION)),
        **draw(st.sampled_from(subjects)),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    policies, measures = [], {}
    for policy in draw(st.lists(TEXTS, max_size=2, unique=True)):
        inside = []
        for measure in draw(
            st.lists(TEXTS.filter(lambda m: m not in measures), max_size=2, unique=True)
        ):
            measures[measure] = policy
            numbers = draw(st.lists(TEXTS, max_size=2, unique=True))
            inside.append(
                Measure(
                    number=measure,
                    name=draw(TEXTS),
                    description=draw(MAYBE),
                    national_item=draw(st.none() | st.sampled_from(NationalItem)),
                    departments=tuple(draw(st.lists(TEXTS, max_size=2))),
                    expected_effects=tuple(draw(st.lists(TEXTS, max_size=2))),
                    initiatives=tuple(
                        Initiative(
                            number=n,
                            name=draw(TEXTS),
                            description=draw(MAYBE),
                            **draw(RETIREMENTS),
                            reports=draw(REPORTS),
                            marks=draw(MARKS),
                        )
                        for n in numbers
                    ),
                    schedule=tuple(draw(st.lists(schedule_items(numbers), max_size=2))),
                    reports=draw(REPORTS),
                    marks=draw(MARKS),
                )
            )
        policies.append(
            Policy(
                number=policy,
                name=draw(TEXTS),
                description=draw(MAYBE),
                measures=tuple(inside),
                marks=draw(MARKS),
            )
        )
    judged = draw(_distinct(indicators_of_parts(measures), "code"))
    first, last = sorted(draw(st.lists(YEARS, min_size=2, max_size=2)))
    invented = draw(st.booleans())
    return Plan(
        municipality=Municipality(
            code="472123",
            prefecture=draw(TEXTS) if invented else "沖縄県",
            name=draw(TEXTS),
            fictional=invented,
            departments=draw(_distinct(CITY_DEPARTMENTS, "name")),
            grading=draw(GRADINGS),
        ),
        about=About(
            title=draw(TEXTS),
            edition=draw(MAYBE),
            first_fiscal_year=draw(st.sampled_from([None, first])),
            last_fiscal_year=draw(st.sampled_from([None, last])),
            established=draw(st.sampled_from([None, "2026-03", "2026-03-31"])),
            source=draw(MAYBE),
            grading=draw(GRADINGS),
            notes=tuple(draw(st.lists(TEXTS, max_size=2))),
        ),
        policies=tuple(policies),
        indicators=judged,
        decisions=draw(_distinct(decisions(policies, judged), "number")),
    )
