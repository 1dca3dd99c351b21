"""What tells two surveys apart: why they cannot be compared, and what is lost where one takes the place of the other."""

from collections.abc import Iterable, Iterator

from dxkpi.findings import Finding, FiscalYear, make_finding
from dxkpi.plan import Survey, SurveyGroup
from dxkpi.plan.staff_survey import NOT_STATED, SurveyAspect
from dxkpi.wording.language import _

_SHOWN = 8


def changes(before: Survey, now: Survey) -> tuple[str, ...]:
    """What makes two surveys incomparable, in words."""
    words = {
        SurveyAspect.QUESTION: _("the question"),
        SurveyAspect.CHOICES: _("the choices"),
        SurveyAspect.COUNTED: _("what counts as felt"),
    }
    return tuple(words[aspect] for aspect in before.differing_aspects(now))


def replacement_findings(
    before: Survey | None, now: Survey, fiscal_year: int
) -> Iterator[Finding]:
    """What is told where a survey takes the place of another of the same year: other counts, and what is there no more."""
    if before is None:
        return
    if _counts(before) != _counts(now):
        yield make_finding("survey_again", year=FiscalYear(fiscal_year, era_only=True))
    if gone := tuple(_gone(before, now)):
        yield make_finding("survey_parts_gone", what=_(", ").join(gone))


def _counts(survey: Survey) -> tuple[object, ...]:
    """What somebody who has two surveys could subtract, in whatever order it stands."""
    kinds = (survey.departments, survey.positions, survey.ages)
    groups = (
        {frozenset(group.names): (group.answers, group.positive) for group in kind}
        for kind in kinds
    )
    return survey.tally, survey.excluded, survey.blanks, *groups


def _gone(before: Survey, now: Survey) -> Iterator[str]:
    """The parts of a survey that another has not, in words."""
    words = {
        "positions": _("By position"),
        "ages": _("By age"),
        "departments": _("By section"),
    }
    for kind, whole in words.items():
        had, has = _named(getattr(before, kind)), _named(getattr(now, kind))
        missing = [name for name in had if name not in has and name != NOT_STATED]
        if had and not has:
            yield whole
        elif missing:
            yield _(", ").join(missing[:_SHOWN]) + (
                "…" if len(missing) > _SHOWN else ""
            )
    staff = {
        name
        for name, group in _named(now.departments).items()
        if group.invited is not None
    }
    if any(
        group.invited is not None and name not in staff
        for name, group in _named(before.departments).items()
    ):
        yield _("Staff asked in each section")
    if before.invited is not None and now.invited is None:
        yield _("Staff asked in all")


def _named(groups: Iterable[SurveyGroup]) -> dict[str, SurveyGroup]:
    return {name: group for group in groups for name in group.names}
