"""The card of the leading indicator."""

from pathlib import Path

from dxkpi.plan import Plan
from dxkpi.web.common import markdown
from tests.support.apptest import Open, save, words
from tests.support.page_links import page_links
from tests.support.specs import actual, indicator_of


def test_tomigusuku_shows_its_starting_point_and_does_not_say_it_twice(
    visit: Open,
) -> None:
    at = visit("overview", city="472123", year="2025")
    assert at.metric[0].value == markdown.plain("64.4%")
    assert markdown.plain("令和7年度が出発点です。翌年度から判定します。") in words(at)
    assert words(at).count("道のり") == 1
    assert (
        "参考：マイナンバーカード保有枚数率 R8.1 73.4%、デジタルツール導入累積件数 R7末 14件。"
        in words(at).replace("\\", "")
    )


def test_in_the_first_year_the_headline_says_from_where_to_where(visit: Open) -> None:
    at = visit("overview", city="472123", year="2026")
    assert at.header[0].value == markdown.plain(
        "計画の1年目。職員のDX推進実感率を64.4%から75.0%へ。"
    )


def test_without_a_realisation_rate_the_first_own_kpi_leads_and_links_to_itself(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    others = tuple(i for i in sample_plan.indicators if i.code != "K21")
    save(own_store, sample_plan.model_copy(update={"indicators": others}))
    at = visit("overview", city="999997", year="2025")
    assert at.metric[0].value == markdown.plain("29.0%")
    assert page_links(at)[1] == ("indicator", "オンライン申請の利用率 令和7年度末")


def test_the_lead_card_says_the_month_of_its_figure(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = indicator_of(sample_plan, "K21")
    survey = lead.model_copy(
        update={"actuals": (actual(2025, "64.1", as_of="2025-10", approximate=True),)}
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (survey,)}))
    shown = visit("overview", city="999997", year="2025").metric[0]
    assert shown.label.endswith("令和7年10月")
    assert shown.value == markdown.plain("約64.1%")


def test_the_card_says_at_a_glance_what_is_sure_of_a_counted_survey(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = indicator_of(sample_plan, "K21")
    save(own_store, sample_plan.model_copy(update={"indicators": (lead,)}))
    shown = words(visit("overview", city="999997", year="2025"))
    assert markdown.strong("3年間で5.9ポイントの確かな上昇。") in shown
    assert markdown.plain("70.0%に届く可能性は3割ほど。") in shown


def test_the_card_says_of_a_typed_rate_what_its_page_says(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = indicator_of(sample_plan, "K21")
    typed = lead.model_copy(
        update={
            "actuals": tuple(
                a.model_copy(update={"survey": None}) for a in lead.actuals
            )
        }
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (typed,)}))
    [sentence] = visit("realisation", city="999997", year="2025").header
    assert sentence.value in words(visit("overview", city="999997", year="2025"))
