"""What our pages are measured against: each page as one would write it by hand in Streamlit, from constants.

The same number and kind of elements as the page of the same name has for 見本市 in 令和7年度, Streamlit's defaults, no
cache. `make bench` counts the elements of both and says so when they differ: then a page has changed, and its twin
here must follow.
"""

import altair as alt
import pandas as pd
import streamlit as st

YEARS = list(range(2021, 2028))
ACTUALS = [34.5, 57.8, 65.1, 69.0, 73.4, None, None]
PATH = [None, 57.8, 63.2, 68.7, 74.1, 79.6, 85.0]
CITIES = ["見本市", "豊見城市", "日向市", "対馬市", "潟上市", "嬉野市"]
DEPARTMENTS = ["市民課", "情報システム課", "企画課", "人事課"]
STATUSES = ["達成", "順調", "概ね順調", "やや遅れ", "遅れ", "未達成"]
POLICIES = [
    "1 行かない・待たない市役所",
    "2 紙と手作業を減らす",
    "3 人材と体制をつくる",
]
SENTENCE = "窓口の予約と「書かない窓口」を組み合わせ、来庁から手続が終わるまでの時間を短くします。"
CHAPTERS = [
    ("画面と、分かること", 1, 0),
    ("数値の意味と式", 1, 0),
    ("計算の例", 1, 5),
    ("目標の型", 2, 2),
    ("判定", 2, 3),
    ("判定の決め手", 1, 1),
    ("1年の流れ", 1, 0),
    ("実績の登録のしかた", 1, 1),
    ("職員アンケート", 1, 0),
    ("計画を入れる・直す", 1, 0),
    ("印刷・保存・共有", 2, 0),
    ("図の印", 1, 0),
    ("言葉", 1, 0),
]
LIST = "\n".join(f"- {SENTENCE}" for _line in range(6))


def heading(title: str, with_year: bool = True) -> None:
    """What stands at the top of every page."""
    st.markdown("見本市DX推進計画　令和5～9年度　:gray-badge[架空のデータ]")
    selectors(title, with_year)


def selectors(title: str, with_year: bool = True) -> None:
    """The page's name and the selectors."""
    with st.container(horizontal=True):
        st.title(title)
        with st.container(horizontal=True):
            st.selectbox("自治体", CITIES)
            if with_year:
                st.selectbox("年度", YEARS)


def known_days() -> None:
    """The choice of a day to look back to."""
    with st.popover("過去の日の内容を見る"):
        st.date_input("日", value=None)


def course() -> None:
    """The actuals as a line with the path to the target."""
    figures = pd.DataFrame({"年度": YEARS, "実績": ACTUALS, "期待値": PATH})
    line = alt.Chart(figures).mark_line(point=True).encode(x="年度:O", y="実績:Q")
    path = (
        alt.Chart(figures).mark_line(strokeDash=[4, 4]).encode(x="年度:O", y="期待値:Q")
    )
    st.altair_chart(line + path)


def gauge() -> None:
    """The actual as a bar with a mark for what was expected."""
    figure = pd.DataFrame({"名称": ["実績"], "実績": [64.1], "期待値": [65.3]})
    bar = alt.Chart(figure).mark_bar().encode(x="実績:Q", y="名称:N")
    tick = alt.Chart(figure).mark_tick().encode(x="期待値:Q", y="名称:N")
    st.altair_chart(bar + tick)


def grid(rows: int, columns: list[str]) -> None:
    """What stands in each row and column, in colour."""
    cells = [
        {"行": f"項目{n}", "列": column, "値": n % 3}
        for n in range(rows)
        for column in columns
    ]
    st.altair_chart(
        alt.Chart(pd.DataFrame(cells))
        .mark_rect()
        .encode(x="列:N", y="行:N", color="値:N")
    )


