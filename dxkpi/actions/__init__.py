"""The one door for every change; also the way to it: forms, returns and surveys examined.

An action is a function `(store, command, actor)` that gives a result. The command is a
small frozen dataclass of what is to be done; the actor is who wants it. Screens and
command line call nothing else to write: an import rule keeps `dxkpi.store.writing` to
this package.

To add one (edit a plan, revise, give back, publish, decide):

1. In the module of its noun, write its command (`class PublishYear(Command)`, frozen),
   which says the right that it takes (`right`), what it reaches (`scopes`) and what the log
   tells of it (`facts`; a `PlanCommand` says both for its plan), and its
   function (`publish_year(store, command, actor)`), whose first statement is
   `permit(store, actor, command)`.
2. Let it write through a new function of `dxkpi.store.writing`: one transaction, one
   revision.
3. Who has the right says the one table, `rights.RIGHTS`. A new `Right` gets its words,
   and a new `Refusal` its sentence, in `dxkpi.wording.permission`.
4. Where it writes into a plan, ask `correction.required_correction` beside `permit`:
   a plan that is over takes corrections alone, with their reason.
5. Name both below; tests/actions/test_rights.py walks role, right and city.
"""

from dxkpi.actions.account_list import (
    AccountColumn,
    AccountList,
    ListFault,
    ListProblem,
    account_list,
    day_of_text,
    read_account_list,
    role_of_word,
    unknown_departments,
)
from dxkpi.actions.accounts import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    DisableAccount,
    EnableAccount,
    GrantFault,
    GrantRole,
    Invitation,
    InviteAccount,
    LoadAccounts,
    RevokeRole,
    SignOutEverywhere,
    WrongGrant,
    disable_account,
    enable_account,
    grant_role,
    invite_account,
    load_accounts,
    revoke_role,
    sign_out_everywhere,
)
from dxkpi.actions.actor import Actor, Identification
from dxkpi.actions.book_bases import DraftInHand
from dxkpi.actions.city_departments import city_departments
from dxkpi.actions.command import CityScope, Command
from dxkpi.actions.correction import changes_what_is_final, is_read_only
from dxkpi.actions.decisions import (
    ChangeDecision,
    DecisionFault,
    TypedDecision,
    WrongDecision,
    change_decision,
    parse_decision,
)
from dxkpi.actions.draft_comparison import ComparedDraft, DraftFinding, compare_draft
from dxkpi.actions.draft_edits import ADDED
from dxkpi.actions.draft_faults import (
    ChangedInDraft,
    DraftFault,
    StepConflict,
    WrongDraft,
)
from dxkpi.actions.draft_registration import (
    ConflictingDraft,
    RegisterDraft,
    UnsoundDraft,
    register_draft,
)
from dxkpi.actions.draft_steps import data_at_step, undoable_step
from dxkpi.actions.draft_taking_back import (
    TakeBackDraft,
    TakingBack,
    preview_taking_back,
    take_back_draft,
)
from dxkpi.actions.drafts import (
    ChangeDraft,
    DiscardDraft,
    NewPlan,
    StartDraft,
    UndoStep,
    change_draft,
    discard_draft,
    start_draft,
    undo_step,
)
from dxkpi.actions.file_questions import EVERYONE
from dxkpi.actions.final_plan_reading import read_final_plan, read_final_progress
from dxkpi.actions.finality_reading import read_finality
from dxkpi.actions.form_matching import StatedPurpose
from dxkpi.actions.intake import (
    Batch,
    ExaminedReturn,
    OpenedWorkbook,
    examine_return,
    examine_typed,
    marked_workbook,
    open_workbook,
)
from dxkpi.actions.linking_indicators import LinkingIndicator, linking_indicators
from dxkpi.actions.marked_forms import marked_form, marked_form_archive, marked_original
from dxkpi.actions.own_returns import own_returns
from dxkpi.actions.permission import (
    NotPermitted,
    Refusal,
    administrators,
    departments_reached,
    departments_within_reach,
    may,
    may_anywhere,
    permit,
    require_right,
    screens_only_show,
)
from dxkpi.actions.plan_books import ExaminedBook, examine_plan_book, marked_plan_book
from dxkpi.actions.plan_placing import PlacedPlan, PlanRelation, place_plans
from dxkpi.actions.plans import LoadPlans, load_plans
from dxkpi.actions.progress import ReportProgress, report_progress
from dxkpi.actions.releases import (
    ReleaseFault,
    ReleasePreview,
    ReleaseYear,
    WrongRelease,
    release_preview,
    release_year,
    released_content,
    years_to_release,
)
from dxkpi.actions.removed_items import RemovedItem, removed_items
from dxkpi.actions.renamed_departments import (
    NamedElsewhere,
    named_elsewhere,
    renamed_departments,
)
from dxkpi.actions.restoring import RestoreStore, restore_store
from dxkpi.actions.return_forms import form_workbook, return_form, return_forms
from dxkpi.actions.returns import (
    HoldReturn,
    RegisterReturn,
    WithdrawReturn,
    hold_return,
    register_return,
    scopes_of_return,
    withdraw_return,
)
from dxkpi.actions.reviews import (
    AnswerRemark,
    ConfirmItems,
    ReturnItems,
    ReviewFault,
    WrongReview,
    answer_remark,
    confirm_items,
    return_items,
)
from dxkpi.actions.rights import RIGHTS, Reach, Right
from dxkpi.actions.rounds import (
    AssignDepartments,
    ChangeRound,
    ExtendDeadline,
    NoteTakenForm,
    OpenRound,
    RoundFault,
    WrongRound,
    assign_departments,
    change_round,
    deadlines_of_year,
    extend_deadline,
    note_taken_form,
    open_round,
    register_of_year,
)
from dxkpi.actions.sight import sight_of
from dxkpi.actions.sign_in_refusal import SignInRefusal, SignInRefused
from dxkpi.actions.signing_in import (
    accept_invitation,
    change_password,
    invited_account,
    sign_in_with_password,
    sign_out,
    signed_in_account,
)
from dxkpi.actions.surveys import (
    ExaminedSurvey,
    RegisterSurvey,
    count_answers,
    last_survey,
    read_answer_sheet,
    register_survey,
)
from dxkpi.actions.target_changes import (
    ChangeWord,
    SlipCorrection,
    TargetChange,
    TargetDecision,
    UnexplainedTargets,
    plan_with_ledger,
    unexplained_changes,
)
from dxkpi.actions.waiting_returns import examine_waiting, purpose_of_waiting

