"""Changes of document data: found, made, taken back, and put together with others'."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.plan import Plan
from dxkpi.plan.document_changes import (
    ABSENT,
    ORDER,
    DocumentChange,
    NoSuchPlace,
    changes_in_document,
    location_after,
    reversed_changes,
    value_at,
    with_changes,
)
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_merging import conflicts_between, merged_documents
from dxkpi.plan.document_names import item_names, next_name
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.plan.item_orders import merged_order
from dxkpi.plan.stored_actuals import with_references, with_stored_actuals

Data = dict[str, Any]


@pytest.fixture
def data() -> Data:
    return {
        "plan": {"title": "DX推進計画", "notes": ["附則"]},
        "policies": [
            {
                "number": "1",
                "name": "窓口",
                "measures": [
                    {
                        "number": "1-1",
                        "name": "手続",
                        "schedule": [
                            {"label": "導入", "start": 2024},
                            {"label": "導入", "start": 2026},
                        ],
                    },
                    {"number": "1-2", "name": "収納"},
                ],
            },
            {"number": "2", "name": "庁内", "measures": []},
        ],
        "indicators": [
            {"code": "K01", "name": "申請率", "target": {"value": 80, "yearly": {}}},
            {"code": "K02", "name": "満足度"},
            {"code": "K03", "name": "時間", "unit": "分"},
        ],
    }


def change(location: tuple[str | int, ...], old: Any, new: Any) -> DocumentChange:
    return DocumentChange(location, old, new)


def test_a_change_names_items_and_not_their_positions(data: Data) -> None:
    after = deepcopy(data)
    after["indicators"].insert(0, {"code": "K00", "name": "新しい"})
    after["indicators"][1]["target"]["value"] = 85
    after["policies"][0]["measures"][0]["schedule"][1]["start"] = 2027
    assert changes_in_document(data, after) == (
        change(
            ("policies", "1", "measures", "1-1", "schedule", "導入#2", "start"),
            2026,
            2027,
        ),
        change(("indicators", "K00"), ABSENT, {"code": "K00", "name": "新しい"}),
        change(("indicators", "K01", "target", "value"), 80, 85),
        change(
            ("indicators", ORDER),
            ["K01", "K02", "K03"],
            ["K00", "K01", "K02", "K03"],
        ),
    )


def test_what_says_nothing_is_the_same_as_what_is_not_there(data: Data) -> None:
    after = deepcopy(data)
    after["indicators"][0] |= {"note": None, "official": False, "references": []}
    del after["policies"][1]["measures"]
    assert changes_in_document(data, after) == ()


def test_items_are_told_apart_where_a_name_repeats_or_is_missing() -> None:
    items: list[Data] = [{"code": "A"}, {"code": "A"}, {}, {"name": "x"}]
    assert item_names("indicators", items) == ["A", "A#2", "#2", "#3"]


def test_positions_become_names_and_names_positions(data: Data) -> None:
    document = IndexedDocument(data)
    placed = ("policies", 0, "measures", 1, "name")
    named = ("policies", "1", "measures", "1-2", "name")
    for place in (placed, named):
        assert document.named_location(place) == named
        assert document.position_location(place) == placed
    for nowhere in (("plan", "notes", 0), ("indicators", 9, "name")):
        assert document.named_location(nowhere) == nowhere
        assert document.position_location(nowhere) == nowhere


def test_a_value_is_found_by_names_and_by_positions(data: Data) -> None:
    assert value_at(data, ("indicators", "K02", "name")) == "満足度"
    assert value_at(data, ("indicators", 1, "name")) == "満足度"
    assert value_at(data, ("indicators", "K09", "name")) is ABSENT
    assert value_at(data, ("indicators", ORDER)) == ["K01", "K02", "K03"]


def test_changes_are_made_in_a_copy(data: Data) -> None:
    before = deepcopy(data)
    changed = with_changes(
        data,
        [
            change(("indicators", "K01", "target", "value"), 80, 85),
            change(("indicators", "K02"), {}, ABSENT),
            change(("policies", "2", "measures", "2-1"), ABSENT, {"number": "2-1"}),
            change(("plan", "edition"), ABSENT, "改定版"),
        ],
    )
    assert data == before
    assert [item["code"] for item in changed["indicators"]] == ["K01", "K03"]
    assert changed["indicators"][0]["target"]["value"] == 85
    assert changed["policies"][1]["measures"] == [{"number": "2-1"}]
    assert changed["plan"]["edition"] == "改定版"


def test_a_list_that_is_not_there_is_begun() -> None:
    first = {"code": "K01"}
    added = change(("indicators", "K01"), ABSENT, first)
    assert with_changes({}, [added]) == {"indicators": [first]}


def test_a_change_of_what_is_gone_is_refused_with_its_place(data: Data) -> None:
    gone = ("indicators", "K09", "name")
    with pytest.raises(NoSuchPlace) as error:
        with_changes(data, [change(gone, "a", "b")])
    assert error.value.location == gone


def test_a_code_can_change_together_with_what_it_names(data: Data) -> None:
    changes = (
        change(("indicators", "K01", "code"), "K01", "A-1"),
        change(("indicators", "K01", "name"), "申請率", "オンライン申請率"),
        change(("policies", "1", "number"), "1", "I"),
        change(("policies", "1", "measures", "1-1", "number"), "1-1", "I-1"),
        change(("policies", "1", "measures", "1-1", "name"), "手続", "手続き"),
    )
    changed = with_changes(data, changes)
    assert value_at(changed, ("indicators", "A-1", "name")) == "オンライン申請率"
    place = ("policies", "I", "measures", "I-1", "name")
    assert value_at(changed, place) == "手続き"
    assert with_changes(changed, reversed_changes(changes)) == data
    assert location_after(("indicators", "K01", "unit"), changes) == (
        "indicators",
        "A-1",
        "unit",
    )


@pytest.mark.parametrize(
    "numbers", [("1-2", "1-3"), ("1-2", "1-1"), ("2-1", "1-1")], ids=" ".join
)
def test_items_of_a_list_are_renumbered_at_once(
    data: Data, numbers: tuple[str, str]
) -> None:
    place = ("policies", "1", "measures")
    changes = [
        change((*place, old, "number"), old, new)
        for old, new in zip(("1-1", "1-2"), numbers, strict=True)
    ]
    changed = with_changes(data, changes)
    measures = value_at(changed, place)
    assert [(each["number"], each["name"]) for each in measures] == [
        (numbers[0], "手続"),
        (numbers[1], "収納"),
    ]
    assert location_after((*place, "1-1", "name"), changes)[-2] == numbers[0]
    assert with_changes(changed, reversed_changes(changes)) == data


@pytest.mark.parametrize("left", [(), ("a",), ("b",), ("c",), ("a", "c")], ids=" ".join)
def test_items_of_one_name_are_taken_out_each_for_itself(left: tuple[str, ...]) -> None:
    notes = dict(zip(("導入", "導入#2", "導入#3"), "abc", strict=True))
    items = [{"label": "導入", "note": note} for note in notes.values()]
    data = {"schedule": items}
    changes = [
        change(("schedule", name), item, ABSENT)
        for (name, note), item in zip(notes.items(), items, strict=True)
        if note not in left
    ]
    changed = with_changes(data, changes)
    assert tuple(item["note"] for item in changed["schedule"]) == left
    back = with_changes(changed, reversed_changes(changes))
    assert sorted(item["note"] for item in back["schedule"]) == ["a", "b", "c"]


def test_what_both_added_alike_is_there_once(data: Data) -> None:
    both = deepcopy(data)
    both["indicators"].append({"code": "K09", "name": "新規"})
    merged = merged_documents(data, both, both)
    assert (merged.data, merged.conflicts) == (both, ())


@pytest.mark.parametrize(
    ("field", "new"),
    [("fiscal_year", 2026), ("series", "2025年調査"), ("series", ABSENT)],
)
@pytest.mark.parametrize("series", ["全国", "2025年調査", None])
def test_a_reference_with_another_year_or_series_is_found_again(
    series: str | None, field: str, new: Any
) -> None:
    figure = {"series": series, "fiscal_year": 2025, "value": 3}
    if series is None:
        del figure["series"]
    data = {"indicators": [{"code": "K01", "references": [figure]}]}
    [name] = item_names("references", [figure])
    place = ("indicators", "K01", "references", name, field)
    changes = [change(place, figure.get(field, ABSENT), new)]
    changed = with_changes(data, changes)
    assert with_changes(changed, reversed_changes(changes)) == data


@pytest.mark.parametrize(
    ("present", "old", "new", "order"),
    [
        ("ABC", "ABC", "CAB", "CAB"),
        ("AXBC", "ABC", "CAB", "CAXB"),
        ("ABC", "AC", "ABC", "ABC"),
        ("XAC", "AC", "ABC", "XAC"),
        ("XACB", "AC", "ABC", "XABC"),
        ("BC", "ABC", "CAB", "CB"),
        ("AB", "", "AB", "AB"),
    ],
)
def test_an_order_leaves_what_others_added_where_it_stands(
    present: str, old: str, new: str, order: str
) -> None:
    assert "".join(merged_order(present, old, new)) == order


def test_both_sides_are_kept_where_they_change_different_things(data: Data) -> None:
    mine, theirs = deepcopy(data), deepcopy(data)
    mine["indicators"][0]["name"] = "オンライン申請率"
    mine["indicators"].append({"code": "K04", "name": "私の"})
    theirs["indicators"][0]["target"]["value"] = 85
    theirs["indicators"].insert(1, {"code": "K11", "name": "あなたの"})
    del theirs["indicators"][3]
    merged = merged_documents(data, mine, theirs)
    assert merged.conflicts == ()
    codes = [item["code"] for item in merged.data["indicators"]]
    assert codes == ["K01", "K11", "K02", "K04"]
    assert merged.data["indicators"][0] == {
        "code": "K01",
        "name": "オンライン申請率",
        "target": {"value": 85, "yearly": {}},
    }


def test_a_fact_that_both_changed_otherwise_is_a_conflict(data: Data) -> None:
    mine, theirs = deepcopy(data), deepcopy(data)
    mine["indicators"][0]["target"]["value"] = 90
    theirs["indicators"][0]["target"]["value"] = 85
    theirs["indicators"][2]["unit"] = "秒"
    merged = merged_documents(data, mine, theirs)
    [conflict] = merged.conflicts
    at = ("indicators", "K01", "target", "value")
    assert conflict.location == at
    assert (conflict.mine.new, conflict.theirs.new) == (90, 85)
    assert value_at(merged.data, at) == 90
    assert value_at(merged.data, ("indicators", "K03", "unit")) == "秒"
    assert merged_documents(data, mine, theirs, settled=[at]).conflicts == ()


def test_taking_out_what_somebody_changed_is_a_conflict(data: Data) -> None:
    mine, theirs = deepcopy(data), deepcopy(data)
    del mine["indicators"][0]
    theirs["indicators"][0]["target"]["value"] = 85
    for sides in ((mine, theirs), (theirs, mine)):
        [conflict] = merged_documents(data, *sides).conflicts
        assert conflict.location == ("indicators", "K01")


def test_what_both_changed_alike_is_no_conflict(data: Data) -> None:
    mine = deepcopy(data)
    del mine["indicators"][1]
    mine["plan"]["title"] = "改定"
    merged = merged_documents(data, mine, deepcopy(mine))
    assert (merged.data, merged.conflicts) == (mine, ())


def test_two_who_add_at_the_same_place_do_not_disturb_each_other(data: Data) -> None:
    mine, theirs = deepcopy(data), deepcopy(data)
    mine["indicators"].append({"code": "K04"})
    theirs["indicators"].append({"code": "K05"})
    own = changes_in_document(data, mine)
    assert conflicts_between(own, changes_in_document(data, theirs)) == ()


def test_two_orders_of_one_list_are_a_conflict(data: Data) -> None:
    mine, theirs = deepcopy(data), deepcopy(data)
    mine["indicators"].reverse()
    theirs["indicators"].append(theirs["indicators"].pop(0))
    [conflict] = merged_documents(data, mine, theirs).conflicts
    assert conflict.location == ("indicators", ORDER)


@pytest.mark.parametrize(
    ("near", "taken", "name"),
    [
        (["K01", "K02"], {"K01", "K02"}, "K03"),
        (["K09"], {"K09", "K10"}, "K11"),
        (["(3)"], {"(3)"}, "(4)"),
        (["1-9"], {"1-9"}, "1-10"),
        (["甲"], {"甲"}, "甲-2"),
        ([], set(), "K01"),
    ],
)
def test_a_new_item_is_numbered_like_those_beside_it(
    near: list[str], taken: set[str], name: str
) -> None:
    assert next_name("indicators", near, taken) == name


def test_actuals_of_the_plan_stand_by_reference_only(sample_plan: Plan) -> None:
    stored = plan_as_data(sample_plan)
    referring = with_references(stored)
    first = referring["indicators"][0]
    assert first["actuals"][0] == {"fiscal_year": 2023, "as_stored": "K01"}
    assert with_stored_actuals(referring, stored) == stored
    del stored["indicators"][0]["actuals"][0]
    first["actuals"].append({"fiscal_year": 2030, "value": 5})
    filled = with_stored_actuals(referring, stored)
    years = [actual["fiscal_year"] for actual in filled["indicators"][0]["actuals"]]
    assert 2023 not in years
    assert years[-1] == 2030


_NAMES = st.lists(st.sampled_from("ABCDEF"), unique=True)
_ITEMS = st.builds(
    lambda names, numbers: [
        {"code": name, "value": number}
        for name, number in zip(names, numbers, strict=False)
    ],
    _NAMES,
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
_DOCUMENTS = st.fixed_dictionaries(
    {"plan": st.dictionaries(st.sampled_from("xyz"), st.integers(1, 3))},
    optional={"indicators": _ITEMS},
)


@given(_DOCUMENTS, _DOCUMENTS)
def test_changes_make_the_one_of_the_other_and_back(old: Data, new: Data) -> None:
    changes = changes_in_document(old, new)
    made = with_changes(old, changes)
    assert changes_in_document(made, new) == ()
    assert changes_in_document(with_changes(made, reversed_changes(changes)), old) == ()


@given(_DOCUMENTS, _DOCUMENTS)
def test_merging_with_one_side_unchanged_gives_the_other(old: Data, new: Data) -> None:
    for merged in (merged_documents(old, new, old), merged_documents(old, old, new)):
        assert merged.conflicts == ()
        assert changes_in_document(merged.data, new) == ()


@given(_DOCUMENTS, _DOCUMENTS, _DOCUMENTS)
def test_merging_never_fails_and_keeps_what_is_mine(
    base: Data, mine: Data, theirs: Data
) -> None:
    merged = merged_documents(base, mine, theirs)
    for own in changes_in_document(base, mine):
        if not own.is_order:
            now = value_at(merged.data, own.location)
            assert changes_in_document(now, own.new) == ()
