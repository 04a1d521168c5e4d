"""Write the summary that the page's cells read, from all flights.

To run it: `python -m snippets.data.write_summary`.
"""

from snippets.data.flights import summary_text
from snippets.data.summary import FILE


def main() -> None:
    """Write the file anew."""
    FILE.write_text(summary_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
