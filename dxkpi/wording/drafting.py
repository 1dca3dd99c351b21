"""What was read from a plan's own paper, in words: its kinds, how sure it is, its doubts."""

from dxkpi import fiscal
from dxkpi.drafting.proposal import Doubt, DoubtCode, ProposalKind, Sureness
from dxkpi.wording.language import Language, mark

_KINDS = {
    ProposalKind.ABOUT: mark("The plan itself"),
    ProposalKind.POLICY: mark("Policy"),
    ProposalKind.MEASURE: mark("Measure"),
    ProposalKind.INITIATIVE: mark("Initiative"),
    ProposalKind.INDICATOR: mark("Indicator"),
    ProposalKind.REFERENCE: mark("Figure without a target"),
    ProposalKind.SCHEDULE: mark("Schedule"),
    ProposalKind.DEPARTMENT: mark("Departments in charge"),
}

_SURENESS = {
    Sureness.SURE: mark("Read as it stands"),
    Sureness.CHECK: mark("Please check"),
}

_DOUBTS = {
    DoubtCode.NO_PARENT: mark(
        "The paper does not say under which policy or measure it stands. Choose it."
    ),
    DoubtCode.PARENT_BY_NAME: mark(
        "It was put under “{name}”, whose name is most alike. Check that it belongs there."
    ),
    DoubtCode.NAME_WRITTEN_OTHERWISE: mark(
        "Elsewhere the paper says “{name}”. Choose the right one."
    ),
    DoubtCode.ONLY_IN_TABLE: mark(
        "Only a table names it; no heading does. Compare the name with the paper."
    ),
    DoubtCode.NO_LABEL: mark(
        "Only its place and look say that it is one. Check whether it is."
    ),
    DoubtCode.YEAR_OF_PLAN: mark(
        "No year stands beside the target; the last year of the plan, {year}, was taken."
    ),
    DoubtCode.NO_YEAR: mark("No year stands beside the target. Write it."),
    DoubtCode.NO_FIGURE: mark(
        "The words say which way or what, but no figure. Check the rule."
    ),
    DoubtCode.UNIT_UNKNOWN: mark(
        "No unit is written; “{unit}” was taken from the name."
    ),
    DoubtCode.DIRECTION_UNKNOWN: mark(
        "By its name less is better. Check the direction."
    ),
    DoubtCode.BARS_WITHOUT_ENDS: mark(
        "The ends of the bar cannot be read; its years are inferred. Compare with the paper."
    ),
    DoubtCode.CELL_OF_PAGE: mark(
        "Bars of a printed page may have lost words or their initiative. Compare with the "
        "paper."
    ),
    DoubtCode.MARK_UNKNOWN: mark(
        "The paper does not say what “{sign}” beside the name means; it was not taken."
    ),
    DoubtCode.DEADLINE_IN_SENTENCE: mark(
        "A sentence says by when, no schedule does. Check whether it is a deadline of it."
    ),
    DoubtCode.YEAR_AMBIGUOUS: mark(
        "The paper says a year without 年度. Check whether it is the fiscal year {year}."
    ),
    DoubtCode.FIGURE_UNCLEAR: mark(
        "“{text}” can be read in several ways. Check the figure."
    ),
    DoubtCode.NO_UNIT: mark("No unit is written. Write it."),
    DoubtCode.BASELINE_YEAR_UNKNOWN: mark(
        "The paper does not say of which year the present figure is. Write the year."
    ),
    DoubtCode.RULE_BY_FIGURES: mark(
        "The target is met already, so it was read as a figure to keep. Check the rule."
    ),
    DoubtCode.NAME_FROM_ABOVE: mark(
        "The cell is empty; the name “{name}” of the row above was taken."
    ),
    DoubtCode.DEPARTMENT_FROM_ABOVE: mark(
        "The cell is empty; “{text}” of the row above was taken."
    ),
    DoubtCode.COLUMN_BY_CONTENTS: mark(
        "The heading “{column}” does not say what the column is; its contents do."
    ),
    DoubtCode.NOT_A_DEPARTMENT: mark(
        "“{text}” is not the name of a department. Choose which are meant, now or later."
    ),
    DoubtCode.PLACE_AMBIGUOUS: mark(
        "Several municipalities are called “{name}”. Choose the prefecture."
    ),
}


def proposal_kind_text(kind: ProposalKind, language: Language) -> str:
    """What a proposal would add: 施策, 指標."""
    return language.gettext(_KINDS[kind])


def sureness_text(sureness: Sureness, language: Language) -> str:
    """How sure a proposal is, in two or three words."""
    return language.gettext(_SURENESS[sureness])


def proposal_doubt_text(doubt: Doubt, language: Language) -> str:
    """Why somebody should look at a proposal, and what to do."""
    facts = dict(doubt.facts)
    year = facts.get("year", "")
    if year.isdecimal() and fiscal.FIRST_YEAR <= int(year) <= fiscal.LAST_YEAR:
        facts["year"] = language.fiscal_year(int(year))
    return language.gettext(_DOUBTS[doubt.code], **facts)
