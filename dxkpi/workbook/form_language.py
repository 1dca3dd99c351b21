"""The language of the yearly form."""

from dxkpi.wording.language import Language

FORM_LANGUAGE = Language.JAPANESE
"""Whatever language the screen speaks: the people who fill the form in are Japanese."""
