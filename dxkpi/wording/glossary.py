"""The glossary in code: what each identifier is called on screen, and its mark.

Labels are English messages here and Japanese in the catalogue. A status keeps one glyph
on screen, in charts, files and print, so that colour never stands alone.
"""

from enum import StrEnum

from dxkpi import fiscal
from dxkpi.wording.language import Language, mark

_LABELS = {
    # how an indicator stands
    "achieved": mark("achieved"),
    "on_track": mark("on track"),
    "mostly_on_track": mark("mostly on track"),
    "behind": mark("slightly behind"),
    "far_behind": mark("behind"),
    "missed": mark("missed"),
    "within_margin": mark("within the margin"),
    "not_assessable": mark("not assessable"),
    "not_reported": mark("not reported"),
    "plan_ahead": mark("before the plan"),
    "starting_point": mark("starting point"),
    "unmeasured": mark("before the first figure"),
    "unconfirmed": mark("being confirmed"),
    "awaited": mark("awaiting publication"),
    "ahead": mark("to come"),
    "not_due": mark("asked for later"),
    "monitored": mark("for reference"),
    # why a figure is missing
    "not_submitted": mark("not submitted"),
    "not_published": mark("not published"),
    "cannot_be_evaluated": mark("cannot be evaluated"),
    "discontinued": mark("discontinued"),
    "not_applicable": mark("not applicable"),
    # kinds of figures
    "baseline": mark("baseline"),
    "target": mark("target"),
    "yearly_target": mark("yearly target"),
    "actual": mark("actual"),
    "reference": mark("reference"),
    # grading profiles, what they grade, where their path begins
    "standard": mark("standard (Ibaraki's bands)"),
    "nagano": mark("Nagano Prefecture"),
    "tama": mark("Tama City (draft)"),
    "sano": mark("Sano City"),
    "hamamatsu": mark("Hamamatsu City"),
    "miyagi": mark("Miyagi Prefecture"),
    "cabinet_office": mark("Cabinet Office (review of grants)"),
    "pace": mark("pace"),
    "progress_rate": mark("progress rate"),
    "achievement_rate": mark("achievement rate"),
    "year_achievement": mark("achievement rate of the year"),
    "due_part": mark("achievement rate of the part due"),
    "baseline_year": mark("in the baseline's year"),
    "before_plan": mark("at the end of the year before the plan"),
    # target rules
    "reach": mark("reach a value by the deadline"),
    "keep": mark("hold every year"),
    "improve": mark("better every year"),
    "rise": mark("rise (no figure given)"),
    "do": mark("carry out by the deadline"),
    "range": mark("stay within a range"),
    "total": mark("total over several years"),
    # how figures add up
    "point": mark("state at a date"),
    "annual": mark("count within the year"),
    "cumulative": mark("running total"),
    # certainty of a schedule entry
    "stated": mark("stated in the plan"),
    "inferred": mark("inferred"),
    "unclear": mark("unclear"),
    # kinds of schedule entries
    "bar": mark("period"),
    "milestone": mark("milestone"),
    "deadline": mark("deadline"),
    # kinds and directions of figures
    "number": mark("number"),
    "yes_no": mark("yes or no"),
    "stage": mark("one of several stages"),
    # the year that figures are of
    "calendar_year": mark("calendar year"),
    "school_year": mark("school year"),
    # what an indicator is to the program
    "realisation": mark("realisation rate"),
    "higher": mark("higher is better"),
    "lower": mark("lower is better"),
    ">=": mark("or more"),
    "<=": mark("or less"),
    "=": mark("exactly"),
    # progress of a schedule entry
    "not_started": mark("not started"),
    "in_progress": mark("in progress"),
    "done": mark("done"),
    "late": mark("late"),
    "stopped": mark("stopped"),
    # how an initiative stands
    "not_begun": mark("not started"),
    "under_way": mark("in progress"),
    "completed": mark("done"),
    "delayed": mark("late"),
    "revised": mark("under revision"),
    "cancelled": mark("stopped"),
    # how far a decision is
    "to_do": mark("to do"),
    "ongoing": mark("being done"),
    "carried_out": mark("settled"),
    "given_up": mark("given up"),
    # who judged
    "department": mark("judged by the department"),
    "headquarters": mark("judged by the headquarters"),
    "experts": mark("judged by outside experts"),
    # how a yearly return stands
    "waiting": mark("waiting"),
    "registered": mark("handed in"),
    "withdrawn": mark("withdrawn"),
    # how far a department is in a round
    "form_not_taken": mark("form not taken"),
    "form_taken": mark("form taken"),
    "partly_in": mark("partly in"),
    "all_in": mark("all in"),
    "to_review": mark("to be reviewed"),
    "sent_back": mark("sent back"),
    "confirmed": mark("final"),
    "preliminary": mark("preliminary"),
    # what came of a remark
    "remark_waits": mark("waits for an answer"),
    "remark_answered": mark("answered, to be reviewed"),
    "remark_mended": mark("mended, to be reviewed"),
    "remark_settled": mark("settled: it is final"),
    # what became of an indicator since the year before
    "became_worse": mark("became worse"),
    "became_better": mark("became better"),
    "newly_judged": mark("newly judged"),
    "ended": mark("came to its end"),
    "abolished": mark("was given up"),
    "merged": mark("was merged"),
    "came_to_its_end": mark("ended"),
    "no_longer_reported": mark("not reported this year"),
    "not_judged_now": mark("not judged this year"),
    "same_as_before": mark("same as before"),
    # kinds of plans
    "dx": mark("DX plan"),
    "strategy": mark("comprehensive strategy"),
    "comprehensive": mark("comprehensive plan"),
    "reform": mark("administrative reform plan"),
    "other": mark("other plan"),
    # national items
    "priority": mark("priority item of the national plan"),
    "companion": mark("companion item of the national plan"),
}

