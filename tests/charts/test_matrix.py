"""The matrix of who has what: its boxes and its words."""

from typing import Any

from dxkpi.charts import matrix_chart
from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow
from tests.support.specs import rows


def boxes(
    spec: dict[str, Any], role: str, *, filled: bool = True
) -> list[tuple[int, int]]:
    return [
        (row["y"], row["column"])
        for layer in spec["layer"]
        if layer["mark"]["type"] == "rect"
        and layer["mark"].get("filled", True) is filled
        for row in layer["data"]["values"]
        if row["role"] == role
    ]


def test_the_matrix_draws_stated_filled_read_dashed_and_nothing_as_a_dash() -> None:
    cells = (
        MatrixCell(Fill.STATED, ("★ 1-1", "1-1"), ("KPI 2 R8～12", "KPI 2")),
        MatrixCell(Fill.READ, ("○ 2-1", "2-1")),
    )
    spec = matrix_chart(
        [("豊見城市", "豊見城市"), ("見本市(架空)", "見本市")],
        [
            MatrixRow("テレワーク", cells),
            MatrixRow("AIの利用", (MatrixCell(Fill.NONE, ("－", "－")),) * 2),
        ],
        "what it shows",
    )
    assert spec["description"] == "what it shows"
    assert spec["height"] == 28 + 2 * 50
    assert boxes(spec, "bar") == [(28, 0)]
    assert boxes(spec, "actual", filled=False) == [(28, 0), (28, 1)]
    (dashed,) = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    assert [row["column"] for row in dashed["data"]["values"]] == [1]
    assert [
        (row["long"], row["short"]) for row in rows(spec, "text") if "long" in row
    ] == [
        ("豊見城市", "豊見城市"),
        ("見本市(架空)", "見本市"),
        ("★ 1-1", "1-1"),
        ("KPI 2 R8～12", "KPI 2"),
        ("○ 2-1", "2-1"),
        ("－", "－"),
        ("－", "－"),
    ]
    assert {layer["encoding"]["color"]["field"] for layer in spec["layer"]} == {"role"}
