"""A plan document is read as people write it, and kept in the standard form."""

from decimal import Decimal

import pytest

from dxkpi.findings import FiscalYear
from dxkpi.plan import (
    Aggregation,
    Calendar,
    Comparator,
    Direction,
    Indicator,
    Missing,
    Plan,
    ScheduleKind,
    TargetRule,
    document,
    document_writing,
)
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.plan.document_shape import FieldShape, shapes_of
from dxkpi.plan.document_words import term_of_word
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.standard_data import standard_data
from dxkpi.plan.written_figure import written_figure
from tests.conftest import PLANS
from tests.support.plan_documents import PLAN, changed_plan, problems_of

HEAD = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 計画}
"""


def indicator(fields: str) -> Indicator:
    text = HEAD + "indicators:\n  - code: K01\n    name: 件数\n"
    for line in fields.split("\n"):
        text += f"    {line}\n"
    return document.parse_plan(text).indicators[0]


def remarks(text: str) -> list[tuple[int, ProblemCode, object]]:
    read = document.parse_document(text)
    return [(r.line, r.code, r.facts["read"]) for r in read.source.remarks]


YEARS = ["R6", "Ｒ６", "令和6年度", "令和６年度", "2024年度", '"2024"', "FY2024", "R06"]


@pytest.mark.parametrize("written", YEARS)
def test_a_year_is_read_however_it_is_written(written: str) -> None:
    one = indicator(f"""\
