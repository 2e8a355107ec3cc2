"""Investigation: projections."""
