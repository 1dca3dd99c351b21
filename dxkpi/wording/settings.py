"""What is wrong with a setting, and how the operator is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dxkpi.wording.language import Language, mark


class SettingMistake(StrEnum):
    """The kinds of values that cannot be used."""

    NOT_SQLITE_OR_POSTGRESQL = "not_sqlite_or_postgresql"
    NO_DATABASE_FILE = "no_database_file"
    NOT_A_DAY = "not_a_day"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_MUNICIPAL_CODE = "not_a_municipal_code"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_FOLDER = "not_a_folder"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    UNREADABLE_FILE = "unreadable_file"
    NO_REGISTER = "no_register"
    NO_NETWORKS = "no_networks"
    REFUSED = "refused"


@dataclass(frozen=True)
class WrongValue:
    """An environment variable whose value cannot be used. Passwords are masked in `value`."""

    variable: str
    value: str
    mistake: SettingMistake
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.variable}={self.value}: {self.mistake}"


_REASONS = {
    SettingMistake.NOT_SQLITE_OR_POSTGRESQL: mark(
        "must begin with sqlite:/// or postgresql://"
    ),
    SettingMistake.NO_DATABASE_FILE: mark(
        "must name a file: sqlite:///folder/file.sqlite3"
    ),
    SettingMistake.NOT_A_DAY: mark("must be a month and a day like 05-15"),
    SettingMistake.NOT_A_CHOICE: mark("must be one of {choices}"),
    SettingMistake.NOT_A_MUNICIPAL_CODE: mark("must be a municipal code of six digits"),
    SettingMistake.NOT_TRUE_OR_FALSE: mark("must be true or false"),
    SettingMistake.NOT_A_WHOLE_NUMBER: mark("must be a whole number"),
    SettingMistake.NOT_AN_ADDRESS: mark(
        "must be an address like https://kpi.example.lg.jp"
    ),
    SettingMistake.NOT_A_FOLDER: mark(
        "must be a folder of the web server like /kpi, of letters, digits, hyphens"
    ),
    SettingMistake.UNREADABLE_FILE: mark("must be a file that can be read"),
    SettingMistake.NO_REGISTER: mark(
        "must be a YAML file with became and answers_for below each municipal code"
    ),
    SettingMistake.NO_NETWORKS: mark(
        "must be addresses or networks with commas between them, like 10.1.0.5, 10.2.0.0/24"
    ),
    SettingMistake.TOO_SMALL: mark("must be {bound} or more"),
    SettingMistake.TOO_LARGE: mark("must be {bound} or less"),
}


def wrong_values_text(wrong_values: Iterable[WrongValue], language: Language) -> str:
    """One line for each value that cannot be used."""
    return "\n".join(_wrong_value_text(wrong, language) for wrong in wrong_values)


def _wrong_value_text(wrong: WrongValue, language: Language) -> str:
    _ = language.gettext
    if wrong.mistake is SettingMistake.REFUSED:
        reason = str(wrong.facts["reason"])
    else:
        reason = _(_REASONS[wrong.mistake], **wrong.facts)
    return _(
        "{name} is “{value}”: {reason}.",
        name=wrong.variable,
        value=wrong.value,
        reason=reason,
    )
