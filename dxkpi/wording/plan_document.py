"""Problems of a plan document in words for its author."""

import re
from collections.abc import Mapping

from dxkpi.findings import FiscalYear, Month
from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    Position,
    ProblemCode,
    ProblemFact,
    SheetCell,
    WrittenValue,
)
from dxkpi.wording.field_headings import place_in_headings, with_headings
from dxkpi.wording.language import Language, mark

_SENTENCES: dict[ProblemCode, str] = {
    ProblemCode.NO_FILE: mark("The file does not exist."),
    ProblemCode.IS_FOLDER: mark("This is a folder, not a file."),
    ProblemCode.NOT_PERMITTED: mark("The file may not be opened."),
    ProblemCode.CANNOT_OPEN: mark("The file cannot be opened: {reason}."),
    ProblemCode.TOO_LARGE: mark("The file is larger than 2 MB; a plan is far smaller."),
    ProblemCode.NOT_UTF8: mark("The file is not UTF-8 text."),
    ProblemCode.NO_PLAN: mark("The file holds no plan."),
    ProblemCode.UNREADABLE_CHARACTER: mark(
        "U+{code:04X} is a character that cannot be read."
    ),
    ProblemCode.NESTED_TOO_DEEPLY: mark("Lists and fields are nested too deeply."),
    ProblemCode.NOT_YAML: mark("This is not YAML or JSON."),
    ProblemCode.NOT_YAML_AT: mark(
        "This is not YAML or JSON (column {column}); check "
        "indentation, colons, quotes and brackets."
    ),
    ProblemCode.ANCHOR: mark(
        "Anchors and aliases (& and *) are not supported; write the text out."
    ),
    ProblemCode.TAG: mark("Tags (!) are not supported; write the value without one."),
    ProblemCode.FIELD_NAME_IS_GROUP: mark(
        "A list or a group of fields cannot be the name of a field."
    ),
    ProblemCode.FIELD_TWICE: mark("“{key}” stands here a second time."),
    ProblemCode.NOT_A_LITERAL: mark("“{text}” must be null, true or false here."),
    ProblemCode.NOT_A_NUMBER: mark("“{text}” is not a number that can be read."),
    ProblemCode.REFUSED: mark("“{field}” cannot be {input}."),
    ProblemCode.MISSING: mark("“{field}” is missing."),
    ProblemCode.EXTRA_FORBIDDEN: mark("“{field}” is not a field of the plan document."),
    ProblemCode.STRING_TYPE: mark(
        "“{field}” must be text, not {input}. Put numbers in quotes."
    ),
    ProblemCode.STRING_UNICODE: mark(
        "“{field}” holds a character that cannot be stored."
    ),
    ProblemCode.INT_TYPE: mark("“{field}” must be a whole number, not {input}."),
    ProblemCode.BOOL_TYPE: mark("“{field}” must be true or false, not {input}."),
    ProblemCode.DECIMAL_TYPE: mark("“{field}” must be a number, not {input}."),
    ProblemCode.DECIMAL_PARSING: mark("“{field}” must be a number, not {input}."),
    ProblemCode.DECIMAL_MAX_DIGITS: mark(
        "“{field}” has more digits than a figure can have."
    ),
    ProblemCode.FINITE_NUMBER: mark("“{field}” must be a number, not {input}."),
    ProblemCode.ENUM: mark("“{field}” is {input}; it can be {expected} ({words})."),
    ProblemCode.TUPLE_TYPE: mark("“{field}” must be a list (write [] for none)."),
    ProblemCode.DICT_TYPE: mark(
        "“{field}” must be a list of years and figures (write {{}} for none)."
    ),
    ProblemCode.MODEL_ATTRIBUTES_TYPE: mark(
        "“{field}” must hold further fields, not {input}."
    ),
    ProblemCode.GREATER_THAN_EQUAL: mark(
        "“{field}” is {input}; it must be at least {ge}."
    ),
    ProblemCode.LESS_THAN_EQUAL: mark("“{field}” is {input}; it must be at most {le}."),
    ProblemCode.TEXT_TOO_LONG: mark(
        "“{field}” is longer than {longest} characters. Shorten it."
    ),
    ProblemCode.STRING_PATTERN_MISMATCH: mark(
        '“{field}” is {input}; write a month as "2026-03".'
    ),
    ProblemCode.AS_OF: mark('“{field}” is {input}; write a month as "2026-03".'),
    ProblemCode.BLANK_TEXT: mark(
        "“{field}” is blank; write null where the plan says nothing."
    ),
    ProblemCode.UNSTORABLE_CHARACTER: mark(
        "“{field}” holds a character that cannot be stored ({code})."
    ),
    ProblemCode.MUNICIPAL_CODE: mark(
        "“{field}” is {input}; a municipal code has six digits."
    ),
    ProblemCode.MUNICIPAL_CODE_CHECK: mark(
        "“{field}” is {input}; its check digit should be {expected}."
    ),
    ProblemCode.PLAN_ID: mark(
        "“{field}” is {input}; write small letters, digits and hyphens, as in dx-2026."
    ),
    ProblemCode.FOLLOWS_ITSELF: mark("“follows” names the plan itself."),
    ProblemCode.LINK_TO_ITSELF: mark(
        "“{field}” names the plan itself; write the id of another plan."
    ),
    ProblemCode.CONTINUES_NOTHING: mark(
        "“continues” does not say of which plan. Write its id as “plan”, or say in "
        "“follows” which plan this one follows."
    ),
    ProblemCode.SHARED_ACTUALS: mark(
        "The indicator has its figures in another plan (“shares”); it can have no "
        "“actuals” here. Leave out the one or the other."
    ),
    ProblemCode.BECOMES_ITSELF: mark("“became” names the department itself."),
    ProblemCode.DEPARTMENT_ORDER: mark("The department ends before it begins."),
    ProblemCode.DEPARTMENT_OR_DEPARTMENTS: mark(
        "The indicator has “department” and “departments”; write one of both."
    ),
    ProblemCode.MUNICIPAL_CODE_MEANT: mark(
        "“{field}” is {input}; a municipal code has six digits. Probably meant: {meant}."
    ),
    ProblemCode.NO_SUCH_PREFECTURE: mark(
        "“code” is {code}, but a municipal code begins with the number of a prefecture, "
        "01 to 47. If the municipality is invented, write “fictional: true”."
    ),
    ProblemCode.OTHER_PREFECTURE: mark(
        "“prefecture” is “{input}”, but code {code} is one of {prefecture}. Correct the "
        "one that is wrong."
    ),
    ProblemCode.OTHER_PLACE: mark(
        "Code {code} is {place}, and {name} has code {right} (official list of {date}). "
        "Correct the code or the name."
    ),
    ProblemCode.DAY_OF_YEAR: mark(
        "“{field}” is {input}, which is no day of every year. Write it as 09-30 or 9月30日."
    ),
    ProblemCode.NOT_A_YEAR: mark(
        "“{field}” is {input}; write a fiscal year such as 2026, R8 or 令和8年度."
    ),
    ProblemCode.NO_SUCH_STAGE: mark(
        "“{field}” is {input}, which is none of the stages {stages}."
    ),
    ProblemCode.FIGURE_UNIT: mark(
        "“{field}” is {input}, but the unit of the indicator is {unit}. Write the "
        "figure in that unit, or mend “unit”."
    ),
    ProblemCode.CODE_READ_AS: mark(
        "“{field}” was read as {read}. Put it in quotes, so that no other program "
        "loses the zero before it."
    ),
    ProblemCode.YEAR_READ_AS: mark(
        "“{field}” is {input} and was read as {read}. Write the fiscal year (年度) if "
        "another is meant."
    ),
    ProblemCode.COMMENT_LOST: mark(
        "“{field}” ends before “{comment}”: # with a space before it begins a comment, "
        "and the rest of the line is lost. If it belongs to the text, put the whole "
        "text in quotes: {whole}. If it is a comment, write two spaces before # "
        "and one behind it."
    ),
    ProblemCode.PERIOD_ORDER: mark("The plan's first fiscal year lies after its last."),
    ProblemCode.FORMER_YEARS: mark("“before” needs the former “start” or “end”."),
    ProblemCode.SURVEY_CHOICES: mark(
        "“counted” must name choices of “tally”, and none may be in “excluded” as well."
    ),
    ProblemCode.SURVEY_EMPTY: mark("“survey” holds no answer, so there is no rate."),
    ProblemCode.SURVEY_GROUPS: mark(
        "The groups of the survey do not add up to its answers."
    ),
    ProblemCode.SURVEY_GROUPS_TWICE: mark(
        "Two groups of the survey have the same name. Put them together."
    ),
    ProblemCode.SURVEY_SMALL_GROUP: mark(
        "A group of the survey has fewer than {least} answers, which would "
        "tell what single people think. Put small groups together."
    ),
    ProblemCode.SURVEY_COUNTS: mark(
        "More answers than staff asked, or more that felt it than answered."
    ),
    ProblemCode.SURVEY_FIGURE: mark("“value” is not the rate of the survey beside it."),
    ProblemCode.COUNTS_BOTH: mark(
        "A share has two counts: write both “numerator” and “denominator”, or neither."
    ),
    ProblemCode.COUNTS_OF_NOTHING: mark(
        "“denominator” must be more than 0: there is no share of nothing."
    ),
    ProblemCode.COUNTS_WITHOUT_VALUE: mark(
        "“numerator” and “denominator” make the figure of a share (%): leave out "
        "“missing”, or check “unit”."
    ),
    ProblemCode.COUNTS_BESIDE_SURVEY: mark(
        "The survey has counts of its own: leave out “numerator” and “denominator”."
    ),
    ProblemCode.COUNTS_OF_SHARE: mark(
        "“counts” are those of a share: “unit” must be %, 割 or the like."
    ),
    ProblemCode.COUNTS_UNDESCRIBED: mark(
        "Figures have “numerator” and “denominator”: say in “counts” of the indicator what "
        "they are of, and give it a share as its “unit” (%)."
    ),
    ProblemCode.COUNTS_FIGURE: mark(
        "“value” {value} is not the share of {numerator} in {denominator}, which is {share}: "
        "correct one of the three, or leave “value” out."
    ),
    ProblemCode.REPORT_EMPTY: mark(
        "The report says nothing: give “state”, or a text (“done”, “results”, "
        "“difficulties”, “next_steps”)."
    ),
    ProblemCode.MARK_EMPTY: mark("The mark says nothing: give “mark”, “text” or both."),
    ProblemCode.DECISION_SUBJECTS: mark(
        "The decision is about an indicator or about a measure, not both."
    ),
    ProblemCode.DECISION_INITIATIVE: mark(
        "The decision names an initiative without its measure."
    ),
    ProblemCode.DECISION_UNTIL: mark(
        "The decision is to be carried out (“until”) before it was made (“decided”)."
    ),
    ProblemCode.SCHEDULE_ORDER: mark("The schedule entry starts after it ends."),
    ProblemCode.MILESTONE_SPAN: mark(
        "A milestone must start and end in the same year."
    ),
    ProblemCode.DEADLINE_YEAR: mark("A deadline needs its year in “end”."),
    ProblemCode.AS_OF_YEAR: mark(
        "“as_of” {as_of} lies in fiscal year {year}, not in the one given beside it."
    ),
    ProblemCode.MISSING_BESIDE_VALUE: mark(
        "A reason for a missing figure (“missing”) stands beside a figure; remove one."
    ),
    ProblemCode.APPROXIMATE_NOTHING: mark(
        "“approximate” is true, but there is no figure."
    ),
    ProblemCode.REACH_NEEDS: mark(
        "A target to reach (rule: reach) needs “value” and “fiscal_year”."
    ),
    ProblemCode.KEEP_NEEDS: mark(
        "A falling figure to keep (rule: keep, direction: lower) needs “value”."
    ),
    ProblemCode.COMPARATOR_ALONE: mark("A “comparator” needs a “value”."),
    ProblemCode.DO_IS_YES_NO: mark("Rule “do” needs value_type: yes_no."),
    ProblemCode.YES_NO_RULE: mark(
        "A yes/no indicator can have the rules “keep” and “do” only."
    ),
    ProblemCode.STAGES_KIND: mark(
        "“stages” belongs to an indicator of stages: write “value_type: stage”, or leave "
        "“value_type” out."
    ),
    ProblemCode.STAGES_FEW: mark(
        "An indicator of stages needs “stages”, at least two, from the first to the last."
    ),
    ProblemCode.STAGE_TWICE: mark("Two of the “stages” have the same name."),
    ProblemCode.STAGE_IS_NUMBER: mark(
        "One of the “stages” is a mere number. Give it a name that cannot be taken for "
        "its place in the row."
    ),
    ProblemCode.STAGE_GOES_UP: mark(
        "Stages are a state (aggregation: point), and go up from the first to the last "
        "(direction: higher). Turn their order round where the plan counts down."
    ),
    ProblemCode.STAGE_UNIT: mark("Stages have neither “unit” nor “decimals”."),
    ProblemCode.STAGE_RULE: mark(
        "An indicator of stages can have the rules “reach” and “keep” only, with a stage "
        "as “value”."
    ),
    ProblemCode.STAGE_VALUE: mark(
        "A figure of this indicator is none of its “stages”. Write the name of the stage."
    ),
    ProblemCode.REALISATION_IS_NUMBER: mark(
        "An indicator with the role “realisation” needs value_type: number."
    ),
    ProblemCode.BASELINE_LATE: mark(
        "The baseline's fiscal year must lie before the target's."
    ),
    ProblemCode.DIRECTION: mark(
        "The target is worse than the baseline by “direction”. If the figure is to be "
        "kept at that level, write “rule: keep”. If the plan aims lower on purpose, "
        "write its reason as “worse_because” in the target. Otherwise correct the "
        "figures or “direction”."
    ),
    ProblemCode.RANGE_BOUNDS: mark(
        "A target between two bounds (45～55, 2.0±0.2) is a range: write “rule: range”."
    ),
    ProblemCode.RANGE_NEEDS: mark(
        "A range (rule: range) needs “low” and “high”, or “value” and “tolerance”; "
        "45～55 and 2.0±0.2 in “value” are understood."
    ),
    ProblemCode.RANGE_ORDER: mark("“low” of the range is not below “high”."),
    ProblemCode.RANGE_ALONE: mark(
        "A range (rule: range) has no “comparator”, “yearly” or “stretch” beside its bounds."
    ),
    ProblemCode.TEXT_BESIDE_VALUE: mark(
        "“text” of the target stands in place of a figure. Beside “value” leave it out; the "
        "plan's sentence belongs into “quote”."
    ),
    ProblemCode.STRETCH_NEEDS: mark(
        "“stretch” is a second, higher aim: the target needs a “value” beside it."
    ),
    ProblemCode.STRETCH_LOWER: mark(
        "“stretch” is a second, higher aim, but no better than “value”. Correct the "
        "figures or “direction”."
    ),
    ProblemCode.BASELINE_YEAR: mark(
        "The year of the baseline is unknown, so the path would start at the end of the "
        "year before the plan: write “first_fiscal_year” of the plan, or the year of the "
        "baseline."
    ),
    ProblemCode.CALENDAR_AND_DAY: mark(
        "“calendar” and “counted_on” exclude each other: a figure is of a whole year or of "
        "one day. Leave one of them out."
    ),
    ProblemCode.PUBLISHED_NEEDS: mark(
        "“published” needs “month” (when the figure comes out), or “every” and “since” "
        "(every how many years there is one)."
    ),
    ProblemCode.PUBLISHED_EVERY: mark(
        "“every” and “since” of “published” belong together: every 2 years since 2023."
    ),
    ProblemCode.GRADING_NEEDS: mark(
        "“grading” needs “profile” (a named one) or “bands” of its own."
    ),
    ProblemCode.GRADING_REST: mark(
        "The last grade of “bands” takes all the rest and has no bound; every other has "
        "“at_least” or “more_than”."
    ),
    ProblemCode.GRADING_ORDER: mark(
        "The bounds of “bands” must go down from grade to grade, the best first."
    ),
    ProblemCode.GRADING_TWO_BOUNDS: mark(
        "A grade of “bands” has “at_least” or “more_than”, not both."
    ),
    ProblemCode.SINCE_OF_TOTAL: mark("“since” belongs to a total (rule: total)."),
    ProblemCode.TOTAL_NEEDS: mark(
        "A total (rule: total) needs “value”, and its first and last year as “since” "
        "and “fiscal_year” where they are not those of the plan."
    ),
    ProblemCode.TOTAL_ORDER: mark("“since” of the total lies after “fiscal_year”."),
    ProblemCode.TOTAL_YEARLY: mark(
        "A total (rule: total) has no “yearly”. Write what each year is to bring as an "
        "indicator of its own."
    ),
    ProblemCode.TOTAL_AGGREGATION: mark(
        "A total (rule: total) is summed from the figures of the years (aggregation: "
        "annual) or read from a running total (aggregation: cumulative). Write which."
    ),
    ProblemCode.WORSE_REACH: mark(
        "“worse_because” belongs to a target to reach (rule: reach)."
    ),
    ProblemCode.WORSE_NEEDLESS: mark(
        "“worse_because” is given, but the target is not worse than the baseline."
    ),
    ProblemCode.COMPARATOR_DIRECTION: mark("“comparator” disagrees with “direction”."),
    ProblemCode.FORMER_NOTHING: mark(
        "An entry of “former_targets” needs what was before: “target”, “baseline” or "
        "“direction”."
    ),
    ProblemCode.FORMER_WHY: mark(
        "An entry of “former_targets” needs the day of the decision and its reason "
        "(“decided”, “reason”), or what was wrong (“correction”)."
    ),
    ProblemCode.FORMER_BOTH: mark(
        "An entry of “former_targets” is either a revision (“decided”, “by”, “reason”, "
        "“judged_from”) or the correction of a slip (“correction”), not both."
    ),
    ProblemCode.FORMER_ORDER: mark(
        "“former_targets” begins with the earliest change; a later one was decided "
        "before the one above it."
    ),
    ProblemCode.YES_NO_VALUE: mark(
        "The figure of a yes/no indicator is 1 (yes) or 0 (no)."
    ),
    ProblemCode.DEPARTMENT_TWICE: mark("Department {key} stands here twice."),
    ProblemCode.POLICY_TWICE: mark("Policy number {key} is used twice."),
    ProblemCode.MEASURE_TWICE: mark("Measure number {key} is used twice."),
    ProblemCode.INITIATIVE_TWICE: mark(
        "Initiative number {key} is used twice in this measure."
    ),
    ProblemCode.INDICATOR_TWICE: mark("Indicator code {key} is used twice."),
    ProblemCode.ROLE_TWICE: mark("Two indicators have the role {key}."),
    ProblemCode.ACTUAL_TWICE: mark("Fiscal year {key} has two actuals."),
    ProblemCode.REFERENCE_TWICE: mark(
        "This series has two figures for fiscal year {key}."
    ),
    ProblemCode.REPORT_TWICE: mark("Fiscal year {key} has two reports."),
    ProblemCode.MARK_TWICE: mark(
        "Fiscal year {key} has two marks by the same judge. Put them together."
    ),
    ProblemCode.DECISION_TWICE: mark(
        "Decision {key} occurs twice. Give each a number of its own."
    ),
    ProblemCode.NO_SUCH_POLICY: mark("There is no policy {key} in this plan."),
    ProblemCode.NO_SUCH_MEASURE: mark("There is no measure {key} in this plan."),
    ProblemCode.NO_SUCH_INITIATIVE: mark(
        "There is no initiative {key} in this measure."
    ),
    ProblemCode.NO_SUCH_INDICATOR: mark("There is no indicator {key} in this plan."),
    ProblemCode.PART_OF_ITSELF: mark(
        "“part_of” leads back to the indicator itself. Name the one above it (KGI)."
    ),
    ProblemCode.ALSO_IN_OWN: mark(
        "“also_in” names measure {key}, which is the indicator's own. Name the others only."
    ),
    ProblemCode.PART_ALONE: mark(
        "A single part is no part: “parts” needs two or more, or the indicator has the "
        "figures itself."
    ),
    ProblemCode.FIGURES_OF_PARTS: mark(
        "“{name}” cannot stand beside “parts”: write it in each part."
    ),
    ProblemCode.OTHER_POLICY: mark("Measure {measure} belongs to policy {policy}."),
}

