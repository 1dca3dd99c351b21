"""What is said of an indicator's year, before it is a judgement."""

from typing import NamedTuple

from dxkpi.rules.judgement import Reason
from dxkpi.rules.profiles import Status


class Verdict(NamedTuple):
    """What is said of a year. `grade` is set where the status alone does not give it,
    `is_by_rate` where the profile's bands decided.
    """

    status: Status
    reason: Reason
    grade: str = ""
    is_by_rate: bool = False
