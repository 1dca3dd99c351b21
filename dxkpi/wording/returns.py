"""The words of returns that are no finding's."""

from dxkpi.returns.status import SURVEYED
from dxkpi.wording.language import mark

SOURCE_LABELS = {SURVEYED: mark("counts of a staff survey")}
"""What a submission's source is called where it is not the name of a file."""
