"""The sign-in's forms, as HTML. What people typed is escaped by the template."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dxkpi.actions import SignInRefusal, SignInRefused
from dxkpi.settings import settings
from dxkpi.wording.language import Language
from dxkpi.wording.sign_in import sign_in_refusal_text


@dataclass(frozen=True)
class Field:
    """A line to type into; `hint` stands beneath it."""

    name: str
    label: str
    kind: str
    autocomplete: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Link:
    address: str
    label: str


def sign_in_form(
    language: Language,
    address: str,
    *,
    subject: str = "",
    refused: SignInRefused | None = None,
    ready: bool = False,
) -> str:
    """Name and password; `ready`: the password has just been set."""
    _ = language.gettext
    intro = _("Use the name and the password of your dxkpi account.")
    if ready:
        intro = _("Your password is set. Sign in with it now.")
    problem = (
        ""
        if refused is None
        else sign_in_refusal_text(refused.refusal, language, refused.until)
    )
    return _page(
        language=language,
        title=_("Sign in"),
        intro=intro,
        problem=problem,
        action="sign-in",
        next=address,
        button=_("Sign in"),
        fields=[
            Field("subject", _("User name"), "text", "username", subject),
            Field("password", _("Password"), "password", "current-password"),
        ],
        links=[
            Link("invitation", _("Sign in for the first time")),
            Link("./", _("Look without signing in")),
        ],
        foot=_whom_to_ask(language),
    )


def invitation_form(
    language: Language,
    *,
    code: str = "",
    refused: SignInRefused | None = None,
    differ: bool = False,
) -> str:
    """The code on the paper, and a new password twice; `differ`: the two were not the same.

    A code that was typed stays, so that it need not be typed again.
    """
    _ = language.gettext
    problem = ""
    if differ:
        problem = _("The two passwords are not the same. Type both again.")
    elif refused is not None:
        problem = sign_in_refusal_text(refused.refusal, language, refused.until)
    return _page(
        language=language,
        title=_("Set a password"),
        intro=_("Type the code of your invitation and choose a password."),
        problem=problem,
        action="invitation",
        next="",
        button=_("Set the password"),
        fields=[
            Field("code", _("Invitation code"), "text", "off", code),
            Field(
                "password",
                _("New password"),
                "password",
                "new-password",
                hint=_(
                    "At least 12 characters. A few words in a row are easy to keep."
                ),
            ),
            Field("repeated", _("The new password again"), "password", "new-password"),
        ],
        links=[Link("sign-in", _("Back to signing in"))],
        foot=_whom_to_ask(language),
    )


def password_form(
    language: Language,
    *,
    refused: SignInRefused | None = None,
    differ: bool = False,
) -> str:
    """The present password, and another twice; `differ`: the two were not the same."""
    _ = language.gettext
    return _page(
        language=language,
        title=_("Change the password"),
        intro=_("Your other browsers are signed out by it."),
        problem=_password_problem(language, refused, differ=differ),
        action="password",
        next="",
        button=_("Change the password"),
        fields=[
            Field("password", _("Present password"), "password", "current-password"),
            *_new_password_fields(language),
        ],
        links=[Link("./", _("Back to the dashboard"))],
        foot=_whom_to_ask(language),
    )


def password_changed_page(language: Language) -> str:
    """That the password is another now; nothing to type."""
    _ = language.gettext
    intro = _("Use it from the next sign-in. Your other browsers are signed out.")
    link = Link("./", _("Back to the dashboard"))
    return _notice(language, _("The password is changed"), intro, "", link)


def signed_out_page(
    language: Language, onward: str, *, is_provided: bool, is_ended: bool
) -> str:
    """That the browser is signed out, and where to go on; `is_ended`: so it is in the
    store, else a copy of the cookie would still count.
    """
    _ = language.gettext
    problem = ""
    if not is_ended:
        problem = _(
            "This browser has forgotten the sign-in, but dxkpi could not write that it is "
            "over. On a computer that others use too, ask the secretariat to sign you out "
            "everywhere."
        )
    label = _("Back to the dashboard")
    if is_provided:
        label = _("Sign out at the sign-in service as well")
    intro = _("You are signed out of dxkpi in this browser.")
    return _notice(language, _("Signed out"), intro, problem, Link(onward, label))


def store_problem_page(language: Language, problem: str) -> str:
    """That nothing could be done at the moment, and why."""
    _ = language.gettext
    intro = _("Nothing was changed. Go back and try again in a moment.")
    link = Link("./", _("Back to the dashboard"))
    return _notice(language, _("This cannot be done now"), intro, problem, link)


def unknown_address_page(language: Language, top: str) -> str:
    """That there is nothing at an address; `top` leads from there to the first page."""
    _ = language.gettext
    intro = _("There is no such page. The address may have been mistyped.")
    link = Link("./", _("To the dashboard"))
    return _notice(language, _("Page not found"), intro, "", link, top)


def _notice(
    language: Language, title: str, intro: str, problem: str, link: Link, top: str = ""
) -> str:
    """A page with nothing to type; its addresses are those from `top`."""
    return _page(
        top=top,
        language=language,
        title=title,
        intro=intro,
        problem=problem,
        action="",
        next="",
        button="",
        fields=[],
        links=[link],
        foot="",
    )


def _password_problem(
    language: Language, refused: SignInRefused | None, *, differ: bool
) -> str:
    if differ:
        return language.gettext("The two passwords are not the same. Type both again.")
    if refused is None:
        return ""
    if refused.refusal is SignInRefusal.WRONG:
        return language.gettext("The present password is not right.")
    return sign_in_refusal_text(refused.refusal, language, refused.until)


def _new_password_fields(language: Language) -> list[Field]:
    _ = language.gettext
    hint = _("At least 12 characters. A few words in a row are easy to keep.")
    return [
        Field("new_password", _("New password"), "password", "new-password", hint=hint),
        Field("repeated", _("The new password again"), "password", "new-password"),
    ]


def _whom_to_ask(language: Language) -> str:
    contact = settings().contact
    if contact is None:
        return language.gettext("If you cannot sign in, ask the secretariat.")
    return language.gettext("If you cannot sign in, ask: {contact}", contact=contact)


def _page(*, fields: list[Field], top: str = "", **words: object) -> str:
    """A page of the sign-in; the first field that is empty has the keyboard."""
    empty = [field.name for field in fields if not field.value]
    focused = empty[0] if empty else ""
    return _template().render(fields=fields, focused=focused, top=top, **words)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("sign_in.html")
