"""What a column of the plan book means, in the words of the plan document's reference."""

from dxkpi.plan.document_columns import BookRole, Column
from dxkpi.wording.field_help import field_meaning
from dxkpi.wording.language import mark
from dxkpi.workbook.form_language import FORM_LANGUAGE

_ = FORM_LANGUAGE.gettext

_ROLES: dict[BookRole, str] = {
    BookRole.KIND: mark("What the row is; choose from the list."),
    BookRole.POLICY: mark("The number of the policy that it belongs to."),
    BookRole.MEASURE: mark("The number of the measure that it belongs to."),
    BookRole.INITIATIVE: mark("The number of the initiative that it belongs to."),
    BookRole.INDICATOR: mark("The code of the indicator that it belongs to."),
    BookRole.DEPARTMENTS: mark(
        "The department that reports it, or several with 、 between; empty: those of the measure."
    ),
    BookRole.CONTENT: mark("The question, the choice or the group, as it is called."),
    BookRole.COUNT: mark("How many answered so."),
    BookRole.POSITIVE: mark(
        "○ for a choice that counts as felt; of a group, how many felt it."
    ),
    BookRole.INVITED: mark("How many of the group were asked."),
}


def column_meaning(column: Column) -> str:
    """What stands in a column, in a sentence or two; "" where there is nothing to say."""
    if column.role is not None:
        return _(_ROLES[column.role])
    return field_meaning(column, FORM_LANGUAGE)
