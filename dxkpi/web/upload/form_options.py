"""Whose form can be taken or typed, with what it asks for."""

from dxkpi import actions
from dxkpi.actions import Right
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.web.common import access
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.own_departments import departments_to_offer, reaches_whole_city
from dxkpi.web.common.view import View
from dxkpi.wording import glossary


def form_options(view: View) -> dict[str, str]:
    """What each form is called that the reader may hand in, by its department; all
    departments in one comes first.

    Whoever may report for none sees them all: he can fill one in for somebody else. Empty
    where the plan asks nothing of the reader's own.
    """
    options = view.worded(_form_options)
    if access.refusal_in_city(Right.REPORT, view.city.code) is not None:
        return options
    if reaches_whole_city(view, Right.REPORT):
        return options
    departments = [name for name in options if name != actions.EVERYONE]
    own = departments_to_offer(view, Right.REPORT, departments)
    return {name: options[name] for name in own}


def blank_form(view: View, department: str | None) -> ReturnForm:
    """What the form of a department (None: of the whole city) asks for.

    It is of no revision of the store and knows no progress, so it is not to be filled in.
    """
    return ReturnForm(
        view.plan,
        view.year,
        department,
        0,
        view.last_closed,
        register=view.register,
        today=view.today,
    )


def asked_text(form: ReturnForm) -> str:
    """How many figures and entries of the schedule a form asks for: 5指標・工程2件; of
    one that asks for neither how many initiatives it is about.
    """
    texts = []
    asked = len(form.asked_indicators)
    if asked:
        texts.append(ngettext("{n} indicator", "{n} indicators", asked))
    if form.schedule_entries:
        texts.append(
            ngettext(
                "{n} entry of the schedule",
                "{n} entries of the schedule",
                len(form.schedule_entries),
            )
        )
    if not texts and form.report_subjects:
        n = len(form.report_subjects)
        texts.append(ngettext("{n} initiative", "{n} initiatives", n))
    return current_language().listed(texts) or _("nothing")


def _form_options(view: View) -> dict[str, str]:
    departments = departments_asked(view.plan, view.register, view.year)
    whole_city = glossary.department_name(None, current_language())
    if departments:
        whole_city = _("all departments in one")
    options = {actions.EVERYONE: _option(view, None, whole_city)}
    for department in departments:
        options[department] = _option(view, department, department)
    return options


def _option(view: View, department: str | None, name: str) -> str:
    what = asked_text(blank_form(view, department))
    return _("{name} ({what})", name=name, what=what)