_BESIDE_FIELDS: dict[ProblemCode, str] = {
    ProblemCode.ENUM: mark("“{field}” is {input}; it can be {words}."),
    ProblemCode.STRING_TYPE: mark("“{field}” must be text, not {input}."),
    ProblemCode.BOOL_TYPE: mark("“{field}” must be ○ or ×, not {input}."),
    ProblemCode.TUPLE_TYPE: mark("“{field}” must be a list."),
    ProblemCode.DICT_TYPE: mark("“{field}” must be years with their figures."),
    ProblemCode.BLANK_TEXT: mark("“{field}” is blank. Fill it in."),
    ProblemCode.CODE_READ_AS: mark("“{field}” was read as {read}."),
    ProblemCode.POLICY_TWICE: mark(
        "Policy number {key} is used twice. Give one of both another number."
    ),
    ProblemCode.MEASURE_TWICE: mark(
        "Measure number {key} is used twice. Give one of both another number."
    ),
    ProblemCode.INITIATIVE_TWICE: mark(
        "Initiative number {key} is used twice in this measure. Give one of both another "
        "number."
    ),
    ProblemCode.INDICATOR_TWICE: mark(
        "Indicator code {key} is used twice. Give one of both another code."
    ),
    ProblemCode.NO_SUCH_POLICY: mark(
        "There is no policy {key} in this plan. Correct the number, or add the policy."
    ),
    ProblemCode.NO_SUCH_MEASURE: mark(
        "There is no measure {key} in this plan. Correct the number, or add the measure."
    ),
    ProblemCode.NO_SUCH_INITIATIVE: mark(
        "There is no initiative {key} in this measure. Correct the number, or add the "
        "initiative."
    ),
    ProblemCode.NO_SUCH_INDICATOR: mark(
        "There is no indicator {key} in this plan. Correct the code, or add the indicator."
    ),
}
"""The same for cells and screens, where nobody writes as in a text file."""

