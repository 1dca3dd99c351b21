"""使い方, the words of the field, Japanese and English."""

from dxkpi.wording.language import mark

WORDS = (
    (
        "計画",
        mark("plan"),
        mark(
            "A municipality may have several. Unless chosen, the one in force is shown."
        ),
    ),
    ("基本方針", mark("policy"), mark("A pillar of the plan.")),
    ("施策", mark("measure"), mark("What is done under a policy.")),
    ("取組", mark("initiative"), mark("A concrete activity of a measure.")),
    (
        "期待される効果",
        mark("expected effects"),
        mark("What a measure should bring about."),
    ),
    ("指標", mark("indicator"), mark("A figure that is followed (KPI).")),
    (
        "計画のKPI",
        mark("official"),
        mark("An indicator that the plan itself sets. Others are followed beside it."),
    ),
    ("担当課", mark("department"), mark("Whose a measure or an indicator is.")),
    (
        "工程",
        mark("schedule"),
        mark("Periods, milestones and deadlines over the fiscal years."),
    ),
    (
        "推定",
        mark("inferred"),
        mark(
            "Read from the layout of the plan, not stated in words. The reason is given."
        ),
    ),
    (
        "実感率",
        mark("realisation rate"),
        mark("The share of staff who feel that DX has made their work better."),
    ),
    (
        "判定の区分",
        mark("grading profile"),
        mark("From which pace on a city gives which grade."),
    ),
    (
        "年度",
        mark("fiscal year"),
        mark("April to March. March 2026 lies in FY2025."),
    ),
    (
        "自治体",
        mark("municipality"),
        mark("Known by its six-digit code; so are prefectures, 区 and 広域連合."),
    ),
    (
        "確定",
        mark("final"),
        mark(
            "What the secretariat has confirmed; without a review what is registered. "
            "Viewers see this, and read on each page that newer returns wait."
        ),
    ),
    (
        "公表",
        mark("released"),
        mark(
            "A year as it was made public. Whoever has not signed in sees this and its day; "
            "where it was corrected, why (修正公表)."
        ),
    ),
    (
        "事務局",
        mark("secretariat"),
        mark("The section that runs the yearly cycle (デジタル推進課)."),
    ),
    (
        "本部会議",
        mark("board meeting"),
        mark("The DX推進本部: mayor, deputy mayor and department heads."),
    ),
)
