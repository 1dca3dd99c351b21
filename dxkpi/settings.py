"""Configuration, all of it from environment variables DXKPI_… (listed in the README).

Values that cannot be used raise one `WrongSetting` with all of them;
`dxkpi.wording.settings` has the words.
"""

import hashlib
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from dxkpi.event_log import LogFormat
from dxkpi.plan import Municipality, PlanKey
from dxkpi.plan.fields import MunicipalCode
from dxkpi.plan.staff_survey import LEAST_GROUP, USUAL_GROUP
from dxkpi.returns import NO_REGISTER, DepartmentRegister, register_at, report_day
from dxkpi.rules import PROFILES
from dxkpi.wording.language import DEFAULT_LANGUAGE, LANGUAGES
from dxkpi.wording.settings import SettingMistake, WrongValue

PACKAGE = Path(__file__).resolve().parent
_WITHIN_WHEEL = PACKAGE / "project"
IS_INSTALLED = _WITHIN_WHEEL.is_dir()
"""Whether the program runs from a wheel, and not from a checkout."""

PROJECT = _WITHIN_WHEEL if IS_INSTALLED else PACKAGE.parent
"""Where app.py, pages/, .streamlit/ and the shipped data/ are. Nothing is written there
where the program is installed.
"""

PLANS = PROJECT / "data" / "plans"
SAMPLES = PROJECT / "data" / "samples"

_FOLDERS = re.compile(r"(?:/[A-Za-z0-9_~.-]*[A-Za-z0-9_~-])+")
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_MUNICIPAL_CODE = TypeAdapter[str](MunicipalCode)
_DRIVERS = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")


class SignIn(StrEnum):
    """How the dashboard knows who somebody is."""

    NONE = "none"  # whoever sits at the machine itself may do everything, others look
    ACCOUNTS = "accounts"  # the store's own accounts, with passwords
    OIDC = "oidc"  # the city's own provider (Entra ID, Keycloak, …), through st.login
    HEADERS = "headers"  # a reverse proxy signs people in and names them in a header


class WrongSetting(ValueError):
    """One or more environment variables hold a value that cannot be used: `wrong_values`."""

    def __init__(self, wrong_values: Sequence[WrongValue]) -> None:
        super().__init__("\n".join(map(str, wrong_values)))
        self.wrong_values = tuple(wrong_values)


def _data_folder() -> Path:
    """Where the store lies unless something else is set: in a checkout its data folder,
    else where the platform keeps a program's data.
    """
    if not IS_INSTALLED:
        return PROJECT / "data"
    from platformdirs import user_data_path

    return user_data_path("dxkpi", appauthor=False)


def _store_in_data_folder(settings_so_far: dict[str, Any]) -> str:
    folder: Path = settings_so_far["data"]
    return f"sqlite:///{folder / 'dxkpi.sqlite3'}"


