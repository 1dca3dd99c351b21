"""What the fields of the plan document mean: the plan itself and the city whose it is."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.language import mark

CITY_NOTES: dict[str, ObjectNote] = {
    "Plan": ObjectNote(
        mark("the document"),
        mark("One file for each plan."),
        {
            "municipality": FieldNote(
                mark("Whose plan it is."),
                '{code: "472123", prefecture: 沖縄県, name: 豊見城市}',
            ),
            "plan": FieldNote(
                mark("The plan itself: title, period, source."),
                "{title: 豊見城市DX推進計画, first_fiscal_year: R8, last_fiscal_year: R12}",
            ),
            "policies": FieldNote(
                mark("The policies with their measures, in the plan's order."),
                '[{number: "1", name: 市民サービス}]',
            ),
            "indicators": FieldNote(
                mark("What is measured: the plan's KPI, and figures for reference."),
                "[{code: K01, name: オンライン申請の利用率}]",
            ),
            "decisions": FieldNote(
                mark("What the headquarters decided, and what came of it."),
                '[{number: "1", fiscal_year: R7, decided: 2026-05-27, text: 窓口で案内する}]',
            ),
        },
    ),
    "Municipality": ObjectNote(
        mark("municipality"),
        mark("The municipality whose plan it is."),
        {
            "code": FieldNote(
                mark(
                    "The municipal code of six digits (全国地方公共団体コード). Its check digit is "
                    "checked, and prefecture and name must belong to it."
                ),
                '"472123"',
            ),
            "prefecture": FieldNote(mark("The name of the prefecture."), "沖縄県"),
            "name": FieldNote(mark("The name of the municipality."), "豊見城市"),
            "fictional": FieldNote(
                mark("True for an invented municipality; every screen then says so."),
                "true",
            ),
            "departments": FieldNote(
                mark(
                    "The municipality's register of its departments, for all its plans. A "
                    "document without it leaves the register as it is stored; [] takes it "
                    "away."
                ),
                '[{name: 情報政策課, until: "2026-03", became: [デジタル推進課]}]',
            ),
            "grading": FieldNote(
                mark(
                    "How all plans of the municipality grade that have no grading of their "
                    "own. A document without it leaves it as it is stored; null takes it away."
                ),
                "{profile: 佐野市}",
            ),
        },
    ),
    "CityDepartment": ObjectNote(
        mark("department"),
        mark(
            "A department of the municipality in its register, for reorganisations: the "
            "report of a year is asked of those that are there on 1 April after it."
        ),
        {
            "name": FieldNote(mark("Its name."), "情報政策課"),
            "since": FieldNote(
                mark("Its first month; null where it has been there for long."),
                '"2026-04"',
            ),
            "until": FieldNote(
                mark("Its last month; null while it is there."), '"2026-03"'
            ),
            "became": FieldNote(
                mark(
                    "The departments in its place: one after a change of name, several after "
                    "a split; those that were joined name the same one."
                ),
                "[デジタル推進課]",
            ),
            "answers_for": FieldNote(
                mark(
                    "The words for many departments (全課, 関係各課) under which a plan asks "
                    "this one."
                ),
                "[全課]",
            ),
        },
    ),
    "About": ObjectNote(
        mark("plan"),
        mark("Title, period and source of the plan, and what was unclear in it."),
        {
            "id": FieldNote(
                mark(
                    "What tells the plan from the others of its municipality, in addresses and "
                    "commands: small letters, digits and hyphens. Without it the kind and the "
                    "first year make it."
                ),
                "dx-2026",
            ),
            "kind": FieldNote(
                mark("What kind of plan it is. Without it the title says so."), "dx"
            ),
            "follows": FieldNote(
                mark("The id of the plan whose successor it is."), "dx-2021"
            ),
            "title": FieldNote(
                mark("The title on the plan's cover."), "豊見城市DX推進計画"
            ),
            "grading": FieldNote(
                mark(
                    "How the plan grades its indicators; without it as the municipality does "
                    "(municipality.grading), else as the installation says (DXKPI_PROFILE)."
                ),
                "{profile: 宮城県}",
            ),
            "edition": FieldNote(
                mark("The edition, if the plan names one."), "第2.0版"
            ),
            "first_fiscal_year": FieldNote(
                mark("The first fiscal year of the plan."), "R8"
            ),
            "last_fiscal_year": FieldNote(
                mark("The last fiscal year of the plan."), "R12"
            ),
            "established": FieldNote(
                mark("The month or day on which the plan was adopted."), "2026-03"
            ),
            "source": FieldNote(
                mark("Where the plan was read: publication, address."),
                "豊見城市DX推進計画（令和8年3月、市ホームページ）",
            ),
            "notes": FieldNote(
                mark(
                    "What was damaged, unclear or contradictory in the source; shown at the"
                    " foot of the screens."
                ),
                "[12ページの図は不鮮明で、終わりの年度は推定です。]",
            ),
        },
    ),
}