_FIELDS = {
    "municipality": mark("municipality"),
    "plan": mark("plan"),
    "policy": mark("policy"),
    "measure": mark("measure"),
    "initiative": mark("initiative"),
    "schedule": mark("schedule"),
    "indicator": mark("indicator"),
    "judgement": mark("judgement"),
    "finality": mark("preliminary or final"),
    "baseline": mark("baseline"),
    "target": mark("target"),
    "actual": mark("actual"),
    "reference": mark("reference"),
    "policies": mark("policies"),
    "measures": mark("measures"),
    "initiatives": mark("initiatives"),
    "indicators": mark("indicators"),
    "code": mark("code"),
    "prefecture": mark("prefecture"),
    "name": mark("name"),
    "id": mark("id"),
    "follows": mark("follows the plan"),
    "title": mark("title"),
    "published": mark("publication of the figure"),
    "month": mark("month of publication"),
    "years_after": mark("fiscal years after its own"),
    "every": mark("every how many years"),
    "retired": mark("end before the plan's"),
    "because": mark("reason of the end"),
    "grading": mark("grading"),
    "profile": mark("named grading"),
    "quantity": mark("what is graded"),
    "bands": mark("grades with their bounds"),
    "path_start": mark("start of the path"),
    "keep_by_bands": mark("grades for targets to keep"),
    "deadline_by_bands": mark("grades at the deadline"),
    "latest_figure": mark("the latest known figure counts"),
    "not_assessable": mark("grade for what cannot be assessed"),
    "edition": mark("edition"),
    "first_fiscal_year": mark("first fiscal year"),
    "last_fiscal_year": mark("last fiscal year"),
    "established": mark("established"),
    "source": mark("source"),
    "notes": mark("notes"),
    "description": mark("description"),
    "national_item": mark("national item"),
    "departments": mark("departments"),
    "department": mark("department"),
    "expected_effects": mark("expected effects"),
    "kind": mark("kind"),
    "label": mark("label"),
    "start": mark("start"),
    "end": mark("end"),
    "certainty": mark("certainty"),
    "note": mark("note"),
    "countermeasure": mark("countermeasure"),
    "official": mark("official"),
    "role": mark("role in the program"),
    "definition": mark("definition"),
    "quote": mark("the plan's own sentence"),
    "also_in": mark("also under the measures"),
    "part_of": mark("contributes to the indicator"),
    "parts": mark("parts"),
    "method": mark("how it is worked out"),
    "calendar": mark("year that its figures are of"),
    "counted_on": mark("day on which it is counted"),
    "unit": mark("unit"),
    "value_type": mark("kind of value"),
    "stages": mark("stages"),
    "direction": mark("direction"),
    "aggregation": mark("aggregation"),
    "decimals": mark("decimals"),
    "value": mark("value"),
    "fiscal_year": mark("fiscal year"),
    "as_of": mark("as of"),
    "rule": mark("target rule"),
    "comparator": mark("comparator"),
    "continues": mark("goes on from"),
    "shares": mark("shares with"),
    "break_because": mark("why it cannot be compared"),
    "since": mark("since"),
    "until": mark("until"),
    "became": mark("became"),
    "answers_for": mark("answers for"),
    "worse_because": mark("why the target is worse than the present"),
    "approximate": mark("approximate"),
    "span": mark("years of the baseline"),
    "year_unknown": mark("year unknown"),
    "low": mark("lower end of the range"),
    "high": mark("upper end of the range"),
    "tolerance": mark("tolerance"),
    "stretch": mark("higher aim"),
    "counts": mark("counts of the share"),
    "numerator": mark("numerator"),
    "denominator": mark("denominator"),
    "missing": mark("reason for a missing figure"),
    "state": mark("progress"),
    "percent": mark("progress in percent"),
    "comment": mark("comment"),
    "fictional": mark("invented"),
    "survey": mark("staff survey"),
    "report": mark("yearly report"),
    "reports": mark("yearly reports"),
    "done": mark("what was done"),
    "results": mark("what it brought"),
    "difficulties": mark("what is difficult"),
    "next_steps": mark("what comes next"),
    "mark": mark("the city's own mark"),
    "marks": mark("the city's own marks"),
    "by": mark("judged by"),
    "text": mark("in the plan's words"),
    "decided": mark("decided on"),
    "headquarters": mark("headquarters"),
    "experts": mark("outside experts"),
    "former_target": mark("former target"),
    "decision": mark("decision"),
    "outcome": mark("what came of it"),
    "round": mark("yearly round"),
    "release": mark("release to the public"),
    "release_reason": mark("reason of the correction of a release"),
    "release_note": mark("note on the release"),
}