class Settings(BaseSettings):
    """What can be set, with the values used when nothing is set."""

    model_config = SettingsConfigDict(
        env_prefix="DXKPI_", env_ignore_empty=True, frozen=True
    )

    data: Path = Field(default_factory=_data_folder)
    database_url: str = Field(default_factory=_store_in_data_folder)
    default_city: Annotated[str, Field(pattern=r"^\d{6}$")] = "472123"
    language: str = DEFAULT_LANGUAGE
    profile: str = "standard"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8501
    submission_deadline: str | None = None
    contact: str | None = None
    base_path: str = ""
    public_url: str | None = None
    registration: bool = True
    departments: Annotated[tuple[tuple[str, DepartmentRegister], ...], NoDecode] = ()
    sign_in_hours: Annotated[int, Field(ge=1, le=720)] = 12
    invitation_days: Annotated[int, Field(ge=1, le=90)] = 14
    sign_in: SignIn = SignIn.NONE
    subject_claim: str = "sub"
    subject_header: str = "X-Remote-User"
    name_header: str = "X-Remote-Name"
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    smallest_group: Annotated[int, Field(ge=LEAST_GROUP, le=100)] = USUAL_GROUP
    log: LogFormat = LogFormat.TEXT

    @property
    def store_file(self) -> Path | None:
        """The file of a SQLite store; None for PostgreSQL."""
        url = make_url(self.database_url)
        if url.drivername != "sqlite" or url.database is None:
            return None
        return Path(url.database)

    @property
    def drafts_folder(self) -> Path:
        """Where the returns that are being checked are kept for a day.

        Beside a SQLite file; else in the machine's folder for what need not last.
        """
        if self.store_file is not None:
            return self.store_file.with_name(f"{self.store_file.name}-drafts")
        store = hashlib.sha256(self.database_url.encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"dxkpi-drafts-{store}"

    @property
    def is_for_this_machine(self) -> bool:
        """Whether the dashboard is meant for the machine alone on which it runs."""
        addresses = [self.host]
        if self.public_url is not None:
            addresses.append(urlsplit(self.public_url).hostname or "")
        return all(map(is_loopback, addresses))

    def deadline(self, fiscal_year: int) -> date | None:
        """The day by which a year's figures are to be in: the first such day after its end."""
        if self.submission_deadline is None:
            return None
        month, day = map(int, self.submission_deadline.split("-"))
        calendar_year = fiscal_year + 1 if month >= 4 else fiscal_year + 2
        return date(calendar_year, month, day)

    def upload_address(self, plan: PlanKey, fiscal_year: int) -> str | None:
        """Where in a browser a year's returns are handed in; None where no address is set."""
        if self.public_url is None:
            return None
        return f"{self.public_url}/upload?city={plan.city}&plan={plan.id}&year={fiscal_year}"

    def register_of(self, city: str) -> DepartmentRegister:
        """What the installation's file adds about a municipality's departments."""
        return dict(self.departments).get(city, NO_REGISTER)

    def register_on(self, municipality: Municipality, day: date) -> DepartmentRegister:
        """What is said about a municipality's departments, as of a day: by its own
        register, and by the installation's file of names that it does not know.
        """
        addition = self.register_of(municipality.code)
        return register_at(municipality.departments, day, addition)

    def register_for_report(
        self, municipality: Municipality, fiscal_year: int, today: date
    ) -> DepartmentRegister:
        """The same as of the day whose departments are asked for a year's report."""
        return self.register_on(municipality, report_day(fiscal_year, today))

    @field_validator("data")
    @classmethod
    def _whatever_folder_is_current(cls, value: Path) -> Path:
        return value.absolute()

    @field_validator("database_url")
    @classmethod
    def _usable_database(cls, value: str) -> str:
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise _mistake(SettingMistake.NOT_SQLITE_OR_POSTGRESQL) from None
        if url.drivername not in _DRIVERS:
            raise _mistake(SettingMistake.NOT_SQLITE_OR_POSTGRESQL)
        if url.drivername == "sqlite":
            if not url.database or url.database == ":memory:":
                raise _mistake(SettingMistake.NO_DATABASE_FILE)
            url = url.set(database=str(Path(url.database).absolute()))
        return url.render_as_string(hide_password=False)

    @field_validator("departments", mode="before")
    @classmethod
    def _registers_in_a_file(cls, value: object) -> object:
        """What the file says of each municipality's departments."""
        if not isinstance(value, str):
            return value
        try:
            text = Path(value).read_text("utf-8")
            return tuple(_registers(value, text).items())
        except (OSError, UnicodeDecodeError):
            raise _mistake(SettingMistake.UNREADABLE_FILE) from None
        except (TypeError, ValueError):
            raise _mistake(SettingMistake.NO_REGISTER) from None

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _listed_networks(cls, value: object) -> object:
        """The addresses and networks that a comma parts: 127.0.0.1, 10.1.0.0/24."""
        if not isinstance(value, str):
            return value
        try:
            return tuple(ip_network(part.strip()) for part in value.split(","))
        except ValueError:
            raise _mistake(SettingMistake.NO_NETWORKS) from None

    @field_validator("public_url")
    @classmethod
    def _address_in_a_browser(cls, value: str | None) -> str | None:
        """An address without its last stroke; words are not printed where a link is meant."""
        if value is None:
            return None
        if not _ADDRESS.fullmatch(value):
            raise _mistake(SettingMistake.NOT_AN_ADDRESS)
        return value.rstrip("/")

    @field_validator("base_path")
    @classmethod
    def _folder_of_web_server(cls, value: str) -> str:
        """With a stroke before it and none behind; empty at the top."""
        folder = value.strip("/")
        if not folder:
            return ""
        if not _FOLDERS.fullmatch(f"/{folder}"):
            raise _mistake(SettingMistake.NOT_A_FOLDER)
        return f"/{folder}"

    @field_validator("submission_deadline")
    @classmethod
    def _day_of_any_year(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            day = date.fromisoformat(f"2001-{value}")
        except ValueError:
            raise _mistake(SettingMistake.NOT_A_DAY) from None
        return f"{day:%m-%d}"

    @field_validator("language", "profile")
    @classmethod
    def _one_of_the_choices(cls, value: str, field: ValidationInfo) -> str:
        choices = LANGUAGES if field.field_name == "language" else tuple(PROFILES)
        if value not in choices:
            raise _mistake(SettingMistake.NOT_A_CHOICE, choices=", ".join(choices))
        return value


def is_loopback(address: str) -> bool:
    """Whether a host's name or address is the machine's own."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


@cache
def settings() -> Settings:
    """The settings of this process. Raises `WrongSetting`."""
    try:
        return Settings()
    except ValidationError as error:
        refusals = error.errors(include_url=False)
        wrong_values = [_wrong_value(refusal) for refusal in refusals]
        raise WrongSetting(wrong_values) from None


def _registers(file: str, text: str) -> dict[str, DepartmentRegister]:
    """The registers by municipal code. Raises `TypeError` or `ValueError` for anything
    else.

    The plan documents' own reader keeps the 0 with which the codes of 北海道 begin.
    """
    # brings the YAML library, which the server need not load before it answers
    from dxkpi.plan.document_source import DocumentSource
    from dxkpi.plan.document_yaml import read_yaml

    source = DocumentSource(file)
    document = read_yaml(text, source)
    if source.problems:
        raise ValueError(source.problems)
    registers = {}
    for city, parts in _mapping(document).items():
        named = {part: _names_by_name(names) for part, names in _mapping(parts).items()}
        unknown = named.keys() - {"became", "answers_for"}
        if unknown:
            raise ValueError(unknown)
        registers[_MUNICIPAL_CODE.validate_python(city)] = DepartmentRegister(
            named.get("became", {}), named.get("answers_for", {})
        )
    return registers


def _names_by_name(names: object) -> dict[str, tuple[str, ...]]:
    """One name or several for each: 情報政策課: デジタル推進課, 全課: [企画課, 総務課]."""
    by_name = {}
    for name, others in _mapping(names).items():
        listed = others if isinstance(others, list) else [others]
        if not all(isinstance(text, str) for text in (name, *listed)):
            raise ValueError(names)
        by_name[name] = tuple(listed)
    return by_name


def _mapping(value: object) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _mistake(mistake: SettingMistake, **facts: object) -> PydanticCustomError:
    return PydanticCustomError(mistake.value, "{mistake}", {"mistake": mistake} | facts)


def _wrong_value(refusal: ErrorDetails) -> WrongValue:
    """What pydantic refuses, without the password that an address may hold."""
    variable = "DXKPI_" + "_".join(map(str, refusal["loc"])).upper()
    value = re.sub("://.*@", "://…@", str(refusal["input"]))
    mistake, facts = _mistake_and_facts(refusal)
    return WrongValue(variable, value, mistake, facts)


def _mistake_and_facts(
    refusal: ErrorDetails,
) -> tuple[SettingMistake, dict[str, object]]:
    context = refusal.get("ctx", {})
    match refusal["type"]:
        case "string_pattern_mismatch":
            return SettingMistake.NOT_A_MUNICIPAL_CODE, {}
        case "enum":
            choices = ", ".join(SignIn)
            return SettingMistake.NOT_A_CHOICE, {"choices": choices}
        case "bool_parsing":
            return SettingMistake.NOT_TRUE_OR_FALSE, {}
        case "int_parsing":
            return SettingMistake.NOT_A_WHOLE_NUMBER, {}
        case "greater_than_equal":
            return SettingMistake.TOO_SMALL, {"bound": context["ge"]}
        case "less_than_equal":
            return SettingMistake.TOO_LARGE, {"bound": context["le"]}
    if "mistake" in context:
        own_facts = {name: fact for name, fact in context.items() if name != "mistake"}
        return context["mistake"], own_facts
    return SettingMistake.REFUSED, {"reason": refusal["msg"]}
