"""What a field means that several groups of the plan document have alike."""

from dxkpi.wording.document_notes.note import FieldNote
from dxkpi.wording.language import mark

OWN_MARKS = FieldNote(
    mark("What the city itself judged of it, year by year."),
    "[{fiscal_year: R7, by: 本部評価, mark: ○, text: 計画どおり。}]",
)
YEARLY_REPORTS = FieldNote(
    mark("What was done each year, what it brought and what comes next."),
    "[{fiscal_year: R7, state: 実施中, done: 窓口3か所で始めた。}]",
)
NUMERATOR = FieldNote(
    mark("The first count of a share: how many of these there are."), "163"
)
DENOMINATOR = FieldNote(mark("The second count of a share: of how many."), "182")
APPROXIMATE = FieldNote(mark("True for an approximate figure (約, 概ね)."), "true")
DAY_OF_FIGURE = FieldNote(
    mark("The month or day of the figure, in that fiscal year."), "2027-03"
)