STATUS_GLYPHS = {
    "achieved": "◎",
    "on_track": "●",
    "mostly_on_track": "○",
    "behind": "△",
    "far_behind": "▲",
    "missed": "×",
    "within_margin": "±",
    "not_assessable": "？",
    "not_reported": "－",
    "plan_ahead": "・",
    "starting_point": "▷",
    "unmeasured": "□",
    "unconfirmed": "◇",
    "awaited": "▽",
    "ahead": "…",
    "monitored": "※",
}
_GLYPHS = STATUS_GLYPHS | {
    "priority": "★",
    "companion": "◆",
    "not_due": "…",
    "not_submitted": "－",
    "waiting": "△",
    "registered": "◎",
    "withdrawn": "×",
    "not_started": "…",
    "in_progress": "●",
    "done": "◎",
    "late": "▲",
    "stopped": "×",
    "not_begun": "…",
    "under_way": "●",
    "completed": "◎",
    "delayed": "▲",
    "revised": "△",
    "cancelled": "×",
    "to_do": "…",
    "ongoing": "●",
    "carried_out": "◎",
    "given_up": "×",
    "form_not_taken": "－",
    "form_taken": "○",
    "partly_in": "△",
    "all_in": "●",
    "to_review": "●",
    "sent_back": "↩",
    "confirmed": "■",
}


def term_label(term: StrEnum, language: Language) -> str:
    """What a term is called, in the language in use."""
    _ = language.gettext
    return _(_LABELS[term.value])


def field_label(name: str | int, language: Language) -> str:
    """What a field of the plan document is called; numbers and codes stay as they are,
    a year in full.
    """
    _ = language.gettext
    if isinstance(name, int):
        return language.fiscal_year(name) if name >= fiscal.FIRST_YEAR else str(name)
    return _(_FIELDS[name]) if name in _FIELDS else name


def term_glyph(term: StrEnum) -> str:
    """The mark beside the word of a status, of a return or of a state of progress, or
    of an item of the national plan.
    """
    return _GLYPHS[term.value]


def marked_label(term: StrEnum, language: Language) -> str:
    """A term after its mark: △ やや遅れ."""
    return f"{term_glyph(term)} {term_label(term, language)}"


def department_name(department: str | None, language: Language) -> str:
    """What the department of a form is called: all of them where none is named.

    A return for several names one a line.
    """
    if not department:
        return language.gettext("all departments")
    return language.listed(department.split("\n"))