def gantt(rows: int) -> None:
    """Bars over the years with their labels, and milestones."""
    bars = [
        {"工程": f"工程{n}", "始": 2023 + n % 3, "終": 2025 + n % 3, "期限": 2025}
        for n in range(rows)
    ]
    chart = alt.Chart(pd.DataFrame(bars)).encode(y=alt.Y("工程:N", sort=None))
    st.altair_chart(
        chart.mark_bar().encode(x="始:Q", x2="終:Q")
        + chart.mark_text(align="left").encode(x="始:Q", text="工程:N")
        + chart.mark_point().encode(x="期限:Q")
    )


def downloads(
    kinds: tuple[str, ...] = ("CSV", "PNG", "SVG"), name: str = "figures"
) -> None:
    """The figures as files."""
    with st.container(horizontal=True):
        for kind in kinds:
            st.download_button(kind, b"1,2,3", file_name=f"{name}.{kind.lower()}")


def home() -> None:
    st.switch_page(looked_at[0])


def overview() -> None:
    with st.container(horizontal=True):
        st.markdown(
            "見本市DX推進計画　令和5～9年度（3年目）　:gray-badge[架空のデータ]"
        )
        st.toggle("表で見る")
        st.page_link(looked_at[1], label="本部会議用")
    selectors("概要")
    st.header("判定した18指標のうち11が「概ね順調」以上です。")
    cards = st.grid(2, border=True)
    with cards.cell(), st.container(gap=None):
        st.page_link(looked_at[2], label="職員のDX推進実感率 令和7年度末")
        st.metric("職員のDX推進実感率", "64.1%")
        st.markdown(":gray-badge[○ 概ね順調]  \n**3年間で5.9ポイントの確かな上昇。**")
        course()
    with cards.cell(), st.container(gap="xsmall"):
        st.markdown("**基本方針ごとの状況**\n\n**11** :blue-badge[◎ 達成 4]")
        grid(3, STATUSES)
    with st.grid(2, border=True).cell(column_span="all"):
        st.markdown("**昨年度から** 12 → 11  \n:red-badge[◎→×] 職員からの改善提案")
    with st.grid(2, border=True).cell(column_span="all"):
        st.markdown("**注意が必要な7指標**")
        worst = st.container().grid(20, min_column_width=24)
        for n in range(7):
            with worst.cell(column_span=6):
                st.page_link(
                    opened, label=f"指標{n + 1}  \n:red-badge[× 未達成] 人事課"
                )
            with worst.cell(column_span=5):
                gauge()
            with worst.cell(column_span=9):
                st.markdown(
                    "**要因** 窓口の提案が減った。  \n**対応** 書かれていません"
                )
    cards = st.grid(3, border=True)
    with cards.cell(column_span=2):
        with st.container(horizontal=True):
            st.markdown("**工程** 令和7年度末までに7件")
            st.page_link(looked_at[4], label="工程表を見る")
        st.table(
            pd.DataFrame(
                [("窓口予約システムの導入", "市民課", "なし")] * 3,
                columns=["工程と期限", "担当課", "報告"],
            )
        )
    with cards.cell():
        st.markdown("**判定していない4指標**\n\n未報告 デジタル人材の外部登用")
    with st.container(horizontal=True):
        with st.container():
            st.caption("令和8年11月21日現在。出典：見本市DX推進計画")
        with st.popover("ファイル"):
            downloads()
        known_days()


def kpi() -> None:
    heading("指標 (KPI)")
    st.header("注意が必要なのは7指標です。")
    with st.container(horizontal=True):
        st.text_input("検索")
        st.selectbox("基本方針", POLICIES, index=None)
        st.selectbox("担当課", DEPARTMENTS, index=None)
        st.selectbox("状態", STATUSES, index=None)
    with st.container(horizontal=True):
        st.toggle("表で見る")
        st.segmented_control("並べ方", ("悪い順", "計画の順", "担当課ごと"))
    st.caption("22件の指標。縦軸は0から始まりません。")
    for policy, indicators in zip(("計画全体", *POLICIES), (1, 7, 8, 5), strict=True):
        st.header(policy)
        cards = st.grid(4, border=True)
        for n in range(indicators):
            with cards.cell():
                st.page_link(opened, label=f"指標{n + 1}")
                st.markdown(
                    "**73.4%**\n\n:blue-badge[○ 順調]\n\n:small[前年度から+4.4ポイント]"
                )
                course()
    st.table(
        pd.DataFrame({"状況": ["… これから"], "指標": ["指標"], "目標値": ["実施する"]})
    )
    downloads()
    with st.expander("この計画のデータについて"):
        st.markdown(LIST)