_WRITTEN_VALUES = {
    WrittenValue.GROUP_OF_FIELDS: mark("a group of fields"),
    WrittenValue.LIST: mark("a list"),
    WrittenValue.NO_UNIT: mark("empty"),
}

# Control characters, what ends a line, and halves of characters
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def placed_problem_text(problem: DocumentProblem, language: Language) -> str:
    """What is wrong, with its file and line, its sheet and cell, or its place."""
    message = problem_text(problem, language)
    return placed_text(problem.file, problem.position, message, language)


def placed_text(file: str, position: Position, message: str, language: Language) -> str:
    """A message about something in a document, with where that is."""
    _ = language.gettext
    match position:
        case int():
            text = _(
                "{file}, line {line}: {message}",
                file=file,
                line=position,
                message=message,
            )
        case SheetCell():
            text = _(
                "{file}, sheet “{sheet}”, cell {cell}: {message}",
                file=file,
                sheet=position.sheet,
                cell=position.name,
                message=message,
            )
        case ():
            text = message
        case _:
            text = _(
                "{place}: {message}",
                place=place_text(position, language),
                message=message,
            )
    return printable(text)


def place_text(place: Location, language: Language) -> str:
    """A place by the names of its fields: indicators 3 › target › value."""
    if language is Language.JAPANESE:
        return place_in_headings(place)
    steps: list[str] = []
    for part in place:
        if isinstance(part, int) and steps:
            steps[-1] = f"{steps[-1]} {part + 1}"
        else:
            steps.append(str(part))
    return " › ".join(steps)