baseline: {{fiscal_year: {written}, value: 3}}
references: [{{series: 全国, fiscal_year: {written}, value: 3}}]
target: {{rule: reach, value: 5, fiscal_year: R8, yearly: {{{written}: 4, 令和7年度: 5}}}}
actuals:
  - {{fiscal_year: {written}, value: 3}}""")
    assert one.baseline is not None
    assert one.target is not None
    assert one.baseline.fiscal_year == one.actuals[0].fiscal_year == 2024
    assert (one.references[0].fiscal_year, one.target.fiscal_year) == (2024, 2026)
    assert one.target.yearly == {2024: 4, 2025: 5}


def test_the_years_of_plan_and_schedule_are_read_too() -> None:
    text = PLAN.replace("first_fiscal_year: 2026", "first_fiscal_year: 令和8年度")
    text = text.replace("start: 2026, end: 2030", "start: R8, end: 令和12年度")
    assert document.parse_plan(text) == document.parse_plan(PLAN)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("令和8年3月", "2026-03"),
        ("R8.3末", "2026-03"),
        ("2026/3/31", "2026-03-31"),
        ("2026-03", "2026-03"),
    ],
)
def test_a_month_is_read_however_it_is_written(written: str, month: str) -> None:
    one = indicator(f"baseline: {{fiscal_year: R7, as_of: {written}, value: 3}}")
    assert one.baseline is not None
    assert one.baseline.as_of == month


def test_one_year_in_two_writings_is_a_year_twice() -> None:
    text = changed_plan(
        "    references:\n",
        "      - {fiscal_year: 令和8年度, value: 3}\n    references:\n",
    )
    assert problems_of(text) == [(26, ProblemCode.ACTUAL_TWICE)]
    text = changed_plan("{2027: 66.5}", "{2027: 66.5, R9: 70}")
    assert problems_of(text) == [(23, ProblemCode.FIELD_TWICE)]


def test_a_calendar_year_is_told_to_be_read_as_a_fiscal_year() -> None:
    text = PLAN.replace(
        "{fiscal_year: 2026, value: 66.0}", "{fiscal_year: 令和8年, value: 66.0}"
    )
    assert remarks(text) == [(25, ProblemCode.YEAR_READ_AS, FiscalYear(2026))]
    text = PLAN.replace(
        "{fiscal_year: 2026, value: 66.0}", "{fiscal_year: R9.3, value: 66.0}"
    )
    assert remarks(text) == [(25, ProblemCode.YEAR_READ_AS, FiscalYear(2026))]


@pytest.mark.parametrize("written", ["いつか", "R0", "R6～R8", "27", "S50"])
def test_what_is_no_year_is_refused_once_at_its_line(written: str) -> None:
    text = changed_plan("start: 2026", f"start: {written}")
    codes = [code for line, code in problems_of(text) if line == 15]
    assert codes in ([ProblemCode.NOT_A_YEAR], [ProblemCode.GREATER_THAN_EQUAL])


@pytest.mark.parametrize(
    ("unit", "written", "value"),
    [
        ("件", "1,200件", "1200"),
        ("件", "1,200", "1200"),
        ("件", "１，２００件", "1200"),
        ("件", "1,234,567 件", "1234567"),
        ("人", "1.2万人", "12000"),
        ("万人", "1.20万人", "1.20"),
        ('"%"', "58.2%", "58.2"),
        ('"%"', "58.20％", "58.20"),
        ('"%"', "５８．２", "58.2"),
        ('"%"', "▲3.2%", "-3.2"),
        ('"%"', "-3.2", "-3.2"),
        ("か所", "12箇所", "12"),
        ("件/年", "9,600件/年", "9600"),
    ],
)
def test_a_figure_is_read_with_its_unit_and_kept_as_printed(
    unit: str, written: str, value: str
) -> None:
    block = indicator(f"unit: {unit}\nbaseline:\n  fiscal_year: R6\n  value: {written}")
    flow = indicator(f"unit: {unit}\nbaseline: {{fiscal_year: R6, value: {written}}}")
    assert block.baseline is not None
    assert flow == block
    assert str(block.baseline.value) == value


def test_figures_with_commas_stand_in_a_row_of_years() -> None:
    one = indicator("target: {rule: keep, yearly: {R6: 1,200, R7: 1,300, 2026: 14}}")
    assert one.target is not None
    assert one.target.yearly == {2024: 1200, 2025: 1300, 2026: 14}


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("件", "1,200人"),
        ('"%"', "58.2件"),
        ("人", "12%"),
        ("人", "75人以上"),
        ('""', "3件"),
    ],
)
def test_another_unit_than_the_indicators_is_refused(unit: str, written: str) -> None:
    text = HEAD + (
        f"indicators:\n  - code: K01\n    name: 件数\n    unit: {unit}\n"
        f"    actuals:\n      - {{fiscal_year: R6, value: {written}}}\n"
    )
    assert problems_of(text) == [(8, ProblemCode.FIGURE_UNIT)]


@pytest.mark.parametrize("written", ["多い", "10～12", "1,20", "12,3456", "約", "1/2"])
def test_what_is_no_single_number_is_no_figure(written: str) -> None:
    figure = written_figure(written, "件")
    assert figure is None or figure.is_other_unit


def test_yes_and_no_are_figures_of_something_to_do() -> None:
    one = indicator(
        "value_type: 実施の有無\ntarget: {rule: 実施}\n"
        "actuals: [{fiscal_year: R6, value: 未実施}, {fiscal_year: R7, value: 実施}]"
    )
    assert [actual.value for actual in one.actuals] == [0, 1]


def test_numbers_and_codes_need_no_quotes() -> None:
    text = PLAN.replace('"472123"', "472123")
    for quoted in ('"1-1"', '"1"'):
        text = text.replace(quoted, quoted.strip('"'))
    assert document.parse_plan(text) == document.parse_plan(PLAN)
    assert remarks(text) == []


@pytest.mark.parametrize("number", ["1.10", "1.1", "01", "1_0", "1e3", "2026"])
def test_an_unquoted_number_is_kept_as_it_is_written(number: str) -> None:
    text = PLAN.replace('"1-1"', number)
    assert document.parse_plan(text).measures[0].number == number


@pytest.mark.parametrize("written", ["012025", "12025", '"12025"'])
def test_a_municipal_code_without_its_zero_is_read_and_told(written: str) -> None:
    text = PLAN.replace('"472123"', written)
    text = text.replace("沖縄県", "北海道").replace("name: 豊見城市", "name: 函館市")
    assert document.parse_plan(text).municipality.code == "012025"
    assert remarks(text) == [(1, ProblemCode.CODE_READ_AS, "012025")]


@pytest.mark.parametrize("written", ["47212", "12024", "4721230", "1.5", "true"])
def test_a_code_that_cannot_be_right_stays_wrong(written: str) -> None:
    codes = [code for _, code in problems_of(PLAN.replace('"472123"', written))]
    assert len(codes) == 1


def test_rules_directions_and_kinds_have_japanese_words() -> None:
    text = PLAN.replace("kind: bar", "kind: 期限").replace("rule: reach", "rule: 達成")
    text = text.replace(
        "decimals: 1",
        "decimals: 1\n    direction: 上がるほど良い\n    aggregation: 累計",
    ).replace("value: 75.0", "comparator: 以上, value: 75.0")
    text = text.replace("value: 66.0", "missing: 公表待ち")
    plan = document.parse_plan(text)
    [one] = plan.indicators
    assert one.target is not None
    assert (one.target.rule, one.target.comparator) == (
        TargetRule.REACH,
        Comparator.AT_LEAST,
    )
    assert (one.direction, one.aggregation) == (
        Direction.HIGHER,
        Aggregation.CUMULATIVE,
    )
    assert one.actuals[0].missing is Missing.NOT_PUBLISHED
    assert plan.measures[0].schedule[0].kind is ScheduleKind.DEADLINE


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("達成", TargetRule.REACH),
        ("維持", TargetRule.KEEP),
        ("改善", TargetRule.IMPROVE),
        ("上昇", TargetRule.RISE),
        ("実施", TargetRule.DO),
        ("合計", TargetRule.TOTAL),
    ],
)
def test_every_rule_has_its_word(word: str, rule: TargetRule) -> None:
    assert term_of_word(TargetRule, word) is rule


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("上がるほど良い", Direction.HIGHER),
        ("高いほどいい", Direction.HIGHER),
        ("下がるほど良い", Direction.LOWER),
        ("少ない程よい", Direction.LOWER),
        ("高い方が望ましい", Direction.HIGHER),
        ("少ないほうがいい", Direction.LOWER),
        ("どちらでも", None),
    ],
)
def test_directions_are_read_by_several_words(
    word: str, direction: Direction | None
) -> None:
    assert term_of_word(Direction, word) is direction


def test_what_is_exported_is_the_standard_form() -> None:
    text = PLAN.replace('"472123"', "472123").replace("rule: reach", "rule: 達成")
    text = text.replace("fiscal_year: 2025", "fiscal_year: 令和7年度")
    plan = document.parse_plan(text.replace("value: 66.0", "value: ６６．０"))
    standard = document.parse_plan(PLAN)
    assert plan == standard
    assert document_writing.plan_as_yaml(plan) == document_writing.plan_as_yaml(
        standard
    )


def test_figures_are_exact_and_never_binary() -> None:
    one = indicator("unit: 件\nbaseline: {fiscal_year: R6, value: 0.10件}")
    assert one.baseline is not None
    assert one.baseline.value == Decimal("0.10")
    assert str(one.baseline.value) == "0.10"


def test_every_field_of_the_plan_has_a_shape() -> None:
    """A field of a type that the document does not know would be read by nobody's rules."""
    seen: set[type] = set()

    def look(shape: FieldShape) -> None:
        assert (shape.kind is FieldKind.OBJECT) == (shape.model is not None)
        assert (shape.kind is FieldKind.TERM) == (shape.terms is not None)
        if shape.item is not None:
            look(shape.item)
        if shape.model is not None and shape.model not in seen:
            seen.add(shape.model)
            for inner in shapes_of(shape.model).values():
                look(inner)

    look(FieldShape(FieldKind.OBJECT, Plan))
    assert Indicator in seen


