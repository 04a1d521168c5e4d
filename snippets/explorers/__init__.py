"""What the explorers of the posts show: numbers alone, no drawing."""
