"""Figures that a rule of conditional formatting hides, strikes through or colours."""

import pytest

from dxkpi.returns.filled_form import CellLook
from tests.support.looking_cells import figure_cell, workbook_with_figure

WHITE = '<dxf><font><color rgb="FFFFFFFF"/></font></dxf>'
NOTHING = '<dxf><numFmt numFmtId="170" formatCode=";;;"/></dxf>'
STRUCK = "<dxf><font><strike/></font></dxf>"
RED = '<dxf><font><color rgb="FFFF0000"/></font></dxf>'
WHITE_ON_BLUE = (
    '<dxf><font><color theme="0"/></font><fill><patternFill><bgColor rgb="FF1F4E79"/>'
    "</patternFill></fill></dxf>"
)
BLACK = '<dxf><font><color rgb="FF000000"/></font></dxf>'


def rule(kind: str, *formulas: str, area: str = "C2:C9", priority: int = 1) -> str:
    texts = "".join(f"<formula>{formula}</formula>" for formula in formulas)
    return (
        f'<conditionalFormatting sqref="{area}"><cfRule {kind} dxfId="0" '
        f'priority="{priority}">{texts}</cfRule></conditionalFormatting>'
    )


def look(rules: str, style: str = WHITE, figure: str = "25") -> CellLook:
    content = workbook_with_figure(figure, rules=rules, rule_styles=style)
    return figure_cell(content).look


TRUE_FOR_25 = [
    rule('type="cellIs" operator="equal"', "25"),
    rule('type="cellIs" operator="between"', "20", "30"),
    rule('type="cellIs" operator="greaterThan"', "-1"),
    rule('type="expression"', "TRUE"),
    rule('type="expression"', "C2=25"),
    rule('type="expression"', "$C2&gt;=20"),
    rule('type="expression"', 'AND(A2="K01",NOT(ISBLANK(C2)))'),
    rule('type="expression"', 'D2=""'),
    rule('type="expression"', "LEN(TRIM(F2))=0"),
    rule('type="expression"', "C1&lt;&gt;0", area="C1:C9"),
    rule('type="notContainsErrors"', "NOT(ISERROR(C2))"),
]
FALSE_FOR_25 = [
    rule('type="cellIs" operator="equal"', "0"),
    rule('type="cellIs" operator="notBetween"', "20", "30"),
    rule('type="expression"', "C2=0"),
    rule('type="expression"', "OR(ISBLANK(C2),C2=0)"),
    rule('type="containsBlanks"', "LEN(TRIM(C2))=0"),
    rule('type="containsErrors"', "ISERROR(C2)"),
    rule('type="cellIs" operator="equal"', "25", area="D2:D9"),
]
BEYOND_RECKONING = [
    rule('type="expression"', "VLOOKUP(A2,Z:Z,1)=1"),
    rule('type="expression"', "設定!$A$1=1"),
    rule('type="duplicateValues"'),
]


@pytest.mark.parametrize("rules", TRUE_FOR_25)
def test_a_figure_that_a_rule_makes_white_is_hidden(rules: str) -> None:
    assert look(rules).is_hidden


@pytest.mark.parametrize("rules", FALSE_FOR_25)
def test_a_rule_that_is_not_true_hides_nothing(rules: str) -> None:
    assert look(rules) == CellLook()


@pytest.mark.parametrize("rules", BEYOND_RECKONING)
def test_a_rule_that_cannot_be_reckoned_may_hide_a_figure(rules: str) -> None:
    hidden = look(rules)
    assert (hidden.is_hidden, hidden.may_be_hidden) == (False, True)
    assert look(rules, RED) == CellLook()


@pytest.mark.parametrize(
    ("style", "hidden", "struck"),
    [
        (NOTHING, True, False),
        (STRUCK, False, True),
        (WHITE_ON_BLUE, False, False),
        (BLACK, False, False),
    ],
)
def test_what_the_style_of_a_rule_does_decides(
    style: str, hidden: bool, struck: bool
) -> None:
    changed = look(TRUE_FOR_25[0], style)
    assert (changed.is_hidden, changed.is_struck) == (hidden, struck)


def test_a_text_is_compared_as_a_text() -> None:
    rules = rule('type="containsText" operator="containsText" text="集計"', "1")
    assert look(rules, WHITE, "<t>集計中</t>").is_hidden
    assert not look(rules, WHITE, "<t>25</t>").is_hidden


def test_a_colour_of_a_rule_is_explained_as_any_other() -> None:
    content = workbook_with_figure(
        "25", rules=TRUE_FOR_25[0], rule_styles=RED, note="<t>赤字は見込み値</t>"
    )
    assert figure_cell(content).look.legend == "赤字は見込み値"


def test_rules_that_make_no_sense_change_nothing() -> None:
    for rules in (
        rule('type="expression"', "C2=", area="C2").replace("dxfId=", "x="),
        rule('type="expression"', "TRUE", area="nowhere"),
        rule('type="expression"', "TRUE").replace('dxfId="0"', 'dxfId="7"'),
    ):
        assert look(rules) == CellLook()
