"""What an edit of an indicator comes to, in a sentence over its form."""

from dxkpi.plan import Indicator
from dxkpi.rules.edited_years import EditedYear
from dxkpi.wording import glossary
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text


def edit_sentence(
    before: Indicator | None,
    after: Indicator,
    latest: EditedYear | None,
    language: Language,
) -> str:
    """What the edit does to the target, and to the judgement of the latest year with a
    figure (None: there is none). Empty while the edit does nothing to the indicator.
    """
    changes_verdict = latest is not None and latest.changes_verdict
    if before == after and not changes_verdict:
        return ""
    parts = (_target_part(before, after, language), _verdict_part(latest, language))
    return language.sentences(parts)


def _target_part(before: Indicator | None, after: Indicator, language: Language) -> str:
    """How the target changes; empty where it does not, or nothing was promised before."""
    _ = language.gettext
    old = None if before is None else goal_text(before, language)
    new = goal_text(after, language)
    if old is None or old == new:
        return ""
    if new is None:
        return _("The target of {old} is given up.", old=old)
    return _("The target changes from {old} to {new}.", old=old, new=new)


def _verdict_part(latest: EditedYear | None, language: Language) -> str:
    """What becomes of the judgement of a year."""
    _ = language.gettext
    if latest is None or latest.after is None:
        return _("There is no figure to judge yet.")
    year = language.fiscal_year(latest.fiscal_year)
    new = glossary.marked_label(latest.after.status, language)
    if latest.before is None:
        return _("{year} will be judged {new}.", year=year, new=new)
    old = glossary.marked_label(latest.before.status, language)
    if not latest.changes_verdict:
        return _("The judgement of {year} stays {old}.", year=year, old=old)
    return _(
        "The judgement of {year} turns from {old} to {new}.",
        year=year,
        old=old,
        new=new,
    )
