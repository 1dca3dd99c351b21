"""Which right each command takes, and whom it lets through: 人事課's return, all of the
city, every city.

Whom is written out here, not taken from the table of rights.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    AnswerRemark,
    AssignDepartments,
    ChangeDecision,
    ChangeDraft,
    ChangeRound,
    Command,
    ConfirmItems,
    DisableAccount,
    DiscardDraft,
    EnableAccount,
    ExaminedReturn,
    ExaminedSurvey,
    ExtendDeadline,
    GrantRole,
    HoldReturn,
    Identification,
    InviteAccount,
    LoadAccounts,
    LoadPlans,
    NewPlan,
    NoteTakenForm,
    NotPermitted,
    OpenRound,
    Refusal,
    RegisterDraft,
    RegisterReturn,
    RegisterSurvey,
    ReleaseYear,
    ReportProgress,
    RestoreStore,
    ReturnItems,
    RevokeRole,
    SignOutEverywhere,
    StartDraft,
    TakeBackDraft,
    UndoStep,
    WithdrawReturn,
    permit,
)
from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn
from dxkpi.store import Grant, Membership, Role, Store, StoreError, StoreFault
from dxkpi.survey import CountedSurvey
from tests.support.accounts import granted
from tests.support.command_classes import command_classes
from tests.support.databases import Prepared
from tests.support.returned import TODAY, put_on_record
from tests.support.shipped_cities import key_of

CITY, OTHER_CITY, YEAR = "999997", "472123", 2025
OWN, OTHER = "人事課", "市民課"
REVIEWER = Membership(Role.REVIEWER, CITY)

RIGHTS_OF_COMMANDS = {
    "AnswerRemark": "report",
    "AssignDepartments": "run_round",
    "ChangeDecision": "decide",
    "ChangeDraft": "edit_plan",
    "ChangeRound": "run_round",
    "ConfirmItems": "review",
    "DisableAccount": "manage_accounts",
    "DiscardDraft": "edit_plan",
    "EnableAccount": "manage_accounts",
    "ExtendDeadline": "run_round",
    "GrantRole": "manage_accounts",
    "HoldReturn": "report",
    "InviteAccount": "manage_accounts",
    "LoadAccounts": "manage_accounts",
    "LoadPlans": "edit_plan",
    "NoteTakenForm": "report",
    "OpenRound": "run_round",
    "RegisterDraft": "edit_plan",
    "RegisterReturn": "report",
    "RegisterSurvey": "take_survey",
    "ReportProgress": "report",
    "ReleaseYear": "release",
    "RestoreStore": "restore",
    "ReturnItems": "review",
    "RevokeRole": "manage_accounts",
    "SignOutEverywhere": "manage_accounts",
    "StartDraft": "edit_plan",
    "TakeBackDraft": "edit_plan",
    "UndoStep": "edit_plan",
    "WithdrawReturn": "withdraw",
}

WHOM = {
    "register own": {"reporter", "reviewer", "everywhere"},
    "register other": {"reporter of another", "reviewer", "everywhere"},
    "register both": {"reviewer", "everywhere"},
    "register all": {"reviewer", "everywhere"},
    "registered already": {"reporter", "reviewer", "everywhere"},
    "hold own": {"reporter", "reviewer", "everywhere"},
    "progress own": {"reporter", "reviewer", "everywhere"},
    "withdraw own": {"reporter", "reviewer", "everywhere"},
    "withdraw other": {"reporter of another", "reviewer", "everywhere"},
    "note own": {"reporter", "reviewer", "everywhere"},
    "answer own": {"reporter", "reviewer", "everywhere"},
    "answer other": {"reporter of another", "reviewer", "everywhere"},
    "survey": {"reviewer", "everywhere"},
    "open": {"reviewer", "everywhere"},
    "change": {"reviewer", "everywhere"},
    "assign": {"reviewer", "everywhere"},
    "extend": {"reviewer", "everywhere"},
    "confirm": {"reviewer", "everywhere"},
    "send back": {"reviewer", "everywhere"},
    "release": {"reviewer", "everywhere"},
    "decide": {"reviewer", "everywhere"},
    "load": {"author", "everywhere"},
    "load two cities": {"everywhere"},
    "begin a draft": {"author", "everywhere"},
    "begin a draft elsewhere": {"author elsewhere", "everywhere"},
    "change a draft": {"author", "everywhere"},
    "undo in a draft": {"author", "everywhere"},
    "discard a draft": {"author", "everywhere"},
    "register a draft": {"author", "everywhere"},
    "take back a draft": {"author", "everywhere"},
    "restore": {"everywhere"},
    "grant": {"admin", "everywhere"},
    "grant elsewhere": {"everywhere"},
    "grant everywhere": {"everywhere"},
    "grant to somebody of another city": {"everywhere"},
    "bring a list": {"admin", "everywhere"},
    "revoke": {"admin", "everywhere"},
    "disable": {"admin", "everywhere"},
    "enable": {"admin", "everywhere"},
    "invite": {"admin", "everywhere"},
    "invite somebody of another city": {"everywhere"},
    "sign out": {"viewer", "admin", "everywhere"},
}
"""Whom each command lets through, of all who signed in; “everywhere” has every role in
every city.
"""


@pytest.fixture(scope="module")
def store(
    sqlite_stores: Prepared, sample_plan: Plan, shipped_plans: dict[str, Plan]
) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan, shipped_plans[OTHER_CITY]]))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def actors(store: Store) -> dict[str, Actor]:
    people = {
        "visitor": Actor("通りがかり", Identification.VISITOR, "reviewer"),
        "viewer": granted(store, "viewer", Role.VIEWER, CITY, OWN),
        "reporter": granted(store, "reporter", Role.REPORTER, CITY, OWN),
        "reporter of another": granted(store, "other", Role.REPORTER, CITY, OTHER),
        "reporter elsewhere": granted(store, "else", Role.REPORTER, OTHER_CITY, OWN),
        "reviewer": granted(store, "reviewer", Role.REVIEWER, CITY),
        "reviewer elsewhere": granted(store, "elsewhere", Role.REVIEWER, OTHER_CITY),
        "author": granted(store, "author", Role.AUTHOR, CITY),
        "author elsewhere": granted(store, "writes", Role.AUTHOR, OTHER_CITY),
        "admin": granted(store, "admin", Role.ADMIN, CITY),
    }
    for role in (Role.REVIEWER, Role.AUTHOR, Role.ADMIN):
        people["everywhere"] = granted(store, "everywhere", role, None)
    return people


def checked(store: Store, department: str | None) -> CheckedReturn:
    form = actions.return_form(store, key_of(CITY), YEAR, department, TODAY)
    return CheckedReturn(form, (), (), {}, {})


@pytest.fixture(scope="module")
def commands(
    store: Store, sample_plan: Plan, shipped_plans: dict[str, Plan]
) -> dict[str, Command]:
    own, other = checked(store, OWN), checked(store, OTHER)
    both = replace(own, form=replace(own.form, also_for=(OTHER,)))
    registered = put_on_record(store, own, "佐藤")
    of_other = put_on_record(store, other, "鈴木")
    examined = ExaminedReturn(None, own, ())
    survey = ExaminedSurvey(CountedSurvey(None, ()), own, None, None)
    plans = (sample_plan, shipped_plans[OTHER_CITY])
    key = sample_plan.key
    operator = Actor("operator", Identification.COMMAND_LINE)
    draft = actions.start_draft(store, StartDraft(*key), operator).number
    return {
        "register own": RegisterReturn(examined),
        "register other": RegisterReturn(ExaminedReturn(None, other, ())),
        "register both": RegisterReturn(ExaminedReturn(None, both, ())),
        "register all": RegisterReturn(ExaminedReturn(None, checked(store, None), ())),
        "registered already": RegisterReturn(
            ExaminedReturn(None, None, (), registered=registered)
        ),
        "hold own": HoldReturn(examined),
        "progress own": ReportProgress(examined),
        "withdraw own": WithdrawReturn(registered.number, "誤り"),
        "withdraw other": WithdrawReturn(of_other.number, "誤り"),
        "note own": NoteTakenForm(key, YEAR, OWN),
        "answer own": AnswerRemark(key, YEAR, OWN, 1, "直しました"),
        "answer other": AnswerRemark(key, YEAR, OTHER, 1, "直しました"),
        "survey": RegisterSurvey(survey),
        "open": OpenRound(key, YEAR, TODAY),
        "change": ChangeRound(key, YEAR, TODAY, None, is_reviewed=False),
        "assign": AssignDepartments(key, YEAR, "全課", (OWN,)),
        "extend": ExtendDeadline(key, YEAR, OWN, TODAY, "災害対応"),
        "confirm": ConfirmItems(key, YEAR, ()),
        "send back": ReturnItems(key, YEAR, ()),
        "release": ReleaseYear(key, YEAR),
        "decide": ChangeDecision(sample_plan.key, None, None),
        "load": LoadPlans(plans[:1], "plan.yaml"),
        "load two cities": LoadPlans(plans, "plans.yaml"),
        "begin a draft": StartDraft(*key),
        "begin a draft elsewhere": StartDraft(OTHER_CITY, new=NewPlan("計画")),
        "change a draft": ChangeDraft(draft, 0),
        "undo in a draft": UndoStep(draft, 1),
        "discard a draft": DiscardDraft(draft),
        "register a draft": RegisterDraft(draft, 0),
        "take back a draft": TakeBackDraft(draft, "誤り"),
        "restore": RestoreStore(Path("backup.sqlite3")),
        "grant": GrantRole("new", "新人", REVIEWER),
        "grant elsewhere": GrantRole(
            "new", "新人", Membership(Role.VIEWER, OTHER_CITY)
        ),
        "grant everywhere": GrantRole("new", "新人", Membership(Role.VIEWER, None)),
        "grant to somebody of another city": GrantRole("else", "", REVIEWER),
        "bring a list": LoadAccounts((Grant("new", "新人", REVIEWER),)),
        "revoke": RevokeRole("reviewer", REVIEWER),
        "disable": DisableAccount("viewer"),
        "enable": EnableAccount("viewer"),
        "invite": InviteAccount("viewer"),
        "invite somebody of another city": InviteAccount("else"),
        "sign out": SignOutEverywhere("viewer"),
    }


def is_permitted(store: Store, actor: Actor, command: Command) -> bool:
    try:
        permit(store, actor, command)
    except NotPermitted:
        return False
    return True


def test_these_commands_take_the_rights_that_are_written_here() -> None:
    rights = {command.__name__: command.right.value for command in command_classes()}
    assert {name: rights[name] for name in RIGHTS_OF_COMMANDS} == RIGHTS_OF_COMMANDS


def test_every_command_is_tried(commands: dict[str, Command]) -> None:
    assert {type(command).__name__ for command in commands.values()} == set(
        RIGHTS_OF_COMMANDS
    )


@pytest.mark.parametrize("name", WHOM)
def test_each_command_lets_through_whom_it_should(
    store: Store, actors: dict[str, Actor], commands: dict[str, Command], name: str
) -> None:
    let_through = {
        who
        for who, actor in actors.items()
        if is_permitted(store, actor, commands[name])
    }
    assert let_through == WHOM[name]
    assert set(WHOM) == set(commands)


def test_what_a_command_reaches_is_every_city_where_it_does_not_say(
    store: Store, actors: dict[str, Actor]
) -> None:
    """An unknown receipt number tells nobody which there are."""
    unknown = WithdrawReturn(99, "誤り")
    nothing = RegisterReturn(ExaminedReturn(None, None, ()))
    for command in (unknown, nothing, LoadPlans((), "plan.yaml"), DiscardDraft(99)):
        assert not is_permitted(store, actors["reviewer"], command)
        assert is_permitted(store, actors["everywhere"], command)
    with pytest.raises(StoreError) as error:
        actions.withdraw_return(store, unknown, actors["everywhere"])
    assert error.value.fault is StoreFault.UNKNOWN_RETURN


def test_a_refusal_says_which_right_is_missing_and_whom_to_ask(
    store: Store, actors: dict[str, Actor], commands: dict[str, Command]
) -> None:
    with pytest.raises(NotPermitted) as error:
        permit(store, actors["reporter"], commands["withdraw other"])
    refused = error.value
    assert refused.refusal is Refusal.OTHER_DEPARTMENT
    assert refused.right is actions.Right.WITHDRAW
    assert refused.whom == ("admin さん", "everywhere さん")
    with pytest.raises(NotPermitted) as error:
        permit(store, actors["visitor"], commands["decide"])
    assert error.value.whom == ()
