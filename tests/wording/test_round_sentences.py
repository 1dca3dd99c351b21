"""How far a round is, in sentences, and the mails that remind of it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dxkpi.plan.round import Extension, ReportDeadlines
from dxkpi.returns.round_items import RoundItem
from dxkpi.returns.round_status import RoundProgress, round_progress
from dxkpi.wording.language import Language
from dxkpi.wording.reminders import Sender, department_reminder, reminder_to_all
from dxkpi.wording.round_sentences import (
    lane_text,
    reason_text,
    remaining_text,
    round_sentences,
    state_or_delay,
    steps_text,
)
from tests.support.standing_rounds import (
    DEADLINES,
    FIGURES,
    TODAY,
    decided,
    entries,
    example,
    items,
    noon,
    standing,
)

JAPANESE = Language.JAPANESE
SENDER = Sender(2025, TODAY, "デジタル推進課", "http://dx.example/upload")


def sentences(
    progress: RoundProgress,
    deadlines: ReportDeadlines = DEADLINES,
    today: date = TODAY,
    *,
    is_reviewed: bool = False,
) -> str:
    return "".join(
        round_sentences(progress, deadlines, today, JAPANESE, is_reviewed=is_reviewed)
    )


def test_the_verdict_names_who_is_late_and_what_there_is_time_for() -> None:
    assert sentences(example()) == (
        "5課のうち1課が提出しました。期限を過ぎたのは人事課の1件です。"
        "工程は5月29日までです。"
    )


def test_many_who_are_late_are_counted() -> None:
    late = round_progress([standing(name, items("--")) for name in "甲乙丙"])
    assert "期限を過ぎたのは3課で延べ6件です。" in sentences(late)


def test_of_two_who_are_late_each_counts_what_they_share() -> None:
    late = round_progress([standing(name, items("-")) for name in "甲乙"])
    assert "期限を過ぎたのは甲、乙で延べ2件です。" in sentences(late)


@pytest.mark.parametrize(
    ("progress", "is_reviewed", "text"),
    [
        (
            round_progress([standing("人事課", items("ii"))]),
            False,
            "1課すべてが提出しました。取りまとめは終わりです。",
        ),
        (
            round_progress([standing("人事課", items("cc"), is_reviewed=True)]),
            True,
            "1課すべてが確定しました。取りまとめは終わりです。",
        ),
        (
            RoundProgress(()),
            False,
            "この年度に、計画からお願いしていることはありません。",
        ),
    ],
)
def test_a_round_that_is_over_says_so(
    progress: RoundProgress, is_reviewed: bool, text: str
) -> None:
    assert sentences(progress, is_reviewed=is_reviewed) == text


def test_before_the_deadline_it_is_said_how_long_there_is_time() -> None:
    early = round_progress([standing("人事課", items("-"), today=FIGURES)])
    both = ReportDeadlines(FIGURES, FIGURES)
    assert sentences(early, both, FIGURES).endswith("期限は5月15日です。")
    assert sentences(early, DEADLINES, FIGURES).endswith("実績は5月15日までです。")


@pytest.mark.parametrize(
    ("things", "reviewed", "lane", "badge"),
    [
        ((items("--"),), False, "あと2件、5日超過", "! 5日超過"),
        ((entries("--"),), False, "様式未受取、工程だけ", "－ 様式未受取"),
        ((entries("i-"),), False, "一部 1/2", "△ 一部"),
        ((items("ii"), entries("i-")), False, "一部 3/4", "△ 一部"),
        ((items("ii"),), False, "提出", "● 提出"),
        ((items("ic"),), True, "確認待ち 1", "● 確認待ち"),
        ((items("bc"),), True, "差戻し 1", "↩ 差戻し"),
        ((items("cc"),), True, "確定", "■ 確定"),
    ],
)
def test_the_state_of_a_department_in_words(
    things: tuple[tuple[RoundItem, ...], ...], reviewed: bool, lane: str, badge: str
) -> None:
    one = standing("人事課", *things, is_reviewed=reviewed)
    assert lane_text(one, TODAY, JAPANESE) == lane
    assert state_or_delay(one, JAPANESE) == badge


def test_what_is_left_is_named_where_it_is_one_thing() -> None:
    assert remaining_text(standing("人事課", items("i-")), JAPANESE) == "figureの2"
    several = standing("人事課", items("--"), entries("-"))
    assert remaining_text(several, JAPANESE) == "実績2件、工程1件"
    sent_back = standing("人事課", items("bc"), is_reviewed=True)
    assert remaining_text(sent_back, JAPANESE) == "差戻し1件への回答"
    to_review = standing("人事課", items("iic"), is_reviewed=True)
    assert remaining_text(to_review, JAPANESE) == "2件の確認"


def test_what_is_known_tells_the_last_step_and_the_extension() -> None:
    later = Extension(department="人事課", until=date(2026, 6, 1), reason="異動のため")
    one = standing("人事課", items("-"), taken=noon(4, 20), extension=later)
    assert reason_text(one, JAPANESE) == (
        "4月20日に様式を受取（佐藤）、6月1日まで延長（異動のため）"
    )
    partly = standing("人事課", items("i-"), taken=noon(4, 20), handed_in=noon(5, 8))
    assert reason_text(partly, JAPANESE) == "5月8日に提出"
    assert steps_text(partly, JAPANESE) == "様式4月20日、提出5月8日"
    assert reason_text(standing("人事課", items("i-")), JAPANESE) == "ほかは登録済み"
    never = standing("人事課", items("--"))
    assert reason_text(never, JAPANESE) == "様式をまだ受け取っていない"
    assert steps_text(never, JAPANESE) == "－"


@pytest.mark.parametrize(
    ("states", "steps"),
    [
        ("ib", "提出5月8日、差戻し5月12日"),
        ("cb", "提出5月8日、差戻し5月12日"),
        ("ci", "提出5月8日"),
        ("cc", "提出5月8日、確定5月12日"),
        ("c-", "提出5月8日、確定5月12日"),
    ],
)
def test_what_was_sent_back_or_made_final_is_a_step(states: str, steps: str) -> None:
    things = decided(items(states), noon(5, 12))
    one = standing("人事課", things, handed_in=noon(5, 8), is_reviewed=True)
    assert steps_text(one, JAPANESE) == steps


def test_a_department_is_reminded_of_what_is_late_and_of_what_comes() -> None:
    one = standing("人事課", items("i-"), entries("-"), taken=noon(4, 20))
    mail = department_reminder(one, SENDER, JAPANESE)
    assert mail.subject == "令和7年度の実績報告の提出について"
    assert mail.text == (
        "人事課　御中\n\n"
        "令和7年度の実績報告の期限（5月15日）が過ぎました。次のものを、"
        "できるだけ早く提出してください。\n・figureの2\n\n"
        "令和7年度の実績報告として、次のものを5月29日までに提出してください。\n"
        "・entryの1\n\n"
        "様式の受取りと提出：http://dx.example/upload\n"
        "問い合わせ先：デジタル推進課"
    )


def test_all_that_are_missing_are_listed_with_their_days() -> None:
    mail = reminder_to_all(example().missing, SENDER, JAPANESE)
    assert "・人事課　実績1件（5月15日まで、5日超過）" in mail.text
    assert "・総務課　工程1件（5月29日まで）" in mail.text
    assert "市民課" not in mail.text
    without_days = standing("人事課", items("-", deadline=None))
    nothing_set = Sender(2025, TODAY)
    text = reminder_to_all([without_days], nothing_set, JAPANESE).text
    assert "・人事課　実績1件\n" in text


def test_the_mail_program_gets_the_text_unless_it_is_too_long() -> None:
    short = department_reminder(
        standing("課", items("-")), Sender(2025, TODAY), JAPANESE
    )
    query = parse_qs(urlsplit(short.mail_address).query)
    assert short.holds_text
    assert query["body"] == [short.text.replace("\n", "\r\n")]
    many = standing("課", items("-" * 30), entries("-" * 30))
    long = department_reminder(many, SENDER, JAPANESE)
    assert not long.holds_text
    assert len(long.mail_address) < 400
    assert "・ほか18件" in long.text


@pytest.mark.parametrize(
    ("deadline", "lane"),
    [(date(2026, 5, 19), "2 left, 1 day over"), (FIGURES, "2 left, 5 days over")],
)
def test_days_are_counted_as_english_counts_them(deadline: date, lane: str) -> None:
    one = standing("人事課", items("--", deadline=deadline))
    assert lane_text(one, TODAY, Language.ENGLISH) == lane
