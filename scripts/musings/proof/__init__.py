"""Proving claims, approving results, and keeping what was proved where."""
