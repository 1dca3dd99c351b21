"""The one door: every action asks who may, and only actions write."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, NotPermitted, Refusal
from dxkpi.plan import Plan
from dxkpi.settings import PROJECT, settings
from dxkpi.store import Role, Store
from tests.support.accounts import granted, signed_in
from tests.support.command_classes import command_classes
from tests.support.databases import Prepared

ACTIONS = sorted((PROJECT / "dxkpi" / "actions").glob("*.py"))
OPERATOR = Actor("operator", Identification.COMMAND_LINE)
WRITING = {"writing", "account_writing", "draft_writing"}
TYPED = Actor("人事 佐藤", Identification.TYPED)
VISITOR = Actor("通りがかり", Identification.VISITOR)
SIGNED_IN = signed_in("sato")


@pytest.fixture
def screens_only_show(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


def refusal(action: Callable[[], object]) -> Refusal | None:
    try:
        action()
    except NotPermitted as error:
        return error.refusal
    return None


def loading(store: Store, plan: Plan, actor: Actor) -> Callable[[], object]:
    command = actions.LoadPlans((plan,), "plan.yaml")
    return lambda: actions.load_plans(store, command, actor)


@pytest.mark.parametrize("actor", [OPERATOR, TYPED])
def test_without_sign_in_everybody_with_a_name_may_write(
    store: Store, sample_plan: Plan, actor: Actor
) -> None:
    changed = sample_plan.model_copy(update={"indicators": ()})
    assert refusal(loading(store, changed, actor)) is None
    assert store.plan(changed.key) == changed


def test_whoever_signed_in_writes_with_a_role_that_may(
    store: Store, sample_plan: Plan
) -> None:
    changed = sample_plan.model_copy(update={"indicators": ()})
    assert refusal(loading(store, changed, SIGNED_IN)) is Refusal.NO_ACCOUNT
    granted(store, "sato", Role.VIEWER, changed.key.city)
    assert refusal(loading(store, changed, SIGNED_IN)) is Refusal.NO_RIGHT
    assert store.plan(changed.key) == sample_plan
    granted(store, "sato", Role.AUTHOR, changed.key.city)
    assert refusal(loading(store, changed, SIGNED_IN)) is None
    assert store.plan(changed.key) == changed


@pytest.mark.parametrize(
    "known_by",
    [Identification.SIGNED_IN, Identification.TYPED, Identification.COMMAND_LINE],
)
def test_nobody_writes_without_a_name(
    store: Store, sample_plan: Plan, known_by: Identification
) -> None:
    granted(store, "sato", Role.AUTHOR, sample_plan.key.city)
    changed = sample_plan.model_copy(update={"indicators": ()})
    nobody = Actor("", known_by, "sato")
    assert refusal(loading(store, changed, nobody)) is Refusal.NAMELESS
    assert store.plan(changed.key) == sample_plan


@pytest.mark.parametrize("name", ["通りがかり", ""])
def test_a_visitor_writes_under_no_name(
    store: Store, sample_plan: Plan, name: str
) -> None:
    changed = sample_plan.model_copy(update={"indicators": ()})
    visitor = Actor(name, Identification.VISITOR, "sato")
    granted(store, "sato", Role.AUTHOR, sample_plan.key.city)
    assert refusal(loading(store, changed, visitor)) is Refusal.SIGN_IN_FIRST
    assert store.plan(changed.key) == sample_plan


@pytest.mark.usefixtures("screens_only_show")
@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (TYPED, Refusal.SWITCHED_OFF),
        (SIGNED_IN, Refusal.SWITCHED_OFF),
        (VISITOR, Refusal.SWITCHED_OFF),
        (Actor("", Identification.TYPED), Refusal.SWITCHED_OFF),
        (OPERATOR, None),
    ],
)
def test_where_screens_only_show_the_command_line_alone_may_write(
    store: Store, sample_plan: Plan, actor: Actor, expected: Refusal | None
) -> None:
    changed = sample_plan.model_copy(update={"indicators": ()})
    assert refusal(loading(store, changed, actor)) is expected


def test_a_withdrawal_that_is_refused_withdraws_nothing(store: Store) -> None:
    command = actions.WithdrawReturn(1, "年度を間違えた")
    nobody = Actor("", Identification.TYPED)
    assert (
        refusal(lambda: actions.withdraw_return(store, command, nobody))
        is Refusal.NAMELESS
    )
    assert store.revision().number == 1


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def writes(function: ast.FunctionDef) -> bool:
    """Whether a function uses one of the modules that write to the store."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return not names.isdisjoint(WRITING)


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_every_function_that_writes_asks_for_permission_first(path: Path) -> None:
    for function in functions(path):
        if not writes(function):
            continue
        parameters = [argument.arg for argument in function.args.args]
        assert parameters == ["store", "command", "actor"], function.name
        docstring, first, *_ = function.body
        assert ast.unparse(docstring).startswith(("'''", '"""', "'", '"'))
        assert ast.unparse(first) == "permit(store, actor, command)", function.name


def test_there_are_actions_that_write() -> None:
    names = {f.name for path in ACTIONS for f in functions(path) if writes(f)}
    assert names == {
        "answer_remark",
        "assign_departments",
        "change_decision",
        "change_draft",
        "change_round",
        "confirm_items",
        "disable_account",
        "discard_draft",
        "enable_account",
        "extend_deadline",
        "grant_role",
        "hold_return",
        "invite_account",
        "load_accounts",
        "load_plans",
        "note_taken_form",
        "open_round",
        "register_draft",
        "register_return",
        "register_survey",
        "report_progress",
        "release_year",
        "restore_store",
        "return_items",
        "revoke_role",
        "sign_out_everywhere",
        "start_draft",
        "take_back_draft",
        "undo_step",
        "withdraw_return",
    }


def test_only_who_knows_a_secret_writes_without_permission() -> None:
    """Sign-ins are written by whoever knows the password, the code or the token."""
    with_sign_ins = {
        function.name
        for path in ACTIONS
        for function in functions(path)
        if "sign_ins" in {n.id for n in ast.walk(function) if isinstance(n, ast.Name)}
    }
    assert with_sign_ins == {
        "accept_invitation",
        "change_password",
        "invited_account",
        "sign_in_with_password",
        "sign_out",
        "signed_in_account",
    }


def test_every_command_is_a_frozen_value() -> None:
    for command in command_classes():
        parameters = getattr(command, "__dataclass_params__", None)
        assert parameters is not None, command
        assert parameters.frozen, command
        assert command.right in actions.Right, command
