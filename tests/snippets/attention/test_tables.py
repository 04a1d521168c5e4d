from snippets.attention import tables
from snippets.attention.experiments.writing import wrote


def test_each_baseline_expects_more_than_the_one_before() -> None:
    nats = [float(str(row["Nats"])) for row in tables.surprises()]
    assert nats[:5] == sorted(nats[:5], reverse=True)
    assert len(nats) == 6


def test_a_written_text_is_one_line_of_the_table() -> None:
    rows = tables.written_texts()
    assert all("\n" not in str(row["Text"]) for row in rows)
    assert str(rows[0]["Text"]).replace(" / ", " ").split() == wrote(0.3).split()
