"""What the store is asked about returns and their files."""

from dxkpi.plan import PlanKey
from dxkpi.store.opened_store import OpenedStore
from dxkpi.store.submissions import (
    Submission,
    is_original_kept,
    original_content,
    standing_submission,
    submission_numbered,
    submissions_of_plan,
)
from dxkpi.store.withdrawal import WithdrawalPreview, preview_withdrawal


class ReturnQuestions(OpenedStore):
    """Returns as they are listed, by their plan or receipt number. One of a city out of
    reach is unknown.
    """

    def submissions(self, plan: PlanKey) -> tuple[Submission, ...]:
        """The returns of a plan, newest first, without their originals."""
        return self._ask_of(plan, submissions_of_plan)

    def submission(self, number: int) -> Submission | None:
        """The return with this receipt number, if there is one within reach."""
        return self._ask(submission_numbered, number)

    def standing_submission(
        self, plan: PlanKey, fiscal_year: int, sha256: str
    ) -> Submission | None:
        """The return of this very file for the plan and year, unless withdrawn."""
        return self._ask_of(plan, standing_submission, fiscal_year, sha256)

    def original(self, number: int) -> bytes | None:
        """The file of a return as it was handed in.

        None for figures that were typed, for unknown numbers, and for totals of a
        survey in whose place others stand.
        """
        if self.submission(number) is None:
            return None
        return self._ask(original_content, number)

    def is_original_kept(self, number: int) -> bool:
        """Whether the file of a return is there to be read.

        The totals of a staff survey are not kept once others stand in their place.
        """
        if self.submission(number) is None:
            return False
        return self._ask(is_original_kept, number)

    def preview_withdrawal(self, number: int) -> tuple[WithdrawalPreview, ...]:
        """What withdrawing a return would do, figures first.

        Nothing where none of it is on record.

        Raises `StoreError` for an unknown number.
        """
        return self._ask(preview_withdrawal, number)
