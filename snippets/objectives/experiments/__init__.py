"""The measurements of the post on objectives."""