def indicator() -> None:
    with st.container(horizontal=True):
        st.page_link(listed, label="指標の一覧へ")
        st.page_link(planned, label="計画の施策1-2")
    heading("マイナンバーカード保有枚数率")
    st.header("73.4%。期待値74.1%に0.7ポイント届いていません。")
    cards = st.grid(3, border=True)
    with cards.cell(column_span=2):
        st.markdown("**推移と目標** :gray[単位 %]")
        course()
        st.markdown("**このままなら令和9年度に80～84%です。**")
        with st.expander("計算のしかた"):
            st.markdown(SENTENCE)
        downloads()
    with cards.cell():
        st.markdown("**判定** :blue-badge[○ 概ね順調]")
        st.markdown("**要因** :gray[令和7年度]  \n令和8年1月末時点の値。")
        st.table(
            {"実績": "73.4%", "期待値": "74.1%", "現状値": "57.8%", "目標値": "85.0%"}
        )
        for name in ("ペース 95.6%", "進捗率 57.4%", "達成率 86.4%"):
            st.markdown(
                f"**{name}**  \n(実績−現状)÷(期待−現状)  \n(73.4−57.8)÷(74.12−57.8)"
            )
        for note in ("達成率は出発点の値を含みます。", "100%以上 A、80%以上 B+"):
            st.caption(note)
    with st.container(border=True):
        st.markdown("**数値** :gray[単位 %]")
        columns = {"実績": ACTUALS, "期待値": PATH, "県平均": ACTUALS, "全国": PATH}
        st.table(pd.DataFrame({"年度": YEARS} | columns))
        st.caption("令和7年度の値は令和8年1月時点です。")
    st.button("決めたことを書く・直す")
    cards = st.grid(2, border=True)
    with cards.cell():
        st.markdown("**定義**")
        st.text(SENTENCE)
    with cards.cell():
        st.markdown("**計画の記載（原文）**")
        st.text(SENTENCE)
        st.caption("見本市DX推進計画 令和5年3月")


def decided() -> None:
    st.markdown("**本部で決めたこと** :gray[2のうち1が済み、1が実施中]")
    with st.container():
        st.table(pd.DataFrame({"決めたこと": [SENTENCE] * 2, "担当課": ["人事課"] * 2}))
    st.button("決めたことを書く・直す")


def realisation() -> None:
    heading("職員のDX推進実感率")
    st.header("64.1%。3年間で5.9ポイント上昇。")
    cards = st.grid(3, border=True)
    for name, value in (
        ("いま", "64.1%"),
        ("必要な伸び", "年+3.0"),
        ("届く可能性", "3割ほど"),
    ):
        with cards.cell(), st.container(gap=None):
            st.metric(name, value)
            st.markdown("線まで1.2。誤差の内")
    with st.container(border=True):
        st.markdown("**推移と見込み**")
        with st.container():
            course()
        with st.container(horizontal=True):
            st.toggle("令和8年度の値を仮に置いてみる")
        downloads()
    (years, *_others) = st.tabs(["年ごと", "課", "職位", "年代"])
    with years:
        st.markdown("**年ごと** :gray[単位 %]")
        st.table(pd.DataFrame({"年度": YEARS, "実績": ACTUALS, "期待値": PATH}))
    decided()
    with st.expander("計算のしかた"):
        st.markdown(LIST)
        st.markdown(LIST)
        cards = st.grid(2)
        with cards.cell():
            st.markdown("**回答率**")
            gauge()
        with cards.cell():
            st.markdown(LIST)
    st.caption(SENTENCE)
    st.page_link(opened, label="この指標の定義・原文・ほかの数値")


