"""Why the store refused something: a fault and its facts.

The sentences are in `dxkpi.wording.store`.
"""

from collections.abc import Mapping
from enum import StrEnum


class StoreFault(StrEnum):
    """Why the store cannot be used, or why it stored nothing.

    Facts are named where there are any.
    """

    WRONG_ADDRESS = "wrong_address"
    NO_FOLDER = "no_folder"
    NOT_SET_UP = "not_set_up"
    NEWER = "newer"
    OLDER_LEVEL = "older_level"
    NEWER_LEVEL = "newer_level"  # store, code: the two levels
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"  # plans
    ROW_UNREADABLE = "row_unreadable"  # of no single plan
    LOCKED = "locked"
    NOT_WRITABLE = "not_writable"
    SENSELESS = "senseless"
    DISK_FULL = "disk_full"
    UNREACHABLE = "unreachable"
    OUT_OF_REACH = "out_of_reach"
    PLAN_GONE = "plan_gone"
    PLAN_TWICE = "plan_twice"
    CHANGED_SINCE_SEEN = "changed_since_seen"
    ALREADY_REGISTERED = "already_registered"  # number
    OVERTAKEN = "overtaken"
    DECISION_CHANGED = "decision_changed"
    NO_SUCH_REMARK = "no_such_remark"
    NO_ROUND = "no_round"  # year
    ROUND_IS_OPEN = "round_is_open"  # year
    RELEASE_NEEDS_REASON = "release_needs_reason"  # number
    NOTHING_TO_CORRECT = "nothing_to_correct"
    NO_RELEASE = "no_release"  # number
    ORIGINAL_ALTERED = "original_altered"  # number
    UNKNOWN_DRAFT = "unknown_draft"  # number
    DRAFT_ENDED = "draft_ended"  # number, when, who
    DRAFT_NOT_REGISTERED = "draft_not_registered"  # number
    UNKNOWN_RETURN = "unknown_return"  # number
    ALREADY_WITHDRAWN = "already_withdrawn"  # number, when, who
    NO_REASON = "no_reason"
    PLAN_IS_OVER = "plan_is_over"  # year
    IS_FINAL = "is_final"  # year
    UNKNOWN_ACCOUNT = "unknown_account"  # subject
    UNKNOWN_ROLE = "unknown_role"  # subject
    LAST_ADMINISTRATOR = "last_administrator"
    FILE_EXISTS = "file_exists"  # file
    FILE_UNWRITABLE = "file_unwritable"  # file
    FILE_UNREADABLE = "file_unreadable"  # file
    NOT_A_BACKUP = "not_a_backup"  # file
    BACKUP_DAMAGED = "backup_damaged"  # file
    OWN_FILE = "own_file"  # file


class StoreError(Exception):
    """The store cannot be used, or refuses something; then nothing was stored.

    `detail` is what the database itself said. With `connection_lost` it is worth asking
    again.
    """

    def __init__(
        self,
        fault: StoreFault,
        detail: str = "",
        *,
        connection_lost: bool = False,
        **facts: object,
    ) -> None:
        super().__init__(fault, facts)
        self.fault = fault
        self.facts: Mapping[str, object] = facts
        self.detail = detail
        self.connection_lost = connection_lost

    def __str__(self) -> str:
        """The fault and its facts, for logs; people see a sentence of `dxkpi.wording.store`."""
        return " ".join([self.fault.value, *map(str, self.facts.values())])
