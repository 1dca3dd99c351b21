"""The samples: what somebody looks at who has no plan yet."""

import typer

from dxkpi import fiscal
from dxkpi.actions import StatedPurpose
from dxkpi.cli.console import app, fail, open_store, say
from dxkpi.cli.language import _
from dxkpi.cli.plans import load
from dxkpi.cli.return_intake import Intake
from dxkpi.cli.submitted_return import Outcome, say_return
from dxkpi.settings import PLANS, SAMPLES
from dxkpi.workbook.reader import WorkbookReader

_INVENTED_CITY = "999997"


@app.command(
    help=_(
        "Load the samples: five real plans, and an invented city with its plans and a "
        "return."
    )
)
def demo() -> None:
    had_samples = _has_samples()
    plans = [*sorted(PLANS.glob("*.yaml")), *sorted(SAMPLES.glob("*.yaml"))]
    load(plans, only_new=True)
    if not had_samples:
        _register_sample_return()
    say(_("The dashboard shows them: dxkpi serve"))


def _has_samples() -> bool:
    """Whether the samples were loaded before. A store that others use ends the program:
    plans are not taken out of it again.
    """
    with open_store() as store:
        cities = {listed.city.code for listed in store.listed_plans()}
    if cities and _INVENTED_CITY not in cities:
        fail(
            _(
                "Nothing was loaded: the store holds plans of others, and samples do not "
                "belong beside them. Set DXKPI_DATA to an empty folder to look at the "
                "samples."
            )
        )
    return _INVENTED_CITY in cities


def _register_sample_return() -> None:
    """Hand in the form that the invented city filled in, as its people would."""
    year = fiscal.last_closed_year(fiscal.today())
    stated = StatedPurpose(
        _INVENTED_CITY, None, None, chosen_year=year, year_is_assumed=True
    )
    with open_store() as store, WorkbookReader() as reader:
        intake = Intake(store, reader, stated, confirmed=(), dry_run=False)
        for form in sorted(SAMPLES.glob("*-提出済み.xlsx")):
            taken = intake.take_in(form)
            if taken.outcome is not Outcome.REGISTERED:
                say_return(taken)
                raise typer.Exit(taken.outcome.exit_code or 1)
            say(_("Registered: {file}", file=form.name))