def schedule() -> None:
    heading("工程表")
    st.header("11施策・31件の工程。")
    with st.container(horizontal=True):
        st.text_input("検索")
        st.selectbox("基本方針", POLICIES, index=None)
        st.selectbox("担当課", DEPARTMENTS, index=None)
        st.selectbox("印★・◆", ["★", "◆"], index=None)
        st.toggle("表で見る")
    st.caption("実線の棒：計画に明記された期間　●：節目")
    for policy, rows in zip(POLICIES, (14, 10, 7), strict=True):
        st.header(policy)
        gantt(rows)
    st.caption("工程が計画に記されていない施策：2-4 セキュリティ対策の徹底")
    st.markdown(LIST)
    st.selectbox("施策を開く", [f"施策{n}" for n in range(1, 13)], index=None)
    downloads()
    st.download_button("全ての期限（カレンダー用）", b"BEGIN")
    with st.expander("この計画のデータについて"):
        st.markdown(LIST)


def plan() -> None:
    heading("計画", with_year=False)
    st.header("3基本方針、12施策、34取組の計画です。")
    st.caption("★ 自治体DXの重点取組事項　◆ あわせて取り組む事項")
    with st.container(horizontal=True):
        st.text_input("検索")
        st.selectbox("基本方針", POLICIES, index=None)
        st.selectbox("担当課", DEPARTMENTS, index=None)
        st.selectbox("印★・◆", ["★", "◆"], index=None)
        st.toggle("すべて開く")
    st.header("計画全体")
    with st.container(horizontal=True):
        st.page_link(opened, label="職員のDX推進実感率")
    for policy, measures in zip(POLICIES, (5, 4, 3), strict=True):
        st.header(policy)
        st.markdown(SENTENCE)
        if policy is POLICIES[2]:
            with st.container(horizontal=True):
                st.page_link(opened, label="情報システム経費")
        with st.container():
            for n in range(measures):
                st.expander(
                    f"**{n + 1} フロントヤード改革の推進** ★　:gray[市民課]",
                    on_change="rerun",
                    key=f"{policy}{n}",
                )
    downloads(("CSV",))
    st.header("この計画について")
    st.markdown(LIST)
    with st.expander("この計画のデータについて"):
        st.markdown(LIST)


def department() -> None:
    heading("人事課")
    st.selectbox("担当課", STATUSES)
    st.header("これから出すもの：実績1件、要因・対応3件、工程2件、取組の報告6件。")
    with st.container(border=True):
        st.markdown("**出すもの** 令和7年度の取りまとめ")
        st.table(pd.DataFrame({"何を": ["実績"] * 7, "次にすること": [SENTENCE] * 7}))
        with st.container(horizontal=True):
            st.page_link(written[0], label="様式を受け取り、実績を登録する")
            st.page_link(written[2], label="提出状況")
    with st.container(border=True):
        with st.container(horizontal=True):
            st.markdown("**5指標** 遅れの大きい順")
            st.toggle("表で見る")
        rows = st.grid(20, min_column_width=26)
        for n in range(5):
            with rows.cell(column_span=7):
                st.page_link(opened, label=f"指標{n + 1}")
            with rows.cell(column_span=6):
                if n < 4:
                    gauge()
                else:
                    st.markdown("未提出 期待値 4人")
            with rows.cell(column_span=7):
                st.markdown(":red-badge[× 未達成] R6から−2件")
    with st.container(border=True):
        st.markdown("**報告した要因と対応** 令和7年度")
        st.markdown(LIST)
    st.markdown("**本部会議で決めたこと** 2件")
    st.table(pd.DataFrame({"決めたこと": [SENTENCE] * 2, "担当課": ["人事課"] * 2}))
    st.markdown("**工程表** 工程2件")
    gantt(2)
    st.caption("令和8年11月21日現在。出典：見本市DX推進計画")
    known_days()


