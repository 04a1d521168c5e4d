"""What is wrong with a formula, and where in its LaTeX."""

from __future__ import annotations


class FormulaError(Exception):
    """A formula that cannot be read, cannot be bound, or disagrees with its function."""

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        expected: str | None = None,
        got: str | None = None,
        advice: str | None = None,
    ) -> None:
        """Keep the parts apart, so that a caller may lay them out as it likes; lines and columns count from 1."""
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.expected = expected
        self.got = got
        self.advice = advice

    def __str__(self) -> str:
        """Return the message with its place."""
        if self.column is None:
            return self.message
        return f"line {self.line}, column {self.column}: {self.message}"


def place(latex: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of an offset into the LaTeX."""
    before = latex[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def error_at(latex: str, offset: int, message: str, *, advice: str | None = None) -> FormulaError:
    """Return the error that points at this offset of the LaTeX."""
    line, column = place(latex, offset)
    return FormulaError(message, line=line, column=column, advice=advice)
