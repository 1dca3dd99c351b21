"""The keys of the page's widgets."""

from dxkpi.web.common.session import WidgetKeys

KEYS = WidgetKeys("reading")