def compare() -> None:
    heading("団体比較", with_year=False)
    with st.container(horizontal=True):
        st.multiselect("比べる団体", CITIES[1:], CITIES[1:])
        st.toggle("表で見る")
    st.header("国の11項目のうち、5項目は6団体すべての計画にあります。")
    st.caption("★◆は計画自身が印を付けた施策です。")
    for kind, items in (
        ("★ 重点取組事項", 8),
        ("◆ あわせて取り組む事項", 3),
        ("以前の版の項目", 2),
    ):
        st.markdown(f"**{kind}**")
        grid(items, CITIES)
    downloads()
    st.caption("国の項目は、総務省の計画の第5.0版によります。")
    st.selectbox("項目を開く", [f"項目{n}" for n in range(1, 14)])
    st.header("フロントヤード改革は、6団体の計画に施策や取組があります。")
    cards = st.grid(3, border=True)
    for city in CITIES:
        with cards.cell():
            st.markdown(f"**{city}** :blue-badge[★ 計画に印]")
            st.page_link(planned, label="1-1 フロントヤード改革の推進")
            st.markdown(LIST)
    st.header("同じ主題の指標を比べる")
    with st.container(horizontal=True):
        st.selectbox(
            "主題", ["マイナンバーカード", "オンライン申請", "研修", "オープンデータ"]
        )
        st.text_input("検索")
    st.header("「マイナンバーカード」の指標は、6団体の計画に7あります。")
    st.markdown(LIST)
    st.caption("横軸は共通、縦軸は指標ごとです。")
    cards = st.grid(3, border=True)
    for city in (*CITIES, "対馬市"):
        with cards.cell():
            st.markdown(f"**{city}**")
            st.page_link(opened, label="マイナンバーカード保有枚数率")
            st.markdown("**73.4%** :gray[令和8年1月]")
            course()
            st.markdown(LIST)
    downloads(name="alike")


def using() -> None:
    st.title("使い方")
    st.markdown(
        "[画面](#a)　[数値の意味と式](#b)　[計算の例](#c)　[目標の型](#d)　[判定](#e)"
    )
    cards = st.grid(2, border=True)
    for title, tables, sentences in CHAPTERS:
        with cards.cell():
            st.header(title)
            for _sentence in range(sentences):
                st.markdown(SENTENCE)
            for _table in range(tables):
                st.table(pd.DataFrame({"名称": STATUSES, "意味": [SENTENCE] * 6}))


def upload() -> None:
    heading("実績の登録")
    pairs = st.grid(2, min_column_width=320)
    for pair in ((1, 2), (3, 4)):
        with pairs.cell():
            steps = st.grid(2, min_column_width=150, border=True)
        for n in pair:
            with steps.cell():
                st.markdown(f"**段階{n}**  \n{SENTENCE}")
    st.header(
        "令和7年度の実績22件のうち20件が登録済みです（値がなく理由のみ1件、未登録1件）。"
        "様式は、9課のうち0課が提出済みです。"
    )
    halves = st.grid(2, border=True)
    with halves.cell():
        st.markdown("**様式を受け取る**  \n" + SENTENCE)
        st.selectbox("担当課", [f"第{n}課" for n in range(10)])
        with st.container(horizontal=True):
            st.download_button("様式", b"workbook")
            st.download_button("全課分", b"archive")
    with halves.cell():
        st.markdown("**ファイルを選ぶ**  \n" + SENTENCE)
        st.file_uploader("記入したExcel", accept_multiple_files=True)
        st.button("ファイルを使わずに入力")
    with st.container(border=True):
        st.markdown("**提出状況**")
        st.table(pd.DataFrame({"担当課": STATUSES, "状況": [SENTENCE] * 6}))
        st.caption("ほか5課。")
        st.page_link(listed, label="提出状況")


def survey() -> None:
    heading("アンケート取込")
    st.header("令和7年度の職員のDX推進実感率は、64.1%で登録されています。")
    cards = st.grid(2, border=True)
    with cards.cell():
        st.markdown("**① 回答のファイルを選ぶ**")
        st.markdown(SENTENCE)
        st.file_uploader("ここにファイルを置いてください")
    with cards.cell():
        st.markdown("**保存するもの、しないもの**")
        st.markdown(LIST)


