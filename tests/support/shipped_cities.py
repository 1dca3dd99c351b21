"""The municipalities whose plans are shipped, and a plan of a test city."""

from dxkpi.plan import About, Indicator, Measure, Municipality, Plan, Policy

TOMIGUSUKU, HYUGA, TSUSHIMA, KATAGAMI, URESHINO, MIHON = (
    "472123",
    "452068",
    "422096",
    "052116",
    "412091",
    "999997",
)


def plan_with_measures(
    *measures: Measure, code: str = TOMIGUSUKU, indicators: tuple[Indicator, ...] = ()
) -> Plan:
    return Plan(
        municipality=Municipality(code=code, prefecture="試験県", name="試験市"),
        about=About(title="試験市DX推進計画"),
        policies=(Policy(number="1", name="基本方針", measures=measures),),
        indicators=indicators,
    )
