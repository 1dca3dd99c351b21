"""Why a file is not opened."""


class Refused(Exception):
    """A file that is not opened: a code of `findings.UNREADABLE`, and the facts of its sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
