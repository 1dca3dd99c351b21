"""The target ledger in words: what changed, when, by whom, why, and what the first target
would say.
"""

from collections.abc import Iterator

from dxkpi.plan import FormerTarget, Indicator
from dxkpi.plan.ledger import before_change
from dxkpi.rules import TargetRevision
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.plan_summary import RevisedTargets
from dxkpi.wording import glossary
from dxkpi.wording.figures import exact_figure_text
from dxkpi.wording.judgement import verdict_text
from dxkpi.wording.language import Language
from dxkpi.wording.parts import listed_parts, texts_of_part_indicators, texts_of_parts
from dxkpi.wording.targets import goal_text


def promise_changes(
    before: Indicator, after: Indicator, former: FormerTarget, language: Language
) -> Iterator[str]:
    """What a change made of each thing that `former` says was another: 目標 75.0%（令和9年度） →
    70.0%（令和9年度）.
    """
    if former.target is not None:
        name = glossary.field_label("target", language)
        yield _change(
            name, promise_text(before, language), promise_text(after, language)
        )
    if former.baseline is not None:
        name = glossary.field_label("baseline", language)
        yield _change(
            name, _baseline_text(before, language), _baseline_text(after, language)
        )
    if former.direction is not None:
        name = glossary.field_label("direction", language)
        old = glossary.term_label(before.direction, language)
        yield _change(name, old, glossary.term_label(after.direction, language))


def promise_text(indicator: Indicator, language: Language) -> str:
    """A target with its deadline and its yearly targets; － where there is none."""
    if indicator.parts:
        texts = texts_of_part_indicators(indicator, lambda i: promise_text(i, language))
        return listed_parts(texts, language)
    goal, target = goal_text(indicator, language), indicator.target
    if target is None or goal is None:
        return "－"
    details = []
    if target.fiscal_year is not None:
        details.append(language.fiscal_year(target.fiscal_year))
    for year, value in sorted(target.yearly.items()):
        figure = exact_figure_text(indicator, value, language)
        details.append(f"{language.short_year(year)} {figure}")
    return _with_details(goal, details, language)


def change_text(former: FormerTarget, language: Language) -> str:
    """Why a promise was changed: revised when, by whom and why, or what slip was mended."""
    _ = language.gettext
    if former.decided is None:
        return _("slip corrected: {what}", what=former.correction)
    day = language.month(former.decided)
    if former.by is None:
        return _("revised {day}: {reason}", day=day, reason=former.reason)
    return _(
        "revised {day} by {who}: {reason}",
        day=day,
        who=former.by,
        reason=former.reason,
    )


def change_kind(former: FormerTarget, language: Language) -> str:
    """Whether a target was revised or a slip corrected, in a word."""
    _ = language.gettext
    return (
        _("target revised") if former.is_revision else _("slip in the target corrected")
    )


def former_text(
    former: FormerTarget, indicator: Indicator | None, language: Language
) -> str:
    """What stood before a change; plain figures where the plan has the indicator no more."""
    parts = []
    if indicator is None:
        for figure in (former.target, former.baseline):
            if figure is not None and figure.value is not None:
                parts.append(str(figure.value))
        return language.listed(parts)
    before = before_change(indicator, former)
    if former.target is not None:
        parts.append(promise_text(before, language))
    if former.baseline is not None:
        name = glossary.field_label("baseline", language)
        parts.append(f"{name} {_baseline_text(before, language)}")
    if former.direction is not None:
        parts.append(glossary.term_label(former.direction, language))
    return language.listed(parts)


def revision_note(revision: TargetRevision, language: Language) -> str:
    """A revision in one line: when, what it was and became, who decided it and why."""
    _ = language.gettext
    former = revision.former
    changes = promise_changes(revision.before, revision.after, former, language)
    why = filter(None, (former.by, former.reason))
    return _(
        "{day}: {changes} ({why})",
        day=language.month(former.decided or ""),
        changes=language.listed(changes),
        why=language.listed(why),
    )


def original_text(judgement: Judgement, language: Language) -> str:
    """What the first target would say of the year; empty where it still counts."""
    _ = language.gettext
    original = judgement.by_original
    if original is None:
        return ""
    if judgement.parts:
        texts = texts_of_parts(judgement, lambda part: original_text(part, language))
        return language.sentences(
            _("{part}: {text}", part=name, text=text) for name, text in texts if text
        )
    return _(
        "By the first target, {goal}: {status}.",
        goal=promise_text(original.indicator, language),
        status=verdict_text(original, language),
    )


def revised_targets_text(revised: RevisedTargets, language: Language) -> str:
    """How many targets were revised and what the first ones would say; empty for none."""
    _, ngettext = language.gettext, language.ngettext
    if not revised.count:
        return ""
    parts = []
    if revised.lowered:
        parts.append(
            ngettext("{n} target lowered", "{n} targets lowered", revised.lowered)
        )
    if revised.raised:
        parts.append(
            ngettext("{n} target raised", "{n} targets raised", revised.raised)
        )
    if revised.changed:
        parts.append(
            ngettext(
                "{n} target changed otherwise",
                "{n} targets changed otherwise",
                revised.changed,
            )
        )
    parts.append(
        ngettext(
            "{n} would be behind by its first target",
            "{n} would be behind by their first targets",
            revised.behind_by_original,
        )
    )
    return language.listed(parts)


def _baseline_text(indicator: Indicator, language: Language) -> str:
    baseline = indicator.baseline
    if baseline is None:
        return "－"
    figure = exact_figure_text(indicator, baseline.value, language)
    return _with_details(figure, [language.fiscal_year(baseline.fiscal_year)], language)


def _with_details(text: str, details: list[str], language: Language) -> str:
    if not details:
        return text
    return language.gettext(
        "{text} ({details})", text=text, details=language.listed(details)
    )


def _change(name: str, old: str, new: str) -> str:
    return f"{name} {old} → {new}"