def brief() -> None:
    heading("本部会議用")
    st.header("判定した18指標のうち11指標が「概ね順調」以上です。")
    downloads(("PDF", "指標ごと"), name="brief")
    cards = st.grid(3, border=True)
    with cards.cell(column_span=2):
        st.metric("職員のDX推進実感率", "64.1%（±2.8）", "目標 70.0%")
        st.markdown(SENTENCE)
        course()
        st.caption(SENTENCE)
    with cards.cell():
        st.markdown("**基本方針ごとの状況**")
        gauge()
        st.markdown(SENTENCE)
        st.markdown(LIST)
    cards = st.grid(1, border=True)
    with cards.cell():
        st.markdown("**注意が必要な指標**")
        st.table(pd.DataFrame({"指標": POLICIES, "実績": [17, 17, 99.1]}))
        st.caption("ほか1件")
    lists = st.grid(3, border=True)
    for _listing in range(3):
        with lists.cell():
            st.markdown(LIST)
    st.caption(SENTENCE)
    st.button("決めたことを書く・直す")
    downloads(("CSV",), name="decisions")


def returns() -> None:
    heading("提出状況")
    st.header(
        "令和7年度の実績22件のうち20件が登録済みです（値がなく理由のみ1件、未登録1件）。"
        "様式は、9課のうち0課が提出済みです。"
    )
    st.markdown(SENTENCE)
    st.table(pd.DataFrame({"担当課": STATUSES, "状況": [SENTENCE] * 6}))
    st.download_button("数値 (CSV)", b"a,b")
    st.selectbox("課を開く", [f"第{n}課" for n in range(9)])
    with st.container(horizontal=True):
        st.markdown("**課と年度**")
        st.toggle("表で見る")
    course()
    st.caption("－ 未提出、△ 確認待ち、◎ 提出済")


def changes() -> None:
    heading("変更履歴", with_year=False)
    st.header("これまでに131件の値が記録・変更されました。")
    with st.container(horizontal=True):
        st.text_input("探す")
        for n in range(5):
            st.selectbox(f"絞込み{n}", STATUSES)
    st.caption("2回の書込み、131件の変更。")
    with st.container(border=True):
        st.markdown("**令和8年11月21日**")
        st.table(pd.DataFrame({"指標": STATUSES, "値": [SENTENCE] * 6}))
        st.button("ほか118件を表示")
    st.download_button("数値 (CSV)", b"a,b")


def round_() -> None:
    heading("年度の取りまとめ")
    course, _release = st.tabs(["進み具合", "公表"])
    with course:
        st.header("令和7年度の取りまとめはまだ始まっていません。")
        st.markdown(LIST)
        with st.form("opening"):
            with st.container(horizontal=True):
                st.date_input("実績の期限", value=None)
                st.date_input("工程の期限", value=None)
            st.checkbox("提出されたものを事務局が確認する")
            st.text_input("お名前")
            st.form_submit_button("取りまとめを始める")
        st.page_link(looked_at[0], label="提出状況")


def review() -> None:
    heading("提出の確認")
    st.header("令和7年度の取りまとめはまだ始まっていません。")
    st.markdown(SENTENCE)
    st.page_link(looked_at[0], label="年度の取りまとめ")


def edit() -> None:
    st.markdown("見本市DX推進計画　:yellow-badge[下書き]")
    with st.container(horizontal=True):
        st.title("計画の編集")
        st.button("ひとつ戻す", disabled=True)
    st.text_input("お名前")
    st.segmented_control("部分", STATUSES, default=STATUSES[0])
    with st.container(horizontal=True):
        st.selectbox("指標", DEPARTMENTS)
        for label in ("加える", "上へ", "下へ"):
            st.button(label)
        with st.popover("除く"):
            st.markdown(SENTENCE)
            st.button("この下書きから除く")
    form, back = st.columns([4, 6])
    with form, st.container(border=True):
        fields()
    with back, st.container(border=True):
        st.markdown("**読み返し**")
        st.info(SENTENCE)
        course()
        st.table(pd.DataFrame({"年度": STATUSES, "判定": [SENTENCE] * 6}))
        st.markdown(SENTENCE)
    with st.container(horizontal=True):
        st.caption(SENTENCE)
        with st.popover("下書きを捨てる"):
            st.markdown(SENTENCE)
            st.button("捨てる")
        st.button("確かめて登録する", disabled=True)