def problem_text(problem: DocumentProblem, language: Language) -> str:
    """What is wrong, in one line that can be printed whatever the file holds.

    Of a file that people read as text, fields have the names that stand there; of cells
    and screens, in Japanese, those of their columns.
    """
    facts = {name: _fact(fact, language) for name, fact in problem.facts.items()}
    if isinstance(problem.position, int):
        return printable(language.gettext(_SENTENCES[problem.code], **facts))
    sentence = _BESIDE_FIELDS.get(problem.code, _SENTENCES[problem.code])
    if language is not Language.JAPANESE:
        return printable(language.gettext(sentence, **facts))
    return printable(_with_headings(sentence, facts, problem.place))


_OF_FIELDS = ("field", "name")
"""Facts that are names of fields."""


def _with_headings(
    sentence: str, facts: Mapping[str, str | int], place: Location
) -> str:
    """The sentence in Japanese with the headings of fields; what people wrote stays."""
    quotes = {
        name: fact
        for name, fact in facts.items()
        if isinstance(fact, str) and name not in _OF_FIELDS
    }
    tokens = {name: chr(_FIRST_TOKEN + n) for n, name in enumerate(quotes)}
    text = with_headings(
        Language.JAPANESE.gettext(sentence, **(dict(facts) | tokens)), place
    )
    for name, token in tokens.items():
        text = text.replace(token, _EMPTY_INPUT.get(quotes[name], quotes[name]))
    return text


_FIRST_TOKEN = 0xE000
"""Characters that no text has stand for what people wrote, while fields get their names."""

_EMPTY_INPUT = {"null": "空欄"}


def printable(text: str) -> str:
    """A text in one line, whatever characters the file holds."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _fact(fact: ProblemFact, language: Language) -> str | int:
    if isinstance(fact, WrittenValue):
        return language.gettext(_WRITTEN_VALUES[fact])
    if isinstance(fact, FiscalYear):
        return language.year_in_both_calendars(fact.year)
    if isinstance(fact, Month):
        return language.month(fact.as_of)
    return fact
