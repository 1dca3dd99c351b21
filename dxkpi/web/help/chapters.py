"""使い方: the page's chapters in their order, and those that are tables of fixed text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from dxkpi.plan import NationalItem
from dxkpi.rules import Profile
from dxkpi.settings import settings
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, strong
from dxkpi.web.common.opened_view import profile_in_view
from dxkpi.web.help.blocks import Block, explained_terms, joined_lines
from dxkpi.web.help.example import example_chapter
from dxkpi.web.help.judgements import judgements_chapter, reasons_chapter, rules_chapter
from dxkpi.web.help.texts.chart_marks import MARKS
from dxkpi.web.help.texts.plan_steps import PLAN_STEPS
from dxkpi.web.help.texts.return_steps import READ, RETURN
from dxkpi.web.help.texts.screens import SCREENS
from dxkpi.web.help.texts.survey_steps import SURVEY
from dxkpi.web.help.texts.tasks import OPERATION, TASKS
from dxkpi.web.help.texts.terms import WORDS
from dxkpi.web.help.texts.yearly_cycle import CYCLE
from dxkpi.wording.glossary import term_glyph, term_label
from dxkpi.wording.language import Language, mark


@dataclass(frozen=True)
class Chapter:
    """A card of the page: its anchor, its title, and what it says under a grading profile."""

    anchor: str
    title: str
    blocks: Callable[[Profile], tuple[Block, ...]]


def show_contents() -> None:
    """The page's name, and its chapters as links."""
    title = _("How to use")
    st.set_page_config(page_title=f"{title} – dxkpi")
    st.title(title, anchor=False)
    links = [f"[{_(chapter.title)}](#{chapter.anchor})" for chapter in CHAPTERS]
    st.markdown(SEPARATOR.join(links))


def show_chapters() -> None:
    """Everything there is to say, a card each."""
    with st.container(key="handbook"):  # its columns on paper are in print.css
        grid = st.grid(2, min_column_width=420, border=True)
    for chapter in CHAPTERS:
        with grid.cell():
            st.header(_(chapter.title), anchor=chapter.anchor)
            _show_blocks(chapter)


def _show_blocks(chapter: Chapter) -> None:
    title = _(chapter.title)
    blocks = _written(
        chapter, current_language(), profile_in_view(), settings().smallest_group
    )
    for block in blocks:
        if isinstance(block, str):
            st.markdown(block)
        else:
            st.table(block, border="horizontal", hide_index=True, alt=title)


@lru_cache(maxsize=64)
def _written(
    chapter: Chapter, _language: Language, profile: Profile, _smallest_group: int
) -> tuple[Block, ...]:
    """A chapter's blocks, kept for each language and setting that they depend on."""
    return chapter.blocks(profile)


def _translated(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(_(term), _(meaning)) for term, meaning in rows]


def _screens(_profile: Profile) -> tuple[Block, ...]:
    rows = _translated(SCREENS)
    return (explained_terms(_("Screen"), _("What it answers"), rows),)


def _numbers(_profile: Profile) -> tuple[Block, ...]:
    rows = [
        (_("Baseline"), _("Where the indicator starts, by the plan."), ""),
        (_("Target"), _("What the plan promises, and by when."), ""),
        (_("Actual"), _("What was reached at the end of the fiscal year."), ""),
        (
            _("Preliminary, final"),
            _(
                "Where the secretariat reviews a year, a figure is preliminary until it "
                "is confirmed; then it is final, and changes only as a correction with "
                "its reason. The line above a page's name says it once for all figures; "
                "where some are final and some are not, the fewer of them say so. "
                "Without a review nothing is said: what is registered is final."
            ),
            "",
        ),
        (
            _("Expected"),
            _(
                "What should be reached by the end of a year: the year's "
                "own target if the plan gives one, else the value "
                "on the path from the baseline through the points on the way to the target."
            ),
            _("baseline + (target − baseline) × years gone ÷ all years"),
        ),
        (
            _("Pace"),
            _(
                "How much of the expected way is done. 100% is exactly as "
                "planned. Up to the deadline this is judged."
            ),
            _("(actual − baseline) ÷ (expected − baseline)"),
        ),
        (
            _("Progress rate"),
            _(
                "How much of the whole way is done: 0% at the start, 100% at the target."
            ),
            _("(actual − baseline) ÷ (target − baseline)"),
        ),
        (
            _("Achievement rate"),
            _(
                "The actual as a share of the target. It contains the "
                "starting point, so it is no measure of progress."
            ),
            _("actual ÷ target"),
        ),
    ]
    explained = []
    for name, meaning, formula in rows:
        explained.append(
            (name, joined_lines(meaning, strong(formula) if formula else ""))
        )
    return (explained_terms(_("Number"), _("Meaning and formula"), explained),)


def _cycle(_profile: Profile) -> tuple[Block, ...]:
    rows = [
        (_(when), joined_lines(strong(_(who)), _(what))) for when, who, what in CYCLE
    ]
    return (explained_terms(_("When"), _("Who does what"), rows),)


def _return(_profile: Profile) -> tuple[Block, ...]:
    steps = explained_terms(_("Step"), _("What happens"), _translated(RETURN))
    cells = explained_terms(
        _("Cell or file"), _("What is read and what is not"), _translated(READ)
    )
    return steps, cells


def _survey(_profile: Profile) -> tuple[Block, ...]:
    smallest = settings().smallest_group
    rows = [(_(step), _(what, n=smallest)) for step, what in SURVEY]
    return (explained_terms(_("Step"), _("What happens"), rows),)


def _plan(_profile: Profile) -> tuple[Block, ...]:
    steps = _translated(PLAN_STEPS)
    return (explained_terms(_("Step"), _("What happens"), steps),)


def _tasks(_profile: Profile) -> tuple[Block, ...]:
    tasks = explained_terms(_("To do"), _("How"), _translated(TASKS))
    operation = explained_terms(
        _("For those who run it"), _("How"), _translated(OPERATION)
    )
    return tasks, operation


def _marks(_profile: Profile) -> tuple[Block, ...]:
    rows = _translated(MARKS)
    where = _("in the plan and the schedule")
    for item in NationalItem:
        label = term_label(item, current_language())
        rows.append((f"{term_glyph(item)} {where}", label))
    return (explained_terms(_("Mark"), _("Meaning"), rows),)


def _words(_profile: Profile) -> tuple[Block, ...]:
    in_japanese = current_language() is Language.JAPANESE
    rows = []
    for word, english, meaning in WORDS:
        term = word if in_japanese else f"{word} {_(english)}"
        rows.append((term, _(meaning)))
    return (explained_terms(_("Word"), _("Meaning"), rows),)


CHAPTERS = (
    Chapter("screens", mark("Which screen answers what"), _screens),
    Chapter("numbers", mark("The numbers and their formulas"), _numbers),
    Chapter("example", mark("An example"), example_chapter),
    Chapter("rules", mark("The kinds of targets"), rules_chapter),
    Chapter("judgements", mark("The judgements"), judgements_chapter),
    Chapter("reasons", mark("What decides a judgement"), reasons_chapter),
    Chapter("cycle", mark("Who does what when"), _cycle),
    Chapter("return", mark("Handing in the year's figures"), _return),
    Chapter("survey", mark("Taking in the staff survey"), _survey),
    Chapter("plan", mark("Bringing in and editing a plan"), _plan),
    Chapter("tasks", mark("Printing, saving, sharing"), _tasks),
    Chapter("marks", mark("Marks in the charts"), _marks),
    Chapter("words", mark("The words"), _words),
)
