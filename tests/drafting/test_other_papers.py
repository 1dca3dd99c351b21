"""Papers that are built otherwise than the five plans: what is read from each."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dxkpi.drafting.proposal import (
    DoubtCode,
    DraftReading,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.reading import read_plan_document
from dxkpi.drafting.text_blocks import text_document
from dxkpi.workbook.papers.paper_reading import read_paper
from tests.support import paper_files

FOLDER = Path(__file__).parents[1] / "fixtures" / "made_up_plans"

Tree = dict[str, dict[str, list[str]]]


@cache
def reading_of(name: str, form: str = "txt") -> DraftReading:
    document = text_document((FOLDER / name).read_text("utf-8"))
    if form == "docx":
        document = read_paper(paper_files.word_of(document))
    elif form == "pdf":
        document = read_paper(paper_files.pdf_of(document))
    return read_plan_document(document)


def tree_of(reading: DraftReading) -> Tree:
    """Policies, their measures, their initiatives, by name."""
    names = {
        proposal.key: proposal.data.get("name", "") for proposal in reading.proposals
    }
    tree: Tree = {p.data["name"]: {} for p in reading.of_kind(ProposalKind.POLICY)}
    homes = {}
    for measure in reading.of_kind(ProposalKind.MEASURE):
        home = tree[names[measure.parent or ""]]
        homes[measure.key] = home.setdefault(measure.data["name"], [])
    for initiative in reading.of_kind(ProposalKind.INITIATIVE):
        homes[initiative.parent or ""].append(initiative.data["name"])
    return tree


def promises_of(reading: DraftReading) -> list[tuple[Any, ...]]:
    """Each indicator with its measure, baseline, target and year."""
    names = {proposal.key: proposal.data.get("name") for proposal in reading.proposals}
    return [
        (
            indicator.data["name"],
            names.get(indicator.parent or ""),
            _plain(indicator.data.get("baseline", {}).get("value")),
            _plain(indicator.data["target"].get("value")),
            indicator.data["target"].get("fiscal_year"),
        )
        for indicator in reading.of_kind(ProposalKind.INDICATOR)
    ]


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def codes(proposal: Proposal) -> list[DoubtCode]:
    return [doubt.code for doubt in proposal.doubts]


def test_goals_with_measures_and_tables_of_kpi() -> None:
    reading = reading_of("goals-and-kpi-tables.txt")
    assert tree_of(reading) == {
        "稼ぐ地域をつくる": {
            "産業の振興": ["企業立地の促進", "創業の支援"],
            "農業の振興": ["担い手の確保", "販路の拡大"],
        },
        "人の流れをつくる": {"移住の促進": ["移住相談の充実", "空き家の活用"]},
    }
    assert promises_of(reading) == [
        ("市内総生産額", "稼ぐ地域をつくる", 1200, 1300, 2024),
        ("立地企業数（累計）", "産業の振興", 3, 8, 2024),
        ("創業者数", "産業の振興", 5, 10, 2024),
        ("新規就農者数", "農業の振興", 2, 5, 2024),
        ("転入者数", "人の流れをつくる", 900, 1000, 2024),
        ("移住相談件数", "移住の促進", 50, 120, 2024),
    ]


def test_a_card_for_each_measure() -> None:
    reading = reading_of("cards.md")
    assert tree_of(reading) == {
        "市民サービスのDX": {"オンライン申請の拡充": [], "窓口DXの推進": []},
        "行政事務のDX": {"電子決裁の導入": [], "生成AIの活用": []},
    }
    assert promises_of(reading) == [
        ("オンライン申請件数", "オンライン申請の拡充", 300, 2000, 2025),
        ("窓口の平均待ち時間", "窓口DXの推進", 20, 10, 2025),
        ("電子決裁率", "電子決裁の導入", 0, 80, 2025),
        ("利用職員の割合", "生成AIの活用", 0, 50, 2025),
    ]
    departments = reading.of_kind(ProposalKind.DEPARTMENT)
    assert departments[1].data == {"departments": ["市民課", "税務課"]}


def test_plain_numbers_with_departments_and_kpi_on_lines() -> None:
    reading = reading_of("plain-numbers.txt")
    assert tree_of(reading) == {
        "行政手続のデジタル化": {
            "オンライン申請の拡充": [],
            "窓口のキャッシュレス化": [],
        },
        "業務のデジタル化": {"電子決裁の推進": [], "AIの活用": []},
        "地域のデジタル化": {"デジタルデバイド対策": []},
    }
    assert promises_of(reading)[:2] == [
        ("オンライン申請率", "オンライン申請の拡充", 12.5, 60, 2027),
        ("キャッシュレス決済の利用件数", "窓口のキャッシュレス化", 1200, 5000, 2027),
    ]
    policies = reading.of_kind(ProposalKind.POLICY)
    assert all(codes(policy) == [DoubtCode.NO_LABEL] for policy in policies)


def test_headings_without_numbers() -> None:
    assert tree_of(reading_of("headings-without-numbers.md")) == {
        "便利なくらし": {
            "手続のオンライン化": ["申請のオンライン化", "予約のオンライン化"],
            "情報発信の強化": ["SNSの活用"],
        },
        "効率のよい市役所": {"業務の見直し": ["電子決裁の導入", "AIの活用"]},
    }


def test_one_level_stands_under_its_chapter() -> None:
    reading = reading_of("one-level.txt")
    assert tree_of(reading) == {
        "重点取組": {
            "オンライン行政の推進": ["申請システムの拡充", "書かない窓口の導入"],
            "データの活用": ["オープンデータの公開", "EBPMの推進"],
        }
    }
    assert promises_of(reading) == [
        ("オンライン化手続数", "オンライン行政の推進", 50, 200, 2026),
        ("窓口の待ち時間", "オンライン行政の推進", 25, 10, 2026),
        ("公開データセット数", "データの活用", 30, 100, 2026),
    ]
    entry = reading.of_kind(ProposalKind.SCHEDULE)[2]
    assert (entry.data["label"], entry.data["start"], entry.data["end"]) == (
        "運用",
        2025,
        2026,
    )


def test_numbers_alone_are_a_guess_that_says_so() -> None:
    reading = reading_of("no-words.txt")
    assert tree_of(reading) == {
        "市民サービスの改革": {
            "窓口サービスの向上": ["総合窓口の設置", "休日開庁の拡大"],
            "行政手続の簡素化": ["押印の見直し"],
        },
        "組織の改革": {
            "人材の育成": ["研修の充実", "人事評価の活用"],
            "働き方の改革": ["テレワークの推進"],
        },
    }
    kinds = (ProposalKind.POLICY, ProposalKind.MEASURE, ProposalKind.INITIATIVE)
    for proposal in reading.proposals:
        if proposal.kind in kinds:
            assert DoubtCode.NO_LABEL in codes(proposal)


def test_pages_with_running_heads_and_contents() -> None:
    reading = reading_of("pages.txt")
    assert tree_of(reading) == {
        "つながるくらし": {
            "行政手続のオンライン化": ["電子申請の拡大", "手数料のオンライン納付"],
            "公共施設のスマート化": ["予約システムの導入", "鍵の電子化"],
        },
        "つながる産業": {"スマート農業の推進": ["ドローンの導入支援"]},
    }
    assert promises_of(reading) == [
        ("電子申請の対象手続数", "行政手続のオンライン化", None, 150, 2027),
        ("オンライン予約率", "公共施設のスマート化", None, 80, 2027),
        ("導入経営体数", "スマート農業の推進", None, 30, 2027),
    ]


def test_numbered_aims_with_figures_are_indicators() -> None:
    reading = reading_of("numbered-aims.txt")
    assert tree_of(reading) == {
        "取組項目": {
            "組織と意識の変革": [],
            "ペーパーレス化の推進": [],
            "柔軟な働き方": [],
        }
    }
    assert promises_of(reading) == [
        ("DX人材育成研修の受講者", "組織と意識の変革", None, 1000, 2026),
        ("DX支援者の育成", "組織と意識の変革", None, 75, 2026),
        ("庁内会議のペーパーレス実施率", "ペーパーレス化の推進", None, 85, 2026),
        ("サテライトオフィスの設置", "柔軟な働き方", None, 4, 2026),
    ]


@pytest.mark.parametrize(
    "name",
    sorted(
        path.name
        for path in FOLDER.iterdir()
        if path.suffix != ".md" or path.name != "README.md"
    ),
)
def test_title_and_period_are_read(name: str) -> None:
    (about,) = reading_of(name).of_kind(ProposalKind.ABOUT)
    assert "みなと市" in about.data["plan"]["title"]
    assert about.data["plan"]["first_fiscal_year"] is not None


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_a_paper_with_one_of_each_is_read_by_its_words(form: str) -> None:
    reading = reading_of("smallest.txt", form)
    assert tree_of(reading) == {
        "市民サービスの向上": {"行政手続のオンライン化": ["電子申請の拡大"]}
    }
    assert promises_of(reading) == [
        ("電子申請の利用率", "行政手続のオンライン化", 21.4, 60, 2031)
    ]
    [department] = reading.of_kind(ProposalKind.DEPARTMENT)
    assert department.data["departments"] == ["デジタル推進課", "市民課"]
    assert all(proposal.sureness is Sureness.SURE for proposal in reading.proposals)


def test_one_policy_over_several_measures_whose_labels_stand_apart() -> None:
    reading = reading_of("one-policy.txt")
    assert tree_of(reading) == {
        "市民サービスの向上": {
            "行政手続のオンライン化": ["電子申請の拡大", "書かない窓口"],
            "窓口の改革": ["予約の導入"],
            "データの公開": [],
        }
    }
    assert promises_of(reading) == [("窓口の待ち時間", "窓口の改革", 25, 10, 2031)]


def _tree_of_text(*lines: str) -> Tree:
    return tree_of(read_plan_document(text_document("\n".join(lines))))


def test_chapters_that_each_have_initiatives_are_measures() -> None:
    def measure(number: int, name: str, *initiatives: str) -> list[str]:
        items = [f"（{at}）{item}" for at, item in enumerate(initiatives, 1)]
        return [f"第{number}節　{name}", "１　現状と課題", "２　主な取組", *items]

    assert _tree_of_text(
        "第１編　総論",
        "第１章　計画の概要",
        "第２編　各論",
        "第１章　健康なまち",
        *measure(1, "健康づくり", "健診の受診勧奨", "食育の推進"),
        *measure(2, "地域の福祉", "見守りの強化"),
        "第２章　にぎわうまち",
        *measure(1, "農業の振興", "担い手の育成"),
    ) == {
        "健康なまち": {
            "健康づくり": ["健診の受診勧奨", "食育の推進"],
            "地域の福祉": ["見守りの強化"],
        },
        "にぎわうまち": {"農業の振興": ["担い手の育成"]},
    }


def test_a_table_of_projects_under_each_measure_has_its_initiatives() -> None:
    head = ["| 番号 | 事業名 | 事業内容 | 担当課 |", "|---|---|---|---|"]
    assert _tree_of_text(
        "## 第4章 施策の展開",
        "### 基本目標1 産み育てられるまち",
        "#### （1）妊娠期からの支援",
        *head,
        "| 1 | 産後ケア | 助産師がケアを行います。 | こども課 |",
        "| 2 | 相談支援 | 面談を行います。 | こども課 |",
        "#### （2）負担の軽減",
        *head,
        "| 3 | 医療費助成 | 医療費を助成します。 | 保険課 |",
        "### 基本目標2 いきいきと育つまち",
        "#### （1）居場所づくり",
        *head,
        "| 4 | こども食堂の支援 | 団体に補助を行います。 | こども課 |",
    ) == {
        "産み育てられるまち": {
            "妊娠期からの支援": ["産後ケア", "相談支援"],
            "負担の軽減": ["医療費助成"],
        },
        "いきいきと育つまち": {"居場所づくり": ["こども食堂の支援"]},
    }


def test_cards_of_initiatives_belong_to_the_measures_of_the_overview() -> None:
    reading = read_plan_document(
        text_document(
            """# 改革実施計画
