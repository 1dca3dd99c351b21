"""The words of the interface: every message is in the catalogue and in Japanese, with its placeholders."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dxkpi.rules import Status
from dxkpi.settings import PROJECT
from dxkpi.wording import glossary, language
from dxkpi.wording.catalogue import read_catalogue
from dxkpi.wording.language import Language, language_named

KEYWORDS = {"_": None, "gettext": None, "mark": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"(?<!{){(\w+)}")


def messages() -> set[str]:
    found = set()
    for folder in ("dxkpi", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(PROJECT / folder), keywords=KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found


def catalogue() -> Iterator[Message]:
    text = (language.LOCALE_FOLDER / "ja" / "LC_MESSAGES" / "dxkpi.po").read_bytes()
    return (message for message in read_po(io.BytesIO(text), locale="ja") if message.id)


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translations_of(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or ())


def test_the_catalogue_holds_every_message_and_no_other() -> None:
    assert {key(message) for message in catalogue()} == messages()


def test_every_message_is_translated_with_its_placeholders() -> None:
    for message in catalogue():
        translations = translations_of(message)
        assert translations, message.id
        assert all(translations), message.id
        assert not message.fuzzy, message.id
        for translation in translations:
            assert set(PLACEHOLDER.findall(translation)) <= set(
                PLACEHOLDER.findall(key(message))
            ), message.id


def test_our_own_reader_of_the_catalogue_agrees_with_babel() -> None:
    path = language.LOCALE_FOLDER / "ja" / "LC_MESSAGES" / "dxkpi.po"
    first_forms = {}
    for message in catalogue():
        assert not message.context, message.id
        first_forms[key(message)] = translations_of(message)[0]
    assert read_catalogue(path) == first_forms


def test_the_catalogue_has_one_form_for_one_thing_and_many() -> None:
    path = language.LOCALE_FOLDER / "ja" / "LC_MESSAGES" / "dxkpi.po"
    with path.open("rb") as file:
        assert read_po(file).num_plurals == 1


def test_what_is_escaped_continued_or_not_translated_is_read_as_meant(
    tmp_path: Path,
) -> None:
    path = tmp_path / "dxkpi.po"
    path.write_text(
        r"""
msgid ""
msgstr ""
"Language: ja\n"

#. msgid "a note of the translator's"
msgid "a \"b\"\n"
"c"
msgstr ""
"「あ」\\"
"い"

msgid "{n} place"
msgid_plural "{n} places"
msgstr[0] "{n}か所"

msgid "new"
msgstr ""
""",
        encoding="utf-8",
    )
    assert read_catalogue(path) == {
        'a "b"\nc': "「あ」\\い",
        "{n} place": "{n}か所",
    }


def test_japanese_is_spoken_unless_another_language_is_asked_for() -> None:
    assert language_named("ja").gettext("Municipality") == "自治体"
    assert language_named("xx") is Language.JAPANESE
    assert language_named("en").gettext("Municipality") == "Municipality"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word_and_a_mark_of_its_own(status: Status) -> None:
    assert glossary.term_label(status, Language.JAPANESE)
    assert [glossary.term_glyph(other) for other in Status].count(
        glossary.term_glyph(status)
    ) == 1
