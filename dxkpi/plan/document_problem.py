"""What is wrong in a plan document: a code, its position and place, the facts; no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dxkpi.findings import FiscalYear, Month

Location = tuple[str | int, ...]
"""The names and numbers that lead to a value: ("indicators", 0, "target", "value")."""


class ProblemCode(StrEnum):
    """The kinds of problems; `dxkpi.wording.plan_document` has a sentence for each."""

    # the file
    NO_FILE = "no_file"
    IS_FOLDER = "is_folder"
    NOT_PERMITTED = "not_permitted"
    CANNOT_OPEN = "cannot_open"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NO_PLAN = "no_plan"

    # YAML
    UNREADABLE_CHARACTER = "unreadable_character"
    NESTED_TOO_DEEPLY = "nested_too_deeply"
    NOT_YAML = "not_yaml"
    NOT_YAML_AT = "not_yaml_at"
    ANCHOR = "anchor"
    TAG = "tag"
    FIELD_NAME_IS_GROUP = "field_name_is_group"
    FIELD_TWICE = "field_twice"
    NOT_A_LITERAL = "not_a_literal"
    NOT_A_NUMBER = "not_a_number"

    # a field by itself, by pydantic's names
    MISSING = "missing"
    EXTRA_FORBIDDEN = "extra_forbidden"
    STRING_TYPE = "string_type"
    STRING_UNICODE = "string_unicode"
    INT_TYPE = "int_type"
    BOOL_TYPE = "bool_type"
    DECIMAL_TYPE = "decimal_type"
    DECIMAL_PARSING = "decimal_parsing"
    DECIMAL_MAX_DIGITS = "decimal_max_digits"
    FINITE_NUMBER = "finite_number"
    ENUM = "enum"
    TUPLE_TYPE = "tuple_type"
    DICT_TYPE = "dict_type"
    MODEL_ATTRIBUTES_TYPE = "model_attributes_type"
    GREATER_THAN_EQUAL = "greater_than_equal"
    LESS_THAN_EQUAL = "less_than_equal"
    STRING_PATTERN_MISMATCH = "string_pattern_mismatch"
    REFUSED = "refused"

    # a field by itself, by our own rules
    AS_OF = "as_of"
    BLANK_TEXT = "blank_text"
    UNSTORABLE_CHARACTER = "unstorable_character"
    MUNICIPAL_CODE = "municipal_code"
    MUNICIPAL_CODE_MEANT = "municipal_code_meant"
    MUNICIPAL_CODE_CHECK = "municipal_code_check"
    PLAN_ID = "plan_id"
    DAY_OF_YEAR = "day_of_year"
    TEXT_TOO_LONG = "text_too_long"
    NOT_A_YEAR = "not_a_year"
    FIGURE_UNIT = "figure_unit"
    NO_SUCH_STAGE = "no_such_stage"

    # told of a field, which is read
    CODE_READ_AS = "code_read_as"
    YEAR_READ_AS = "year_read_as"
    COMMENT_LOST = "comment_lost"

    # fields of one object
    PERIOD_ORDER = "period_order"
    FOLLOWS_ITSELF = "follows_itself"
    LINK_TO_ITSELF = "link_to_itself"
    CONTINUES_NOTHING = "continues_nothing"
    SHARED_ACTUALS = "shared_actuals"
    BECOMES_ITSELF = "becomes_itself"
    DEPARTMENT_ORDER = "department_order"
    DEPARTMENT_OR_DEPARTMENTS = "department_or_departments"
    FORMER_YEARS = "former_years"
    SURVEY_CHOICES = "survey_choices"
    SURVEY_EMPTY = "survey_empty"
    SURVEY_GROUPS = "survey_groups"
    SURVEY_GROUPS_TWICE = "survey_groups_twice"
    SURVEY_SMALL_GROUP = "survey_small_group"
    SURVEY_COUNTS = "survey_counts"
    SURVEY_FIGURE = "survey_figure"
    COUNTS_BOTH = "counts_both"
    COUNTS_OF_NOTHING = "counts_of_nothing"
    COUNTS_WITHOUT_VALUE = "counts_without_value"
    COUNTS_BESIDE_SURVEY = "counts_beside_survey"
    COUNTS_OF_SHARE = "counts_of_share"
    COUNTS_UNDESCRIBED = "counts_undescribed"
    COUNTS_FIGURE = "counts_figure"
    REPORT_EMPTY = "report_empty"
    MARK_EMPTY = "mark_empty"
    DECISION_SUBJECTS = "decision_subjects"
    DECISION_INITIATIVE = "decision_initiative"
    DECISION_UNTIL = "decision_until"
    SCHEDULE_ORDER = "schedule_order"
    MILESTONE_SPAN = "milestone_span"
    DEADLINE_YEAR = "deadline_year"
    AS_OF_YEAR = "as_of_year"
    MISSING_BESIDE_VALUE = "missing_beside_value"
    APPROXIMATE_NOTHING = "approximate_nothing"
    REACH_NEEDS = "reach_needs"
    KEEP_NEEDS = "keep_needs"
    RANGE_BOUNDS = "range_bounds"
    RANGE_NEEDS = "range_needs"
    RANGE_ORDER = "range_order"
    RANGE_ALONE = "range_alone"
    TEXT_BESIDE_VALUE = "text_beside_value"
    STRETCH_NEEDS = "stretch_needs"
    STRETCH_LOWER = "stretch_lower"
    BASELINE_YEAR = "baseline_year"
    COMPARATOR_ALONE = "comparator_alone"
    DO_IS_YES_NO = "do_is_yes_no"
    YES_NO_RULE = "yes_no_rule"
    YES_NO_VALUE = "yes_no_value"
    STAGES_KIND = "stages_kind"
    STAGES_FEW = "stages_few"
    STAGE_TWICE = "stage_twice"
    STAGE_IS_NUMBER = "stage_is_number"
    STAGE_GOES_UP = "stage_goes_up"
    STAGE_UNIT = "stage_unit"
    STAGE_RULE = "stage_rule"
    STAGE_VALUE = "stage_value"
    CALENDAR_AND_DAY = "calendar_and_day"
    REALISATION_IS_NUMBER = "realisation_is_number"
    BASELINE_LATE = "baseline_late"
    DIRECTION = "direction"
    SINCE_OF_TOTAL = "since_of_total"
    TOTAL_NEEDS = "total_needs"
    TOTAL_ORDER = "total_order"
    TOTAL_YEARLY = "total_yearly"
    TOTAL_AGGREGATION = "total_aggregation"
    PUBLISHED_NEEDS = "published_needs"
    PUBLISHED_EVERY = "published_every"
    GRADING_NEEDS = "grading_needs"
    GRADING_REST = "grading_rest"
    GRADING_ORDER = "grading_order"
    GRADING_TWO_BOUNDS = "grading_two_bounds"
    WORSE_REACH = "worse_reach"
    WORSE_NEEDLESS = "worse_needless"
    COMPARATOR_DIRECTION = "comparator_direction"
    FORMER_NOTHING = "former_nothing"
    FORMER_WHY = "former_why"
    FORMER_BOTH = "former_both"
    FORMER_ORDER = "former_order"
    PART_ALONE = "part_alone"
    FIGURES_OF_PARTS = "figures_of_parts"

    # the municipality and the official list of places
    NO_SUCH_PREFECTURE = "no_such_prefecture"
    OTHER_PREFECTURE = "other_prefecture"
    OTHER_PLACE = "other_place"

    # several objects
    DEPARTMENT_TWICE = "department_twice"
    POLICY_TWICE = "policy_twice"
    MEASURE_TWICE = "measure_twice"
    INITIATIVE_TWICE = "initiative_twice"
    INDICATOR_TWICE = "indicator_twice"
    ROLE_TWICE = "role_twice"
    ACTUAL_TWICE = "actual_twice"
    REFERENCE_TWICE = "reference_twice"
    REPORT_TWICE = "report_twice"
    MARK_TWICE = "mark_twice"
    DECISION_TWICE = "decision_twice"
    NO_SUCH_POLICY = "no_such_policy"
    NO_SUCH_MEASURE = "no_such_measure"
    NO_SUCH_INITIATIVE = "no_such_initiative"
    NO_SUCH_INDICATOR = "no_such_indicator"
    PART_OF_ITSELF = "part_of_itself"
    ALSO_IN_OWN = "also_in_own"
    OTHER_POLICY = "other_policy"


class WrittenValue(StrEnum):
    """What stands in a field, where it cannot be quoted."""

    GROUP_OF_FIELDS = "group_of_fields"
    LIST = "list"
    NO_UNIT = "no_unit"


ProblemFact = str | int | WrittenValue | FiscalYear | Month
ProblemFacts = Mapping[str, ProblemFact]


@dataclass(frozen=True, order=True)
class SheetCell:
    """A cell of a workbook, such as B7 of its second sheet."""

    sheet_number: int
    """The place of its sheet among the sheets, from 1."""
    row: int
    column: int
    sheet: str
    name: str
    """B7"""


Position = int | SheetCell | Location
"""Where in a document something stands: a line of a file, a cell of a workbook, or only
the place of a value that was typed on a screen.
"""


def position_order(position: Position) -> tuple[int, ...]:
    """By this problems are sorted: by lines or cells, else as they were reported."""
    match position:
        case int():
            return (position,)
        case SheetCell():
            return (position.sheet_number, position.row, position.column)
        case _:
            return ()


def position_name(position: Position) -> str:
    """A position without words, for programs: 12, 指標!B7, indicators.0.name."""
    match position:
        case int():
            return str(position)
        case SheetCell():
            return f"{position.sheet}!{position.name}"
        case _:
            return ".".join(str(part) for part in position)


@dataclass(frozen=True)
class DocumentProblem:
    """Something wrong in a plan document. Equal problems of one position are one."""

    file: str
    position: Position
    code: ProblemCode
    facts: ProblemFacts = field(default_factory=dict)
    place: Location = field(default=(), compare=False)

    @property
    def line(self) -> int:
        """Its line; 0 where the document has no lines."""
        return self.position if isinstance(self.position, int) else 0

    def __hash__(self) -> int:
        return hash((self.file, self.position, self.code))


class UnreadablePlan(ValueError):
    """A plan document with problems; `problems` holds all of them, in their order."""

    def __init__(self, problems: Sequence[DocumentProblem]) -> None:
        places = (
            f"{at.file}:{position_name(at.position)}: {at.code}" for at in problems
        )
        super().__init__("\n".join(places))
        self.problems = tuple(problems)
