"""What a proposal would put into a plan, in a title and a line."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.plan import Indicator, NationalItem
from dxkpi.plan.standard_data import standard_data
from dxkpi.wording.drafting import proposal_kind_text
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.language import Language
from dxkpi.wording.promise import promise_text

_CODE = "K"
"""In place of the code that an indicator gets in the draft."""


def proposal_title(proposal: Proposal, language: Language) -> str:
    """What kind it is, and its name."""
    kind = proposal_kind_text(proposal.kind, language)
    return f"{kind}　{proposal_name(proposal, language)}".strip()


def proposal_name(proposal: Proposal, language: Language) -> str:
    """What is proposed is called: number and name, or what is written."""
    data = proposal.data
    match proposal.kind:
        case ProposalKind.ABOUT:
            about = data.get("plan")
            return str(about.get("title") or "") if isinstance(about, Mapping) else ""
        case ProposalKind.SCHEDULE:
            return str(data.get("label") or "")
        case ProposalKind.DEPARTMENT:
            return language.listed(map(str, data.get("departments") or ()))
        case _:
            number = data.get("number")
            named = (number, data.get("name"))
            return " ".join(str(each) for each in named if each)


def proposal_detail(proposal: Proposal, language: Language) -> str:
    """What else it says: the promise of an indicator, the years of an entry."""
    match proposal.kind:
        case ProposalKind.INDICATOR | ProposalKind.REFERENCE:
            indicator = proposed_indicator(proposal.data)
            return "" if indicator is None else promise_text(indicator, None, language)
        case ProposalKind.SCHEDULE:
            return _years(proposal.data, language)
        case _:
            return _described(proposal.data, language)


def _described(data: Mapping[str, Any], language: Language) -> str:
    """The mark of the national plan, and the description."""
    description = str(data.get("description") or "")
    if "national_item" not in data:
        return description
    item = marked_label(NationalItem(data["national_item"]), language)
    return f"{item}　{description}".strip()


def proposed_indicator(data: Mapping[str, Any]) -> Indicator | None:
    """An indicator as it would be by itself; None while something of it is missing."""
    document = standard_data({"indicators": [{"code": _CODE, **data}]})
    [own] = document["indicators"]
    alone = {
        name: value for name, value in own.items() if name not in ("measure", "policy")
    }
    try:
        return Indicator.model_validate(alone)
    except ValidationError:
        return None


def _years(data: Mapping[str, Any], language: Language) -> str:
    """From which year to which."""
    years = [data.get(name) for name in ("start", "end")]
    known = [year for year in years if isinstance(year, int)]
    if not known:
        return ""
    return language.fiscal_years(known[0], known[-1]) or ""
