"""Figures: drawing them in both schemes, and comparing them with the approved pictures."""
