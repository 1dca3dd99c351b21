"""The departments for which the reader may do something: what a page offers him."""

from collections.abc import Sequence

from dxkpi import actions
from dxkpi.actions import Right
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.reader import actor_as_read


def reaches_whole_city(view: View, right: Right) -> bool:
    """Whether the reader has a right for all departments of the view's city."""
    return actions.may(cached.store(), actor_as_read(), right, view.city.code)


def departments_to_offer(
    view: View, right: Right, departments: Sequence[str]
) -> tuple[str, ...]:
    """Those of these departments for which the reader has a right."""
    return actions.departments_reached(
        cached.store(), actor_as_read(), right, view.city.code, departments
    )
