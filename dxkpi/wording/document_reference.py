"""The reference page of the plan document, in Markdown: every field, form and term."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel

from dxkpi.plan.document_shape import (
    FieldShape,
    document_objects,
    document_terms,
    required_fields,
    shapes_of,
)
from dxkpi.plan.document_words import JAPANESE_WORDS
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.tree import Plan
from dxkpi.wording import glossary
from dxkpi.wording.document_notes import FIELD_NOTES, OBJECT_NOTES
from dxkpi.wording.language import Language, mark

EXAMPLE = """\
# yaml-language-server: $schema=plan.schema.json
municipality: {code: 472123, prefecture: 沖縄県, name: 豊見城市}
plan:
  title: 豊見城市DX推進計画
  first_fiscal_year: R8
  last_fiscal_year: R12
policies:
  - number: 1
    name: 市民サービスの向上
    measures:
      - number: 1-1
        name: 行政手続のオンライン化
        departments: [デジタル推進課]
        initiatives:
          - {number: 1, name: 電子申請の拡充}
        schedule:
          - {kind: 期間, label: 拡充, initiative: 1, start: R8, end: R12}
indicators:
  - code: K01
    name: オンライン申請の件数
    measure: 1-1
    official: true
    quote: オンライン申請を令和12年度に12,000件以上とする。
    unit: 件
    direction: 上がるほど良い
    aggregation: 年間
    baseline: {fiscal_year: 令和7年度, value: 8,400件}
    target: {rule: 達成, comparator: 以上, value: 12,000件, fiscal_year: R12}
    actuals:
      - {fiscal_year: 令和8年度, value: 9,150件}
