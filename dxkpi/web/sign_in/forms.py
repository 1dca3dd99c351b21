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
    return _template().render(
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
    refused: SignInRefused | None = None,
    differ: bool = False,
) -> str:
    """The code on the paper, and a new password twice; `differ`: the two were not the same."""
    _ = language.gettext
    problem = ""
    if differ:
        problem = _("The two passwords are not the same. Type both again.")
    elif refused is not None:
        problem = sign_in_refusal_text(refused.refusal, language, refused.until)
    return _template().render(
        language=language,
        title=_("Set a password"),
        intro=_("Type the code of your invitation and choose a password."),
        problem=problem,
        action="invitation",
        next="",
        button=_("Set the password"),
        fields=[
            Field("code", _("Invitation code"), "text", "off"),
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
    return _template().render(
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
    return _template().render(
        language=language,
        title=_("The password is changed"),
        intro=_("Use it from the next sign-in. Your other browsers are signed out."),
        problem="",
        action="",
        next="",
        button="",
        fields=[],
        links=[Link("./", _("Back to the dashboard"))],
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


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("sign_in.html")
