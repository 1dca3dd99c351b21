"""The sign-in's forms, as HTML. What people typed is escaped by the template."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dxkpi.actions import SignInRefused
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
