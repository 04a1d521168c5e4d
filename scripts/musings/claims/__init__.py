"""The kinds of claim: a module of this package holds one, and no other module names it."""
