"""The table of what was measured: a line as soon as it is known, the same as Markdown, and what missed its bar."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One measurement, of a page or of the whole, against a plain way of doing the same; `bar` bounds the ratio."""

    what: str
    ours: float
    plain: float
    bar: float | None = None
    at_least: bool = False
    page: str = ""
    unit: str = "ms"

    @property
    def name(self) -> str:
        return f"{self.page}: {self.what}" if self.page else self.what

    @property
    def ratio(self) -> float:
        return self.ours / self.plain

    @property
    def missed(self) -> bool:
        if self.bar is None:
            return False
        return self.ratio < self.bar if self.at_least else self.ratio > self.bar

    @property
    def limit(self) -> str:
        return (
            "" if self.bar is None else f"{'≥' if self.at_least else '≤'} {self.bar:g}"
        )

    @property
    def figures(self) -> tuple[str, str]:
        return _figure(self.ours, self.unit), _figure(self.plain, self.unit)


def _figure(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.3g} {unit}"


@dataclass
class Table:
    """Prints what is added to it."""

    rows: list[Row] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        ours, plain = row.figures
        verdict = "" if row.bar is None else "MISSED" if row.missed else "ok"
        print(
            f"{row.name:76} {ours:>12} {plain:>12} {row.ratio:7.2f}  {row.limit:6} {verdict}",
            flush=True,
        )
        self.rows.append(row)

    def say(self, sentence: str) -> None:
        print(sentence, flush=True)

    def complain(self, sentence: str) -> None:
        """Something that spoils the measurement, and must be mended as if a bar were missed."""
        self.say(sentence)
        self.complaints.append(sentence)

    @property
    def missed(self) -> list[str]:
        return [row.name for row in self.rows if row.missed] + self.complaints

    def markdown(self) -> Iterator[str]:
        """The pages with a column for each measurement, then what is not of one page."""
        pages = list(dict.fromkeys(row.page for row in self.rows if row.page))
        columns = list(dict.fromkeys(row.what for row in self.rows if row.page))
        cells = {
            (row.page, row.what): f"{row.figures[0]}, {row.ratio:.2f}"
            for row in self.rows
        }
        yield f"| page | {' | '.join(columns)} |"
        yield "|---" * (len(columns) + 1) + "|"
        for page in pages:
            yield f"| {page} | {' | '.join(cells.get((page, column), '') for column in columns)} |"
        yield ""
        yield "| what | ours | plain | ratio | bar |"
        yield "|---|---|---|---|---|"
        for row in self.rows:
            if not row.page:
                yield f"| {row.what} | {' | '.join(row.figures)} | {row.ratio:.2f} | {row.limit} |"
