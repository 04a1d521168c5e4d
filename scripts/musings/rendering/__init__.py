"""How claims look on a page."""
