"""What of a plan's paper could not be read, in a sentence each."""

from dxkpi.drafting.blocks import PageProblem, PageProblemKind
from dxkpi.wording.language import Language

_MOST_PAGES = 12
"""Page numbers that a sentence lists; more are counted."""


def paper_problem_texts(
    problems: tuple[PageProblem, ...], language: Language
) -> list[str]:
    """A sentence for each kind of problem, with the pages that have it."""
    kinds = dict.fromkeys(problem.kind for problem in problems)
    return [
        _sentence([problem for problem in problems if problem.kind is kind], language)
        for kind in kinds
    ]


def _sentence(problems: list[PageProblem], language: Language) -> str:
    _ = language.gettext
    pages = _pages(problems, language)
    n = problems[0].n or 0
    match problems[0].kind:
        case PageProblemKind.NO_TEXT if not pages:
            return _(
                "There is no text in the document: its pages are pictures, as a scanner "
                "makes them. Choose the file that was printed or scanned."
            )
        case PageProblemKind.NO_TEXT:
            return _(
                "{pages}: no text that can be read (pictures). It was left out.",
                pages=pages,
            )
        case PageProblemKind.VERTICAL_TEXT:
            return _(
                "{pages}: written from the top down. Compare it with the document.",
                pages=pages,
            )
        case PageProblemKind.TOO_MANY_PAGES:
            return _(
                "Only the first {n} pages were read. Hand in the rest as a file of its own.",
                n=n,
            )
        case PageProblemKind.TOO_MANY_ROWS:
            return _("Of a table only the first {n} rows were read.", n=n)
        case PageProblemKind.TOO_MUCH_TEXT:
            return _("Only the first {n} paragraphs and tables were read.", n=n)


def _pages(problems: list[PageProblem], language: Language) -> str:
    """The pages of problems: 3、5ページ; "" where they are of the whole document."""
    pages = [problem.page for problem in problems if problem.page is not None]
    if not pages:
        return ""
    if len(pages) > _MOST_PAGES:
        return language.ngettext("{n} page", "{n} pages", len(pages))
    numbers = language.gettext(", ").join(map(str, pages))
    return language.ngettext("Page {pages}", "Pages {pages}", len(pages), pages=numbers)
