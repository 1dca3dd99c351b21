"""Lines and cells that name departments."""

import pytest

from dxkpi.drafting.departments_line import (
    departments_of,
    departments_of_line,
    is_named_department,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "担当課：デジタル推進課、市民課、関係各課",
            ("デジタル推進課", "市民課", "関係各課"),
        ),
        ("【所管課】税務課・市民課", ("税務課", "市民課")),
        ("■主管部署 総務部人事課", ("総務部人事課",)),
        ("担当課を決めて取り組みます。", ()),
        ("期待される効果：待ち時間の短縮", ()),
    ],
)
def test_a_line_says_whose_a_measure_is(text: str, names: tuple[str, ...]) -> None:
    assert departments_of_line(text) == names


def test_a_cell_has_one_department_a_line() -> None:
    assert departments_of("商工観光課\n秘書広報課\n関係各課") == (
        "商工観光課",
        "秘書広報課",
        "関係各課",
    )


@pytest.mark.parametrize(
    "name",
    ["関係各課", "全課", "各課", "担当課", "関係課等", "全庁", "各部署", "庁内各課"],
)
def test_words_for_several_departments_name_none(name: str) -> None:
    assert not is_named_department(name)


@pytest.mark.parametrize(
    "name", ["市民課", "各務原支所", "全国大会推進室", "関係人口創出課", "担当者支援室"]
)
def test_departments_whose_names_begin_alike_are_named(name: str) -> None:
    assert is_named_department(name)
