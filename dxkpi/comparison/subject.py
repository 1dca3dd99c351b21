"""What the names in plans can be about, told by the words in them."""

import re
from dataclasses import dataclass

from dxkpi.text.folding import folded_text


@dataclass(frozen=True)
class Subject:
    """Something that names can be about. `words` is the pattern of its words in folded text."""

    words: str

    def is_named_in(self, text: str | None) -> bool:
        """Whether a name or a definition speaks of it; ｅＬ‐ＱＲ, eL-QR and EL - QR are
        the same.
        """
        if not text:
            return False
        return re.search(self.words, folded_text(text)) is not None
