"""Writing a plan as its document, in YAML or JSON; `dxkpi.plan.document` reads both."""

import re
from decimal import Decimal
from io import StringIO
from typing import Any

import simplejson
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_yaml import STANDARD_TAG
from dxkpi.plan.tree import Plan

# Control characters and what YAML readers take for the end of a line.
# JSON may hold them as they are, YAML must not.
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def plan_as_yaml(plan: Plan) -> str:
    """The document as YAML 1.2, in the order of the schema."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the library says no type but None
    out = StringIO()
    yaml.dump(plan_as_data(plan), out)
    return out.getvalue()


def plan_as_json(plan: Plan) -> str:
    """The document as JSON; figures are JSON numbers with the digits they have in the store."""
    data = plan_as_data(plan)
    text = simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True)
    return _SPECIAL.sub(_escaped, text) + "\n"


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


class _Representer(SafeRepresenter):
    """Block style for several lines, decimals as they are, no anchors for what occurs twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def decimal(self, value: Decimal) -> ScalarNode:
        text = format(value, "f")
        kind = "float" if "." in text else "int"
        return self.represent_scalar(STANDARD_TAG + kind, text)

    def text(self, value: str) -> ScalarNode:
        style = None
        if _SPECIAL.search(value):
            style = '"'
        elif "\n" in value:
            style = "|"
        return self.represent_scalar(STANDARD_TAG + "str", value, style=style)


_Representer.add_representer(Decimal, _Representer.decimal)
_Representer.add_representer(str, _Representer.text)
