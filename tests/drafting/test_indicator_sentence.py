"""Sentences that promise something measured, in lists of KPI and in running text."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.drafting.indicator_sentence import PromiseContext, indicator_of_sentence
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.fiscal import ParsedYear

LISTED = PromiseContext(ParsedYear(2029), PlanYears(2026, 2029), is_listed=True)
TEXT = PromiseContext(None, PlanYears(2026, 2029))


@pytest.mark.parametrize(
    ("text", "name", "rule", "value", "comparator"),
    [
        ("利用者の満足度を 80%以上とする。", "利用者の満足度", "reach", 80, ">="),
        ("待ち時間を１０分以内とする", "待ち時間", "reach", 10, "<="),
        ("・研修の受講率100%を維持する。", "研修の受講率", "keep", 100, None),
        ("講座を毎年度 12 回以上開催する。", "講座の開催", "keep", 12, ">="),
        ("訓練を年1回以上実施する", "訓練の実施", "keep", 1, ">="),
        ("公開データを45件に拡充する", "公開データ", "reach", 45, None),
        ("情報漏えいゼロを目標とする", "情報漏えい", "keep", 0, None),
        ("登録者数を毎年度増加させる", "登録者数", "improve", None, None),
        ("紙の使用量を削減する", "紙の使用量", "rise", None, None),
        ("オンライン化率を段階的に向上させる", "オンライン化率", "rise", None, None),
        ("電子決裁を導入する。", "電子決裁の導入", "do", None, None),
        ("手順を定期的に見直す", "手順の定期的な見直し", "keep", None, None),
    ],
)
def test_an_item_of_a_list_of_indicators_gives_rule_and_figure(
    text: str, name: str, rule: str, value: int | None, comparator: str | None
) -> None:
    promised = indicator_of_sentence(text, LISTED)
    assert promised is not None
    target = promised.draft.data["target"]
    expected: dict[str, Any] = {"rule": rule, "fiscal_year": 2029}
    if value is not None:
        expected["value"] = Decimal(value)
    if comparator is not None:
        expected["comparator"] = comparator
    assert (promised.name, target) == (name, expected)


def test_running_text_says_by_when() -> None:
    promised = indicator_of_sentence(
        "法律に基づき、令和7年度末までに次の対象業務20業務を標準システムへ移行します。",
        TEXT,
    )
    assert promised is not None
    assert promised.name == "標準システムへ移行した対象業務"
    assert promised.draft.data["target"] == {
        "rule": "reach",
        "value": Decimal(20),
        "fiscal_year": 2025,
    }


@pytest.mark.parametrize(
    "text",
    [
        "オンライン化を進め、市民サービスの向上を目指します。",
        "保有率は85.4%となっており、全国平均を上回っています。",
        "研修を20回実施しました。",
        "2040年問題に備える。",
        "ペーパーレス化※22を目指します。",
    ],
)
def test_running_text_without_a_promised_figure_is_no_indicator(text: str) -> None:
    assert indicator_of_sentence(text, TEXT) is None


def test_a_note_behind_the_sentence_is_the_definition() -> None:
    promised = indicator_of_sentence(
        "実施率を100%とする(出先機関を含む、年度内1回以上の利用)", LISTED
    )
    assert promised is not None
    assert promised.draft.data["definition"] == "出先機関を含む、年度内1回以上の利用"
    assert promised.draft.data["target"]["value"] == 100


def test_the_figure_in_brackets_behind_a_sentence_is_where_it_starts() -> None:
    promised = indicator_of_sentence(
        "令和8年度末までに利用率を40%以上とする。（令和5年度 11.3%）", LISTED
    )
    assert promised is not None
    assert promised.draft.data["baseline"] == {
        "fiscal_year": 2023,
        "value": Decimal("11.3"),
    }
    assert promised.draft.data["target"]["value"] == Decimal(40)
    assert "definition" not in promised.draft.data


def test_every_year_may_stand_at_the_beginning() -> None:
    promised = indicator_of_sentence("毎年度、内部監査を2回実施する。", LISTED)
    assert promised is not None
    assert promised.name == "内部監査の実施"
    assert promised.draft.data["unit"] == "回"
    assert promised.draft.data["target"]["rule"] == "keep"


@pytest.mark.parametrize(
    "text",
    [
        "計画期間中に10件を売却する。",
        "電気料金を令和2年度比で10%削減する。",
    ],
)
def test_what_has_no_name_or_is_a_difference_is_no_indicator(text: str) -> None:
    assert indicator_of_sentence(text, LISTED) is None


def test_a_yearly_figure_that_is_reached_by_a_year_is_not_kept_from_now_on() -> None:
    promised = indicator_of_sentence(
        "令和8年度までに参加者数を年間100人とする。", LISTED
    )
    assert promised is not None
    assert promised.draft.data["aggregation"] == "annual"
    assert promised.draft.data["target"] == {
        "rule": "reach",
        "value": Decimal(100),
        "fiscal_year": 2026,
    }


def test_the_figure_of_a_month_is_no_part_of_the_name() -> None:
    promised = indicator_of_sentence("閲覧数を令和8年度までに月20万件とする。", LISTED)
    assert promised is not None
    assert (promised.name, promised.draft.data["unit"]) == ("閲覧数", "万件")


def test_a_figure_to_which_something_is_lowered_is_its_aim() -> None:
    promised = indicator_of_sentence(
        "令和8年度末までに特定空家等の件数を20件以下に減らす。", TEXT
    )
    assert promised is not None
    assert promised.name == "特定空家等の件数"
    assert promised.draft.data["target"] == {
        "rule": "reach",
        "value": Decimal(20),
        "comparator": "<=",
        "fiscal_year": 2026,
    }


def test_from_one_figure_to_another_has_both() -> None:
    promised = indicator_of_sentence(
        "入場者数を、35,000人（令和2年度）から50,000人に増やします。", LISTED
    )
    assert promised is not None
    assert promised.name == "入場者数"
    assert promised.draft.data["baseline"] == {
        "fiscal_year": 2020,
        "value": Decimal(35000),
    }
    assert promised.draft.data["target"]["value"] == Decimal(50000)
    assert promised.draft.data["target"]["fiscal_year"] == 2029
