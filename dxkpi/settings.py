"""Configuration, all of it from the environment: variables that begin with DXKPI_ (listed in the README).

A wrong value is a `WrongSetting` with one clear line for each, never a traceback.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from dxkpi.plan.staff_survey import LEAST_GROUP
from dxkpi.rules import PROFILES
from dxkpi.wording.language import DEFAULT_LANGUAGE, LANGUAGES, _

PROJECT = Path(__file__).resolve().parent.parent
PLANS = PROJECT / "data" / "plans"


class WrongSetting(ValueError):
    """One or more environment variables hold a value that cannot be used."""


class Settings(BaseSettings):
    """What can be set, with the values used when nothing is set."""

    model_config = SettingsConfigDict(
        env_prefix="DXKPI_", env_ignore_empty=True, frozen=True
    )

    database_url: str = f"sqlite:///{PROJECT / 'data' / 'dxkpi.sqlite3'}"
    default_city: Annotated[str, Field(pattern=r"^\d{6}$")] = "472123"
    language: str = DEFAULT_LANGUAGE
    profile: str = "standard"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8501
    submission_deadline: str | None = None
    contact: str | None = None
    registration: bool = True
    smallest_group: Annotated[int, Field(ge=LEAST_GROUP, le=100)] = 5

    def deadline(self, fiscal_year: int) -> date | None:
        """The day by which a fiscal year's figures are to be in: the first such day after the year's end."""
        if self.submission_deadline is None:
            return None
        month, day = map(int, self.submission_deadline.split("-"))
        return date(fiscal_year + (1 if month >= 4 else 2), month, day)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError(_("must begin with sqlite:/// or postgresql://")) from None
        if url.drivername not in (
            "sqlite",
            "postgresql",
            "postgres",
            "postgresql+psycopg",
        ):
            raise ValueError(_("must begin with sqlite:/// or postgresql://"))
        if url.drivername == "sqlite":
            if not url.database or url.database == ":memory:":
                raise ValueError(_("must name a file: sqlite:///folder/file.sqlite3"))
            url = url.set(database=str(Path(url.database).absolute()))
        return url.render_as_string(hide_password=False)

    @field_validator("submission_deadline")
    @classmethod
    def _day_of_any_year(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return f"{date.fromisoformat(f'2001-{value}'):%m-%d}"
        except ValueError:
            raise ValueError(_("must be a month and a day like 05-15")) from None

    @field_validator("language", "profile")
    @classmethod
    def _one_of(cls, value: str, field: ValidationInfo) -> str:
        choices = LANGUAGES if field.field_name == "language" else tuple(PROFILES)
        if value not in choices:
            raise ValueError(_("must be one of {choices}", choices=", ".join(choices)))
        return value


_WORDS: dict[str, Callable[..., str]] = {
    "string_pattern_mismatch": lambda **_facts: _(
        "must be a municipal code of six digits"
    ),
    "bool_parsing": lambda **_facts: _("must be true or false"),
    "int_parsing": lambda **_facts: _("must be a whole number"),
    "greater_than_equal": lambda ge: _("must be {bound} or more", bound=ge),
    "less_than_equal": lambda le: _("must be {bound} or less", bound=le),
}


@cache
def settings() -> Settings:
    """The settings of this process. Raises `WrongSetting`."""
    try:
        return Settings()
    except ValidationError as error:
        lines = []
        for item in error.errors(include_url=False):
            words = _WORDS.get(item["type"])
            reason = (
                words(**item.get("ctx", {}))
                if words
                else str(item["msg"]).removeprefix("Value error, ")
            )
            name = "DXKPI_" + "_".join(map(str, item["loc"])).upper()
            value = re.sub("://.*@", "://…@", str(item["input"]))
            lines.append(
                _(
                    "{name} is “{value}”: {reason}.",
                    name=name,
                    value=value,
                    reason=reason,
                )
            )
        raise WrongSetting("\n".join(lines)) from None
