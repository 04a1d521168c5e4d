"""What a site's tests use."""
