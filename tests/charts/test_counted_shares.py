"""Shares with their two counts in table, file and tooltip."""

from dxkpi import charts
from dxkpi.wording.language import Language
from tests.support.counted import online_share
from tests.support.specs import detail, judged, read_back, rising, rows

JA = Language.JAPANESE


def test_the_table_has_the_counts_behind_the_share() -> None:
    share = online_share()
    table = charts.figure_table(share, judged(share), JA)
    heading = "分子／分母"
    assert list(table.columns)[1:3] == ["実績値", heading]
    assert table[heading].tolist()[:4] == [
        "120／182",
        "－",
        "1,630／1,820",
        "－",
    ]


def test_the_table_of_any_other_share_is_as_it_was() -> None:
    assert "numerator/denominator" not in charts.figure_table(
        rising(), judged(rising()), Language.ENGLISH
    )


def test_the_file_has_both_counts_in_columns_of_their_own() -> None:
    share = online_share()
    file = read_back(charts.figures_csv([(share, judged(share))], "見本市", JA))
    assert file["実績値"].tolist()[:3] == ["65.9", "70.0", "89.6"]
    assert file["分子"].tolist()[:3] == ["120", "", "1630"]
    assert file["分母"].tolist()[:3] == ["182", "", "1820"]


def test_a_file_without_counts_has_no_such_columns() -> None:
    file = read_back(charts.figures_csv([(rising(), judged(rising()))], "見本市", JA))
    assert not {"分子", "分母"} & set(file.columns)


def test_who_points_at_a_figure_reads_its_counts() -> None:
    tips = {row.get("tip") for row in rows(detail(online_share()), "point")}
    assert "FY2024 89.6% (1,630/1,820 手続)" in tips
    assert "FY2022 65.9% (120/182 手続)" in tips
    assert "FY2023 70.0%" in tips
