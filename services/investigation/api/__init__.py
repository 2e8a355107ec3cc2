"""Investigation: api."""