def comments_lost(text: str) -> list[tuple[int, object]]:
    read = document.parse_document(text)
    return [
        (r.line, r.facts["comment"])
        for r in read.source.remarks
        if r.code is ProblemCode.COMMENT_LOST
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "comment"),
    [
        ("name: 利用率", "name: 利用率 #起業を含む", 18, "#起業を含む"),
        ("name: 利用率", "name: 利用率 # 起業を含む", 18, "# 起業を含む"),
        ("name: 利用率", "name: 利用率  #起業を含む", 18, "#起業を含む"),
        ("name: 利用率", "name: 利用\n      率 #1", 18, "#1"),
        (
            "departments: [総務課]",
            "departments:\n          - 総務課 #庶務",
            12,
            "#庶務",
        ),
        ("title: 豊見城市DX推進計画", "title: 計画 #2", 3, "#2"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_behind_a_text_is_told_since_it_may_belong_to_it(
    old: str, new: str, line: int, comment: str, newline: str
) -> None:
    text = changed_plan(old, new).replace("\n", newline)
    assert comments_lost(text) == [(line, comment)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: 利用率", "name: 利用率  # 令和8年に追加"),
        ("name: 利用率", "name: 利用率#起業を含む"),
        ("name: 利用率", 'name: "利用率 #起業を含む" #x'),
        ("name: 利用率", "name: '利用率 #起業を含む'"),
        ("name: 利用率", "name: |- #x\n      利用率 #起業"),
        ("name: 利用率", "name: 利用率\n    # 次の行"),
        ("decimals: 1", "decimals: 1 #桁"),
        ("decimals: 1", "direction: higher #上がるほど良い"),
        ("decimals: 1", "department: null #未定"),
        ("  title:", "  #表題\n  title:"),
        ('    policy: "1"', "    policy: 1 #基本方針"),
    ],
)
def test_what_is_plainly_a_comment_is_none_of_our_business(old: str, new: str) -> None:
    assert comments_lost(changed_plan(old, new)) == []


def test_no_shipped_plan_loses_a_comment() -> None:
    for path in PLANS:
        assert document.read_document(path).source.remarks == []


@pytest.mark.parametrize(
    ("written", "value", "approximate"),
    [
        ("value: 約1,200件", 1200, True),
        ("value: およそ５０", 50, True),
        ("value: 約1,200件, approximate: false", 1200, False),
        ("value: 1,200件", 1200, False),
    ],
)
def test_an_actual_that_is_about_something_is_approximate(
    written: str, value: int, approximate: bool
) -> None:
    one = indicator(f"unit: 件\nactuals: [{{fiscal_year: R6, {written}}}]")
    actual = one.actuals[0]
    assert (actual.value, actual.approximate) == (Decimal(value), approximate)


def test_a_json_file_may_name_its_schema() -> None:
    plan = document.parse_plan(PLAN)
    text = document_writing.plan_as_json(plan)
    named = text.replace("{", '{"$schema": "plan.schema.json",', 1)
    assert document.parse_plan(named) == plan


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("創業件数 #起業を含む", '"創業件数 #起業を含む"'),
        ('創業"件数" #1', '"創業\\"件数\\" #1"'),
        ("創業" * 40 + " #1", '"… #1"'),
    ],
)
def test_how_to_quote_a_text_with_a_comment_is_told(name: str, whole: str) -> None:
    read = document.parse_document(changed_plan("name: 利用率", f"name: {name}"))
    [remark] = read.source.remarks
    assert remark.facts["whole"] == whole