"""
"""A plan document as people write it; a test loads it."""

_INTRODUCTION = mark(
    "A plan is one file in YAML or JSON (UTF-8). `dxkpi load --dry-run FILE` checks it and "
    "says what is wrong or odd, with its line; nothing is loaded. Fields that are not "
    "listed here are refused. What the plan does not say is left out, or null: it is "
    "never guessed. `dxkpi export CODE` writes the standard form."
)
_EDITORS = mark(
    "Editors that know YAML schemas (Visual Studio Code with the YAML extension, and "
    "others) complete and check while you type, if the first line of the file is the one "
    'of the example (in JSON: `"$schema": "plan.schema.json"`) and `plan.schema.json` '
    "lies beside it. `dxkpi schema` prints the schema, "
    "`dxkpi schema --format markdown` this page."
)
_QUOTES = mark(
    "A `#` with a space before it begins a comment, also behind a text. A text that holds "
    "`#`, `: ` or begins with one of `[ { > | * & ! % @` stands in quotes."
)

_FORMS: dict[FieldKind, str] = {
    FieldKind.TEXT: mark("text"),
    FieldKind.KEY: mark("number or code, with or without quotes"),
    FieldKind.MUNICIPAL_CODE: mark("six digits, with or without quotes"),
    FieldKind.YEAR: mark("fiscal year"),
    FieldKind.MONTH: mark("month or day"),
    FieldKind.FIGURE: mark("figure"),
    FieldKind.COUNT: mark("whole number"),
    FieldKind.FLAG: mark("true or false"),
}

_WRITINGS: dict[FieldKind, str] = {
    FieldKind.YEAR: mark(
        "`2026`, `R8`, `令和8年度`, `2026年度`, `FY2026`; also as a key of `yearly`. "
        "令和8年 is read as 令和8年度, and that is told."
    ),
    FieldKind.MONTH: mark(
        "`2026-03`, `2026-03-31`, `令和8年3月`, `R8.3末`. It must lie in the fiscal year beside it."
    ),
    FieldKind.FIGURE: mark(
        "`1200`, `1,200件`, `58.2%`, `1.2万人`, `▲3.2`, full-width digits, of an actual also "
        "`約1,200件`. A unit must be "
        "the indicator's own. It is kept exactly as printed: 75.0 stays 75.0. For yes or "
        "no: 1 or 0, 実施 or 未実施. Of an indicator of stages: the name of a stage."
    ),
    FieldKind.MUNICIPAL_CODE: mark(
        '`472123`, `"012025"`. A zero that was lost before it is put back, and that is told.'
    ),
    FieldKind.KEY: mark("`1`, `1-1`, `K01`, `1.10`: kept as it is written."),
}


def document_reference(language: Language) -> str:
    """The page as Markdown text."""
    _ = language.gettext
    parts = [
        "# " + _("The plan document"),
        _(_INTRODUCTION),
        _(_EDITORS),
        "## " + _("An example"),
        f"```yaml\n{EXAMPLE}```",
        "## " + _("How values are written"),
        _writings_table(language),
        _(_QUOTES),
        "## " + _("Fields"),
    ]
    for model in document_objects(Plan):
        parts += _object_parts(model, language)
    parts.append("## " + _("Terms"))
    for terms in document_terms(Plan):
        parts += _terms_parts(terms, language)
    return "\n\n".join(parts) + "\n"


def _writings_table(language: Language) -> str:
    _ = language.gettext
    rows = [(_(_FORMS[kind]), _(text)) for kind, text in _WRITINGS.items()]
    return _table((_("form"), _("how it may be written")), rows)


def _object_parts(model: type[BaseModel], language: Language) -> list[str]:
    """The heading of an object, what it is, and the table of its fields."""
    _ = language.gettext
    note, notes = OBJECT_NOTES[model.__name__], FIELD_NOTES[model.__name__]
    required = required_fields(model)
    rows = []
    for name, shape in shapes_of(model).items():
        needed = _("required") if name in required else ""
        form = _form(shape, language)
        example = f"`{name}: {notes[name].example}`"
        rows.append((f"`{name}`", needed, _(notes[name].meaning), form, example))
    head = (_("field"), "", _("meaning"), _("form"), _("example"))
    title = f"### {_(note.title)} {_places_text(model)}".rstrip()
    return [title, _(note.meaning), _table(head, rows)]


def _places_text(model: type[BaseModel]) -> str:
    """The fields in which an object stands: (`policies`)."""
    names = [
        f"`{name}`"
        for parent in document_objects(Plan)
        for name, shape in shapes_of(parent).items()
        if shape.model is model
    ]
    return f"({', '.join(dict.fromkeys(names))})" if names else ""


def _form(shape: FieldShape, language: Language) -> str:
    """What may stand in a field, in a few words."""
    _ = language.gettext
    form = _form_of_one(shape, language)
    return _("list: {form}", form=form) if shape.is_list else form


def _form_of_one(shape: FieldShape, language: Language) -> str:
    _ = language.gettext
    if shape.model is not None:
        title = _(OBJECT_NOTES[shape.model.__name__].title)
        return _("fields of “{title}”", title=title)
    if shape.terms is not None:
        return language.listed(f"`{term.value}`" for term in shape.terms)
    if shape.item is None or shape.key is None:
        return _(_FORMS[shape.kind])
    key, item = _(_FORMS[shape.key]), _form(shape.item, language)
    return f"{{{key}: {item}}}"


def _terms_parts(terms: type[StrEnum], language: Language) -> list[str]:
    """The heading of a kind of terms, with the fields that have it, and their table."""
    _ = language.gettext
    names = [
        f"`{name}`"
        for model in document_objects(Plan)
        for name, shape in shapes_of(model).items()
        if shape.terms is terms
    ]
    rows = [
        (
            f"`{term.value}`",
            glossary.term_label(term, language),
            language.listed(JAPANESE_WORDS[term]),
        )
        for term in terms
    ]
    head = (_("term"), _("meaning"), _("also written"))
    return ["### " + language.listed(dict.fromkeys(names)), _table(head, rows)]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = list(head)
    lines = [cells, ["---"] * len(cells), *rows]
    return "\n".join(f"| {' | '.join(_cell(c) for c in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