def start() -> None:
    st.title("計画をはじめる")


def accounts() -> None:
    st.title("利用者と権限")


def fields() -> None:
    """The form of an indicator."""
    st.markdown("**指標**")
    st.caption(SENTENCE)
    st.text_input("指標名", "オンライン申請の利用率")
    for name, n in (("現状", 1), ("目標", 2), ("単位", 2)):
        pairs = st.grid(2, min_column_width=200)
        for pair in range(n):
            with pairs.cell():
                st.text_input(f"{name}{pair}", "18.0")
            with pairs.cell():
                st.selectbox(f"{name}の選択{pair}", STATUSES)
    st.multiselect("担当課", DEPARTMENTS)
    with st.popover("終了にする"), st.form("retiring", border=False):
        st.markdown(SENTENCE)
        st.selectbox("最後の年度", STATUSES)
        st.selectbox("なぜ", STATUSES)
        st.text_input("わけ")
        st.form_submit_button("終了にする")
    st.selectbox("基本方針", POLICIES)
    st.selectbox("施策", STATUSES)
    st.checkbox("計画のKPI")
    st.text_area("計画書の文", SENTENCE)
    with st.expander("目標のくわしい項目"):
        pairs = st.grid(2, min_column_width=200)
        for n in range(10):
            with pairs.cell():
                st.text_input(f"くわしい{n}")
        st.markdown("**途中の年度の目標**")
        rows("途中")
    with st.expander("変更前の目標、内訳、参考値、市の評価"):
        for title in ("変更前の目標", "内訳", "参考値", "市の評価"):
            st.markdown(f"**{title}**")
            rows(title)
    with st.expander("そのほかの項目"):
        st.multiselect("ほかの施策", STATUSES)
        for n in range(2):
            st.checkbox(f"印{n}")
        for n in range(4):
            st.text_area(f"文{n}")
        for n in range(5):
            st.selectbox(f"そのほかの選択{n}", STATUSES)
        for n in range(13):
            st.text_input(f"そのほか{n}")


def rows(name: str) -> None:
    """A table to type into, and its button."""
    with st.form(name, border=False):
        st.data_editor(pd.DataFrame({"年度": [""], "値": [""]}), num_rows="dynamic")
        st.form_submit_button("下書きに入れる")


st.set_page_config(layout="wide")
opened = st.Page(indicator, title="指標")
listed = st.Page(kpi, title="指標 (KPI)")
planned = st.Page(plan, title="計画")
looked_at = [
    st.Page(overview, title="概要"),
    st.Page(brief, title="本部会議用"),
    listed,
    st.Page(realisation, title="職員のDX推進実感率"),
    st.Page(schedule, title="工程表"),
    planned,
    st.Page(department, title="私の課"),
    st.Page(compare, title="団体比較"),
]
written = [
    st.Page(upload, title="実績の登録"),
    st.Page(survey, title="アンケート取込"),
    st.Page(returns, title="提出状況"),
    st.Page(changes, title="変更履歴"),
]
collected = [
    st.Page(round_, title="年度の取りまとめ", url_path="round"),
    st.Page(review, title="提出の確認"),
    st.Page(start, title="計画をはじめる"),
    st.Page(edit, title="計画の編集"),
    st.Page(accounts, title="利用者と権限"),
]
known = st.Page(using, title="使い方", url_path="help")
page = st.navigation(
    [st.Page(home, default=True), *looked_at, *written, *collected, known, opened],
    position="hidden",
)

with st.sidebar:
    st.caption("見る")
    for link in looked_at:
        st.page_link(link)
    st.caption("登録する")
    for link in written:
        st.page_link(link)
    st.caption("事務局")
    for link in collected:
        st.page_link(link)
    st.caption("知る")
    st.page_link(known)
    st.space()
    st.selectbox("言語 / Language", ["日本語", "English"])

page.run()
