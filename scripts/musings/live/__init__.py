"""What the reader's Python is made of, and the first views of explorers."""
