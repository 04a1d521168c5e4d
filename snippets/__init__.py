"""The code that the posts show: importable, doctested, one folder a topic."""
