"""The one table of who may do what: rights, and how far each role's reach."""

from collections.abc import Mapping
from enum import StrEnum

from dxkpi.store import Role


class Right(StrEnum):
    """Something that may be done or seen."""

    SEE_RELEASED = "see_released"
    SEE_CONFIRMED = "see_confirmed"
    SEE_REPORTED = "see_reported"
    SEE_ORIGINALS = "see_originals"  # the files that were handed in
    SEE_HISTORY = "see_history"
    REPORT = "report"
    WITHDRAW = "withdraw"
    REVIEW = "review"  # send back, confirm
    RUN_ROUND = "run_round"
    TAKE_SURVEY = "take_survey"
    RELEASE = "release"
    DECIDE = "decide"
    EDIT_PLAN = "edit_plan"
    MANAGE_ACCOUNTS = "manage_accounts"
    RESTORE = "restore"


class Reach(StrEnum):
    """How far a right reaches in the city of a role."""

    OWN_DEPARTMENT = "own_department"
    WHOLE_CITY = "whole_city"


RIGHTS: Mapping[Role, Mapping[Right, Reach]] = {
    Role.VISITOR: {Right.SEE_RELEASED: Reach.WHOLE_CITY},
    Role.VIEWER: {
        Right.SEE_RELEASED: Reach.WHOLE_CITY,
        Right.SEE_CONFIRMED: Reach.WHOLE_CITY,
    },
    Role.REPORTER: {
        Right.SEE_RELEASED: Reach.WHOLE_CITY,
        Right.SEE_CONFIRMED: Reach.WHOLE_CITY,
        Right.SEE_REPORTED: Reach.WHOLE_CITY,
        Right.SEE_HISTORY: Reach.WHOLE_CITY,
        Right.SEE_ORIGINALS: Reach.OWN_DEPARTMENT,
        Right.REPORT: Reach.OWN_DEPARTMENT,
        Right.WITHDRAW: Reach.OWN_DEPARTMENT,
    },
    Role.REVIEWER: {
        Right.SEE_RELEASED: Reach.WHOLE_CITY,
        Right.SEE_CONFIRMED: Reach.WHOLE_CITY,
        Right.SEE_REPORTED: Reach.WHOLE_CITY,
        Right.SEE_HISTORY: Reach.WHOLE_CITY,
        Right.SEE_ORIGINALS: Reach.WHOLE_CITY,
        Right.REPORT: Reach.WHOLE_CITY,
        Right.WITHDRAW: Reach.WHOLE_CITY,
        Right.REVIEW: Reach.WHOLE_CITY,
        Right.RUN_ROUND: Reach.WHOLE_CITY,
        Right.TAKE_SURVEY: Reach.WHOLE_CITY,
        Right.RELEASE: Reach.WHOLE_CITY,
        Right.DECIDE: Reach.WHOLE_CITY,
    },
    Role.AUTHOR: {
        Right.SEE_RELEASED: Reach.WHOLE_CITY,
        Right.SEE_CONFIRMED: Reach.WHOLE_CITY,
        Right.SEE_REPORTED: Reach.WHOLE_CITY,
        Right.SEE_HISTORY: Reach.WHOLE_CITY,
        Right.EDIT_PLAN: Reach.WHOLE_CITY,
    },
    Role.ADMIN: {
        Right.SEE_RELEASED: Reach.WHOLE_CITY,
        Right.SEE_CONFIRMED: Reach.WHOLE_CITY,
        Right.SEE_REPORTED: Reach.WHOLE_CITY,
        Right.SEE_HISTORY: Reach.WHOLE_CITY,
        Right.MANAGE_ACCOUNTS: Reach.WHOLE_CITY,
        Right.RESTORE: Reach.WHOLE_CITY,
    },
}
"""What each role may do in its city. The rights of several roles add up; everybody has a
visitor's, in every city.
"""


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that have a right, however far it reaches."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


SEEING = frozenset(
    {
        Right.SEE_RELEASED,
        Right.SEE_CONFIRMED,
        Right.SEE_REPORTED,
        Right.SEE_ORIGINALS,
        Right.SEE_HISTORY,
    }
)
"""The rights that change nothing."""
