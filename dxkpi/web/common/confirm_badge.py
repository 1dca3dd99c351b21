"""How much is left to confirm."""

from dxkpi.web.common.language import _, ngettext


def confirm_badge(left: int) -> str:
    """A badge with the number of places that are left to confirm, or that all are confirmed."""
    if not left:
        return ":blue-badge[◎ " + _("confirmed") + "]"
    count = ngettext("△ {n} to confirm", "△ {n} to confirm", left)
    return f":yellow-badge[{count}]"