推進期間：令和6年度～令和10年度
## 取組項目一覧
| 改革の柱 | 推進項目 | 番号 | 取組項目 | 所管課 |
|---|---|---|---|---|
| 柱Ⅰ 財政の健全化 | 1 歳入の確保 | 1 | 収納率の向上 | 税務課 |
|  |  | 2 | 広告収入の拡大 | 財政課 |
| 柱Ⅱ 事務の改善 | 2 電子化 | 3 | 電子契約の導入 | 契約課 |
## 個票
| 取組番号 | 1 | 所管課 | 税務課 |
|---|---|---|---|
| 取組項目 | 収納率の向上 |  |  |
| 数値目標 | 収納率 |  |  |
| 現状（R4） | 98.6% | 目標（R10） | 99.2% |

| 取組番号 | 2 | 所管課 | 財政課 |
|---|---|---|---|
| 取組項目 | 広告収入の拡大 |  |  |
| 数値目標 | 広告収入額 |  |  |
| 現状（R4） | 310万円 | 目標（R10） | 600万円 |

| 取組番号 | 3 | 所管課 | 契約課 |
|---|---|---|---|
| 取組項目 | 電子契約の導入 |  |  |
| 数値目標 | 利用件数 |  |  |
| 現状（R4） | 0件 | 目標（R10） | 500件 |
"""
        )
    )
    assert tree_of(reading) == {
        "財政の健全化": {"歳入の確保": ["収納率の向上", "広告収入の拡大"]},
        "事務の改善": {"電子化": ["電子契約の導入"]},
    }
    assert promises_of(reading) == [
        ("収納率", "歳入の確保", 98.6, 99.2, 2028),
        ("広告収入額", "歳入の確保", 310, 600, 2028),
        ("利用件数", "電子化", 0, 500, 2028),
    ]


def test_three_levels_without_words_have_what_each_of_the_lowest_has() -> None:
    def item(number: int, name: str) -> list[str]:
        return [
            f"（{number}）{name}",
            "【所管課】市民課",
            "【年度計画】",
            "Ｒ４検討",
            "",
        ]

    assert _tree_of_text(
        "Ⅰ　信頼されるサービス",
        "",
        "１　窓口の改善",
        *item(1, "総合窓口の設置"),
        *item(2, "休日窓口の拡大"),
        "２　情報の発信",
        *item(1, "ホームページの刷新"),
        "Ⅱ　持続する財政",
        "",
        "１　財源の確保",
        *item(1, "収納率の向上"),
        "２　経費の節減",
        *item(1, "電力の調達"),
    ) == {
        "信頼されるサービス": {
            "窓口の改善": ["総合窓口の設置", "休日窓口の拡大"],
            "情報の発信": ["ホームページの刷新"],
        },
        "持続する財政": {
            "財源の確保": ["収納率の向上"],
            "経費の節減": ["電力の調達"],
        },
    }


_UNDER_POLICIES = (
    "第３章　戦略と事業",
    "戦略1　魅力を磨く",
    "(1) 自然体験の充実",
    "　◎登山道の再整備",
    "　◎ガイドの養成",
    "(2) 食の魅力づくり",
    "　◎料理の開発",
    "戦略2　選ばれる町",
    "(3) 情報の発信",
    "　◎サイトの多言語化",
)


def test_what_stands_right_under_policies_is_guessed_to_be_the_measures() -> None:
    reading = read_plan_document(text_document("\n".join(_UNDER_POLICIES)))
    assert tree_of(reading) == {
        "魅力を磨く": {
            "自然体験の充実": ["登山道の再整備", "ガイドの養成"],
            "食の魅力づくり": ["料理の開発"],
        },
        "選ばれる町": {"情報の発信": ["サイトの多言語化"]},
    }
    for measure in reading.of_kind(ProposalKind.MEASURE):
        assert DoubtCode.NO_LABEL in codes(measure)


def test_chapters_are_no_policies_where_words_say_which_headings_are() -> None:
    assert _tree_of_text(
        "1. 背景",
        "2. 全体像",
        "戦略１ 移動",
        "　重点プロジェクト１ 自動運転",
        "戦略２ 健康",
        "　重点プロジェクト２ 健康データ",
        "3. 重点プロジェクト",
        "重点プロジェクト１ 自動運転",
        "■主な取組",
        "①ルートの選定",
        "重点プロジェクト２ 健康データ",
        "■主な取組",
        "①アプリの普及",
    ) == {
        "移動": {"自動運転": ["ルートの選定"]},
        "健康": {"健康データ": ["アプリの普及"]},
    }


def test_a_table_goes_on_under_its_last_section_on_the_next_page() -> None:
    head = "| 指標 | 単位 | 現状（R3） | 目標（R9） |\n|---|---|---|---|"
    pages = [
        "\n".join(_UNDER_POLICIES),
        f"第４章　数値目標\n\n{head}\n| 戦略1　魅力を磨く | | | |\n| 客数 | 人 | 14 | 20 |",
        f"{head}\n| 来場者数（再掲） | 人 | 48 | 80 |",
    ]
    reading = read_plan_document(text_document("\f".join(pages)))
    assert promises_of(reading) == [
        ("客数", "魅力を磨く", 14, 20, 2027),
        ("来場者数", "魅力を磨く", 48, 80, 2027),
    ]


_HEAD_OF_AIMS = "| 項目 | 現状値（R4） | 目標値（R9） |\n|---|---|---|"


def test_a_table_behind_the_last_measure_of_each_policy_is_of_the_policy() -> None:
    lines = [
        "基本目標Ⅰ　尊重されるまち",
        "施策の方向１　意識づくり",
        "　① 広報の推進",
        "　② 教育の推進",
        "施策の方向２　暴力の根絶",
        "　① 相談の充実",
        "＜数値目標＞",
        _HEAD_OF_AIMS,
        "| 知っている人の割合 | 55.1% | 80.0% |",
        "",
        "基本目標Ⅱ　活躍できるまち",
        "施策の方向３　女性の参画",
        "　① 審議会への登用",
        "施策の方向４　両立の支援",
        "　① 育児参加の促進",
        "＜数値目標＞",
        _HEAD_OF_AIMS,
        "| 女性委員の割合 | 27.9% | 40.0% |",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    assert list(tree_of(reading)["尊重されるまち"]) == ["意識づくり", "暴力の根絶"]
    assert promises_of(reading) == [
        ("知っている人の割合", "尊重されるまち", 55.1, 80, 2027),
        ("女性委員の割合", "活躍できるまち", 27.9, 40, 2027),
    ]


def test_names_on_the_line_of_their_heading_are_initiatives_to_be_checked() -> None:
    lines = [
        "戦略１　人を育てる",
        "プロジェクト①　受入れ",
        "　実施内容：研修農場の開設、住宅の紹介",
        "　主な関係者：産業振興課",
        "プロジェクト②　法人化",
        "　実施内容：専門家を派遣し、事務を共同化する",
        "　主な関係者：産業振興課",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    names = [each.data["name"] for each in reading.of_kind(ProposalKind.INITIATIVE)]
    assert names == ["研修農場の開設", "住宅の紹介"]
    for initiative in reading.of_kind(ProposalKind.INITIATIVE):
        assert codes(initiative) == [DoubtCode.NO_LABEL]


def test_a_number_in_a_table_of_indicators_names_the_measure() -> None:
    lines = [
        "【基本方針１】学力を育てる",
        "（主要施策１）授業の改善",
        "主な事業",
        "▽研修の実施",
        "所管：学校教育課",
        "（主要施策２）読書の推進",
        "主な事業",
        "▽司書の配置",
        "所管：図書館",
        "４　指標一覧",
        "| No | 指標 | 関連施策 | 現状（R4） | 目標（R10） |",
        "|---|---|---|---|---|",
        "| 1 | 分かる児童の割合 | １ | 84.2% | 90.0% |",
        "| 2 | 貸出冊数 | ２ | 38冊 | 50冊 |",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    assert promises_of(reading) == [
        ("分かる児童の割合", "授業の改善", 84.2, 90, 2028),
        ("貸出冊数", "読書の推進", 38, 50, 2028),
    ]


def test_what_is_aimed_at_in_words_is_no_indicator() -> None:
    lines = [
        "施策１ 食生活",
        "目標：栄養のバランスを考える市民を増やす",
        "施策２ 運動",
        "目標：体を動かす市民の割合を40%以上とする",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    names = [each.data["name"] for each in reading.of_kind(ProposalKind.INDICATOR)]
    assert names == ["体を動かす市民の割合"]


def test_a_label_alone_in_a_table_of_indicators_names_the_policy() -> None:
    lines = [
        "基本目標1 支え合う人",
        "施策1 意識の醸成",
        "主な取組",
        "・教育の推進",
        "基本目標2 つながる仕組み",
        "施策2 相談の整備",
        "主な取組",
        "・窓口の設置",
        "第５章 評価指標",
        "| 基本目標 | 指標 | 策定時（R5） | 目標（R10） |",
        "|---|---|---|---|",
        "| 基本目標1 | 参加した割合 | 31.2% | 40% |",
        "| 基本目標2 | 相談件数 | ― | 1,200件 |",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    assert promises_of(reading) == [
        ("参加した割合", "支え合う人", 31.2, 40, 2028),
        ("相談件数", "つながる仕組み", None, 1200, 2028),
    ]


def test_a_sign_that_measures_follow_is_none_of_them() -> None:
    assert _tree_of_text(
        "【基本目標①】雇用をつくる",
        "◆施策の方向",
        "①-1 企業の立地",
        "＊主な事業：誘致事業、創業支援事業",
        "①-2 農業の成長",
        "＊主な事業：農業推進事業、販路拡大事業",
        "【基本目標②】人の流れをつくる",
        "◆施策の方向",
        "②-1 移住の促進",
        "＊主な事業：支援金事業、相談事業",
    ) == {
        "雇用をつくる": {
            "企業の立地": ["誘致事業", "創業支援事業"],
            "農業の成長": ["農業推進事業", "販路拡大事業"],
        },
        "人の流れをつくる": {"移住の促進": ["支援金事業", "相談事業"]},
    }


def test_what_is_announced_in_round_brackets_is_announced() -> None:
    lines = [
        "施策１　間伐の推進",
        "（取組内容）",
        "ア 施業の集約化",
        "（担当）農林課",
        "（指標）間伐実施面積： 年間85ha（R4） ⇒ 年間120ha（R10）",
        "施策２　再造林の推進",
        "（取組内容）",
        "ア 苗木の確保",
        "（担当）農林課",
        "（指標）再造林率： 42%（R4） ⇒ 70%（R10）",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    assert promises_of(reading) == [
        ("間伐実施面積", "間伐の推進", 85, 120, 2028),
        ("再造林率", "再造林の推進", 42, 70, 2028),
    ]


def test_a_number_alone_names_a_policy_where_the_column_is_of_policies() -> None:
    lines = [
        "方針Ⅰ 楽しむ機会",
        "施策Ⅰ－１ 運動習慣づくり",
        "【主な取組】",
        "・体育館の開放",
        "方針Ⅱ 支える環境",
        "施策Ⅱ－１ 施設の整備",
        "【主な取組】",
        "・競技場の改修",
        "第４章 数値目標",
        "| 方針 | 指標 | 現状 | 目標 |",
        "|---|---|---|---|",
        "| Ⅰ | 運動する割合 | 48.7%（R6） | 60.0%（R11） |",
        "| Ⅱ | 利用者数 | 41.2万人（R5） | 48.0万人（R11） |",
    ]
    reading = read_plan_document(text_document("\n".join(lines)))
    assert promises_of(reading) == [
        ("運動する割合", "楽しむ機会", 48.7, 60, 2029),
        ("利用者数", "支える環境", 41.2, 48, 2029),
    ]
