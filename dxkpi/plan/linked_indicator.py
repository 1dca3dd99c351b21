"""What an indicator has to do with one of another plan of the same city.

It goes on from one of the former plan, or it is one that another plan has as well, and
whose figures are kept there.
"""

from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Key, PlanId, Text


class FormerIndicator(SQLModel):
    """The indicator that one goes on from. `plan` None: that of the plan that is followed.

    `break_because` is why the years before and after cannot be compared; None: they can.
    """

    model_config = VALUE
    plan: PlanId | None = OPTIONAL
    code: Key
    break_because: Text | None = OPTIONAL


class SharedIndicator(SQLModel):
    """The same indicator in another plan of the city: its figures are entered there."""

    model_config = VALUE
    plan: PlanId
    code: Key
