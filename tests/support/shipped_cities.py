"""The municipalities whose plans are shipped, and a plan of a test city."""

from dxkpi.plan import About, Indicator, Measure, Municipality, Plan, PlanKey, Policy

TOMIGUSUKU, HYUGA, TSUSHIMA, KATAGAMI, URESHINO, MIHON = (
    "472123",
    "452068",
    "422096",
    "052116",
    "412091",
    "999997",
)

_PLAN_IDS = {
    TOMIGUSUKU: "dx-2026",
    HYUGA: "dx-2021",
    TSUSHIMA: "dx-2022",
    KATAGAMI: "dx-2026",
    MIHON: "dx-2023",
    URESHINO: "dx",
}


def key_of(city: str) -> PlanKey:
    """The plan of a shipped municipality."""
    return PlanKey(city, _PLAN_IDS[city])


def plan_with_measures(
    *measures: Measure, code: str = TOMIGUSUKU, indicators: tuple[Indicator, ...] = ()
) -> Plan:
    return Plan(
        municipality=Municipality(code=code, prefecture="試験県", name="試験市"),
        about=About(title="試験市DX推進計画"),
        policies=(Policy(number="1", name="基本方針", measures=measures),),
        indicators=indicators,
    )
