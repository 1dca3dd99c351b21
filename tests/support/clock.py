"""A clock that only a test moves on, in the place of the store's own."""

import time


class ManualClock:
    """Stands still from now on until it is told to go on."""

    def __init__(self) -> None:
        self._now = time.monotonic()

    def __call__(self) -> float:
        return self._now

    def pass_seconds(self, seconds: float) -> None:
        self._now += seconds
