"""One measure's schedule out of a document in which other things are still wrong."""

from typing import Any

from dxkpi.plan.measure_excerpt import measure_excerpt

PLACE = ("policies", "1", "measures", "1-1")


def document(*schedule: dict[str, Any], **measure: Any) -> dict[str, Any]:
    own = {
        "number": "1-1",
        "name": "窓口の改革",
        "departments": ["市民課"],
        "initiatives": [{"number": "1", "name": "窓口予約"}],
        "schedule": list(schedule),
        **measure,
    }
    policies = [{"number": "1", "name": "行かない市役所", "measures": [own]}]
    city = {
        "code": "999997",
        "prefecture": "架空県",
        "name": "見本市",
        "fictional": True,
    }
    return {
        "municipality": city,
        "plan": {"title": "見本市DX推進計画", "first_fiscal_year": 2023},
        "policies": policies,
        "indicators": [{"code": "K01", "target": "まだ決まっていない"}],
    }


def entry(label: str, start: Any, end: Any, **fields: Any) -> dict[str, Any]:
    return {"kind": "bar", "label": label, "start": start, "end": end, **fields}


def test_what_is_wrong_elsewhere_leaves_the_bars_as_they_are() -> None:
    drawn = measure_excerpt(document(entry("検討", 2023, 2024)), PLACE)
    assert drawn is not None
    assert [(bar.label, bar.start, bar.end) for bar in drawn.measure.schedule] == [
        ("検討", 2023, 2024)
    ]
    assert (drawn.policy.number, drawn.measure.departments) == ("1", ("市民課",))
    assert drawn.left_out == 0


def test_entries_that_are_wrong_are_left_out_at_their_positions() -> None:
    schedule = (
        entry("逆", 2025, 2024),
        entry("検討", 2023, 2024),
        entry("読めない", "いつか", 2024),
        entry("ない取組", 2023, 2024, initiative="9"),
        entry("導入", 2025, 2026, initiative="1"),
    )
    drawn = measure_excerpt(document(*schedule), PLACE)
    assert drawn is not None
    labels = [None if bar is None else bar.label for bar in drawn.entries]
    assert labels == [None, "検討", None, None, "導入"]
    assert drawn.left_out == 3
    assert [bar.label for bar in drawn.measure.schedule] == ["検討", "導入"]


def test_the_document_stays_as_it_is() -> None:
    data = document(entry("逆", 2025, 2024))
    measure_excerpt(data, PLACE)
    assert data == document(entry("逆", 2025, 2024))


def test_without_a_measure_or_its_name_there_is_nothing_to_draw() -> None:
    assert measure_excerpt(document(), ("policies", "1", "measures", "9")) is None
    assert measure_excerpt(document(), ("policies", "9", "measures", "1-1")) is None
    assert measure_excerpt(document(name=None), PLACE) is None
