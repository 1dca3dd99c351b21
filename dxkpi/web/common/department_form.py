"""What a department is asked for in the view's year, as its form would ask it."""

from dxkpi.returns import ReturnForm
from dxkpi.web.common.view import View


def department_form(view: View, department: str | None) -> ReturnForm:
    """The form of a department; None: of the whole city."""
    return ReturnForm(
        view.plan,
        view.year,
        department,
        view.listed.revision.number,
        view.last_closed,
        progress=view.progress(),
        register=view.register,
        today=view.today,
        deadlines=view.deadlines,
    )
