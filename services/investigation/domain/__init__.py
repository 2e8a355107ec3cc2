"""Investigation: domain."""