__all__ = [
    "ADDED",
    "EVERYONE",
    "LONGEST_NAME",
    "LONGEST_SUBJECT",
    "RIGHTS",
    "AccountColumn",
    "AccountList",
    "Actor",
    "AnswerRemark",
    "AssignDepartments",
    "Batch",
    "ChangeDecision",
    "ChangeDraft",
    "ChangeRound",
    "ChangeWord",
    "ChangedInDraft",
    "CityScope",
    "Command",
    "ComparedDraft",
    "ConfirmItems",
    "ConflictingDraft",
    "DecisionFault",
    "DisableAccount",
    "DiscardDraft",
    "DraftFault",
    "DraftFinding",
    "DraftInHand",
    "EnableAccount",
    "ExaminedBook",
    "ExaminedReturn",
    "ExaminedSurvey",
    "ExtendDeadline",
    "GrantFault",
    "GrantRole",
    "HoldReturn",
    "Identification",
    "Invitation",
    "InviteAccount",
    "LinkingIndicator",
    "ListFault",
    "ListProblem",
    "LoadAccounts",
    "LoadPlans",
    "NamedElsewhere",
    "NewPlan",
    "NotPermitted",
    "NoteTakenForm",
    "OpenRound",
    "OpenedWorkbook",
    "PlacedPlan",
    "PlanRelation",
    "Reach",
    "Refusal",
    "RegisterDraft",
    "RegisterReturn",
    "RegisterSurvey",
    "ReleaseFault",
    "ReleasePreview",
    "ReleaseYear",
    "RemovedItem",
    "ReportProgress",
    "RestoreStore",
    "ReturnItems",
    "ReviewFault",
    "RevokeRole",
    "Right",
    "RoundFault",
    "SignInRefusal",
    "SignInRefused",
    "SignOutEverywhere",
    "SlipCorrection",
    "StartDraft",
    "StatedPurpose",
    "StepConflict",
    "TakeBackDraft",
    "TakingBack",
    "TargetChange",
    "TargetDecision",
    "TypedDecision",
    "UndoStep",
    "UnexplainedTargets",
    "UnsoundDraft",
    "WithdrawReturn",
    "WrongDecision",
    "WrongDraft",
    "WrongGrant",
    "WrongRelease",
    "WrongReview",
    "WrongRound",
    "accept_invitation",
    "account_list",
    "administrators",
    "answer_remark",
    "assign_departments",
    "change_decision",
    "change_draft",
    "change_password",
    "change_round",
    "changes_what_is_final",
    "city_departments",
    "compare_draft",
    "confirm_items",
    "count_answers",
    "data_at_step",
    "day_of_text",
    "deadlines_of_year",
    "departments_reached",
    "departments_within_reach",
    "disable_account",
    "discard_draft",
    "enable_account",
    "examine_plan_book",
    "examine_return",
    "examine_typed",
    "examine_waiting",
    "extend_deadline",
    "form_workbook",
    "grant_role",
    "hold_return",
    "invite_account",
    "invited_account",
    "is_read_only",
    "last_survey",
    "linking_indicators",
    "load_accounts",
    "load_plans",
    "marked_form",
    "marked_form_archive",
    "marked_original",
    "marked_plan_book",
    "marked_workbook",
    "may",
    "may_anywhere",
    "named_elsewhere",
    "note_taken_form",
    "open_round",
    "open_workbook",
    "own_returns",
    "parse_decision",
    "permit",
    "place_plans",
    "plan_with_ledger",
    "preview_taking_back",
    "purpose_of_waiting",
    "read_account_list",
    "read_answer_sheet",
    "read_final_plan",
    "read_final_progress",
    "read_finality",
    "register_draft",
    "register_of_year",
    "register_return",
    "register_survey",
    "release_preview",
    "release_year",
    "released_content",
    "removed_items",
    "renamed_departments",
    "report_progress",
    "require_right",
    "restore_store",
    "return_form",
    "return_forms",
    "return_items",
    "revoke_role",
    "role_of_word",
    "scopes_of_return",
    "screens_only_show",
    "sight_of",
    "sign_in_with_password",
    "sign_out",
    "sign_out_everywhere",
    "signed_in_account",
    "start_draft",
    "take_back_draft",
    "undo_step",
    "undoable_step",
    "unexplained_changes",
    "unknown_departments",
    "withdraw_return",
    "years_to_release",
]
