"""What deep nets do, measured."""