@pytest.mark.parametrize(
    "written", ["9月30日", "9月30日現在", "09-30", '"9/30"', "９月３０日時点"]
)
def test_a_day_of_every_year_is_read_however_it_is_written(written: str) -> None:
    assert indicator(f"counted_on: {written}").counted_on == "09-30"


@pytest.mark.parametrize("written", ["2月29日", "13-01", "年度末"])
def test_a_day_that_no_year_has_is_refused(written: str) -> None:
    text = HEAD + f"indicators: [{{code: K01, name: 件数, counted_on: {written}}}]\n"
    assert [code for _line, code in problems_of(text)] == [ProblemCode.DAY_OF_YEAR]


def test_the_year_of_figures_is_read_in_japanese_and_excludes_a_day() -> None:
    assert indicator("calendar: 暦年").calendar is Calendar.CALENDAR_YEAR
    text = HEAD + (
        "indicators: [{code: K01, name: 件数, calendar: 暦年, counted_on: 09-30}]\n"
    )
    codes = [code for _line, code in problems_of(text)]
    assert codes == [ProblemCode.CALENDAR_AND_DAY]


def test_a_count_of_forty_digits_is_read_as_it_stands() -> None:
    data = {"indicators": [{"code": "K01", "decimals": "９" * 40}]}
    [indicator] = standard_data(data)["indicators"]
    assert indicator["decimals"] == int("9" * 40)
